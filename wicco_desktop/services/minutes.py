"""Minutes of a meeting or a whole delegation, as data in both languages; printing is elsewhere.

Titles are those held on the day of the meeting: minutes of the past do not change with a career.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.records import Record, Value
from wicco_desktop.services.meetings import OURS, THEIRS, Meetings
from wicco_desktop.services.people import People, Post, post_held
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store

Sides = Mapping[str, str]
"""A text by language code; a side that is missing is empty."""

_FULL_DATE = len("2022-11-23")

BLANK: Sides = dict.fromkeys(CODES, "")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the post held on the day, and the part taken in the occasion."""

    name: Sides
    title: Sides
    department: Sides
    organisation: Sides
    role: Value
    """At a meeting what was typed; in a delegation a key of ``DELEGATION_ROLES``."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said without another in between; the name is blank where nobody is named."""

    speaker: Sides
    texts: tuple[Sides, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A follow-up: what, who, by when (ISO); ``status`` and ``done_on`` as recorded."""

    what: Sides
    owner: Sides
    due: str
    status: Value
    done_on: str


@dataclass(frozen=True, slots=True)
class MeetingMinutes:
    """One meeting. Dates and times are as stored, ISO."""

    subject: Sides
    date: str
    start: str
    end: str
    time_zone: str
    place: Sides
    host: Sides
    ours: tuple[Person, ...]
    theirs: tuple[Person, ...]
    bodies: tuple[Sides, ...]
    turns: tuple[Turn, ...]
    decisions: tuple[Turn, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class DelegationMinutes:
    """A whole visit: who travelled, why, and the minutes of its meetings in order."""

    name: Sides
    sent_by: Sides
    destination: Sides
    purpose: Sides
    start: str
    end: str
    members: tuple[Person, ...]
    meetings: tuple[MeetingMinutes, ...]


def read_in(
    minutes: MeetingMinutes | DelegationMinutes, zone: str
) -> MeetingMinutes | DelegationMinutes:
    """The minutes as read in a time zone: where a meeting was held in it, that goes unsaid."""
    if isinstance(minutes, DelegationMinutes):
        return replace(minutes, meetings=tuple(_unzoned(held, zone) for held in minutes.meetings))
    return _unzoned(minutes, zone)


def _unzoned(minutes: MeetingMinutes, zone: str) -> MeetingMinutes:
    return replace(minutes, time_zone="") if minutes.time_zone == zone else minutes


def sides(record: Record | None, field: str) -> Sides:
    """Both sides of a bilingual field of a record that may be missing."""
    if record is None:
        return BLANK
    return {code: record.text(f"{field}_{code}") for code in CODES}


class Minutes:
    """Minutes as they stand now; nothing is written."""

    def __init__(self, store: Store, people: People, meetings: Meetings) -> None:
        self._store = store
        self._people = people
        self._meetings = meetings

    def of_meeting(self, meeting: Record) -> MeetingMinutes:
        """The minutes of one meeting."""
        day = meeting.text("date")
        notes = self._store.select(Query("note", (Is("meeting", meeting.id),)))
        follow_ups = self._store.select(Query("follow_up", (Is("meeting", meeting.id),)))
        people = self._named([*notes, *follow_ups])
        followed = {record.text("note") for record in follow_ups}
        decided = [note for note in notes if note["kind"] == "decision"]
        said = [
            note
            for note in notes
            if note["kind"] != "decision"
            and not (note["kind"] == "follow_up" and note.id in followed)
        ]
        return MeetingMinutes(
            subject=sides(meeting, "subject"),
            date=day,
            start=meeting.text("start"),
            end=meeting.text("end"),
            time_zone=meeting.text("time_zone"),
            place=sides(meeting, "place"),
            host=self._organisation(meeting["host"]),
            ours=self._attendance(meeting.id, OURS, day),
            theirs=self._attendance(meeting.id, THEIRS, day),
            bodies=tuple(sides(body, "name") for _link, body in self._meetings.bodies(meeting.id)),
            turns=turns(said, people),
            decisions=turns(decided, people),
            actions=tuple(_action(record, people) for record in follow_ups),
        )

    def of_delegation(self, delegation: Record) -> DelegationMinutes:
        """The minutes of a visit: its party with their posts at its start, then every meeting."""
        rows = self._store.select(Query("delegation_member", (Is("delegation", delegation.id),)))
        contacts = self._store.many((row.text("contact") for row in rows), "contact")
        posts = self._people.posts_of(contacts)
        start = delegation.text("start")
        return DelegationMinutes(
            name=sides(delegation, "name"),
            sent_by=self._organisation(delegation["sent_by"]),
            destination=sides(delegation, "destination"),
            purpose=sides(delegation, "purpose"),
            start=start,
            end=delegation.text("end"),
            members=tuple(
                _person(
                    contacts[row.text("contact")],
                    post_held(posts.get(row.text("contact"), ()), start),
                    row["role"],
                )
                for row in rows
                if row.text("contact") in contacts
            ),
            meetings=tuple(self.of_meeting(meeting) for meeting in self._held(delegation.id)),
        )

    def _held(self, delegation: str) -> list[Record]:
        """The meetings of a delegation by day; those whose day is not known come last."""
        meetings = self._meetings.of_delegation(delegation)
        return sorted(meetings, key=lambda meeting: len(meeting.text("date")) < _FULL_DATE)

    def _attendance(self, meeting: str, side: str, day: str) -> tuple[Person, ...]:
        attendees = self._meetings.attendees(meeting, side)
        posts = self._people.posts_of(attendee.contact.id for attendee in attendees)
        return tuple(
            _person(
                attendee.contact,
                post_held(posts.get(attendee.contact.id, ()), day),
                attendee.attendance["role"],
            )
            for attendee in attendees
        )

    def _organisation(self, id_: Value) -> Sides:
        return sides(self._store.get("organisation", str(id_)), "name") if id_ else BLANK

    def _named(self, records: Iterable[Record]) -> Mapping[str, Record]:
        """The contacts that notes and follow-ups name."""
        ids = [record.text(name) for record in records for name in ("speaker", "owner")]
        return self._store.many(filter(None, ids), "contact")


def turns(notes: Sequence[Record], people: Mapping[str, Record]) -> tuple[Turn, ...]:
    """Notes in their order, those of one speaker that follow one another together."""

    def speaker(note: Record) -> tuple[str, str]:
        return note.text("speaker"), note.text("speaker_name")

    made: list[Turn] = []
    for (contact, typed), several in groupby(notes, key=speaker):
        name = sides(people.get(contact), "name") if contact else dict.fromkeys(CODES, typed)
        texts = tuple(sides(note, "text") for note in several)
        if contact or typed:
            made.append(Turn(name, texts))
        else:
            made += [Turn(BLANK, (text,)) for text in texts]
    return tuple(made)


def _person(contact: Record, post: Post | None, role: Value) -> Person:
    held = post.affiliation if post else None
    return Person(
        sides(contact, "name"),
        sides(held, "title"),
        sides(held, "department"),
        sides(post.organisation if post else None, "name"),
        role,
    )


def _action(record: Record, people: Mapping[str, Record]) -> Action:
    return Action(
        sides(record, "what"),
        sides(people.get(record.text("owner")), "name"),
        record.text("due"),
        record["status"],
        record.text("done_on"),
    )
