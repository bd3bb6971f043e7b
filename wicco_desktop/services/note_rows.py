"""The notes of a meeting as its list shows them: who, what in both languages, what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wicco_desktop.foundation.formats import format_date
from wicco_desktop.foundation.languages import others
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.composing import DECISION, FOLLOW_UP
from wicco_desktop.services.meeting_people import MeetingPeople, Present
from wicco_desktop.services.notes import NewNote, Notes
from wicco_desktop.services.titles import referred, title_of

MEANINGS = {DECISION: "ours", FOLLOW_UP: "decide"}
"""The colour of a kind's badge; the others are grey."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note as shown. ``waiting``: it is not in the database yet."""

    id: str
    name: str
    below: str
    due: str
    own: str
    other: str
    own_older: bool
    other_older: bool
    kind: str
    badge: str
    record: Record | None = None
    follow_up: Record | None = None
    waiting: bool = False

    @property
    def meaning(self) -> str:
        """The colour of the badge, empty for grey."""
        return MEANINGS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Said:
    """Everything read for the notes of a meeting, to be put into rows in any language."""

    notes: tuple[Record, ...]
    people: Mapping[str, Present]
    follow_ups: Mapping[str, Record]

    def rows(self, translator: Translator, waiting: Iterable[NewNote] = ()) -> list[NoteRow]:
        """The rows in the language of the interface; ``waiting`` are those still on their way."""
        made = [self._row(note, translator) for note in self.notes]
        there = {note.id for note in self.notes}
        return made + [
            self._row(_as_record(note), translator, waiting=True)
            for note in waiting
            if note.id not in there
        ]

    def _row(self, note: Record, translator: Translator, *, waiting: bool = False) -> NoteRow:
        code = translator.language.code
        other = others(code)[0]
        older = note.text("text_older").split(",")
        follow_up = self.follow_ups.get(note.id)
        speaker = note.text("speaker")
        owner = follow_up.text("owner") if follow_up else ""
        name, below = self._named(speaker or owner, translator)
        if not speaker and note["speaker_name"]:
            name, below = note.text("speaker_name"), ""
        shown_owner = owner if owner and owner != (speaker or owner) else ""
        if not speaker and note["speaker_name"]:
            shown_owner = owner
        choice = KINDS["note"].field("kind").choice(note["kind"])
        if follow_up is not None:
            below = ""  # what counts now is who does it, and by when
        return NoteRow(
            id=note.id,
            name=name,
            below=below,
            due=self._due(follow_up, shown_owner, translator),
            own=note.text(f"text_{code}"),
            other=note.text(f"text_{other}"),
            own_older=code in older,
            other_older=other in older,
            kind=note.text("kind"),
            badge=translator.tr(choice.label) if choice else note.text("kind"),
            record=None if waiting else note,
            follow_up=follow_up,
            waiting=waiting,
        )

    def _named(self, contact: str, translator: Translator) -> tuple[str, str]:
        """The name in the user's language, and below it the other one with the post."""
        present = self.people.get(contact)
        if present is None:
            return "", ""
        code = translator.language.code
        title = title_of(present.contact, code)
        post = present.place(code) or present.title(code)
        return referred(present.contact, translator), " · ".join(filter(None, (title.other, post)))

    def _due(self, follow_up: Record | None, owner: str, translator: Translator) -> str:
        if follow_up is None:
            return ""
        who = self._named(owner, translator)[0] if owner else ""
        when = ""
        if follow_up["status"] in ("done", "dropped"):
            choice = KINDS["follow_up"].field("status").choice(follow_up["status"])
            when = translator.tr(choice.label) if choice else ""
        elif follow_up["due"]:
            date = format_date(follow_up.text("due"), translator.language)
            # Translators: {date} is when a follow-up is due.
            when = translator.tr(N_("due {date}"), date=date)
        return " · ".join(filter(None, (who, when)))


def _as_record(note: NewNote) -> Record:
    values = {f"text_{code}": text for code, text in note.texts.items()}
    plain = {"speaker": note.speaker, "speaker_name": note.speaker_name, "kind": note.kind}
    return Record("note", note.id or "", {**values, **plain})


def read_said(
    notes: Notes, people: MeetingPeople, meeting: str, day: str | None, more: Iterable[str] = ()
) -> Said:
    """Read the notes of a meeting with everyone they name; ``more`` are contacts besides."""
    several = notes.of(meeting)
    follow_ups = notes.follow_ups_of(meeting)
    named = [note.text("speaker") for note in several]
    named += [follow_up.text("owner") for follow_up in follow_ups.values()]
    return Said(tuple(several), people.several([*named, *more], day), follow_ups)
