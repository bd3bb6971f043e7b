"""Taking values out of the log so that it stays sound: as if they had never been there.

The one place where the log is changed behind what it says. Rolled forward from its creation, a
record still comes to its present values; what is left can be undone as before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from wicco_desktop.records import Value
from wicco_desktop.store import changelog
from wicco_desktop.store.tables import (
    CHANGE,
    MERGED_RECORD,
    RETURNED_WORKBOOK,
    TRANSACTION,
)

_AT_ONCE = 500


def settle(connection: Connection, record: str, values: Mapping[str, Value]) -> set[int]:
    """Have the log say that some columns of a record were so from its creation on.

    Gives the transactions that had something to say of them.
    """
    touched: set[int] = set()
    columns = frozenset(values)
    for row in _rows(connection, record):
        if row.field is None:
            made: dict[str, Value] = changelog.decode(row.new) or {}
            new = {name: value for name, value in {**made, **values}.items() if value is not None}
            if new != made:
                touched.add(row.transaction)
                _rewrite(connection, row, new=changelog.encode(new))
        elif row.field in columns:
            touched.add(row.transaction)
            _remove(connection, row)
    return touched


def forget(connection: Connection, record: str, values: Mapping[str, Value]) -> set[int]:
    """Have the log say nothing of a record but that it was made with these values.

    Gives the transactions that had something to say of it.
    """
    touched: set[int] = set()
    for row in _rows(connection, record):
        touched.add(row.transaction)
        if row.field is None:
            _rewrite(connection, row, new=changelog.encode(dict(values)))
        else:
            _remove(connection, row)
    return touched


def without(connection: Connection, transactions: Collection[int]) -> set[int]:
    """Take what some transactions set and others changed again out of every history.

    What they set and what stands stays: it is a present value. Gives the transactions that lost
    something, those that came after included.
    """
    touched: set[int] = set()
    for number in sorted(transactions):
        for row in connection.execute(
            select(CHANGE).where(CHANGE.c.transaction == number, CHANGE.c.field.is_not(None))
        ).all():
            following = connection.execute(
                select(CHANGE)
                .where(CHANGE.c.record == row.record, CHANGE.c.kind == row.kind)
                .where(CHANGE.c.field == row.field, CHANGE.c.n > row.n)
                .order_by(CHANGE.c.n)
                .limit(1)
            ).first()
            if following is None:
                continue
            touched |= {row.transaction, following.transaction}
            _remove(connection, row)
            if following.new == row.old:
                _remove(connection, following)
            else:
                _rewrite(connection, following, old=row.old)
    return touched


def reversals_of(connection: Connection, transactions: Iterable[int]) -> set[int]:
    """Some transactions with everything that took them back or did them again."""
    found = set(transactions)
    layer = found
    while layer:
        query = select(TRANSACTION.c.id).where(TRANSACTION.c.reverses.in_(sorted(layer)))
        layer = set(connection.execute(query).scalars()) - found
        found |= layer
    return found


def drop_emptied(connection: Connection, transactions: Iterable[int]) -> set[int]:
    """Drop the transactions of which nothing is left, so that a bare undo passes them over.

    Only together with all that reversed them, or what is in force would be another; and none that
    applied a workbook, whose rows would be asked about anew. Gives those that are gone.
    """
    gone: set[int] = set()
    for root in sorted({_root(connection, number) for number in transactions}):
        family = reversals_of(connection, [root])
        if not any(_is_needed(connection, number) for number in family):
            for number in sorted(family, reverse=True):  # what reverses goes before the reversed
                connection.execute(delete(TRANSACTION).where(TRANSACTION.c.id == number))
            gone |= family
    return gone


def _root(connection: Connection, number: int) -> int:
    """The transaction that was reversed, reversed again and so on."""
    query = select(TRANSACTION.c.reverses).where(TRANSACTION.c.id == number)
    before = connection.execute(query).scalar()
    return number if before is None else _root(connection, before)


def _is_needed(connection: Connection, number: int) -> bool:
    return any(
        connection.execute(select(column).where(column == number).limit(1)).first() is not None
        for column in (
            CHANGE.c.transaction,
            RETURNED_WORKBOOK.c.transaction,
            MERGED_RECORD.c.transaction,
        )
    )


def summaries(
    connection: Connection, transactions: Iterable[int]
) -> Iterable[tuple[int, str | None]]:
    """What some transactions are called, as stored."""
    left = iter(sorted(set(transactions)))
    while several := list(islice(left, _AT_ONCE)):
        query = select(TRANSACTION.c.id, TRANSACTION.c.summary).where(
            TRANSACTION.c.id.in_(several), TRANSACTION.c.summary.is_not(None)
        )
        for row in connection.execute(query).all():
            yield row.id, row.summary


def call(connection: Connection, number: int, summary: str | None) -> None:
    """Call a transaction otherwise."""
    connection.execute(
        update(TRANSACTION).where(TRANSACTION.c.id == number).values(summary=summary)
    )


def _rows(connection: Connection, record: str) -> list[Row[Any]]:
    query = select(CHANGE).where(CHANGE.c.record == record).order_by(CHANGE.c.n)
    return list(connection.execute(query))


def _remove(connection: Connection, row: Row[Any]) -> None:
    connection.execute(delete(CHANGE).where(CHANGE.c.n == row.n))


def _rewrite(connection: Connection, row: Row[Any], **values: str | None) -> None:
    connection.execute(update(CHANGE).where(CHANGE.c.n == row.n).values(**values))
