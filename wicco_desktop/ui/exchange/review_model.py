"""The rows of one sheet under review, fetched when they are shown and only few of them kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.plan import ColumnPlan, SheetPlan
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.review.model import ReviewCell, ReviewRow, RowState
from wicco_desktop.ui.exchange.cell_words import CellShown, column_name, said_of
from wicco_desktop.ui.exchange.row_words import RowShown, row_shown
from wicco_desktop.ui.language import LanguageSwitch

Index = QModelIndex | QPersistentModelIndex
FetchRow = Callable[[int], ReviewRow]

MARK = 0
"""The first column: the number of the row, whether it is accepted, what it is."""

AT_HAND = 400
"""Rows kept; more than the highest screen shows."""

_Role = Qt.ItemDataRole


class ReviewModel(QAbstractTableModel):
    """Column 0 is the row itself, the others are the columns of the sheet."""

    def __init__(self, switch: LanguageSwitch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._fetch: FetchRow | None = None
        self._indexes: Sequence[int] = ()
        self._rows: OrderedDict[int, RowShown] = OrderedDict()
        self.columns: Sequence[ExchangeColumn] = ()
        self.plan: SheetPlan | None = None
        self.frozen = False
        """Whether the review is at work elsewhere: only what is at hand is shown."""
        switch.changed.connect(self.forget)

    def show(
        self,
        fetch: FetchRow | None,
        indexes: Sequence[int],
        columns: Sequence[ExchangeColumn],
        plan: SheetPlan | None,
    ) -> None:
        """Show other rows; ``fetch`` gives the row of an index of the review."""
        self.beginResetModel()
        self._fetch, self._indexes, self.columns, self.plan = fetch, indexes, columns, plan
        self._rows.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Every row may say something else now."""
        self._rows.clear()
        if self._indexes:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._indexes) - 1, len(self.columns))
            )
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns))

    def refresh(self, indexes: Iterable[int]) -> None:
        """Some rows of the review were decided otherwise."""
        for index in indexes:
            self._rows.pop(index, None)
            row = self.row_of(index)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns)))

    # Which rows there are

    @property
    def indexes(self) -> Sequence[int]:
        """The index in the review of every row."""
        return self._indexes

    def row_of(self, index: int) -> int | None:
        """The row that shows an index of the review, None where it is not shown."""
        at = self.first_from(index)
        return at if at < len(self._indexes) and self._indexes[at] == index else None

    def first_from(self, index: int) -> int:
        """The first row that shows that index of the review or a later one."""
        from bisect import bisect_left

        return bisect_left(self._indexes, index)

    def prepared(self, row: int) -> RowShown | None:
        """A row with all its words; None while it cannot be asked for."""
        if not 0 <= row < len(self._indexes):
            return None
        index = self._indexes[row]
        found = self._rows.get(index)
        if found is not None:
            self._rows.move_to_end(index)
            return found
        if self.frozen or self._fetch is None:
            return None
        made = row_shown(self._fetch(index), self.columns, self._switch.translator)
        self._rows[index] = made
        if len(self._rows) > AT_HAND:
            self._rows.popitem(last=False)
        return made

    def cell(self, index: Index) -> ReviewCell | None:
        """The cell at an index; None for the row itself."""
        row = self.prepared(index.row())
        return row.row.cells[index.column() - 1] if row and index.column() > MARK else None

    @property
    def titles(self) -> tuple[int, ...]:
        """The sections that say what a record is called."""
        if self.plan is None or self.plan.kind is None:
            return ()
        title = f"{KINDS[self.plan.kind].title}."
        paths = enumerate((column.path for column in self.columns), start=MARK + 1)
        return tuple(section for section, path in paths if path.startswith(title))

    def column_plan(self, section: int) -> ColumnPlan | None:
        """How the column of a section stands in the sheet."""
        if self.plan is None or not MARK < section <= len(self.columns):
            return None
        return self.plan.column_of(self.columns[section - 1].path)

    # What Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._indexes)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns) + 1

    def flags(self, _index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        shown = self.prepared(index.row()) if index.isValid() else None
        if shown is None:
            return None
        if index.column() == MARK:
            return self._mark(shown, role)
        cell = shown.cells[index.column() - 1]
        if role == _Role.DisplayRole:
            return cell.text
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            return self._whole(shown, index.column() - 1, cell, role)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section > len(self.columns):
            return None
        tr = self._switch.tr
        if section == MARK:
            named = role in (_Role.AccessibleTextRole, _Role.ToolTipRole)
            return tr(N_("Row")) if named else None
        name = column_name(self.columns[section - 1], self._switch.translator)
        plan = self.column_plan(section)
        if role == _Role.DisplayRole:
            return f"{name} ?" if plan is not None and plan.doubt is not None else name
        if role == _Role.ToolTipRole and plan is not None:
            # Translators: {heading} stands above column {letter} of the partner's workbook.
            where = N_("Column {letter}: “{heading}”")
            said = [tr(where, letter=plan.letter, heading=plan.heading)]
            said += [said_of(plan.reason, self._switch.translator)]
            said += [said_of(plan.doubt, self._switch.translator)]
            return "\n".join(filter(None, said))
        if role == _Role.AccessibleTextRole:
            return name
        return None

    def _mark(self, shown: RowShown, role: int) -> object:
        row = shown.row
        if role == _Role.DisplayRole:
            return " ".join(filter(None, (str(row.number), shown.word)))
        if role == _Role.CheckStateRole and row.state is not RowState.ERROR:
            return Qt.CheckState.Checked if row.accepted else Qt.CheckState.Unchecked
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            tr = self._switch.tr
            accepted = tr(N_("accepted")) if row.accepted else tr(N_("not accepted"))
            said = [tr(N_("Row {row}"), row=row.number), shown.word or accepted, shown.below]
            return ", ".join(filter(None, said))
        return None

    def _whole(self, shown: RowShown, column: int, cell: CellShown, role: int) -> str:
        name = column_name(self.columns[column], self._switch.translator)
        problem = said_of(shown.row.cells[column].problem, self._switch.translator)
        if role == _Role.AccessibleTextRole:
            said = f"{name}: {', '.join(cell.text.splitlines())}"
            return ", ".join(filter(None, (said, problem)))
        return "\n".join(filter(None, (name, cell.text, problem)))
