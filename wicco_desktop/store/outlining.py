"""Reading the outline of a list: one scan of an index, then kept up to date row by row.

A write moves the few rows it concerns (found by bisection, in a time that hardly grows with the
list) instead of making the whole anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, func, select

from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.kinds import SORT_KEYS
from wicco_desktop.store.edits import Change
from wicco_desktop.store.outline import GroupBy, Outline, Run
from wicco_desktop.store.queries import Query, filtered, ordering

_AT_ONCE = 2_000
"""Rows taken from the database at once: few, so that no other thread waits long for its turn."""

_FEW = 200
"""Records that are moved one by one; more of them are worth a new scan."""


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
    parts: list[bytes] = []
    rows_before = 0
    runs: list[Run] = []
    rows = connection.execute(_scan(query, group))
    last: str | None = None
    try:
        while several := rows.fetchmany(_AT_ONCE):
            if not wanted():
                return Outline()
            parts.append(bytes.fromhex("".join([row[0] for row in several]).replace("-", "")))
            if group is not None:
                for at, (_id, key) in enumerate(several, rows_before):
                    if key != last:
                        last = key
                        runs.append(Run(at, key))
            rows_before += len(several)
    finally:
        rows.close()
    return Outline(parts, tuple(runs))


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
    by_title = not columns.isdisjoint(SORT_KEYS.values())
    return by_title and title is not None and str(change.column).startswith(title)


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
