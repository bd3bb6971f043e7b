"""The widgets of the list of backups; what they do is the dialog's matter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.backups.backup_table import BackupTable
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.progress import ProgressStrip
from wicco_desktop.ui.theme import Theme


class BackupsForm(QWidget):
    """A table, what can be done with a row beside it, what is under way at the foot."""

    def __init__(self, switch: LanguageSwitch, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._switch = switch
        self.sentence, self.details, self.told = (QLabel(self) for _ in range(3))
        for label in (self.sentence, self.details, self.told):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setProperty("look", "quiet")
        self.table = BackupTable(switch, theme, self)
        self.restore, self.copy, self.check, self.show_folder = (
            QPushButton(self) for _ in range(4)
        )
        self.back_up, self.from_file, self.close_ = (QPushButton(self) for _ in range(3))
        self.restore.setProperty("look", "primary")
        for button in self._buttons:
            button.setAutoDefault(False)
        self.strip = ProgressStrip(switch, self)
        self._arrange(theme)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text of its own in the language of the interface."""
        tr = self._switch.tr
        self.sentence.setText(
            tr(
                N_(
                    "Backups are made by themselves: every half hour of work, on closing, and "
                    "before what changes much. All of two days are kept, one a day for a month, "
                    "one a week for a year."
                )
            )
        )
        self.restore.setText(tr(N_("Restore…")))
        self.copy.setText(tr(N_("Save a copy…")))
        self.check.setText(tr(N_("Check every byte")))
        self.show_folder.setText(tr(N_("Show in folder")))
        self.back_up.setText(tr(N_("Back up now")))
        self.from_file.setText(tr(N_("Restore from a file…")))
        self.close_.setText(tr(N_("Close")))

    def enable(self, *, any_chosen: bool, readable: bool, at_rest: bool) -> None:
        """Let be done what can be done with the row that is chosen, while nothing else is."""
        for button in (self.restore, self.copy, self.check):
            button.setEnabled(readable and at_rest)
        self.show_folder.setEnabled(any_chosen)
        for button in (self.back_up, self.from_file):
            button.setEnabled(at_rest)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        of_row = (self.restore, self.copy, self.check, self.show_folder)
        return (*of_row, self.back_up, self.from_file, self.close_)

    def _arrange(self, theme: Theme) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(theme.steps(2))
        for button in (self.restore, self.copy, self.check, self.show_folder):
            beside.addWidget(button)
        beside.addSpacing(theme.steps(4))
        for button in (self.back_up, self.from_file):
            beside.addWidget(button)
        beside.addStretch(1)
        beside.addWidget(self.close_)
        left = QVBoxLayout()
        left.setSpacing(theme.steps(2))
        left.addWidget(self.table, 1)
        for part in (self.details, self.strip, self.told):
            left.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(theme.steps(4))
        row.addLayout(left, 1)
        row.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.steps(5),) * 4)
        column.setSpacing(theme.steps(3))
        column.addWidget(self.sentence)
        column.addLayout(row, 1)
