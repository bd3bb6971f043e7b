"""The people of a meeting, with the post each held that day: to be picked, named, recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.records import Record
from wicco_desktop.services.meetings import THEIRS, Attendee, Meetings
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.services.pasted_notes import PastedNote
from wicco_desktop.services.people import People, Post, post_held
from wicco_desktop.services.speakers import Person, match_speaker
from wicco_desktop.services.titles import title_of
from wicco_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Present:
    """Someone at a meeting, or who spoke there, and the post held on its day."""

    contact: Record
    post: Post | None = None
    attendance: Record | None = None

    @property
    def id(self) -> str:
        """The id of the contact."""
        return self.contact.id

    def title(self, language: str) -> str:
        """The title held that day, in that language, else in another."""
        return in_language(self.post.affiliation, "title", language) if self.post else ""

    def place(self, language: str) -> str:
        """Where the post was held, as short as it is known."""
        organisation = self.post.organisation if self.post else None
        if organisation is None:
            return ""
        short = in_language(organisation, "short_name", language)
        return short or title_of(organisation, language).text

    def person(self) -> Person:
        """How someone typing may mean this one."""
        spellings = self.contact.text("other_spellings").split("; ")
        titles = (
            [self.post.affiliation.text(f"title_{code}") for code in CODES] if self.post else []
        )
        return Person(
            self.contact.id,
            self.contact.text("name_zh"),
            self.contact.text("name_en"),
            tuple(filter(None, spellings)),
            tuple(filter(None, titles)),
        )


def in_language(record: Record, key: str, language: str) -> str:
    """A bilingual text in that language, else in the first other that has it."""
    own = record.text(f"{key}_{language}")
    return own or next((text for code in CODES if (text := record.text(f"{key}_{code}"))), "")


class MeetingPeople:
    """Reads who was at a meeting."""

    def __init__(self, store: Store, people: People, meetings: Meetings) -> None:
        self._store = store
        self._people = people
        self._meetings = meetings

    def present(self, meeting: str, day: str | None) -> list[Present]:
        """Who attended: their side first, since they are the ones whose words are noted most."""
        attendees = self._meetings.attendees(meeting)
        attendees.sort(key=lambda entry: entry.attendance["side"] != THEIRS)
        return self._with_posts(attendees, day)

    def several(self, contacts: Iterable[str], day: str | None) -> dict[str, Present]:
        """Some contacts by id with the posts they held that day, deleted ones too."""
        found = self._store.many(filter(None, contacts), "contact")
        posts = self._people.posts_of(found)
        return {
            id_: Present(contact, post_held(posts.get(id_, []), day))
            for id_, contact in found.items()
        }

    def _with_posts(self, attendees: list[Attendee], day: str | None) -> list[Present]:
        posts = self._people.posts_of(entry.contact.id for entry in attendees)
        return [
            Present(
                entry.contact, post_held(posts.get(entry.contact.id, []), day), entry.attendance
            )
            for entry in attendees
        ]


def attributed(
    pasted: Iterable[PastedNote], people: list[Person], speaker: str | None, name: str | None
) -> list[NewNote]:
    """Pasted notes as notes to be added.

    A label that means someone present becomes that contact, another one the speaker as text.
    Notes without a label are those of ``speaker`` (a contact) or ``name``.
    """
    made = []
    for note in pasted:
        found = match_speaker(note.speaker, people) if note.speaker else []
        who = found[0].id if found else (None if note.speaker else speaker)
        said = note.speaker or name or None
        follows = note.kind == "follow_up"
        made.append(
            NewNote(
                {note.language: note.text},
                speaker=who,
                speaker_name=None if who else said,
                kind=note.kind,
                written_first=note.language,
                follow_up=NewFollowUp(found[0].id if found else None) if follows else None,
            )
        )
    return made
