"""Notes of a meeting, in order: added at the end or in between, moved, made into follow-ups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import NN_, Message
from wicco_desktop.records import Record
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.naming import named
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store

STEP = 1024
"""Distance of the positions of neighbouring notes: room to move one in between."""


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """What is to be done about a note: who (a contact), by when (ISO date).

    ``new_owner`` is the name of a contact that is to be made with the id ``owner``.
    """

    owner: str | None = None
    due: str | None = None
    new_owner: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note to be added. ``texts`` by language code; a speaker is a contact or free text."""

    texts: Mapping[str, str]
    speaker: str | None = None
    speaker_name: str | None = None
    kind: str = "statement"
    written_first: str | None = None
    follow_up: NewFollowUp | None = None
    """What the note becomes besides: a follow-up linked to its sentence."""
    id: str | None = None
    """The id it is to have, where somebody needs to know it before it is written."""


class Notes:
    """The notes of meetings."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def of(self, meeting: str) -> list[Record]:
        """The notes of a meeting in order."""
        return self._store.select(Query("note", (Is("meeting", meeting),)))

    def add(
        self, meeting: str, notes: Sequence[NewNote], follow_up: NewFollowUp | None = None
    ) -> Written:
        """Add notes at the end, as one transaction.

        A note with a follow-up (``follow_up`` is that of the last one) also becomes one, linked
        to the sentence, to the meeting and to its host. Notes that are there already, by the ids
        they were given, are not added again.
        """
        there = self._store.many((note.id for note in notes if note.id), "note")
        wanted = [note for note in notes if note.id not in there]
        last = max((int(note["position"] or 0) for note in self.of(meeting)), default=0)
        edits: list[Create | Edit] = []
        for index, note in enumerate(wanted, start=1):
            made = self._creation(meeting, note, last + index * STEP)
            edits.append(made)
            asked = note.follow_up or (follow_up if note is wanted[-1] else None)
            if asked is not None:
                if asked.owner and asked.new_owner:
                    edits.insert(0, self._person(asked.owner, asked.new_owner))
                texts = {code: made.values.get(f"text_{code}") for code in CODES}
                edits.append(self._follow_up(meeting, made.id, texts, asked))
        return self._editing.apply(edits, summary=self._told(len(wanted)))

    def _person(self, id_: str, name: str) -> Create:
        return self._editing.creation("contact", named("contact", name), id_=id_)

    def _told(self, count: int) -> Message | None:
        if count < 2:
            return None
        one, many = NN_("{count} note added", "{count} notes added")
        return Message(one, {}, many, count)

    def _creation(self, meeting: str, note: NewNote, position: int) -> Create:
        first = note.written_first or next((code for code in CODES if note.texts.get(code)), None)
        return self._editing.creation(
            "note",
            {
                "meeting": meeting,
                "position": position,
                "speaker": note.speaker,
                "speaker_name": note.speaker_name,
                "kind": note.kind,
                "written_first": first,
                **{f"text_{code}": note.texts.get(code) for code in CODES},
            },
            id_=note.id,
        )

    def _follow_up(
        self, meeting: str, note: str, texts: Mapping[str, object], asked: NewFollowUp
    ) -> Create:
        held = self._editing.record("meeting", meeting)
        return self._editing.creation(
            "follow_up",
            {
                **{f"what_{code}": texts.get(code) for code in CODES},
                "owner": asked.owner,
                "due": asked.due,
                "status": "open",
                "note": note,
                "meeting": meeting,
                "organisation": held["host"],
            },
            id_=asked.id,
        )

    def turn_into_follow_up(self, note: str, asked: NewFollowUp) -> Written:
        """Make a note that is there a follow-up linked to its sentence, once."""
        record = self._editing.record("note", note)
        edits: list[Create | Edit] = [Edit("note", note, {"kind": "follow_up"})]
        if self.follow_up_of(note) is None:
            texts = {code: record[f"text_{code}"] for code in CODES}
            edits.append(self._follow_up(record.text("meeting"), note, texts, asked))
        return self._editing.apply(edits)

    def follow_up_of(self, note: str) -> Record | None:
        """The follow-up that a note was turned into."""
        found = self._store.select(Query("follow_up", (Is("note", note),), limit=1))
        return found[0] if found else None

    def follow_ups_of(self, meeting: str) -> dict[str, Record]:
        """The follow-ups that the notes of a meeting were turned into, by note."""
        found = self._store.select(Query("follow_up", (Is("meeting", meeting),)))
        return {record.text("note"): record for record in found if record["note"]}

    def move(self, note: str, by: int) -> Written:
        """Move a note up (negative) or down by some places; at the end it stays.

        Its position becomes one between its new neighbours'; only where there is no room left are
        all notes of the meeting numbered anew.
        """
        moved = self._editing.record("note", note)
        others = [entry for entry in self.of(moved.text("meeting")) if entry.id != note]
        old = sum(1 for entry in others if _place(entry) < _place(moved))
        new = max(0, min(len(others), old + by))
        if new == old:
            return Written(None)
        before = _place(others[new - 1])[0] if new else 0
        after = _place(others[new])[0] if new < len(others) else before + 2 * STEP
        position = (before + after) // 2
        if before < position < after:
            return self._editing.change("note", note, {"position": position})
        order = [entry.id for entry in others]
        order.insert(new, note)
        return self._editing.apply(
            [
                Edit("note", id_, {"position": index * STEP})
                for index, id_ in enumerate(order, start=1)
            ]
        )


def _place(note: Record) -> tuple[int, str]:
    """What the notes of a meeting are sorted by."""
    return int(note["position"] or 0), note.id
