"""The widgets of the export dialog, arranged; what they mean is the dialog's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.exchange.heading_text import Headings
from wicco_desktop.exchange.writing.outgoing import BOTH
from wicco_desktop.foundation.languages import language, others
from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.ui.exchange.column_ticks import ColumnTicks
from wicco_desktop.ui.progress import ProgressStrip
from wicco_desktop.ui.segments import segment
from wicco_desktop.ui.session import Session

CHOICES: tuple[Headings, ...] = (BOTH, "zh", "en")
WIDTH, HEIGHT = 150, 130
"""Size in steps of spacing, where the screen has the room."""


class ExportForm(QWidget):
    """What, headings, columns, remarks; the progress; the buttons."""

    def __init__(self, session: Session, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._session = session
        self._labels: list[tuple[QLabel, str]] = []
        self.what = QComboBox(self)
        self.headings = {choice: segment(self, choice, CHOICES) for choice in CHOICES}
        self.columns = ColumnTicks(session.language, session.theme, self)
        self.every_column = QLabel(self)
        self.every_column.setProperty("look", "quiet")
        self.every_column.setWordWrap(True)
        self.every_column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.every_column.setContentsMargins(0, session.theme.steps(2), 0, 0)
        self.remarks = QCheckBox(self)
        self.strip = ProgressStrip(session.language, self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.show_folder, self.open, self.export, self.close_ = (
            QPushButton(self) for _ in range(4)
        )
        self.export.setProperty("look", "primary")
        self.export.setDefault(True)
        self._group = QButtonGroup(self)
        self._which = QStackedWidget(self)
        self._arrange()
        whole = QVBoxLayout(dialog)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)
        steps, room = session.theme.steps, self.screen().availableSize()
        dialog.resize(min(steps(WIDTH), room.width() - 24), min(steps(HEIGHT), room.height() - 48))
        self.show_written(written=False)

    @property
    def headings_chosen(self) -> Headings:
        """The language of the headings."""
        return next((c for c, button in self.headings.items() if button.isChecked()), BOTH)

    @headings_chosen.setter
    def headings_chosen(self, choice: Headings) -> None:
        self.headings[choice].setChecked(True)

    def show_columns(self, *, one_kind: bool) -> None:
        """Offer columns to tick, where all that goes out is of one kind."""
        self._which.setCurrentIndex(0 if one_kind else 1)

    def show_written(self, *, written: bool) -> None:
        """Offer to look at what was written."""
        for button in (self.show_folder, self.open):
            button.setVisible(written)

    def enable(self, *, ready: bool, at_rest: bool) -> None:
        """``ready``: there is something to export; ``at_rest``: nothing is being exported."""
        self.export.setEnabled(ready and at_rest)
        for part in (self.what, self.columns, self.remarks, *self.headings.values()):
            part.setEnabled(at_rest)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr, code = self._session.language.tr, self._session.code
        for label, told in self._labels:
            label.setText(tr(told))
        names: dict[str, str] = {
            entry: language(entry).own_name for entry in CHOICES if entry != BOTH
        }
        names[BOTH] = " · ".join(names[entry] for entry in (code, *others(code)))
        for choice, button in self.headings.items():
            button.setText(names[choice])
        self.what.setAccessibleName(tr(N_("What to export")))
        self.every_column.setText(tr(N_("A sheet for each kind of record, with all its columns.")))
        self.remarks.setText(tr(N_("Internal remarks, too")))
        self.show_folder.setText(tr(N_("Show in folder")))
        self.open.setText(tr(N_("Open")))
        self.export.setText(tr(N_("Export…")))
        self.close_.setText(tr(N_("Close")))
        self.columns.retranslate()

    def _label(self, told: str) -> QLabel:
        label = QLabel(self)
        self._labels.append((label, told))
        return label

    def _arrange(self) -> None:
        steps = self._session.theme.steps
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for button in self.headings.values():
            self._group.addButton(button)
            segments.addWidget(button)
        segments.addStretch(1)
        self._which.addWidget(self.columns)
        self._which.addWidget(self.every_column)
        form = QFormLayout()
        form.setHorizontalSpacing(steps(5))
        form.setVerticalSpacing(steps(3))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._label(NC_("export", "What")), self.what)
        form.addRow(self._label(N_("Headings")), segments)
        form.addRow(self._label(N_("Columns")), self._which)
        form.addRow(QLabel(self), self.remarks)
        foot = QHBoxLayout()
        foot.setSpacing(steps(2))
        for button in (self.show_folder, self.open):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        self.close_.setAutoDefault(False)
        foot.addWidget(self.export)
        foot.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(steps(6), steps(5), steps(6), steps(4))
        column.setSpacing(steps(4))
        column.addLayout(form, 1)
        column.addWidget(self.strip)
        column.addWidget(self.told)
        column.addLayout(foot)
