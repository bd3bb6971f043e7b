"""What happened to a record: every change with where it came from, and *bring back*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wicco_desktop.foundation.messages import N_, NC_, Message, Noun
from wicco_desktop.records import KINDS, Column, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.services.titles import Titles
from wicco_desktop.store.edits import Change, Edit, Kept, Reversed, Transaction, Written
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store

WAYS: Mapping[str, str] = {
    "typed": NC_("way of a change", "typed"),
    "workbook": NC_("way of a change", "workbook"),
    "merge": NC_("way of a change", "merge"),
    "sample": NC_("way of a change", "sample data"),
    "undo": NC_("way of a change", "undo"),
    "redo": NC_("way of a change", "redo"),
    "erasure": NC_("way of a change", "erasure"),
    "salvage": NC_("way of a change", "salvage"),
}
"""How a change came, for people; the keys are those of ``Through``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one value, with the transaction it belongs to.

    ``column`` None: the record was made; ``deleted``: it was put into the Trash or taken out.
    """

    transaction: Transaction
    change: Change

    @property
    def column(self) -> Column | None:
        """The column that changed, None for a creation, a deletion or a restoration."""
        name = self.change.column
        return KINDS[self.change.kind].columns.get(name) if name else None

    @property
    def created(self) -> bool:
        """Whether the record was made by this change."""
        return self.change.column is None

    @property
    def deletion(self) -> bool:
        """Whether this change concerns the Trash."""
        return self.change.column == DELETED

    @property
    def new(self) -> Value:
        """The value after the change; None where the change made the record."""
        return None if isinstance(self.change.new, dict) else self.change.new  # type: ignore[return-value]


class History:
    """Reading the change log in the terms of a user."""

    def __init__(self, store: Store, titles: Titles) -> None:
        self._store = store
        self._titles = titles

    def of(
        self, kind: str, id_: str, *, parts: bool = True, limit: int | None = 500
    ) -> list[Entry]:
        """Every change to a record, newest first; with ``parts`` also to what belongs to it."""
        ids = [id_, *(self._parts(kind, id_) if parts else ())]
        return self._entries(self._store.history(ids, limit=limit))

    def _parts(self, kind: str, id_: str) -> list[str]:
        owned = [
            candidate
            for candidate in KINDS.values()
            if candidate.owner and kind in candidate.field(candidate.owner).targets
        ]
        return [
            record.id
            for part in owned
            for record in self._store.select(
                Query(part.key, (Is(str(part.owner), id_),), deleted=None)
            )
        ]

    def recent(self, *, limit: int = 20) -> list[Entry]:
        """The newest changes in the whole database."""
        transactions = self._store.transactions(limit=limit)
        changes = [
            change
            for transaction in transactions
            for change in reversed(self._store.changes_of(transaction.id, limit=limit))
        ]
        return self._entries(changes[:limit])

    def of_transaction(self, number: int, *, limit: int | None = 500) -> list[Entry]:
        """Every change of one transaction, in the order they were written."""
        return self._entries(self._store.changes_of(number, limit=limit))

    def _entries(self, changes: Sequence[Change]) -> list[Entry]:
        transactions = self._store.transactions_of(change.transaction for change in changes)
        return [Entry(transactions[change.transaction], change) for change in changes]

    def bring_back(self, change: Change) -> Written:
        """Make the value from before a change the present one again, as a change of its own."""
        if change.column is None:
            return Written(None)
        return self._store.write([Edit(change.kind, change.record, {change.column: change.old})])

    def describe(self, transaction: Transaction, language: str) -> Message:
        """What a transaction did, in a few words: what Undo names before it reverses."""
        if transaction.summary is not None:
            return transaction.summary
        changes = self._store.changes_of(transaction.id)
        if not changes:
            return Message(N_("no change"))
        first = changes[0]
        title = self._titles.many([first.record], language).get(first.record)
        name: object = (title.text if title else "") or Noun(KINDS[first.kind].label)
        records = {(change.kind, change.record) for change in changes}
        if len(records) > 1:
            return Message(N_("{name} and {count} more"), {"name": name, "count": len(records) - 1})
        if first.column is None:
            return Message(
                N_("new {kind}: {name}"), {"kind": Noun(KINDS[first.kind].label), "name": name}
            )
        if first.column == DELETED:
            told = N_("{name} restored") if first.new is None else N_("{name} deleted")
            return Message(told, {"name": name})
        field = KINDS[first.kind].columns[first.column].field
        return Message(N_("{field} of {name}"), {"field": Message(field.label), "name": name})

    def told_kept(self, reversed_: Reversed, language: str) -> list[tuple[Kept, Message]]:
        """What an undo kept because it was edited since, in words."""
        titles = self._titles.many((kept.record for kept in reversed_.kept), language)
        told = []
        for kept in reversed_.kept:
            title = titles.get(kept.record)
            name: object = (title.text if title else "") or Noun(KINDS[kept.kind].label)
            column = KINDS[kept.kind].columns.get(kept.column or "")
            if column is None:
                message = Message(N_("{name} was edited since and is kept"), {"name": name})
            else:
                message = Message(
                    N_("{field} of {name} was edited since and is kept"),
                    {"field": Message(column.field.label), "name": name},
                )
            told.append((kept, message))
        return told
