"""Records that were merged into others: which record each of them stands for now.

Tied to the deletion that the merge made. Who is taken out of the Trash, by an undo or by hand, is
a record of its own again; a redo deletes it at the same moment as before and makes it an alias.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, insert, select
from sqlalchemy.sql import ColumnElement

from wicco_desktop.records import KINDS
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store.tables import MERGED_RECORD

_AT_ONCE = 500
"""Ids in one IN list."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that a transaction merges into another, and the moment of its deletion."""

    kind: str
    record: str
    survivor: str
    deleted: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A merged record, whom it stands for, and the transaction to undo."""

    record: str
    survivor: str
    transaction: int


def keep(connection: Connection, transaction: int, merged: Merged) -> None:
    """Store a merge as part of the transaction that makes it."""
    connection.execute(
        insert(MERGED_RECORD).values(
            kind=merged.kind,
            record=merged.record,
            survivor=merged.survivor,
            deleted=merged.deleted,
            transaction=transaction,
        )
    )


def aliases(connection: Connection, kind: str) -> dict[str, str]:
    """Every merged record of a kind that stands for another: whom, at the end of the chain."""
    step = {alias.record: alias.survivor for alias in _standing(connection, kind)}
    return {record: _end(step, record) for record in step}


def survivors(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Those of some ids that stand for another record, and for which."""
    asked = list(dict.fromkeys(ids))
    step: dict[str, str] = {}
    layer = asked
    while layer:
        found = {alias.record: alias.survivor for alias in _of(connection, layer)}
        layer = [survivor for survivor in found.values() if survivor not in step | found]
        step |= found
    return {record: _end(step, record) for record in asked if record in step}


def alias_of(connection: Connection, id_: str) -> Alias | None:
    """Into which record one was merged, and by which transaction; None for one of its own."""
    return next(iter(_of(connection, [id_])), None)


def merged_into(connection: Connection, id_: str) -> list[Alias]:
    """What was merged into a record and still stands for it, the oldest first."""
    found = []
    for kind in KINDS:
        found += _standing(connection, kind, MERGED_RECORD.c.survivor == id_)
    return found


def _of(connection: Connection, ids: Iterable[str]) -> list[Alias]:
    found: list[Alias] = []
    left = iter(ids)
    while several := list(islice(left, _AT_ONCE)):
        there = MERGED_RECORD.c.record.in_(several)
        kinds = connection.execute(select(MERGED_RECORD.c.kind).where(there).distinct()).scalars()
        for kind in kinds.all():
            found += _standing(connection, kind, there)
    return found


def _standing(
    connection: Connection, kind: str, narrowed: ColumnElement[bool] | None = None
) -> list[Alias]:
    """The merges of a kind whose record is deleted as the merge left it; one a record."""
    record = KINDS[kind].table.alias("merged")
    query = (
        select(MERGED_RECORD)
        .join(record, record.c.id == MERGED_RECORD.c.record)
        .where(MERGED_RECORD.c.kind == kind, record.c[DELETED] == MERGED_RECORD.c.deleted)
        .order_by(MERGED_RECORD.c.id)
    )
    if narrowed is not None:
        query = query.where(narrowed)
    newest = {
        row.record: Alias(row.record, row.survivor, row.transaction)
        for row in connection.execute(query)
    }
    return list(newest.values())


def _end(step: Mapping[str, str], record: str) -> str:
    """Where a chain of merges ends. A ring (made by hand in a file) ends where it is entered."""
    seen = {record}
    while record in step and step[record] not in seen:
        record = step[record]
        seen.add(record)
    return record
