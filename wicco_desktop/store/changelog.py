"""The change log: appended to by every write, read for history, undo and *as of*.

Order is the local sequence ``n``, never a clock. Nothing is ever taken out of the log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, func, select

from wicco_desktop.foundation.json_text import to_json
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import KINDS, Value
from wicco_desktop.store.edits import Change, Transaction
from wicco_desktop.store.tables import CHANGE, TRANSACTION


def encode(value: object) -> str | None:
    """A value as stored: JSON, None as NULL."""
    return None if value is None else to_json(value)


def decode(stored: str | None) -> Any:
    """The value that ``encode`` wrote; raises ValueError for another text."""
    return None if stored is None else json.loads(stored)


def encode_message(told: Message | None) -> str | None:
    """A message as stored: id and parameters, so that it can be told in any language later."""
    if told is None:
        return None
    parameters = {
        name: {"message": encode_message(value)} if isinstance(value, Message) else value
        for name, value in told.parameters.items()
    }
    return json.dumps(
        {"id": told.id, "parameters": parameters, "plural": told.plural, "count": told.count},
        ensure_ascii=False,
        default=str,
    )


def decode_message(stored: str | None) -> Message | None:
    """The message that ``encode_message`` wrote."""
    if stored is None:
        return None
    read = json.loads(stored)
    parameters = {
        name: decode_message(value["message"]) if isinstance(value, dict) else value
        for name, value in read["parameters"].items()
    }
    return Message(read["id"], parameters, read.get("plural"), read.get("count", 0))


def position(connection: Connection) -> int:
    """The place of the newest change, 0 for an empty log."""
    return connection.execute(select(func.max(CHANGE.c.n))).scalar() or 0


def as_change(row: Row[Any]) -> Change:
    """A row of the log, its values read; raises ValueError where they cannot be."""
    return Change(
        row.n,
        row.transaction,
        row.kind,
        row.record,
        row.field,
        decode(row.old),
        decode(row.new),
        row.source,
    )


def as_transaction(row: Row[Any]) -> Transaction:
    """A row of the transactions, read."""
    return Transaction(
        row.id,
        row.at,
        row.who,
        row.device,
        row.device_name,
        row.through,
        decode_message(row.summary),
        row.reverses,
    )


def transaction(connection: Connection, number: int) -> Transaction | None:
    """One transaction, None where there is none of that number."""
    row = connection.execute(select(TRANSACTION).where(TRANSACTION.c.id == number)).first()
    return None if row is None else as_transaction(row)


def transactions(
    connection: Connection, *, limit: int, before: int | None = None
) -> list[Transaction]:
    """The newest transactions first, those before a number if one is given."""
    query = select(TRANSACTION).order_by(TRANSACTION.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(TRANSACTION.c.id < before)
    return [as_transaction(row) for row in connection.execute(query)]


def transactions_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Transaction]:
    """Several transactions by their numbers."""
    query = select(TRANSACTION).where(TRANSACTION.c.id.in_(sorted(set(numbers))))
    return {row.id: as_transaction(row) for row in connection.execute(query)}


def changes_of(connection: Connection, number: int, *, limit: int | None = None) -> list[Change]:
    """The changes of one transaction, in order; the first of them where there may be many."""
    query = select(CHANGE).where(CHANGE.c.transaction == number).order_by(CHANGE.c.n).limit(limit)
    return [as_change(row) for row in connection.execute(query)]


def size_of(connection: Connection, number: int) -> tuple[int, int]:
    """How many changes one transaction has, and to how many records."""
    query = select(func.count(), func.count(CHANGE.c.record.distinct())).where(
        CHANGE.c.transaction == number
    )
    changes, records = connection.execute(query).one()
    return int(changes), int(records)


def in_lots(connection: Connection, number: int, size: int) -> Iterator[list[Change]]:
    """The changes of one transaction in order, so many at once.

    Each lot is read when it is asked for: what is written meanwhile does not disturb it.
    """
    after = 0
    query = select(CHANGE).where(CHANGE.c.transaction == number).order_by(CHANGE.c.n).limit(size)
    while rows := connection.execute(query.where(CHANGE.c.n > after)).all():
        after = rows[-1].n
        yield [as_change(row) for row in rows]


def changes_to(
    connection: Connection, records: Iterable[str], *, limit: int | None = None
) -> list[Change]:
    """Every change to some records, newest first."""
    query = select(CHANGE).where(CHANGE.c.record.in_(list(records))).order_by(CHANGE.c.n.desc())
    if limit is not None:
        query = query.limit(limit)
    return [as_change(row) for row in connection.execute(query)]


def changes_after(connection: Connection, n: int, *, record: str | None = None) -> Iterator[Change]:
    """The changes after a place in the log, newest first."""
    query = select(CHANGE).where(CHANGE.c.n > n).order_by(CHANGE.c.n.desc())
    if record is not None:
        query = query.where(CHANGE.c.record == record)
    return (as_change(row) for row in connection.execute(query))


def rolled_back(
    present: Mapping[str, Value] | None, later: Iterable[Change]
) -> dict[str, Value] | None:
    """Values as of an earlier point: the present ones taken back through the later changes.

    ``later`` are the changes to that record after the point, newest first. None: the record was
    not there yet.
    """
    values = None if present is None else dict(present)
    for change in later:
        if change.column is None:
            return None
        if values is not None:
            values[change.column] = change.old
    return values


@cache
def known_columns(kind: str) -> frozenset[str]:
    """The columns of a kind whose changes are logged."""
    return frozenset(KINDS[kind].columns) | {"deleted"}
