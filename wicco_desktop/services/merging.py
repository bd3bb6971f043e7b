"""Two records of one person or one body become one, and apart again by an undo.

For the window::

    comparison = workspace.merging.comparison(first, second)   # ids; raises UserError
    comparison.lines         # Line: column, first, second, joined, proposed, possible, differs
    workspace.merging.moving(second)                # kind -> how many records will refer to first
    workspace.merging.merge(first, second, {"mobile": Chosen.SECOND})   # -> Written, one Undo
    workspace.merging.merged_into(first)            # Alias: record, survivor, transaction to undo
    workspace.store.survivor(id)                    # the record that an id stands for now

``first`` stays, ``second`` is deleted and stands for it. All of it is one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message, Noun
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.backups import Backups
from wicco_desktop.services.merge_comparison import MERGEABLE, Chosen, Comparison, compared
from wicco_desktop.services.merge_references import Moves
from wicco_desktop.services.titles import UNNAMED, Titles
from wicco_desktop.store.edits import Edit, Through, Written, deletion
from wicco_desktop.store.merged import Alias, Merged
from wicco_desktop.store.store import Store

__all__ = ["MERGEABLE", "Chosen", "Comparison", "Merging"]

# Translators: what a merge is called in the history and before an undo.
MERGED = N_("{name} merged into {survivor}")


class Merging:
    """Compares and merges. Reads and writes, so it runs where writing is done."""

    def __init__(self, store: Store, titles: Titles, backups: Backups) -> None:
        self._store = store
        self._backups = backups
        self._titles = titles

    def comparison(self, first: str, second: str) -> Comparison:
        """Both records side by side.

        Raises UserError where they cannot become one: not there, the same, of different kinds or
        of one that is never merged, in the Trash, merged already.
        """
        if first == second:
            raise UserError(N_("A record cannot be merged with itself."))
        records = [self._living(id_) for id_ in (first, second)]
        one, other = records
        if one.kind != other.kind:
            raise UserError(
                N_("A record of the kind {kind} cannot be merged into one of the kind {other}."),
                kind=Noun(KINDS[other.kind].label),
                other=Noun(KINDS[one.kind].label),
            )
        if one.kind not in MERGEABLE:
            raise UserError(N_("Only contacts and organisations can be merged."))
        return compared(one, other)

    def merge(
        self, first: str, second: str, choices: Mapping[str, Chosen] | None = None
    ) -> Written:
        """Merge the second record into the first; ``choices`` by column, else as proposed.

        What referred to the second refers to the first, its names become other names of the
        first, and it stands for the first from then on. Before the first merge of a row of them
        there is a verified backup. Raises UserError as ``comparison`` does, or without a backup.
        """
        comparison = self.comparison(first, second)
        self._backups.before_merge()
        kind, moment = comparison.first.kind, self._store.now()
        values = comparison.values(choices or {})
        edits = [Edit(kind, first, values)] if values else []
        edits += Moves(self._store, kind, first, second, moment).edits()
        edits.append(deletion(kind, second, moment))
        return self._store.write(
            edits,
            through=Through.MERGE,
            summary=self._told(comparison),
            merged=Merged(kind, second, first, moment),
        )

    def moving(self, second: str) -> dict[str, int]:
        """How many live records of each kind refer to one, and would refer to the other."""
        return dict(Counter(kind for kind, _id, _field in self._store.referring(second)))

    def merged_into(self, id_: str) -> list[Alias]:
        """What was merged into a record, and the transactions that an undo would take back."""
        return self._store.merged_into(id_)

    def _living(self, id_: str) -> Record:
        record = self._store.find(id_)
        if record is None:
            raise UserError(N_("There is no record {id}."), id=id_)
        if record.deleted is None:
            return record
        name = self._name(record)
        survivor = self._store.find(self._store.survivor(id_))
        if survivor is not None and survivor.id != id_:
            raise UserError(
                N_("{name} is merged into {survivor} already."),
                name=name,
                survivor=self._name(survivor),
            )
        raise UserError(N_("{name} is in the Trash. Restore it first."), name=name)

    def _told(self, comparison: Comparison) -> Message:
        return Message(
            MERGED,
            {
                "name": self._name(comparison.second),
                "survivor": self._name(comparison.first),
            },
        )

    def _name(self, record: Record) -> Message | str:
        return self._titles.of(record, "zh").both or Message(UNNAMED)
