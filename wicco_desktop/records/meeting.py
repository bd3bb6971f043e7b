"""Meetings, who attended on which side, and which other bodies were present."""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import FieldType, bilingual, choice, of_type, reference, text
from wicco_desktop.records.kinds import RecordTable

MEETING_KINDS = {
    "meeting": NC_("meeting kind", "meeting"),
    "visit": NC_("meeting kind", "visit"),
    "call": NC_("meeting kind", "call"),
    "event": NC_("meeting kind", "event"),
    "meal": NC_("meeting kind", "meal"),
}
SIDES = {"ours": NC_("side", "ours"), "theirs": NC_("side", "theirs")}


class Meeting(
    RecordTable,
    plural="meetings",
    label=N_("Meeting"),
    labels=N_("Meetings"),
    title="subject",
    order=("-date", "start"),
):
    """An occasion at which people met: local date and times in an IANA zone."""

    subject = bilingual(N_("Subject"), "searched", "listed")
    kind = choice(NC_("meeting", "Kind"), MEETING_KINDS, "listed")
    delegation = reference(N_("Delegation"), "delegation", options=("listed",))
    date = of_type(FieldType.DATE, N_("Date"), "listed")
    start = of_type(FieldType.TIME, N_("Start"), "listed")
    end = of_type(FieldType.TIME, N_("End"))
    time_zone = of_type(FieldType.ZONE, N_("Time zone"))
    place = bilingual(N_("Place"), "searched", "listed")
    host = reference(N_("Host"), "organisation", options=("listed",))


class Attendance(
    RecordTable,
    plural="attendances",
    label=N_("Attendance"),
    labels=N_("Attendances"),
    owner="meeting",
    order=("side", "position"),
):
    """A contact at a meeting, on our side or theirs."""

    meeting = reference(N_("Meeting"), "meeting", options=("required",))
    contact = reference(N_("Contact"), "contact", options=("required",))
    side = choice(N_("Side"), SIDES)
    role = text(NC_("attendance", "Role"), "searched")
    position = of_type(FieldType.NUMBER, N_("Position"), "uneditable", "unexported")


class BodyPresent(
    RecordTable,
    key="body_present",
    plural="bodies-present",
    label=N_("Other body present"),
    labels=N_("Other bodies present"),
    owner="meeting",
    order=("id",),
):
    """An organisation present at a meeting besides the host."""

    meeting = reference(N_("Meeting"), "meeting", options=("required",))
    organisation = reference(N_("Organisation"), "organisation", options=("required",))
