"""Meetings: who attended on which side, what surrounds a meeting, visits planned ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wicco_desktop.records import Record, Value
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.follow_ups import OPEN, with_status
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store

OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Attendee:
    """An attendance with the contact it is of."""

    attendance: Record
    contact: Record


class Meetings:
    """What one does with a meeting besides editing its fields."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def attendees(self, meeting: str, side: str | None = None) -> list[Attendee]:
        """Who attended, in order; one side only if it is named."""
        where = [Is("meeting", meeting)]
        if side is not None:
            where.append(Is("side", side))
        rows = self._store.select(Query("attendance", tuple(where), order=("side", "position")))
        contacts = self._store.many((row.text("contact") for row in rows), "contact")
        return [
            Attendee(row, contacts[row.text("contact")])
            for row in rows
            if row.text("contact") in contacts
        ]

    def attend(self, meeting: str, contact: str, side: str, role: str | None = None) -> Record:
        """Put a contact on a side of a meeting; already there, the attendance is given back."""
        for attendee in self.attendees(meeting):
            if attendee.contact.id == contact:
                if attendee.attendance["side"] != side:
                    self._editing.change("attendance", attendee.attendance.id, {"side": side})
                return attendee.attendance
        return self._editing.create(
            "attendance",
            {
                "meeting": meeting,
                "contact": contact,
                "side": side,
                "role": role,
                "position": len(self.attendees(meeting, side)),
            },
        )

    def set_attendance(
        self, meeting: str, side: str, contacts: Sequence[str], made: Sequence[Create] = ()
    ) -> Written:
        """Make these contacts, in this order, the ones on a side; one transaction.

        ``made`` are contacts that are new with it.
        """
        present = {entry.contact.id: entry.attendance for entry in self.attendees(meeting)}
        moment = self._store.now()
        edits: list[Create | Edit] = [*made]
        for position, contact in enumerate(dict.fromkeys(contacts)):
            row = present.pop(contact, None)
            values: dict[str, Value] = {"side": side, "position": position}
            if row is not None:
                edits.append(Edit("attendance", row.id, values))
            else:
                edits.append(
                    self._editing.creation(
                        "attendance", {"meeting": meeting, "contact": contact, **values}
                    )
                )
        edits += [
            Edit("attendance", row.id, {"deleted": moment})
            for row in present.values()
            if row["side"] == side
        ]
        return self._editing.apply(edits)

    def set_role(self, attendance: str, role: str) -> Written:
        """Say in what role somebody attended; blank takes it back."""
        return self._editing.change("attendance", attendance, {"role": role})

    def bodies(self, meeting: str) -> list[tuple[Record, Record]]:
        """The other bodies present: the link and the organisation."""
        rows = self._store.select(Query("body_present", (Is("meeting", meeting),)))
        found = self._store.many((row.text("organisation") for row in rows), "organisation")
        return [
            (row, found[row.text("organisation")])
            for row in rows
            if row.text("organisation") in found
        ]

    def set_bodies(
        self, meeting: str, organisations: Sequence[str], made: Sequence[Create] = ()
    ) -> Written:
        """Make these organisations the other bodies present; one transaction.

        ``made`` are organisations that are new with it.
        """
        present = {organisation.id: row for row, organisation in self.bodies(meeting)}
        wanted = list(dict.fromkeys(organisations))
        moment = self._store.now()
        edits = [
            self._editing.creation("body_present", {"meeting": meeting, "organisation": id_})
            for id_ in wanted
            if id_ not in present
        ]
        gone = [
            Edit("body_present", row.id, {"deleted": moment})
            for id_, row in present.items()
            if id_ not in wanted
        ]
        return self._editing.apply([*made, *edits, *gone])

    def usual_zone(self, delegation: str | None) -> str | None:
        """The time zone of the latest meeting of a delegation that has one."""
        if not delegation:
            return None
        zoned = (Is("delegation", delegation), Is("time_zone", None, negate=True))
        found = self._store.select(Query("meeting", zoned, order=("-date", "-start"), limit=1))
        return found[0].text("time_zone") if found else None

    def last_with_host(self, meeting: Record) -> Record | None:
        """The latest earlier meeting with the same host."""
        host, date = meeting["host"], meeting.text("date")
        if not host:
            return None
        earlier = [
            candidate
            for candidate in self._store.select(
                Query("meeting", (Is("host", host),), order=("-date", "-start"), limit=200)
            )
            if candidate.id != meeting.id
            and (
                not date
                or (candidate.text("date"), candidate.text("start")) < (date, meeting.text("start"))
            )
        ]
        return earlier[0] if earlier else None

    def open_with_host(self, meeting: Record) -> list[Record]:
        """The follow-ups still open with the host of a meeting, or from the meeting itself."""
        found: dict[str, Record] = {}
        if meeting["host"]:
            for record in self._open(Is("organisation", meeting["host"])):
                found[record.id] = record
        for record in self._open(Is("meeting", meeting.id)):
            found[record.id] = record
        return sorted(found.values(), key=lambda record: record.text("due") or "9999")

    def _open(self, condition: Is) -> list[Record]:
        return self._store.select(
            Query("follow_up", (condition, *with_status(OPEN)), order=("due",))
        )

    def of_delegation(self, delegation: str) -> list[Record]:
        """The programme of a delegation: its meetings by day and hour."""
        return self._store.select(
            Query("meeting", (Is("delegation", delegation),), order=("date", "start", "sort_key"))
        )
