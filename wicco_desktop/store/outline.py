"""The outline of a list: the ids of its records in order, and where its groups begin.

Made by one scan of an index, 16 bytes a record; from then on every window of the list, however
deep, is a look-up by id. A write moves the few rows it concerns (found by bisection, in a time
that hardly grows with the list) instead of making the whole anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, func, select

from wicco_desktop.records import KINDS, Value
from wicco_desktop.store.edits import Change
from wicco_desktop.store.queries import Query, filtered, ordering

WIDTH = 16
"""Bytes of one id: it is a UUID."""

_AT_ONCE = 2_000
"""Rows taken from the database at once: few, so that no other thread waits long for its turn."""

_FEW = 200
"""Records that are moved one by one; more of them are worth a new scan."""


@dataclass(frozen=True, slots=True)
class GroupBy:
    """What rows that follow each other must share to be a group.

    ``first`` takes only so many characters of the column; where that is blank, ``otherwise``
    decides.
    """

    column: str
    first: int | None = None
    otherwise: GroupBy | None = None

    def columns(self) -> frozenset[str]:
        """Every column that takes part."""
        return frozenset([self.column]) | (
            self.otherwise.columns() if self.otherwise else frozenset()
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other in one group."""

    start: int
    key: str


def pack(id_: str) -> bytes:
    """An id as kept in an outline; raises ValueError for a text that is no UUID."""
    packed = bytes.fromhex(id_.replace("-", ""))
    if len(packed) != WIDTH:
        raise ValueError(f"no identifier: {id_[:40]!r}")
    return packed


