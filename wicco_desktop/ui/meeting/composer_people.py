"""What the composer of a meeting asks the program: who is present, who is meant, what is pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.dates import parse_date
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_
from wicco_desktop.names import initials
from wicco_desktop.records.note import NOTE_KINDS
from wicco_desktop.services.composing import Composition, Someone, Step
from wicco_desktop.services.meeting_people import Present, attributed
from wicco_desktop.services.note_rows import MEANINGS
from wicco_desktop.services.notes import NewNote
from wicco_desktop.services.pasted_notes import is_attributed, pasted_notes
from wicco_desktop.services.speakers import match_speaker
from wicco_desktop.services.titles import title_of
from wicco_desktop.ui.editors.suggestions import Creation, Row, Suggestion
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.meeting.composer_frame import ComposerAnswers
from wicco_desktop.ui.meeting.pasted_preview import PreviewRow
from wicco_desktop.ui.session import Session

FULL_DAY = len("2022-11-23")


class ComposerPeople:
    """Answers for one meeting after another; ``present`` and ``day`` are kept up to date."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._references = References(session)
        self._seen: tuple[str, list[NewNote]] = ("", [])
        self.present: list[Present] = []
        self.day: str | None = None
        """The day of the meeting: what *next Friday* is counted from."""

    def use(self, present: Sequence[Present], day: str | None) -> None:
        """Another meeting, or other people at it."""
        self.present, self.day = list(present), day
        self._seen = ("", [])

    def answers(self) -> ComposerAnswers:
        """All of it, as the line asks."""
        return ComposerAnswers(
            find=self.find,
            named=self.named,
            parse_date=self.parse_date,
            attributed=self.attributed,
            preview=self.preview,
            example=self.example,
        )

    def find(self, now: Composition) -> list[Row]:
        """Those present first; everyone where everyone is meant, and someone only named."""
        wanted = now.wanted or ""
        if not now.among_all:
            return list(self.here(wanted))
        rows: list[Row] = list(self.everyone(wanted))
        if wanted:
            rows.append(Creation(wanted, self._only_named(now, wanted)))
        return rows

    def here(self, wanted: str) -> list[Suggestion]:
        """Those present who may be meant, best first."""
        present = {entry.id: entry for entry in self.present}
        persons = [entry.person() for entry in self.present]
        found = match_speaker(wanted, persons) if wanted else persons
        return [self._suggestion(present[person.id]) for person in found]

    def everyone(self, wanted: str) -> list[Suggestion]:
        """Those present, then everyone else; only those present where nothing is typed."""
        found = self.here(wanted)
        known = {entry.id for entry in found}
        others = self._references.complete(wanted, ("contact",)) if wanted else ()
        return found + [entry for entry in others if entry.id not in known]

    def named(self, someone: Someone) -> str:
        """The name in the language of the interface."""
        known = next((entry for entry in self.present if entry.id == someone.id), None)
        if known is not None:
            return title_of(known.contact, self._session.code).text
        found = self._references.resolve(someone.id) if someone.id else None
        return found.title if found else someone.name

    def parse_date(self, text: str) -> str:
        """A due date, counted from the day of the meeting where it is known."""
        if self.day and len(self.day) == FULL_DAY:
            return parse_date(text, date.fromisoformat(self.day))
        return parse_date(text, parse_moment(self._session.workspace.store.now()).date())

    def attributed(self, text: str) -> list[NewNote]:
        """A pasted text as notes with ids, the same ones each time it is asked about."""
        if self._seen[0] != text:
            people = [entry.person() for entry in self.present]
            found = pasted_notes(
                text, lambda label: bool(match_speaker(label, people)), self._session.code
            )
            made = attributed(found, people, None, None) if is_attributed(found) else []
            self._seen = (text, [replace(note, id=new_id()) for note in made])
        return self._seen[1]

    def preview(self, notes: Sequence[NewNote]) -> list[PreviewRow]:
        """Notes as a preview lists them."""
        return [
            PreviewRow(
                self.named(Someone(note.speaker, note.speaker_name or "")),
                next(iter(note.texts.values())),
                self._session.language.tr(NOTE_KINDS[note.kind]),
                MEANINGS.get(note.kind, ""),
            )
            for note in notes
        ]

    def example(self) -> str:
        """The initials of the first one present: ``czr``."""
        for entry in self.present:
            made = initials(entry.contact.text("name_zh") or entry.contact.text("name_en"))
            if len(made) > 1:
                return made
        return ""

    def _suggestion(self, entry: Present) -> Suggestion:
        code = self._session.code
        title = title_of(entry.contact, code)
        return Suggestion(entry.id, title.text, title.other, entry.title(code))

    def _only_named(self, now: Composition, name: str) -> str:
        tr = self._session.language.tr
        if now.step is Step.OWNER:
            return tr(N_("create “{name}”"), name=name)
        # Translators: an entry of a list: somebody who speaks and is no contact, "Both sides".
        return tr(N_("“{name}”, not a contact"), name=name)
