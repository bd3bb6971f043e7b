"""Which transactions are in force: what a bare undo takes back, what a redo does again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.sql import ColumnElement

from wicco_desktop.store.changelog import as_transaction
from wicco_desktop.store.edits import Through, Transaction
from wicco_desktop.store.tables import CHANGE, ERASED_RECORD, TRANSACTION

REVERSALS = (Through.UNDO.value, Through.REDO.value)

FINAL = (Through.ERASURE.value,)
"""Ways of a transaction that is never taken back."""

_AT_ONCE = 500
"""Numbers in one IN list."""


def _reversed_by(through: str, target: Any) -> Any:
    """Whether an unreversed transaction of that sort reverses ``target``."""
    by = TRANSACTION.alias()
    return select(by.c.id).where(by.c.reverses == target.c.id, by.c.through == through)


def _only_of_erased(target: Any) -> ColumnElement[bool]:
    """Whether all that is left of a transaction is that it made people who were erased."""
    there = select(CHANGE.c.n).where(CHANGE.c.transaction == target.c.id)
    erased = select(ERASED_RECORD.c.record).where(ERASED_RECORD.c.record == CHANGE.c.record)
    return and_(there.exists(), ~there.where(~erased.exists()).exists())


def latest_undoable(connection: Connection, device: str) -> Transaction | None:
    """This device's newest transaction in force; undos, redos and erasures aside."""
    undo = TRANSACTION.alias()
    redo = TRANSACTION.alias()
    undone = (
        select(undo.c.id)
        .where(
            undo.c.reverses == TRANSACTION.c.id,
            ~select(redo.c.id).where(redo.c.reverses == undo.c.id).exists(),
        )
        .exists()
    )
    query = (
        select(TRANSACTION)
        .where(
            TRANSACTION.c.device == device,
            TRANSACTION.c.through.not_in((*REVERSALS, *FINAL)),
            ~undone,
            ~_only_of_erased(TRANSACTION),
        )
        .order_by(TRANSACTION.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else as_transaction(row)


def latest_redoable(connection: Connection, device: str) -> Transaction | None:
    """This device's newest undo that nothing but undos and redos has followed."""
    ordinary = select(func.max(TRANSACTION.c.id)).where(
        TRANSACTION.c.device == device, TRANSACTION.c.through.not_in(REVERSALS)
    )
    query = (
        select(TRANSACTION)
        .where(
            TRANSACTION.c.device == device,
            TRANSACTION.c.through == Through.UNDO.value,
            TRANSACTION.c.id > func.coalesce(ordinary.scalar_subquery(), 0),
            ~_reversed_by(Through.REDO.value, TRANSACTION).exists(),
        )
        .order_by(TRANSACTION.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else as_transaction(row)


def standing_undo(connection: Connection, number: int) -> Transaction | None:
    """The undo of a transaction that has not itself been redone, None if it is in force."""
    undo = TRANSACTION.alias("standing")
    redo = TRANSACTION.alias()
    query = select(undo).where(
        undo.c.reverses == number,
        ~select(redo.c.id).where(redo.c.reverses == undo.c.id).exists(),
    )
    row = connection.execute(query).first()
    return None if row is None else as_transaction(row)


def in_force(connection: Connection, numbers: Iterable[int]) -> frozenset[int]:
    """Those of some transactions that stand: not taken back, or taken back and done again.

    An undo is itself a transaction that may be taken back: what reverses a transaction counts
    only while it stands itself.
    """
    asked = frozenset(numbers)
    reversers: dict[int, list[int]] = {}
    layer = asked
    while layer:
        found = _reversals(connection, layer)
        for by, target in found:
            reversers.setdefault(target, []).append(by)
        layer = frozenset(by for by, _target in found)
    standing: dict[int, bool] = {}
    # A reversal always comes later than what it reverses: the newest are decided first.
    for number in sorted({*asked, *(by for bys in reversers.values() for by in bys)}, reverse=True):
        standing[number] = not any(standing[by] for by in reversers.get(number, ()))
    return frozenset(number for number in asked if standing[number])


def _reversals(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """What reverses some transactions: its number and theirs."""
    found: list[tuple[int, int]] = []
    left = iter(sorted(numbers))
    while several := list(islice(left, _AT_ONCE)):
        query = select(TRANSACTION.c.id, TRANSACTION.c.reverses).where(
            TRANSACTION.c.reverses.in_(several)
        )
        found += [(row.id, row.reverses) for row in connection.execute(query)]
    return found
