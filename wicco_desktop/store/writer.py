"""The one function through which every write goes: ``write`` (and ``reverse``, its mirror).

In one transaction: the new values, their change rows, the derived sort keys, the search index.
Chunk by chunk, so that an import of any size is held in the memory of one chunk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.records.erased import PERSON, is_part
from wicco_desktop.store import changelog, erased, rows, search_index
from wicco_desktop.store.appending import Appending
from wicco_desktop.store.edits import (
    Change,
    Conflict,
    Create,
    Edit,
    Kept,
    Reversed,
    Through,
    Transaction,
    Writer,
    Written,
)
from wicco_desktop.store.inserting import Inserting
from wicco_desktop.store.merge_chains import as_carried_on
from wicco_desktop.store.planning import Key, Plan, planned
from wicco_desktop.store.reversal import reversal

if TYPE_CHECKING:
    from wicco_desktop.store.returned import ReturnedWorkbook

__all__ = ["CHUNK", "Writer", "reverse", "write"]

CHUNK = 500
"""Edits that are written together."""

MANY = 4_000
"""Edits from which on a process beside is worth its start, half a second of another processor."""


def write(
    connection: Connection,
    edits: Iterable[Create | Edit],
    *,
    writer: Writer,
    at: str,
    through: Through,
    summary: Message | None = None,
    workbook: ReturnedWorkbook | None = None,
    done: Callable[[int], None] = lambda _count: None,
    cancelled: Callable[[], bool] = lambda: False,
    chunk: int = CHUNK,
    expected: int = 0,
) -> Written:
    """Write some edits as one logged transaction; see ``Edit`` for what becomes a conflict.

    ``workbook``: what became of the returned workbook that is applied, kept with it; even where
    nothing of it changes a record. ``done`` is told after each chunk how many edits are written,
    of as many as are ``expected`` (0: not known). Raises Cancelled where ``cancelled`` says so; the
    caller rolls back.
    """
    conflicts: list[Conflict] = []
    count = 0
    made: set[str] = set()
    with Inserting(connection) as target, contextlib.ExitStack() as long:
        log = Appending(target, writer=writer, at=at, through=through, summary=summary)
        if expected >= MANY:
            target.derive_aside()
        for several in _chunks(edits, chunk):
            if count == chunk:
                long.enter_context(search_index.much_to_come(target))
                target.work_behind()
            edited = [(edit.kind, edit.id) for edit in several if isinstance(edit, Edit)]
            made, earlier = {edit.id for edit in several if isinstance(edit, Create)}, made
            asked = {*edited, *_owners(several)}
            # Who is made just now was not erased; to ask would be to wait for all that is inserted.
            if older := [key for key in asked if key[1] not in made and key[1] not in earlier]:
                _refuse_erased(target.connection, older)
            before = rows.present_values(target.connection, edited) if edited else {}
            plan = planned(several, before)
            conflicts += plan.conflicts
            if plan.changes:
                rows.store(target, plan, at)
                log.add(plan.changes)
            count += len(several)
            done(count)
            if cancelled():
                raise Cancelled
        settles = workbook is not None and bool(workbook.values)
        if settles:
            log.begin()
        written = log.finish(conflicts, keep=settles)
    if workbook is not None and written.transaction is not None:
        from wicco_desktop.store import returned  # an import's; others do without it

        returned.keep(connection, written.transaction, workbook)
    return written


def reverse(
    connection: Connection, transaction: Transaction, *, writer: Writer, at: str, through: Through
) -> Reversed:
    """Take back one transaction as a new one that says so; lists what was kept."""
    kept: list[Kept] = []
    with Inserting(connection) as target:
        log = Appending(
            target,
            writer=writer,
            at=at,
            through=through,
            summary=transaction.summary,
            reverses=transaction.id,
        )
        # An undo of which everything was kept is logged all the same, with no change: so the next
        # bare undo goes on to the transaction before.
        log.begin()
        # Lot by lot: a transaction has one row for a new record or for a column, so that none of
        # them hangs on another.
        for lot in changelog.in_lots(connection, transaction.id, CHUNK):
            merge = transaction.through == Through.MERGE.value
            changes = as_carried_on(connection, lot) if merge else lot
            before = rows.present_values(connection, ((c.kind, c.record) for c in changes))
            plan = reversal(changes, before, at, may_be_back=merge)
            erased_ids = erased.among(connection, (change.record for change in changes))
            plan.values = {key: of for key, of in plan.values.items() if key[1] not in erased_ids}
            kept += [one for one in plan.kept if one.record not in erased_ids]
            written = [
                Change(0, 0, key[0], key[1], column, before[key][column], value)
                for key, values in plan.values.items()
                for column, value in values.items()
            ]
            after = {key: {**before[key], **values} for key, values in plan.values.items()}
            rows.store(target, Plan(after=after, changes=written), at)
            log.add(written)
        return Reversed(log.finish(keep=True), transaction, tuple(kept))


def _refuse_erased(connection: Connection, edited: Iterable[Key]) -> None:
    """Raise UserError where something is to be written into what is left of a person erased."""
    if erased.among(connection, (id_ for _kind, id_ in edited)):
        raise UserError(
            N_("This person was erased. Nothing can be written of them, nor taken back.")
        )


def _owners(edits: Iterable[Create | Edit]) -> Iterator[Key]:
    """The people whose parts are to be made: a post, a file."""
    for edit in edits:
        kind = KINDS[edit.kind]
        if isinstance(edit, Create) and is_part(kind):
            yield PERSON, str(edit.values.get(str(kind.owner)))


def _chunks(edits: Iterable[Create | Edit], size: int) -> Iterator[list[Create | Edit]]:
    left = iter(edits)
    while several := list(islice(left, size)):
        yield several