def unpack(packed: bytes) -> str:
    """The id that was packed."""
    text = packed.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Outline:
    """A list as its ids in order. Never changes: ``inserted`` and ``removed`` give another."""

    __slots__ = ("_ids", "runs")

    def __init__(self, ids: bytes = b"", runs: tuple[Run, ...] = ()) -> None:
        self._ids = ids
        self.runs = runs

    def __len__(self) -> int:
        return len(self._ids) // WIDTH

    def id_at(self, row: int) -> str:
        """The id in a row."""
        return unpack(self._ids[row * WIDTH : (row + 1) * WIDTH])

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """The ids of some rows."""
        rows = range(*slice(start, stop).indices(len(self)))
        return [self.id_at(row) for row in rows]

    def begins_with(self, other: Outline) -> bool:
        """Whether the other list is the beginning of this one (or the same)."""
        return self._ids.startswith(other._ids)

    def row_of(self, id_: str) -> int | None:
        """The row an id is in, None where it is in none."""
        wanted = pack(id_)
        at = self._ids.find(wanted)
        while at >= 0 and at % WIDTH:
            at = self._ids.find(wanted, at + 1)
        return at // WIDTH if at >= 0 else None

    def key_at(self, row: int) -> str:
        """The key of the group a row is in."""
        found = ""
        for run in self.runs:
            if run.start > row:
                break
            found = run.key
        return found

    def removed(self, row: int) -> Outline:
        """The list without a row."""
        at = row * WIDTH
        ids = self._ids[:at] + self._ids[at + WIDTH :]
        runs = [replace(run, start=run.start - 1) if run.start > row else run for run in self.runs]
        return Outline(ids, _tidied(runs, len(ids) // WIDTH))

    def inserted(self, row: int, id_: str, key: str | None) -> Outline:
        """The list with an id put into a row; ``key`` is its group, None in a list without."""
        at = row * WIDTH
        ids = self._ids[:at] + pack(id_) + self._ids[at:]
        if key is None:
            return Outline(ids)
        split = self.key_at(row - 1) if row and row < len(self) else None
        runs = [run for run in self.runs if run.start < row]
        runs.append(Run(row, key))
        later = [replace(run, start=run.start + 1) for run in self.runs if run.start >= row]
        if split is not None and not (later and later[0].start == row + 1):
            runs.append(Run(row + 1, split))
        return Outline(ids, _tidied([*runs, *later], len(ids) // WIDTH))


def _tidied(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    """Runs without empty ones, and neighbours of the same key made one."""
    kept: list[Run] = []
    for run in runs:
        if run.start >= length:
            continue
        if kept and kept[-1].start == run.start:
            kept.pop()
        if not kept or kept[-1].key != run.key:
            kept.append(run)
    return tuple(kept)


def _group_key(kind: str, group: GroupBy) -> ColumnElement[str]:
    column: ColumnElement[Any] = KINDS[kind].table.c[group.column]
    key = column if group.first is None else func.substr(column, 1, group.first)
    rest: Any = "" if group.otherwise is None else _group_key(kind, group.otherwise)
    return func.coalesce(key, rest, type_=String)


def _scan(query: Query, group: GroupBy | None) -> Select[Any]:
    columns: list[ColumnElement[Any]] = [KINDS[query.kind].table.c.id]
    if group is not None:
        columns.append(_group_key(query.kind, group))
    return ordering(query).applied(filtered(query, select(*columns))).limit(query.limit)


def outline(
    connection: Connection,
    query: Query,
    group: GroupBy | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Outline:
    """The outline of a list, or of its beginning if the query has a limit.

    Given up half-way, as an empty one, when no longer wanted.
    """
    packed = bytearray()
    runs: list[Run] = []
    rows = connection.execute(_scan(query, group))
    last: str | None = None
    try:
        while several := rows.fetchmany(_AT_ONCE):
            if not wanted():
                return Outline()
            start = len(packed) // WIDTH
            packed += bytes.fromhex("".join([row[0] for row in several]).replace("-", ""))
            if group is None:
                continue
            for at, (_id, key) in enumerate(several, start):
                if key != last:
                    last = key
                    runs.append(Run(at, key))
    finally:
        rows.close()
    return Outline(bytes(packed), tuple(runs))


@dataclass(frozen=True, slots=True)
class Step:
    """One row taken out of a list or put into it, and the list after that."""

    row: int
    inserted: bool
    after: Outline


def concerned(
    query: Query, group: GroupBy | None, changes: Iterable[Change]
) -> frozenset[str] | None:
    """The records that some changes may move in a list; None when too many to move singly."""
    kind = KINDS[query.kind]
    own: set[str] = {"deleted"}
    joined: dict[str, set[str]] = {}
    for entry in query.order or kind.order:
        for name in entry.removeprefix("-").split("|"):
            by, _, column = name.rpartition(".")
            if by:
                own.add(by)
                joined.setdefault(kind.field(by).targets[0], set()).add(column)
            else:
                own.add(column)
    own |= {condition.column for condition in query.where}
    own |= group.columns() if group else frozenset()
    if query.matching:
        own |= {name for name, column in kind.columns.items() if column.field.searched}
    found: set[str] = set()
    for change in changes:
        if change.kind == query.kind:
            if change.column is None or _takes_part(change, own):
                found.add(change.record)
        elif change.kind in joined and (
            change.column is not None and _takes_part(change, joined[change.kind])
        ):
            return None
        if len(found) > _FEW:
            return None
    return frozenset(found)


def _takes_part(change: Change, columns: set[str]) -> bool:
    if change.column in columns or "changed" in columns:
        return True
    title = KINDS[change.kind].title
    return "sort_key" in columns and title is not None and str(change.column).startswith(title)


Place = tuple[tuple[Value, ...], tuple[bool, ...]]


def _before(one: Place, other: Place) -> bool:
    """Whether a row comes before another, compared as the database does: blanks are the least."""
    for mine, theirs, down in zip(one[0], other[0], one[1], strict=True):
        if mine == theirs:
            continue
        less = mine is None or (theirs is not None and mine < theirs)  # type: ignore[operator]
        return less != down
    return False


class _Mover:
    """Finds the rows that some records belong in."""

    def __init__(self, connection: Connection, query: Query, group: GroupBy | None) -> None:
        self._connection = connection
        self._group = group
        order = ordering(query)
        self._downwards = order.downwards
        self._id = KINDS[query.kind].table.c.id
        key = [_group_key(query.kind, group)] if group else []
        chosen = select(*order.terms, *key).select_from(order.source)
        self._any = chosen
        self._listed = filtered(query, chosen)

    def read(self, id_: str, *, listed: bool) -> tuple[Place, str | None] | None:
        """The terms and the group of a record; None for one not there (or not in the list)."""
        chosen = self._listed if listed else self._any
        row = self._connection.execute(chosen.where(self._id == id_)).first()
        if row is None:
            return None
        if self._group is None:
            return (tuple(row), self._downwards), None
        return (tuple(row[:-1]), self._downwards), row[-1]

    def row_for(self, place: Place, among: Outline) -> int:
        """The row before which the terms belong."""
        low, high = 0, len(among)
        while low < high:
            middle = (low + high) // 2
            other = self.read(among.id_at(middle), listed=False)
            if other is not None and _before(other[0], place):
                low = middle + 1
            else:
                high = middle
        return low


def moved(
    connection: Connection,
    query: Query,
    group: GroupBy | None,
    before: Outline,
    ids: Iterable[str],
) -> list[Step]:
    """The steps that bring an outline up to date with some records as they are now."""
    mover = _Mover(connection, query, group)
    steps: list[Step] = []
    now = before
    wanted = list(ids)
    for id_ in wanted:
        # All are taken out first: what is left is in order, so that bisection is right.
        row = now.row_of(id_)
        if row is not None:
            now = now.removed(row)
            steps.append(Step(row, inserted=False, after=now))
    for id_ in wanted:
        found = mover.read(id_, listed=True)
        if found is not None:
            row = mover.row_for(found[0], now)
            now = now.inserted(row, id_, found[1])
            steps.append(Step(row, inserted=True, after=now))
    return steps
