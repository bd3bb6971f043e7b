"""What became of returned workbooks: values dealt with, and conflicts nobody has decided yet.

Tied to the transaction that applied the workbook, and good only while that is in force: an undo
takes back what was settled with what was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, insert, select, tuple_

from wicco_desktop.records import Value
from wicco_desktop.store import changelog
from wicco_desktop.store.edits import Transaction
from wicco_desktop.store.in_force import in_force
from wicco_desktop.store.tables import (
    CHANGE,
    RETURNED_VALUE,
    RETURNED_WORKBOOK,
    WORKBOOK_MAPPING,
)


@dataclass(frozen=True, slots=True)
class ReturnedValue:
    """One cell that said something other than its base. ``path`` as in the sheet's columns.

    ``open``: a conflict nobody has decided. Otherwise it was dealt with (taken, rejected, or the
    same as ours), and ``theirs`` is from now on what that export counts as sent.
    """

    kind: str
    record: str
    path: str
    base: Value
    theirs: Value
    open: bool
    cell: str


@dataclass(frozen=True, slots=True)
class ReturnedWorkbook:
    """A workbook that is applied: SHA-256 of the file, its name, the export it returns."""

    digest: str
    file: str
    export: str | None
    values: Sequence[ReturnedValue]


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that waits for somebody, and the workbook that it came in.

    It is closed by a write with a ``ReturnedWorkbook`` of the same ``digest``, ``file`` and
    ``export`` whose value for the record and path is no longer ``open``.
    """

    transaction: int
    file: str
    digest: str
    export: str | None
    kind: str
    record: str
    path: str
    base: Value
    theirs: Value
    cell: str

    @property
    def came_by(self) -> str:
        """What it is a return of: the export, or the file itself where it is of none."""
        return self.export or self.digest


_JOINED = select(
    RETURNED_VALUE,
    RETURNED_WORKBOOK.c.digest,
    RETURNED_WORKBOOK.c.file,
    RETURNED_WORKBOOK.c.export,
).join(RETURNED_WORKBOOK, RETURNED_WORKBOOK.c.transaction == RETURNED_VALUE.c.transaction)


def keep(connection: Connection, transaction: int, workbook: ReturnedWorkbook) -> None:
    """Store what became of a workbook, as part of the transaction that applies it."""
    connection.execute(
        insert(RETURNED_WORKBOOK).values(
            transaction=transaction,
            digest=workbook.digest,
            file=workbook.file,
            export=workbook.export,
        )
    )
    rows = [
        {
            "transaction": transaction,
            "kind": value.kind,
            "record": value.record,
            "path": value.path,
            "base": changelog.encode(value.base),
            "theirs": changelog.encode(value.theirs),
            "open": value.open,
            "cell": value.cell,
        }
        for value in workbook.values
    ]
    if rows:
        connection.execute(insert(RETURNED_VALUE), rows)


def _standing(connection: Connection, query: Select[Any]) -> list[Any]:
    """The rows of a query whose transaction is in force, oldest first."""
    rows = connection.execute(query.order_by(RETURNED_VALUE.c.id)).all()
    standing = in_force(connection, {row.transaction for row in rows})
    return [row for row in rows if row.transaction in standing]


def settled(connection: Connection, export: str) -> dict[tuple[str, str], Value]:
    """The new base of an export by record and path: the value that was dealt with last."""
    query = _JOINED.where(RETURNED_WORKBOOK.c.export == export, ~RETURNED_VALUE.c.open)
    return {
        (row.record, row.path): changelog.decode(row.theirs) for row in _standing(connection, query)
    }


def open_conflicts(connection: Connection, export: str | None = None) -> list[OpenConflict]:
    """The conflicts that nobody has decided, of one export or of all; the oldest first.

    Of one export (or file) the newest for each record and path. It ends when a later return of
    the same export deals with that record and path, or one of another export with the same value.
    """
    other = RETURNED_VALUE.alias()
    undecided = select(other.c.record, other.c.path).where(other.c.open)
    query = _JOINED.where(tuple_(RETURNED_VALUE.c.record, RETURNED_VALUE.c.path).in_(undecided))
    found: dict[tuple[str, str], dict[str, OpenConflict]] = {}
    for row in _standing(connection, query):
        told = OpenConflict(
            row.transaction,
            row.file,
            row.digest,
            row.export,
            row.kind,
            row.record,
            row.path,
            changelog.decode(row.base),
            changelog.decode(row.theirs),
            row.cell,
        )
        before = found.setdefault((row.record, row.path), {})
        before.pop(told.came_by, None)
        if row.open:
            before[told.came_by] = told
        else:
            for came_by in [key for key, value in before.items() if value.theirs == told.theirs]:
                del before[came_by]
    left = [conflict for several in found.values() for conflict in several.values()]
    return [conflict for conflict in left if export is None or conflict.export == export]


def applied(connection: Connection, digest: str) -> Transaction | None:
    """The newest transaction in force that applied a file with that SHA-256."""
    query = select(RETURNED_WORKBOOK.c.transaction).where(RETURNED_WORKBOOK.c.digest == digest)
    standing = in_force(connection, connection.execute(query).scalars())
    return changelog.transaction(connection, max(standing)) if standing else None


def made_by(connection: Connection, transaction: int) -> dict[str, tuple[str, str]]:
    """Kind and id of the records that a transaction made, by the source of their change.

    Where several came from one source (a contact and its post from one row) it is the first.
    """
    query = (
        select(CHANGE.c.source, CHANGE.c.kind, CHANGE.c.record)
        .where(
            and_(
                CHANGE.c.transaction == transaction,
                CHANGE.c.field.is_(None),
                CHANGE.c.source.is_not(None),
            )
        )
        .order_by(CHANGE.c.n.desc())
    )
    return {row.source: (row.kind, row.record) for row in connection.execute(query)}


def brought_by(connection: Connection, digest: str) -> dict[str, tuple[str, str]]:
    """What a file of that SHA-256 made, by source, in all its transactions that are in force."""
    query = select(RETURNED_WORKBOOK.c.transaction).where(RETURNED_WORKBOOK.c.digest == digest)
    made: dict[str, tuple[str, str]] = {}
    for number in sorted(in_force(connection, connection.execute(query).scalars())):
        made |= made_by(connection, number)
    return made


def mapping(connection: Connection, shape: str) -> str | None:
    """How a workbook of that shape was read last, as it was remembered."""
    query = select(WORKBOOK_MAPPING.c.mapping).where(WORKBOOK_MAPPING.c.shape == shape)
    found: str | None = connection.execute(query).scalar()
    return found


def remember_mapping(connection: Connection, shape: str, told: str) -> None:
    """Keep how a workbook of that shape was read, in place of what was kept before."""
    connection.execute(
        insert(WORKBOOK_MAPPING).prefix_with("OR REPLACE").values(shape=shape, mapping=told)
    )
