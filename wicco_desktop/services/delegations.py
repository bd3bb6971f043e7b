"""Delegations: who travels, the programme by day, a visit planned in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from wicco_desktop.foundation.dates import date_span
from wicco_desktop.foundation.messages import NN_, Message
from wicco_desktop.records import Record
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.meetings import OURS, Meetings
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.store.queries import Is, OneOf, Query
from wicco_desktop.store.store import Store

LONGEST_VISIT = 31
"""Days beyond which only those with meetings are shown: a visit that long is a mistake or a post.
"""

_DAY_LENGTH = len("2022-11-23")


@dataclass(frozen=True, slots=True)
class Member:
    """A membership with the contact it is of."""

    membership: Record
    contact: Record


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a programme (ISO date, empty for meetings without one) with its meetings."""

    date: str
    meetings: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting of the programme with what a glance at it tells."""

    meeting: Record
    host: Record | None
    notes: int
    follow_ups: int


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """One day of the visit with its meetings, perhaps none; the empty date is for those undated."""

    date: str
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting to be made when a visit is planned: canonical date and host, a subject if known."""

    date: str | None
    host: str | None
    values: Mapping[str, object] = field(default_factory=dict)
    id: str | None = None
    """The id it is to have, where somebody needs to know it before it is written."""


def days_of(start: str, end: str) -> list[str]:
    """Every day from start to end (ISO); none where either is no full date, or the wrong way round.

    With only one of the two, that one day.
    """
    bounds = [bound for bound in (start, end) if len(bound) == _DAY_LENGTH]
    if not bounds or (start and end and len(bounds) < 2):
        return []
    first, last = date_span(bounds[0])[0], date_span(bounds[-1])[0]
    count = (last - first).days + 1
    if not 0 < count <= LONGEST_VISIT:
        return []
    return [(first + timedelta(days=number)).isoformat() for number in range(count)]


class Delegations:
    """What one does with a delegation besides editing its fields."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def members(self, delegation: str) -> list[Member]:
        """The members in order, the leader where he was put."""
        rows = self._store.select(Query("delegation_member", (Is("delegation", delegation),)))
        contacts = self._store.many((row.text("contact") for row in rows), "contact")
        return [
            Member(row, contacts[row.text("contact")])
            for row in rows
            if row.text("contact") in contacts
        ]

    def set_members(self, delegation: str, contacts: Sequence[str]) -> Written:
        """Make these contacts, in this order, the members; roles of those who stay are kept.

        The first member of a delegation that had none becomes its leader.
        """
        present = {member.contact.id: member.membership for member in self.members(delegation)}
        first = not present
        moment = self._store.now()
        edits: list[Create | Edit] = []
        for position, contact in enumerate(dict.fromkeys(contacts)):
            row = present.pop(contact, None)
            if row is not None:
                edits.append(Edit("delegation_member", row.id, {"position": position}))
                continue
            role = "leader" if first and position == 0 else "member"
            values = {
                "delegation": delegation,
                "contact": contact,
                "role": role,
                "position": position,
            }
            edits.append(self._editing.creation("delegation_member", values))
        edits += [
            Edit("delegation_member", row.id, {"deleted": moment}) for row in present.values()
        ]
        return self._editing.apply(edits)

    def add_member(self, delegation: str, contact: str, *, made: Sequence[Create] = ()) -> Written:
        """Put a contact at the end of the members; the first of all becomes the leader.

        ``made`` are records made together with it, such as the contact itself.
        """
        members = self.members(delegation)
        if any(member.contact.id == contact for member in members):
            return Written(None)
        values = {
            "delegation": delegation,
            "contact": contact,
            "role": "member" if members else "leader",
            "position": max((_position(member) for member in members), default=-1) + 1,
        }
        return self._editing.apply([*made, self._editing.creation("delegation_member", values)])

    def move_member(self, membership: str, by: int) -> Written:
        """Move a member up (negative) or down by some places; at the end it stays."""
        record = self._editing.record("delegation_member", membership)
        order = [member.membership.id for member in self.members(record.text("delegation"))]
        old = order.index(membership)
        new = max(0, min(len(order) - 1, old + by))
        if new == old:
            return Written(None)
        order.insert(new, order.pop(old))
        return self._editing.apply(
            [
                Edit("delegation_member", id_, {"position": position})
                for position, id_ in enumerate(order)
            ]
        )

    def remove_member(self, membership: str) -> Written:
        """Take somebody out of the delegation; the contact stays."""
        return self._editing.delete([("delegation_member", membership)])

    def set_role(self, membership: str, role: str | None) -> Written:
        """Give a member another role."""
        return self._editing.change("delegation_member", membership, {"role": role})

    def programme(self, delegation: str) -> list[Day]:
        """The meetings of a delegation by day and hour; those without a day come last."""
        meetings = self._store.select(
            Query("meeting", (Is("delegation", delegation),), order=("date", "start", "sort_key"))
        )
        days: dict[str, list[Record]] = {}
        for meeting in meetings:
            days.setdefault(meeting.text("date"), []).append(meeting)
        undated = days.pop("", None)
        made = [Day(date, tuple(several)) for date, several in days.items()]
        return [*made, Day("", tuple(undated))] if undated else made

    def itinerary(self, delegation: str) -> list[ProgrammeDay]:
        """The programme with every day of the visit, those without a meeting too.

        Meetings of which only the month or nothing is known come after the days.
        """
        record = self._store.get("delegation", delegation)
        days = {
            day: ProgrammeDay(day)
            for day in (days_of(record.text("start"), record.text("end")) if record else ())
        }
        programme = self.programme(delegation)
        meetings = [meeting for day in programme for meeting in day.meetings]
        hosts = self._store.many((meeting.text("host") for meeting in meetings), "organisation")
        ids = OneOf("meeting", tuple(meeting.id for meeting in meetings))
        notes, follow_ups = (
            self._store.counts_by(Query(kind, (ids,)), "meeting") if meetings else {}
            for kind in ("note", "follow_up")
        )
        for day in programme:
            occasions = tuple(
                Occasion(
                    meeting,
                    hosts.get(meeting.text("host")),
                    notes.get(meeting.id, 0),
                    follow_ups.get(meeting.id, 0),
                )
                for meeting in day.meetings
            )
            days[day.date] = ProgrammeDay(day.date, occasions)
        return sorted(days.values(), key=lambda day: (-len(day.date), day.date))

    def plan(
        self,
        delegation: str,
        meetings: Sequence[PlannedMeeting],
        *,
        made: Sequence[Create] = (),
    ) -> Written:
        """Make the meetings of a visit: date and host as planned, the delegates on our side.

        ``made`` are hosts made together with them. One transaction, one Undo.
        """
        members = self.members(delegation)
        zone = Meetings(self._store, self._editing).usual_zone(delegation)
        edits: list[Create | Edit] = [*made]
        for planned in meetings:
            meeting = self._editing.creation(
                "meeting",
                {
                    "kind": "meeting",
                    "time_zone": zone,
                    **planned.values,
                    "delegation": delegation,
                    "date": planned.date,
                    "host": planned.host,
                },
                id_=planned.id,
            )
            edits.append(meeting)
            edits += [
                self._editing.creation(
                    "attendance",
                    {
                        "meeting": meeting.id,
                        "contact": member.contact.id,
                        "side": OURS,
                        "position": position,
                    },
                )
                for position, member in enumerate(members)
            ]
        one, many = NN_("{count} meeting planned", "{count} meetings planned")
        summary = Message(one, {}, many, len(meetings))
        return self._editing.apply(edits, summary=summary)


def _position(member: Member) -> int:
    return int(member.membership["position"] or 0)
