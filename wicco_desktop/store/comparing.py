"""Many records at once, for comparing: as they were at a place in the log, as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from wicco_desktop.records import KINDS, FieldType, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store import changelog
from wicco_desktop.store.edits import Change
from wicco_desktop.store.rows import present_values
from wicco_desktop.store.tables import CHANGE

_AT_ONCE = 500
"""Ids in one IN list."""

_FETCHED = 1_000
"""Rows that are read from the file together."""


def bases(
    connection: Connection, kind: str, ids: Iterable[str], n: int
) -> dict[str, dict[str, Value] | None]:
    """The logged values of some records as of a place in the log; None for one not there yet."""
    found: dict[str, dict[str, Value] | None] = {}
    left = iter(dict.fromkeys(ids))
    while several := list(islice(left, _AT_ONCE)):
        present = present_values(connection, ((kind, id_) for id_ in several))
        later: dict[str, list[Change]] = defaultdict(list)
        query = select(CHANGE).where(CHANGE.c.record.in_(several), CHANGE.c.n > n)
        for row in connection.execute(query.order_by(CHANGE.c.n.desc())):
            later[row.record].append(changelog.as_change(row))
        for id_ in several:
            values = present.get((kind, id_))
            found[id_] = changelog.rolled_back(values, later[id_]) if id_ in later else values
    return found


def scan(
    connection: Connection, kind: str, columns: Sequence[str], *, deleted: bool | None
) -> Iterator[tuple[Value, ...]]:
    """The id and some columns of every record of a kind, in the order they were made here.

    ``deleted``: None takes those in the Trash too, True only those. Raises KeyError for a column
    that the kind does not have.
    """
    table = KINDS[kind].table
    names = ("id", *columns)
    quoted = ", ".join(f'"{table.c[name].name}"' for name in names)
    # The plus keeps SQLite from going through an index, which would take each row from elsewhere.
    which = {None: "", False: f" WHERE +{DELETED} IS NULL", True: f" WHERE +{DELETED} IS NOT NULL"}
    # Past SQLAlchemy, whose rows would cost more than the reading.
    cursor = connection.connection.cursor()
    flags = [place for place, name in enumerate(names) if _is_flag(kind, name)]
    read = _with_flags(flags) if flags else None
    try:
        cursor.execute(f'SELECT {quoted} FROM "{kind}"{which[deleted]}')  # noqa: S608 - our own names
        while rows := cursor.fetchmany(_FETCHED):
            yield from map(read, rows) if read else rows
    finally:
        cursor.close()


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
