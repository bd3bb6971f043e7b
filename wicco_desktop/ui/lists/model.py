"""The model of a list: knows which record is in each row, and of rows in view what they show.

Everything is read in the background. A view asks for the rows it is about to paint by ``ensure``;
what is not there within a part of a frame is painted as a placeholder and comes a moment later.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal

from wicco_desktop.services.headings import Headings
from wicco_desktop.services.listing import Listing, Row, Wanted
from wicco_desktop.services.sortings import Sorting
from wicco_desktop.store.edits import Written
from wicco_desktop.store.outline import Outline, Run, Step, concerned
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The ``Row`` of an index; None while it is being fetched."""
ID_ROLE = ROW_ROLE + 1

PATIENCE = 0.005
"""Seconds of a frame that painting waits for rows before it paints placeholders."""

FIRST_ROWS = 48
"""Rows shown while the outline of the rest is being made."""

AHEAD = 32
"""Rows fetched beyond those in view."""

REMEMBERED = 1024
"""Rows kept; the longest unseen are forgotten."""


@dataclass(slots=True)
class _Fetch:
    """Rows and headings asked for, and what came."""

    generation: int
    ids: frozenset[str]
    keys: frozenset[str]
    rows: dict[str, Row | None] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    ready: threading.Event = field(default_factory=threading.Event)
    taken: bool = False


