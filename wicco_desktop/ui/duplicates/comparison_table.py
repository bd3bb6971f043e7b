"""Two records field by field, with the choice for each: the one, the other, or both."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.merging import Chosen
from wicco_desktop.ui.duplicates.choice_delegate import TAKEN, ChoiceDelegate
from wicco_desktop.ui.duplicates.reading import ComparisonShown
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
BLANK = "—"
FIELD, FIRST, SECOND, BOTH = range(4)
COLUMNS = {FIRST: Chosen.FIRST, SECOND: Chosen.SECOND, BOTH: Chosen.BOTH}

_KEYS = {
    Qt.Key.Key_Left: Chosen.FIRST,
    Qt.Key.Key_1: Chosen.FIRST,
    Qt.Key.Key_Right: Chosen.SECOND,
    Qt.Key.Key_2: Chosen.SECOND,
    Qt.Key.Key_B: Chosen.BOTH,
    Qt.Key.Key_3: Chosen.BOTH,
}


def _ids(shown: ComparisonShown | None) -> tuple[str, str] | None:
    return None if shown is None else (shown.first.id, shown.second.id)


class ComparisonModel(QAbstractTableModel):
    """The lines of one comparison and what is chosen in each."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self.shown: ComparisonShown | None = None
        self.choices: dict[str, Chosen] = {}
        """What the user chose, by column; elsewhere stands what is proposed."""

    def show(self, shown: ComparisonShown | None) -> None:
        """Show a comparison; what was chosen stays where it is of the same two records."""
        self.beginResetModel()
        if _ids(shown) != _ids(self.shown):
            self.choices = {}
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        nested = parent is not None and parent.isValid()
        return 0 if nested or self.shown is None else len(self.shown.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 4

    def chosen(self, row: int) -> Chosen:
        """What stands in a line."""
        assert self.shown is not None
        line = self.shown.comparison.lines[row]
        return self.choices.get(line.column.name, line.proposed)

    def choose(self, row: int, chosen: Chosen) -> bool:
        """Choose in a line; whether that can be."""
        assert self.shown is not None
        line = self.shown.comparison.lines[row]
        if chosen not in line.possible:
            return False
        self.choices[line.column.name] = chosen
        self.dataChanged.emit(self.index(row, 0), self.index(row, 3))
        return True

    def differs(self, row: int) -> bool:
        """Whether both records hold something in that line, and not the same."""
        return self.shown is not None and self.shown.comparison.lines[row].differs

    def any_joined(self) -> bool:
        """Whether both values can be kept in any line."""
        lines = self.shown.comparison.lines if self.shown is not None else ()
        return any(Chosen.BOTH in line.possible for line in lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.shown is None or not index.isValid():
            return None
        line = self.shown.lines[index.row()]
        column = index.column()
        if role == TAKEN:
            return self._taken(index.row(), column)
        both = self._switch.tr(N_("Both")) if self._taken(index.row(), BOTH) is not None else ""
        text = (line.label, line.first or BLANK, line.second or BLANK, both)[column]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not self._taken(index.row(), column):
                return text
            # Translators: said of a value that the merged record will hold; {value} is the value.
            return self._switch.tr(N_("{value}, taken"), value=text)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or self.shown is None:
            return None
        tr = self._switch.tr
        if section == FIRST:
            # Translators: heading of the record that two become; {name} is its name.
            return tr(N_("Stays: {name}"), name=self.shown.first.text)
        if section == SECOND:
            # Translators: heading of the record that becomes a part of the other one.
            return tr(N_("Goes into it: {name}"), name=self.shown.second.text)
        return ""

    def _taken(self, row: int, column: int) -> bool | None:
        assert self.shown is not None
        line, chosen = self.shown.comparison.lines[row], self.chosen(row)
        if column == FIELD or COLUMNS[column] not in line.possible:
            return None
        if line.first == line.second:
            return True if column in (FIRST, SECOND) else None
        return chosen in (COLUMNS[column], Chosen.BOTH)


class ComparisonTable(QTableView):
    """Up and Down go through the lines; Left, Right and B choose."""

    left = Signal()
    """Esc: back to the list."""

    ended = Signal()
    """Enter after the last line that differs."""

    def __init__(self, switch: LanguageSwitch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = ComparisonModel(switch, self)
        self.setModel(self.rows)
        self.setItemDelegate(ChoiceDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        theme.changed.connect(self._fit)

    def show_comparison(self, shown: ComparisonShown | None) -> None:
        """Show a comparison; of other records one is at the first line that asks something."""
        same, row = _ids(shown) == _ids(self.rows.shown), self.currentIndex().row()
        self.rows.show(shown)
        self._fit()
        rows = range(self.rows.rowCount())
        if not same or row not in rows:
            row = next((row for row in rows if self.rows.differs(row)), 0)
        if rows:
            self.setCurrentIndex(self.rows.index(row, FIELD))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif row < 0:
            super().keyPressEvent(event)
        elif event.key() in _KEYS:
            self.rows.choose(row, _KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self._turn(row)
        elif event.key() in ENTER:
            self._go_on(row)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, never a search."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.column() in COLUMNS:
            self.rows.choose(index.row(), COLUMNS[index.column()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self, row: int) -> None:
        """Choose the next of what is possible in a line."""
        assert self.rows.shown is not None
        possible = self.rows.shown.comparison.lines[row].possible
        now = self.rows.chosen(row)
        at = possible.index(now) if now in possible else -1
        self.rows.choose(row, possible[(at + 1) % len(possible)])

    def _go_on(self, row: int) -> None:
        rows = range(row + 1, self.rows.rowCount())
        following = next((other for other in rows if self.rows.differs(other)), None)
        if following is None:
            self.ended.emit()
        else:
            self.setCurrentIndex(self.rows.index(following, FIELD))

    def _fit(self) -> None:
        """Share the width out: the labels and *Both* as wide as they need, the rest in halves."""
        steps = self._theme.steps
        width = self.viewport().width()
        label = min(steps(38), round(width * 0.22))
        both = steps(22) if self.rows.any_joined() else 0
        half = max(steps(20), (width - label - both) // 2)
        for column, wide in ((FIELD, label), (FIRST, half), (SECOND, half), (BOTH, both)):
            self.setColumnWidth(column, wide)
        self.resizeRowsToContents()
