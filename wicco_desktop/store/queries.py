"""Reading records: what a list asks for, as a window of a sorted and filtered whole.

Portable SQL only. A window first finds its ids in the covering index of the order, then fetches
those rows. A list that is scrolled through reads by its ``outline`` instead, which no depth slows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select
from sqlalchemy.sql import FromClause

from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.records.kinds import DELETED, Kind
from wicco_desktop.store import search_index

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Is:
    """A column holds exactly that value (None: is blank); ``negate`` turns it round."""

    column: str
    value: Value
    negate: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """A column holds one of several values."""

    column: str
    values: tuple[Value, ...]
    negate: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A column lies in a range, both ends included; None leaves an end open, blank is outside."""

    column: str
    low: Value = None
    high: Value = None


Condition = Is | OneOf | Between


@dataclass(frozen=True, slots=True)
class Query:
    """A list of records of one kind.

    ``order`` are columns, downwards with ``-`` before them; ``host.sort_key`` sorts by a column
    of the record referred to, ``delegation.start|date`` by the first of two that is not blank;
    None takes the kind's own order. ``deleted``: False live ones, True those in the Trash, None
    both. ``matching`` filters by words as the search box does.
    """

    kind: str
    where: tuple[Condition, ...] = ()
    order: tuple[str, ...] | None = None
    matching: str = ""
    deleted: bool | None = False
    limit: int | None = None
    offset: int = 0

    def window(self, offset: int, limit: int) -> Query:
        """The same list, another part of it."""
        return replace(self, offset=offset, limit=limit)


def as_record(kind: Kind, row: Any) -> Record:
    """A row read with every column of its table, by name."""
    values = {name: row[name] for name in kind.columns}
    return Record(
        kind.key,
        row["id"],
        values,
        created=row["created"],
        changed=row["changed"],
        deleted=row[DELETED],
    )


def _rows(kind: Kind) -> Select[Any]:
    """Whole records of a kind, as ``_as_records`` takes them."""
    own = kind.table.c
    return select(own.id, own.created, own.changed, own[DELETED], *(own[n] for n in kind.columns))


def _as_records(kind: Kind, rows: Iterable[Sequence[Any]]) -> list[Record]:
    names = tuple(kind.columns)
    return [
        Record(
            kind.key,
            row[0],
            dict(zip(names, row[4:], strict=True)),
            created=row[1],
            changed=row[2],
            deleted=row[3],
        )
        for row in rows
    ]


def records_by_id(connection: Connection, kind: Kind, ids: Iterable[str]) -> list[Record]:
    """The records of one kind with some ids, deleted ones too, in no particular order."""
    wanted = list(dict.fromkeys(ids))
    found = []
    for start in range(0, len(wanted), _AT_ONCE):
        query = _rows(kind).where(kind.table.c.id.in_(wanted[start : start + _AT_ONCE]))
        found += _as_records(kind, connection.execute(query))
    return found


def _condition(kind: Kind, condition: Condition) -> ColumnElement[bool]:
    column: ColumnElement[Any] = kind.table.c[condition.column]
    match condition:
        case Is(value=None):
            return column.is_not(None) if condition.negate else column.is_(None)
        case Is():
            if condition.negate:
                return or_(column != condition.value, column.is_(None))
            return column == condition.value
        case OneOf():
            return (
                column.not_in(condition.values)
                if condition.negate
                else column.in_(condition.values)
            )
        case Between():
            parts: list[ColumnElement[bool]] = [column.is_not(None)]
            if condition.low is not None:
                parts.append(column >= literal(condition.low))
            if condition.high is not None:
                parts.append(column <= literal(condition.high))
            return _all(parts)


