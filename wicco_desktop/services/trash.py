"""The Trash: what was deleted, when and by whom, and back again.

Deleting a record marks that record alone. What belongs to it (the notes of a meeting, the posts
of a contact) stays as it is and is hidden with it, since it is only ever shown at its owner: so
restoring the record brings everything back as it was. Where a part was deleted in the very same
transaction as its owner, it is restored with it too. What was merged into another record is not
in the Trash: it stands for that one, and an undo of the merge brings it back whole. Nor is a
person who was erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS, Record
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.places import TOP_LEVEL, Key, tops_of
from wicco_desktop.services.titles import Title, Titles
from wicco_desktop.store.edits import Transaction, Written
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

MOST = 500
"""Records looked at of each kind, the latest deleted first."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record in the Trash."""

    kind: str
    id: str
    title: Title
    at: str
    who: str
    device: str


class Trash:
    """Lists and restores."""

    def __init__(self, store: Store, editing: Editing, titles: Titles) -> None:
        self._store = store
        self._editing = editing
        self._titles = titles

    def deleted(self, language: str, *, words: str = "", kind: str | None = None) -> list[Deleted]:
        """What lies in the Trash, the latest first; ``words`` must all be in a name."""
        kinds = (kind,) if kind else TOP_LEVEL
        aside = {key: {*self._store.aliases(key), *self._store.erased_of(key)} for key in kinds}
        records = [
            record
            for key in kinds
            for record in self._store.select(
                Query(key, order=(f"-{DELETED}",), deleted=True, limit=MOST)
            )
            if _matches(record, words) and record.id not in aside[key]
        ]
        records.sort(key=lambda record: record.deleted or "", reverse=True)
        by = self._deletions(record.id for record in records[:MOST])
        return [self._line(record, by.get(record.id), language) for record in records[:MOST]]

    def count(self) -> int:
        """How many records lie in the Trash."""
        return sum(
            self._store.count(Query(kind, deleted=True))
            - len(self._store.aliases(kind))
            - len(self._store.erased_of(kind))
            for kind in TOP_LEVEL
        )

    def restore(self, keys: Iterable[Key]) -> Written:
        """Take records out of the Trash, with the parts that were deleted together with them."""
        wanted = dict.fromkeys(keys)
        for transaction in self._deletions(id_ for _kind, id_ in list(wanted)).values():
            changes = self._store.changes_of(transaction.id)
            gone = [
                (change.kind, change.record)
                for change in changes
                if change.column == DELETED and change.new is not None
            ]
            for part, top in tops_of(self._store, gone).items():
                if top in wanted and KINDS[part[0]].owner is not None:
                    wanted[part] = None
        return self._editing.restore(wanted)

    def _line(self, record: Record, by: Transaction | None, language: str) -> Deleted:
        return Deleted(
            record.kind,
            record.id,
            self._titles.of(record, language),
            record.deleted or "",
            by.who if by is not None else "",
            by.device_name if by is not None else "",
        )

    def _deletions(self, ids: Iterable[str]) -> dict[str, Transaction]:
        """The transaction that put each record into the Trash last."""
        numbers: dict[str, int] = {}
        for change in self._store.history(list(ids)):
            if change.column == DELETED and change.new is not None:
                numbers.setdefault(change.record, change.transaction)
        found = self._store.transactions_of(numbers.values())
        return {id_: found[number] for id_, number in numbers.items()}


def _matches(record: Record, words: str) -> bool:
    if not words.strip():
        return True
    title = KINDS[record.kind].title_field
    columns = title.columns() if title is not None else ()
    name = fold(" ".join(record.text(column.name) for column in columns if not column.mark))
    return all(word in name for word in fold(words).split())
