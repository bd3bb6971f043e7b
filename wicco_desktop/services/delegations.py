"""Delegations: who travels, the programme by day, a visit planned in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import Record
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.meetings import OURS
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store


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
class PlannedMeeting:
    """A meeting to be made when a visit is planned: canonical date and host, a subject if known."""

    date: str | None
    host: str | None
    values: Mapping[str, object] = field(default_factory=dict)


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

    def plan(self, delegation: str, meetings: Sequence[PlannedMeeting]) -> Written:
        """Make the meetings of a visit: date and host as planned, the delegates on our side.

        One transaction, one Undo.
        """
        members = self.members(delegation)
        edits: list[Create | Edit] = []
        for planned in meetings:
            made = self._editing.creation(
                "meeting",
                {
                    "kind": "meeting",
                    **planned.values,
                    "delegation": delegation,
                    "date": planned.date,
                    "host": planned.host,
                },
            )
            edits.append(made)
            edits += [
                self._editing.creation(
                    "attendance",
                    {
                        "meeting": made.id,
                        "contact": member.contact.id,
                        "side": OURS,
                        "position": position,
                    },
                )
                for position, member in enumerate(members)
            ]
        summary = Message(
            N_("{count} meeting planned"), {}, N_("{count} meetings planned"), len(meetings)
        )
        return self._editing.apply(edits, summary=summary)
