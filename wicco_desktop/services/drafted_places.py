"""What a person typed into a place that is no column, as words: a line of notes, of people, a plan.

The drafts of such places are JSON of several shapes. What is in the database by now is left out:
it was saved, only the draft had no time to go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.composed_draft import from_text
from wicco_desktop.services.titles import title_of
from wicco_desktop.store.drafts import Draft
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store


class DraftedPlaces:
    """Reads the drafts of places that are no column."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def words(self, draft: Draft) -> str:
        """What would be lost without the draft; blank where nothing would."""
        try:
            kept = json.loads(draft.text)
        except (ValueError, RecursionError):
            kept = None
        if isinstance(kept, dict) and isinstance(kept.get("days"), dict):
            found = self._planned(kept["days"])
        elif isinstance(kept, dict) and ("typed" in kept or "ids" in kept):
            found = self._linked(draft, kept)
        else:
            found = self._noted(draft)
        return " / ".join(part for part in found if part.strip())

    def _noted(self, draft: Draft) -> Iterator[str]:
        line = from_text(draft.text)
        sent = [note for notes in line.sent for note in notes]
        there = self._store.many((note.id for note in sent if note.id), "note")
        for note in sent:
            if note.id not in there:
                yield from note.texts.values()
        yield from (line.now.first, line.now.second, line.now.pasted)

    def _planned(self, days: Mapping[str, object]) -> Iterator[str]:
        for day in days.values():
            for entry in day if isinstance(day, list) else ():
                if isinstance(entry, list) and entry and isinstance(entry[0], str):
                    meeting = entry[-1] if isinstance(entry[-1], str) else ""
                    if self._store.get("meeting", meeting) is None:
                        yield entry[0]

    def _linked(self, draft: Draft, kept: Mapping[str, object]) -> Iterator[str]:
        yield str(kept.get("typed") or "")
        ids, made, kind = kept.get("ids"), kept.get("made"), kept.get("kind")
        if not isinstance(ids, list) or kind not in KINDS:
            return
        there = self._links_of(draft.key.record, str(kind))
        for id_ in ids:
            if id_ not in there:
                yield self._name(str(kind), str(id_), made)

    def _name(self, kind: str, id_: str, made: object) -> str:
        record = self._store.get(kind, id_)
        if record is None and isinstance(made, dict) and isinstance(made.get(id_), dict):
            record = Record(kind, id_, made[id_])
        return title_of(record, "en").text if record is not None else ""

    def _links_of(self, record: str, kind: str) -> set[object]:
        """The ids of that kind which parts of a record link to."""
        found: set[object] = set()
        for part in KINDS.values():
            if part.owner is None:
                continue
            columns = [name for name in part.columns if kind in part.columns[name].field.targets]
            rows = self._store.select(Query(part.key, (Is(part.owner, record),))) if columns else ()
            found |= {row[column] for row in rows for column in columns}
        return found
