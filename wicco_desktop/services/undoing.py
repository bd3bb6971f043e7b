"""What the next undo or redo would reverse, told before it does, and what it did, told after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wicco_desktop.foundation.messages import Message
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.history import History
from wicco_desktop.services.places import Key, tops_of
from wicco_desktop.store.edits import Change, Reversed, Through, Transaction
from wicco_desktop.store.store import Store

MANY_CHANGES = 20
"""More changes than these are named before they are reversed."""

COUNTED = 2_000
"""Of more changes than these nobody is told how many records they belong to, parts apart."""

ONE_RECORD = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be reversed. ``transaction`` is the number that goes to ``Undoing.undo``."""

    transaction: int
    told: Message
    """What it did, in a few words."""

    records: int
    """How many records it touched; what belongs to a record counts with it."""

    changes: int
    merge: bool = False
    """Whether it made one record of two: it concerns both, even if only one of them changed."""

    @property
    def many(self) -> bool:
        """Whether it is so much that the user is asked first."""
        return self.records > ONE_RECORD or self.changes > MANY_CHANGES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was reversed, what was kept because it was edited since, and where to look at it."""

    told: Message
    kept: tuple[Message, ...]
    record: Key | None
    """The record concerned, None where there were several or it is in the Trash now."""


class Undoing:
    """Undo and redo for a user. Reads and writes, so it runs where writing is done."""

    def __init__(self, store: Store, editing: Editing, history: History) -> None:
        self._store = store
        self._editing = editing
        self._history = history

    def next_undo(self, language: str) -> Plan | None:
        """What an undo would take back now."""
        return self._plan(self._store.undoable(), language)

    def next_redo(self, language: str) -> Plan | None:
        """What a redo would do again now."""
        return self._plan(self._store.redoable(), language)

    def undo(self, plan: Plan, language: str) -> Outcome:
        """Take back what was planned; raises UserError when it is undone already."""
        return self._outcome(self._editing.undo(plan.transaction), plan, language)

    def redo(self, plan: Plan, language: str) -> Outcome:
        """Do again what was undone last; raises UserError when there is nothing any more."""
        return self._outcome(self._editing.redo(), plan, language)

    def _plan(self, transaction: Transaction | None, language: str) -> Plan | None:
        if transaction is None:
            return None
        origin = self._origin(transaction)
        merge = origin.through == Through.MERGE.value
        count, records = self._store.size_of(origin.id)
        if count > COUNTED:
            told = self._history.describe(origin, language)
            return Plan(transaction.id, told, records, count, merge)
        changes = self._store.changes_of(origin.id)
        tops = tops_of(self._store, ((change.kind, change.record) for change in changes))
        told = self._history.describe(origin, language)
        return Plan(transaction.id, told, len(set(tops.values())), len(changes), merge)

    def _origin(self, transaction: Transaction) -> Transaction:
        """What the user once did: behind an undo or a redo lies what it reversed."""
        while transaction.reverses is not None and transaction.through in (
            Through.UNDO.value,
            Through.REDO.value,
        ):
            earlier = self._store.transaction(transaction.reverses)
            if earlier is None:
                break
            transaction = earlier
        return transaction

    def _outcome(self, done: Reversed, plan: Plan, language: str) -> Outcome:
        kept = tuple(told for _kept, told in self._history.told_kept(done, language))
        concerned = None if plan.merge else self._concerned(done.written.changes)
        return Outcome(plan.told, kept, concerned)

    def _concerned(self, changes: Sequence[Change]) -> Key | None:
        tops = set(tops_of(self._store, ((c.kind, c.record) for c in changes)).values())
        if len(tops) != 1:
            return None
        (top,) = tops
        record = self._store.get(*top)
        return top if record is not None and record.deleted is None else None