def _all(parts: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *rest = parts
    for part in rest:
        first = first & part
    return first


def filtered(query: Query, chosen: Select[Any]) -> Select[Any]:
    """A selection from the kind's table, narrowed to the records of the list."""
    kind = KINDS[query.kind]
    for condition in query.where:
        chosen = chosen.where(_condition(kind, condition))
    if query.deleted is not None:
        gone = kind.table.c[DELETED]
        chosen = chosen.where(gone.is_not(None) if query.deleted else gone.is_(None))
    expression = search_index.expression(query.matching)
    if expression is not None:
        chosen = chosen.where(kind.table.c.id.in_(search_index.matching(expression)))
    elif query.matching.strip():
        chosen = chosen.where(literal(value=False))
    return chosen


@dataclass(frozen=True, slots=True)
class Ordering:
    """What a list is sorted by: the terms, which of them run downwards, and whence they come.

    Going up, blanks come first; downwards, last. The last term is the id: no two rows are equal.
    """

    source: FromClause
    terms: tuple[ColumnElement[Any], ...]
    downwards: tuple[bool, ...]

    def applied(self, chosen: Select[Any]) -> Select[Any]:
        """The selection in that order."""
        by = [
            term.desc().nulls_last() if down else term.asc()
            for term, down in zip(self.terms, self.downwards, strict=True)
        ]
        return chosen.select_from(self.source).order_by(*by)


def ordering(query: Query) -> Ordering:
    """The order of a list."""
    kind = KINDS[query.kind]
    source: FromClause = kind.table
    joined: dict[str, FromClause] = {}
    terms: list[ColumnElement[Any]] = []
    entries = query.order or kind.order
    for entry in entries:
        several: list[ColumnElement[Any]] = []
        for name in entry.removeprefix("-").split("|"):
            by, _, column = name.rpartition(".")
            if by and by not in joined:
                target = KINDS[kind.field(by).targets[0]].table.alias(f"by_{by}")
                source = source.outerjoin(target, kind.table.c[by] == target.c.id)
                joined[by] = target
            several.append((joined[by] if by else kind.table).c[column])
        terms.append(func.coalesce(*several) if len(several) > 1 else several[0])
    downwards = (*(entry.startswith("-") for entry in entries), False)
    return Ordering(source, (*terms, kind.table.c.id), downwards)


def run(connection: Connection, query: Query) -> list[Record]:
    """The records of a list or of a window of it, in order."""
    kind = KINDS[query.kind]
    if query.limit is None and not query.offset:
        whole = ordering(query).applied(filtered(query, _rows(kind)))
        return _as_records(kind, connection.execute(whole))
    ids = ordering(query).applied(filtered(query, select(kind.table.c.id)))
    if query.limit is not None:
        ids = ids.limit(query.limit)
    if query.offset:
        ids = ids.limit(-1 if query.limit is None else query.limit).offset(query.offset)
    wanted = [row[0] for row in connection.execute(ids)]
    found = {record.id: record for record in records_by_id(connection, kind, wanted)}
    return [found[id_] for id_ in wanted if id_ in found]


def count(connection: Connection, query: Query) -> int:
    """How many records the whole list has."""
    kind = KINDS[query.kind]
    chosen = filtered(query, select(func.count()).select_from(kind.table))
    return int(connection.execute(chosen).scalar_one())


def counts_by(connection: Connection, query: Query, column: str) -> dict[Value, int]:
    """How many records of the list have each value of a column (for groups and badges)."""
    kind = KINDS[query.kind]
    by = kind.table.c[column]
    chosen = filtered(query, select(by, func.count())).group_by(by)
    return {row[0]: int(row[1]) for row in connection.execute(chosen)}


def locate(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The kind of some records of which only the ids are known."""
    missing = list(dict.fromkeys(ids))
    found: dict[str, str] = {}
    for kind in KINDS.values():
        if not missing:
            break
        for start in range(0, len(missing), _AT_ONCE):
            part = missing[start : start + _AT_ONCE]
            query = select(kind.table.c.id).where(kind.table.c.id.in_(part))
            found.update((row[0], kind.key) for row in connection.execute(query))
        missing = [id_ for id_ in missing if id_ not in found]
    return found


def referring(connection: Connection, id_: str) -> list[tuple[str, str, str]]:
    """Kind, id and field of every live record that refers to one."""
    found = []
    for kind in KINDS.values():
        for spec in kind.references():
            query = select(kind.table.c.id).where(
                kind.table.c[spec.key] == id_, kind.table.c[DELETED].is_(None)
            )
            found += [(kind.key, row[0], spec.key) for row in connection.execute(query)]
    return found
