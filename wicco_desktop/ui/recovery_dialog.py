"""The texts found at the start, each beside what its record holds now; one decides for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.languages import language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.records.values import display
from wicco_desktop.services.recovery import Found, State
from wicco_desktop.ui.language import LanguageSwitch

_TOLD = {
    State.UNSAVED: "",
    State.NEW: N_("new record"),
    State.CHANGED: N_("changed since"),
    State.DELETED: N_("in the Trash"),
    State.IN_PLACE: N_("to be finished there"),
    State.HOMELESS: N_("not in this database"),
}
STATE = 3
"""The last column."""
_LONGEST = 200
"""Characters of a text shown in a cell; the tooltip has more."""


class RecoveryDialog(QDialog):
    """A table with a box for each text. What can be put back without asking is chosen already."""

    put_back = Signal(list)
    give_up = Signal(list)
    opened = Signal(str, str)
    """Kind and id of the record of the row that the user wants to see."""

    def __init__(
        self, switch: LanguageSwitch, found: Sequence[Found], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._found = list(found)
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.table = QTreeWidget(self)
        self.table.setColumnCount(STATE + 1)  # before a row is chosen: of all its columns
        self.table.setProperty("look", "choices")
        self.table.setRootIsDecorated(False)
        self.table.setAllColumnsShowFocus(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemChanged.connect(self._note_chosen)
        self.table.itemActivated.connect(lambda _item, _column: self._open())
        self.put, self.give, self.open_, self.close_ = (QPushButton(self) for _ in range(4))
        self.put.setProperty("look", "primary")
        self.put.clicked.connect(lambda: self._decide(self.put_back.emit))
        self.give.clicked.connect(lambda: self._decide(self.give_up.emit))
        self.open_.clicked.connect(self._open)
        self.close_.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.open_)
        row.addStretch(1)
        for button in (self.give, self.put, self.close_):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.resize(860, 420)
        self._fill()
        switch.changed.connect(self.retranslate)
        self.retranslate()
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.ResizeToContents)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setWindowTitle(tr(N_("Text that was not saved")))
        self.sentence.setText(
            tr(N_("This was typed and not saved when the program ended. Choose what to put back."))
        )
        self.table.setHeaderLabels(
            [tr(N_("Field")), tr(N_("Found")), tr(N_("In the record now")), tr(N_("State"))]
        )
        self.table.setAccessibleName(tr(N_("Text that was not saved")))
        for number, found in enumerate(self._found):
            item = self.table.topLevelItem(number)
            if item is not None:
                self._write(item, found)
        self.put.setText(tr(N_("Put back")))
        self.give.setText(tr(N_("Discard")))
        self.open_.setText(tr(N_("Show record")))
        self.close_.setText(tr(N_("Close")))

    def chosen(self) -> list[Found]:
        """The texts whose box is ticked."""
        ticked = Qt.CheckState.Checked
        return [
            found
            for number, found in enumerate(self._found)
            if (item := self.table.topLevelItem(number)) and item.checkState(0) == ticked
        ]

    def _fill(self) -> None:
        for found in self._found:
            item = QTreeWidgetItem(self.table)
            state = Qt.CheckState.Checked if found.state.simple else Qt.CheckState.Unchecked
            item.setCheckState(0, state)
        self.table.setCurrentIndex(self.table.model().index(0, 0))

    def _write(self, item: QTreeWidgetItem, found: Found) -> None:
        tr = self._switch.tr
        column, now = found.column, ""
        # Translators: a line of notes of a meeting that was begun and not ended.
        field = tr(N_("unfinished line"))
        if column is not None:
            field = tr(column.field.label)
            now = display(column.field, found.present, self._switch.translator)
            if column.language:
                own_name = language(column.language).own_name
                # Translators: one language of a field: "Name (中文)".
                field = tr(N_("{field} ({language})"), field=field, language=own_name)
        name = found.title.text or tr(KINDS[found.record[0]].label)
        told = _TOLD[found.state]
        texts = (f"{name} · {field}", found.text, now, tr(told) if told else "")
        for section, text in enumerate(texts):
            item.setText(section, " ".join(text[:_LONGEST].split()))
            item.setToolTip(section, text[:2000])

    def _note_chosen(self) -> None:
        chosen = self.chosen()
        self.put.setEnabled(any(found.state.can_be_put_back for found in chosen))
        self.give.setEnabled(bool(chosen))

    def _decide(self, tell: Callable[[list[Found]], None]) -> None:
        chosen = self.chosen()
        self.accept()
        tell(chosen)

    def _open(self) -> None:
        number = self.table.currentIndex().row()
        if 0 <= number < len(self._found):
            self.accept()
            self.opened.emit(*self._found[number].record)
