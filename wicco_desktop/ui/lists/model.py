"""The model of a list: which record is in which row, kept up to date with everything written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from wicco_desktop.records.kinds import SORT_KEYS
from wicco_desktop.services.sortings import Sorting
from wicco_desktop.store.edits import Written
from wicco_desktop.store.outline import Outline, Run
from wicco_desktop.store.outlining import Step, concerned
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.lists.row_store import RowStore
from wicco_desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The ``Row`` of an index; None while it is being fetched."""

FIRST_ROWS = 48
"""Rows shown while the outline of the rest is being made."""


class RecordListModel(QAbstractListModel):
    """The records of one query in one order. Everything is read in the background."""

    outlined = Signal()
    """The whole list is known (after a load, or after a write has moved rows)."""

    def __init__(self, session: Session, query: Query, sorting: Sorting, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._query = query
        self._sorting = sorting
        self._rows = RowStore(session, query.kind, sorting, self)
        self._rows.came.connect(self._tell_change)
        self._outline = Outline()
        self._serial = 0
        self._loaded = False
        self._loading = False
        self._moving = False
        self._to_move: dict[str, None] = {}
        session.written.connect(self._written)
        session.language.changed.connect(self._rows.forget)

    @property
    def query(self) -> Query:
        """What the list asks for, in its order."""
        return self._query

    @property
    def complete(self) -> bool:
        """Whether every row is known, with all that was written."""
        return self._loaded and not (self._loading or self._moving or self._to_move)

    @property
    def outline(self) -> Outline:
        """The ids in order."""
        return self._outline

    @property
    def runs(self) -> tuple[Run, ...]:
        """The groups."""
        return self._outline.runs

    @property
    def by_letter(self) -> bool:
        """Whether the groups are those of the first letter of a name."""
        group = self._sorting.group
        return group is not None and group.column in SORT_KEYS.values()

    def row_of(self, id_: str) -> int | None:
        """The row of a record, None where it is not listed (or not known yet)."""
        return self._outline.row_of(id_)

    def id_at(self, row: int) -> str:
        """The record in a row."""
        return self._outline.id_at(row)

    # What a row shows

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._outline)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows.row(self._outline.id_at(index.row()))
        if role == ROW_ROLE or row is None:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (row.text, row.other, row.detail)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.text, row.other, row.detail)))
        return None

    def heading(self, number: int) -> str:
        """What stands above a group; empty until it is known."""
        return self._rows.heading(self.runs[number].key)

    def ensure(self, rows: range) -> None:
        """See to it that some rows are known, within a part of a frame or soon after."""
        self._rows.ensure(self._outline, rows)

    def _tell_change(self) -> None:
        if len(self._outline):
            self.dataChanged.emit(self.index(0), self.index(len(self._outline) - 1))

    # Which records there are

    def show(self, query: Query, sorting: Sorting) -> None:
        """List something else, or in another order. What was listed stays until it is there."""
        self._query = replace(query, order=sorting.order)
        self._sorting = sorting
        self.load()

    def load(self) -> None:
        """Read which records there are."""
        store, query, sorting = self._session.workspace.store, self._query, self._sorting
        self._serial += 1
        serial = self._serial
        self._loading = True
        self._to_move.clear()
        if not self._outline:
            # In an order that is indexed the first rows are there at once.
            self._session.read(
                lambda: store.outline(query.window(0, FIRST_ROWS), sorting.group),
                lambda first: self._take_first(first, serial),
                owner=self,
                topic="first",
            )
        self._session.read(
            lambda: store.outline(query, sorting.group, lambda: serial == self._serial),
            lambda whole: self._take_whole(whole, serial),
            owner=self,
            topic="outline",
        )

    def _take_first(self, first: Outline, serial: int) -> None:
        if serial == self._serial and self._loading and not self._outline:
            self._rows.sort_by(self._sorting)
            self._append(first)

    def _take_whole(self, whole: Outline, serial: int) -> None:
        if serial != self._serial:
            return
        self._loading = False
        self._loaded = True
        self._rows.sort_by(self._sorting)
        if whole.begins_with(self._outline):
            self._append(whole)
        else:
            self._replace(whole)
        self.outlined.emit()
        self._move_next()

    def _append(self, longer: Outline) -> None:
        if len(longer) > len(self._outline):
            self.beginInsertRows(QModelIndex(), len(self._outline), len(longer) - 1)
            self._outline = longer
            self.endInsertRows()
        self._outline = longer

    def _replace(self, other: Outline) -> None:
        self.beginResetModel()
        self._outline = other
        self.endResetModel()

    # What is written

    def _written(self, written: Written) -> None:
        """Bring the list up to date with a transaction, whoever made it."""
        self._rows.forget()
        if not self._loaded and not self._loading:
            return
        ids = concerned(self._query, self._sorting.group, written.changes)
        if written.many or ids is None:
            self.load()
        else:
            self._to_move.update(dict.fromkeys(ids))
            self._move_next()

    def _move_next(self) -> None:
        if self._moving or self._loading or not self._to_move:
            return
        store, query, group = self._session.workspace.store, self._query, self._sorting.group
        before, ids = self._outline, list(self._to_move)
        self._to_move.clear()
        self._moving = True

        def done(steps: list[Step]) -> None:
            self._moving = False
            if self._outline is before and steps:
                self._take_steps(before, steps)
                self.outlined.emit()
            self._move_next()

        def failed(error: BaseException) -> None:
            self._moving = False
            self._session.errors.show(error)

        self._session.reader.read(
            lambda: store.moved(query, group, before, ids), done, failed, owner=self
        )

    def _take_steps(self, before: Outline, steps: list[Step]) -> None:
        """Tell the view of one row by itself, of several at once: it keeps its place by the ids."""
        match steps:
            case [Step(inserted=False) as out]:
                self.beginRemoveRows(QModelIndex(), out.row, out.row)
                self._outline = out.after
                self.endRemoveRows()
            case [Step(inserted=True) as into]:
                self.beginInsertRows(QModelIndex(), into.row, into.row)
                self._outline = into.after
                self.endInsertRows()
            case [Step(inserted=False) as out, Step(inserted=True) as into] if before.id_at(
                out.row
            ) == into.after.id_at(into.row):
                self._move(out.row, into)
            case _:
                self._replace(steps[-1].after)

    def _move(self, row: int, into: Step) -> None:
        if row == into.row:
            self._outline = into.after
            return
        at = into.row if into.row < row else into.row + 1
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), at)
        self._outline = into.after
        self.endMoveRows()
