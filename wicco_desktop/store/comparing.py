"""Many records at once, for comparing: as they were at a place in the log, as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from wicco_desktop.records import KINDS, FieldType, Record, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store import changelog
from wicco_desktop.store.edits import Change
from wicco_desktop.store.tables import CHANGE

_AT_ONCE = 500
"""Ids in one IN list."""

_FETCHED = 1_000
"""Rows that are read from the file together."""


def former(
    connection: Connection, records: Iterable[Record], n: int
) -> dict[str, dict[str, Value] | None]:
    """The logged values as of a place in the log of those records that were changed since.

    ``records`` as just read; those that are as they were are left out. None: not there yet.
    """
    by_id = {record.id: record for record in records}
    found: dict[str, dict[str, Value] | None] = {}
    left = iter(by_id)
    while several := list(islice(left, _AT_ONCE)):
        for id_, changes in _changes_since(connection, several, n).items():
            record = by_id[id_]
            present = {**record.values, DELETED: record.deleted}
            found[id_] = changelog.rolled_back(present, changes)
    return found


def _changes_since(connection: Connection, ids: Sequence[str], n: int) -> dict[str, list[Change]]:
    """The changes to some records after a place in the log, newest first; few enough for one IN."""
    later: dict[str, list[Change]] = defaultdict(list)
    if changelog.position(connection) <= n:
        return later
    query = select(CHANGE).where(CHANGE.c.record.in_(ids), CHANGE.c.n > n)
    for row in connection.execute(query.order_by(CHANGE.c.n.desc())):
        later[row.record].append(changelog.as_change(row))
    return later


def scan(
    connection: Connection,
    kind: str,
    columns: Sequence[str],
    *,
    deleted: bool | None,
    ids: Iterable[str] | None = None,
) -> Iterator[tuple[Value, ...]]:
    """The id and some columns of every record of a kind, in the order they were made here.

    ``deleted``: None takes those in the Trash too, True only those; ``ids`` only some records, in
    no particular order. Raises KeyError for a column that the kind does not have.
    """
    table = KINDS[kind].table
    names = ("id", *columns)
    quoted = ", ".join(f'"{table.c[name].name}"' for name in names)
    # The plus keeps SQLite from going through an index, which would take each row from elsewhere.
    which = {None: "1", False: f"+{DELETED} IS NULL", True: f"+{DELETED} IS NOT NULL"}
    # Past SQLAlchemy, whose rows would cost more than the reading.
    cursor = connection.connection.cursor()
    flags = [place for place, name in enumerate(names) if _is_flag(kind, name)]
    read = _with_flags(flags) if flags else None
    query = f'SELECT {quoted} FROM "{kind}" WHERE {which[deleted]}'  # noqa: S608 - our own names
    try:
        for several in _in_lots(ids):
            some = "" if several is None else f" AND id IN ({', '.join('?' * len(several))})"
            cursor.execute(query + some, several or ())
            while rows := cursor.fetchmany(_FETCHED):
                yield from map(read, rows) if read else rows
    finally:
        cursor.close()


def _in_lots(ids: Iterable[str] | None) -> Iterator[tuple[str, ...] | None]:
    """Ids that fit into one question each; None, once, where all are asked for."""
    if ids is None:
        yield None
        return
    left = iter(dict.fromkeys(ids))
    while several := tuple(islice(left, _AT_ONCE)):
        yield several


def _is_flag(kind: str, column: str) -> bool:
    known = KINDS[kind].columns.get(column)
    return known is not None and known.field.type is FieldType.FLAG


def _with_flags(places: Sequence[int]) -> Callable[[tuple[Value, ...]], tuple[Value, ...]]:
    """What makes yes and no of the ones and zeros at some places of a row."""

    def read(row: tuple[Value, ...]) -> tuple[Value, ...]:
        values = list(row)
        for place in places:
            values[place] = None if row[place] is None else bool(row[place])
        return tuple(values)

    return read
