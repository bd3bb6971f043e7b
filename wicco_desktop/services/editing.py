"""Making, changing, deleting and restoring records; undo and redo.

Values come in as people type them and are brought to canonical form here, by column name
(``name_zh``, ``mobile``); the store below takes canonical values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.records.values import canonical
from wicco_desktop.services.done_dates import with_done_dates
from wicco_desktop.store.edits import (
    Create,
    Edit,
    Reversed,
    Through,
    Written,
    deletion,
    restoration,
)
from wicco_desktop.store.store import Store


def canonical_values(kind: str, values: Mapping[str, object]) -> dict[str, Value]:
    """Values by column in canonical form; raises UserError naming the field that is wrong."""
    columns = KINDS[kind].columns
    made: dict[str, Value] = {}
    for name, value in values.items():
        column = columns[name]
        made[name] = (
            (str(value) or None)
            if column.mark and value
            else (None if column.mark else canonical(column.field, value))
        )
    return made


class Editing:
    """The write side of every capability; all of it ends in ``Store.write``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(
        self,
        kind: str,
        values: Mapping[str, object],
        *,
        id_: str | None = None,
        summary: Message | None = None,
        through: Through = Through.TYPED,
    ) -> Record:
        """Make one record and give it back as stored."""
        made = self.creation(kind, values, id_=id_)
        self.apply([made], summary=summary, through=through)
        return self.record(kind, made.id)

    def creation(
        self, kind: str, values: Mapping[str, object], *, id_: str | None = None
    ) -> Create:
        """The edit that makes a record, to be applied together with others."""
        return Create(kind, canonical_values(kind, values), id_ or new_id())

    def change(
        self,
        kind: str,
        id_: str,
        values: Mapping[str, object],
        *,
        base: Mapping[str, Value] | None = None,
        summary: Message | None = None,
    ) -> Written:
        """Change some columns; with ``base`` what changed elsewhere meanwhile is a conflict."""
        edit = Edit(kind, id_, canonical_values(kind, values), base)
        return self.apply([edit], summary=summary)

    def apply(
        self,
        edits: Sequence[Create | Edit],
        *,
        summary: Message | None = None,
        through: Through = Through.TYPED,
    ) -> Written:
        """Write several edits as one transaction and one Undo."""
        if through is Through.TYPED:
            edits = with_done_dates(edits, self._store)
        return self._store.write(edits, summary=summary, through=through)

    def delete(self, records: Iterable[tuple[str, str]]) -> Written:
        """Put records (kind, id) into the Trash."""
        moment = self._store.now()
        return self.apply([deletion(kind, id_, moment) for kind, id_ in records])

    def restore(self, records: Iterable[tuple[str, str]]) -> Written:
        """Take records (kind, id) out of the Trash."""
        return self.apply([restoration(kind, id_) for kind, id_ in records])

    def still_right(self, kind: str, id_: str, field: str, language: str) -> Written:
        """Clear the mark *older than its original* from one side of a bilingual text."""
        record = self.record(kind, id_)
        column = KINDS[kind].field(field).mark_column
        left = [code for code in record.text(column).split(",") if code not in ("", language)]
        return self.apply([Edit(kind, id_, {column: ",".join(left) or None})])

    def undo(self, transaction: int | None = None) -> Reversed:
        """Take back a transaction; this device's latest unless one is named."""
        return self._store.undo(transaction)

    def redo(self) -> Reversed:
        """Do again what was undone last."""
        return self._store.redo()

    def record(self, kind: str, id_: str) -> Record:
        """A record that must be there; raises UserError if it is not."""
        found = self._store.get(kind, id_)
        if found is None:
            raise UserError(N_("There is no record {id}."), id=id_)
        return found
