"""How a sheet is read: where its headings are, how many columns are read and left alone, doubts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from wicco_desktop.exchange.plan import ColumnPlan
from wicco_desktop.foundation.messages import N_, NC_, NN_
from wicco_desktop.services.review.model import ReviewSheet
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.exchange.column_menu import column_told, fill_column_menu
from wicco_desktop.ui.language import LanguageSwitch

NAMED = 4
"""Columns left alone that are named; of more the number says enough."""


class MappingBar(QWidget):
    """A sentence, and a menu with every column of the sheet."""

    corrected = Signal(int, object)
    """Another reading of a column: its index, and the paths read from it."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._sheet: ReviewSheet | None = None
        self.told = QLabel(self)
        self.told.setProperty("look", "quiet")
        self.told.setWordWrap(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.setProperty("look", "link")
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addWidget(self.button)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def show_sheet(self, sheet: ReviewSheet | None) -> None:
        """Say how a sheet is read."""
        self._sheet = sheet
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.button.setText(tr(NC_("returned workbook", "Columns")))
        self.button.setAccessibleDescription(tr(N_("What each column is taken for")))
        sheet = self._sheet
        if sheet is None or sheet.kind is None:
            self.hide()
            return
        plan = sheet.plan
        read = sum(bool(column.paths) for column in plan.columns)
        said = [self._switch.ntr(*NN_("{count} column read", "{count} columns read"), read)]
        left = plan.left_alone
        if left:
            said.append(self._left_alone(left))
        doubts = sum(column.doubt is not None for column in plan.columns)
        if doubts:
            told = NN_("{count} column in doubt (?)", "{count} columns in doubt (?)")
            said.append(self._switch.ntr(*told, doubts))
        if sheet.hidden_rows:
            told = NN_("{count} hidden row read too", "{count} hidden rows read too")
            said.append(self._switch.ntr(*told, sheet.hidden_rows))
        self.told.setText(" · ".join(said))
        restyle(self.told, "meaning", "decide" if doubts else "")
        self.show()

    def _left_alone(self, left: tuple[ColumnPlan, ...]) -> str:
        several = NN_("{count} left alone", "{count} left alone")
        counted = self._switch.ntr(*several, len(left))
        if len(left) > NAMED:
            return counted
        names = self._switch.tr(N_(", ")).join(" ".join(c.heading.split()) for c in left)
        # Translators: {counted} is "2 left alone", {names} the headings of those columns.
        return self._switch.tr(N_("{counted} ({names})"), counted=counted, names=names)

    def _fill(self) -> None:
        self.menu.clear()
        sheet = self._sheet
        if sheet is None or sheet.kind is None:
            return
        for column in sheet.plan.columns:
            if not column.heading and not column.paths:
                continue
            label = column_told(self._switch, sheet.kind, column).replace("&", "&&")
            if column.holds:
                self.menu.addAction(label).setEnabled(False)
            else:
                fill_column_menu(
                    self.menu.addMenu(label),
                    self._switch,
                    sheet.kind,
                    column,
                    partial(self.corrected.emit, column.index),
                )