class RecordListModel(QAbstractListModel):
    """The records of one query in one order."""

    outlined = QtSignal()
    """The whole list is known (after a load, or after a write has moved rows)."""

    def __init__(self, session: Session, query: Query, sorting: Sorting, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._query = query
        self._sorting = sorting
        workspace = session.workspace
        self._listing = Listing(workspace.store, workspace.people)
        self._headings_of = Headings(workspace.store)
        self._outline = Outline()
        self._complete = False
        self._serial = 0
        self._loading = False
        self._moving = False
        self._to_move: dict[str, None] = {}
        self._rows: OrderedDict[str, Row | None] = OrderedDict()
        self._headings: dict[str, str] = {}
        self._generation = 0
        self._stale: set[str] = set()
        self._stale_headings = False
        self._fetching: _Fetch | None = None
        session.written.connect(self._written)
        session.language.changed.connect(self._forget_texts)

    # What is listed

    @property
    def query(self) -> Query:
        """What the list asks for, in its order."""
        return self._query

    @property
    def sorting(self) -> Sorting:
        """The order of the list."""
        return self._sorting

    @property
    def complete(self) -> bool:
        """Whether every row of what was asked for last is known."""
        return self._complete and not self._loading and not self._moving and not self._to_move

    @property
    def outline(self) -> Outline:
        """The ids in order."""
        return self._outline

    @property
    def runs(self) -> tuple[Run, ...]:
        """The groups."""
        return self._outline.runs

    def show(self, query: Query, sorting: Sorting) -> None:
        """List something else, or in another order. What was listed stays until it is there."""
        self._query = replace(query, order=sorting.order)
        self._sorting = sorting
        self._stale_headings = True
        self.load()

    def load(self) -> None:
        """Read which records there are."""
        store, query, group = self._session.workspace.store, self._query, self._sorting.group
        self._serial += 1
        self._loading = True
        serial = self._serial
        self._to_move.clear()
        if not self._outline and query.order and "." not in query.order[0]:
            self._session.read(
                lambda: store.outline(query.window(0, FIRST_ROWS), group),
                lambda first: self._take_first(first, serial),
                owner=self,
                topic="first",
            )
        self._session.read(
            lambda: store.outline(query, group, lambda: serial == self._serial),
            lambda whole: self._take_outline(whole, serial),
            owner=self,
            topic="outline",
        )

    def row_of(self, id_: str) -> int | None:
        """The row of a record, None where it is not listed (or not known yet)."""
        return self._outline.row_of(id_)

    def id_at(self, row: int) -> str:
        """The record in a row."""
        return self._outline.id_at(row)

    def _take_first(self, first: Outline, serial: int) -> None:
        if serial == self._serial and not self._outline and len(first):
            self._append(first)

    def _take_outline(self, whole: Outline, serial: int) -> None:
        if serial != self._serial:
            return
        self._loading = False
        self._complete = True
        if whole.begins_with(self._outline):
            self._append(whole)
        else:
            self.beginResetModel()
            self._outline = whole
            self.endResetModel()
        self.outlined.emit()
        self._move_next()

    def _append(self, longer: Outline) -> None:
        if len(longer) > len(self._outline):
            self.beginInsertRows(QModelIndex(), len(self._outline), len(longer) - 1)
            self._outline = longer
            self.endInsertRows()
        self._outline = longer

    # What a row shows

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._outline)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        id_ = self._outline.id_at(index.row())
        if role == ID_ROLE:
            return id_
        row = self._rows.get(id_)
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
        return self._headings.get(self.runs[number].key, "")

    def ensure(self, rows: range, *, patience: float = PATIENCE) -> None:
        """See to it that some rows are known, if need be by waiting so many seconds for them."""
        if not rows:
            return
        seen = self._outline.ids(rows.start, rows.stop)
        for id_ in seen:
            if id_ in self._rows:
                self._rows.move_to_end(id_)
        missing = frozenset(id_ for id_ in seen if id_ not in self._rows)
        keys = frozenset(self._keys_of(rows))
        untold = keys if self._stale_headings else keys.difference(self._headings)
        fetch = self._fetching
        if missing or keys.difference(self._headings):
            # First what is in view and nothing else: it may come within this frame.
            if fetch is None or not (fetch.ids >= missing and fetch.keys >= untold):
                fetch = self._fetch(missing, untold)
            if fetch.ready.wait(patience):
                self._take(fetch)
        elif fetch is None and (untold or self._due(rows)):
            around = self._outline.ids(max(0, rows.start - AHEAD), rows.stop + AHEAD)
            wanted = (id_ for id_ in around if id_ not in self._rows or id_ in self._stale)
            self._fetch(frozenset(wanted), untold)

    def _due(self, rows: range) -> bool:
        """Whether rows in view are out of date, or those around them not there yet."""
        near = self._outline.ids(max(0, rows.start - AHEAD // 2), rows.stop + AHEAD // 2)
        return any(id_ not in self._rows or id_ in self._stale for id_ in near)

    def _keys_of(self, rows: range) -> list[str]:
        keys = [run.key for run in self.runs if run.start in rows]
        return [*keys, self._outline.key_at(rows.start)] if self.runs else []

    def _fetch(self, ids: frozenset[str], keys: frozenset[str]) -> _Fetch:
        fetch = _Fetch(self._generation, ids, keys)
        self._fetching = fetch
        kind, listing, headings = self._query.kind, self._listing, self._headings_of
        wanted = Wanted(
            self._session.language.translator,
            self._sorting,
            datetime.fromisoformat(self._session.workspace.store.now()).astimezone().date(),
        )

        def work() -> _Fetch:
            order = list(ids)
            fetch.rows = dict(zip(order, listing.rows(kind, order, wanted), strict=True))
            fetch.headings = headings.of(kind, keys, wanted)
            fetch.ready.set()
            return fetch

        self._session.read(work, self._came, owner=self, topic="rows")
        return fetch

    def _came(self, fetch: _Fetch) -> None:
        if not fetch.taken:
            self._take(fetch)
            if len(self._outline):
                self.dataChanged.emit(self.index(0), self.index(len(self._outline) - 1))

    def _take(self, fetch: _Fetch) -> None:
        fetch.taken = True
        if self._fetching is fetch:
            self._fetching = None
        self._rows.update(fetch.rows)
        if fetch.generation == self._generation:
            self._stale -= fetch.ids
            self._stale_headings = self._stale_headings and not fetch.keys
        else:
            self._stale |= fetch.ids
        self._headings.update(fetch.headings)
        while len(self._rows) > REMEMBERED:
            self._stale.discard(self._rows.popitem(last=False)[0])

    def _forget_texts(self) -> None:
        """Have every text made anew; until then the old ones stay."""
        self._generation += 1
        self._fetching = None
        self._stale = set(self._rows)
        self._stale_headings = True
        if len(self._outline):
            self.dataChanged.emit(self.index(0), self.index(len(self._outline) - 1))

    # What is written

    def _written(self, written: Written) -> None:
        """Bring the list up to date with a transaction, whoever made it."""
        self._forget_texts()
        if not self._complete and not self._loading:
            return
        ids = concerned(self._query, self._sorting.group, written.changes)
        if ids is None:
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
            self._take_steps(before, steps)
            self._move_next()

        def failed(error: BaseException) -> None:
            self._moving = False
            self._session.errors.show(error)

        self._session.reader.read(
            lambda: store.moved(query, group, before, ids), done, failed, owner=self
        )

    def _take_steps(self, before: Outline, steps: list[Step]) -> None:
        if self._outline is not before:
            return
        match steps:
            case []:
                return
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
                self.beginResetModel()
                self._outline = steps[-1].after
                self.endResetModel()
        self.outlined.emit()

    def _move(self, row: int, into: Step) -> None:
        if row == into.row:
            self._outline = into.after
            return
        at = into.row if into.row < row else into.row + 1
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), at)
        self._outline = into.after
        self.endMoveRows()
