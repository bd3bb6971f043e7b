"""Attendance by side, what surrounds a meeting, programmes and planned visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wicco_desktop.services.delegations import PlannedMeeting
from wicco_desktop.services.meetings import OURS, THEIRS
from wicco_desktop.services.minutes import read_in
from wicco_desktop.services.photos import meeting_at
from wicco_desktop.services.workspace import Workspace


def people(workspace: Workspace, *names: str) -> list[str]:
    return [workspace.editing.create("contact", {"name_en": name}).id for name in names]


def attending(workspace: Workspace, meeting: str, side: str) -> list[str]:
    return [entry.contact.text("name_en") for entry in workspace.meetings.attendees(meeting, side)]


def test_a_side_is_set_as_a_whole_in_order_and_the_other_stays(workspace: Workspace) -> None:
    gu, sun, chan = people(workspace, "Gu Ting", "Sun Jin", "Chan")
    held = workspace.editing.create("meeting", {}).id
    workspace.meetings.set_attendance(held, THEIRS, [chan])
    workspace.meetings.set_attendance(held, OURS, [gu, sun])
    workspace.meetings.set_attendance(held, OURS, [sun, gu])
    assert attending(workspace, held, OURS) == ["Sun Jin", "Gu Ting"]
    workspace.meetings.set_attendance(held, OURS, [gu])
    assert attending(workspace, held, OURS) == ["Gu Ting"]
    assert attending(workspace, held, THEIRS) == ["Chan"]
    workspace.editing.undo()
    assert attending(workspace, held, OURS) == ["Sun Jin", "Gu Ting"]


def test_who_changes_sides_attends_once(workspace: Workspace) -> None:
    (gu,) = people(workspace, "Gu Ting")
    held = workspace.editing.create("meeting", {}).id
    workspace.meetings.attend(held, gu, THEIRS)
    workspace.meetings.attend(held, gu, OURS, role="interpreter")
    workspace.meetings.set_attendance(held, THEIRS, [gu])
    assert attending(workspace, held, OURS) == []
    assert attending(workspace, held, THEIRS) == ["Gu Ting"]


def test_last_time_with_this_host_is_the_latest_earlier_one(workspace: Workspace) -> None:
    host = workspace.editing.create("organisation", {"name_en": "DSEDT"}).id
    dates = ("2021-05-01", "2022-11-23", "2023-01-01")
    meetings = [
        workspace.editing.create("meeting", {"host": host, "date": day, "subject_en": day})
        for day in dates
    ]
    last = workspace.meetings.last_with_host(meetings[1])
    assert last is not None
    assert last.id == meetings[0].id
    assert workspace.meetings.last_with_host(meetings[0]) is None


def test_what_is_still_open_with_the_host_comes_by_due_date(workspace: Workspace) -> None:
    host = workspace.editing.create("organisation", {"name_en": "DSEDT"}).id
    held = workspace.editing.create("meeting", {"host": host})
    for what, due, status in (
        ("b", None, "open"),
        ("a", "2022-12-01", "open"),
        ("c", None, "done"),
    ):
        workspace.editing.create(
            "follow_up", {"what_en": what, "due": due, "status": status, "organisation": host}
        )
    assert [r["what_en"] for r in workspace.meetings.open_with_host(held)] == ["a", "b"]


def test_a_planned_visit_is_one_undo_with_delegates_carried_over(workspace: Workspace) -> None:
    gu, sun = people(workspace, "Gu Ting", "Sun Jin")
    host = workspace.editing.create("organisation", {"name_en": "DSEDT"}).id
    visit = workspace.editing.create("delegation", {"name_en": "Macao visit"}).id
    workspace.delegations.set_members(visit, [gu, sun])
    assert [m.membership["role"] for m in workspace.delegations.members(visit)] == [
        "leader",
        "member",
    ]
    workspace.delegations.plan(
        visit,
        [PlannedMeeting("2022-11-24", None), PlannedMeeting("2022-11-23", host)],
    )
    days = workspace.delegations.programme(visit)
    assert [day.date for day in days] == ["2022-11-23", "2022-11-24"]
    (first,) = days[0].meetings
    assert first["host"] == host
    assert attending(workspace, first.id, OURS) == ["Gu Ting", "Sun Jin"]
    workspace.editing.undo()
    assert workspace.delegations.programme(visit) == []


def test_follow_ups_are_grouped_by_how_pressing_they_are(workspace: Workspace) -> None:
    for due in ("2022-11-22", "2022-11", "2022-11-23", "2022-11-30", "2022-12-01", "2021", None):
        workspace.editing.create("follow_up", {"what_en": str(due), "due": due, "status": "open"})
    groups = workspace.follow_ups.by_due(date(2022, 11, 23))
    assert [r["what_en"] for r in groups.overdue] == ["2021", "2022-11-22"]
    assert [r["what_en"] for r in groups.soon] == ["2022-11", "2022-11-23", "2022-11-30"]
    assert [r["what_en"] for r in groups.later] == ["2022-12-01"]
    assert [r["what_en"] for r in groups.undated] == ["None"]


def test_done_is_dated_and_can_be_opened_again(workspace: Workspace) -> None:
    made = workspace.editing.create("follow_up", {"what_en": "Send", "status": "open"}).id
    workspace.follow_ups.set_status_of([made], "done", date(2022, 12, 1))
    done = workspace.editing.record("follow_up", made)
    assert (done["status"], done["done_on"]) == ("done", "2022-12-01")
    workspace.follow_ups.set_status_of([made], "done", date(2022, 12, 2))
    again = workspace.editing.record("follow_up", made)
    assert (again["status"], again["done_on"]) == ("open", None)


def test_a_photograph_goes_to_the_meeting_it_was_taken_at(workspace: Workspace) -> None:
    def make(**values: object) -> str:
        return workspace.editing.create("meeting", values).id

    morning = make(date="2022-11-24", start="10:30", end="11:30")
    afternoon = make(date="2022-11-24", start="15:00")
    only = make(date="2022-11-25")
    meetings = [workspace.editing.record("meeting", id_) for id_ in (morning, afternoon, only)]
    assert meeting_at(meetings, "2022-11-24T10:45:00") == morning
    assert meeting_at(meetings, "2022-11-24T15:50:00") == afternoon
    assert meeting_at(meetings, "2022-11-24T20:00:00") is None
    assert meeting_at(meetings, "2022-11-25T20:00:00") == only
    assert meeting_at(meetings, None) is None


def test_a_planned_meeting_is_in_the_time_zone_the_visit_is_in(workspace: Workspace) -> None:
    visit = workspace.editing.create("delegation", {"name_en": "Macao visit"}).id
    workspace.delegations.plan(visit, [PlannedMeeting("2022-11-23", None)])
    (first,) = workspace.meetings.of_delegation(visit)
    assert first["time_zone"] is None
    workspace.editing.change("meeting", first.id, {"time_zone": "Asia/Macau"})
    workspace.delegations.plan(visit, [PlannedMeeting("2022-11-24", None)])
    zones = [meeting["time_zone"] for meeting in workspace.meetings.of_delegation(visit)]
    assert zones == ["Asia/Macau", "Asia/Macau"]


def test_minutes_read_where_the_meeting_was_do_not_name_its_time_zone(workspace: Workspace) -> None:
    held = workspace.editing.create(
        "meeting", {"date": "2022-11-23", "start": "10:00", "time_zone": "Asia/Macau"}
    )
    minutes = workspace.minutes.of_meeting(held)
    assert read_in(minutes, "Asia/Macau") == replace(minutes, time_zone="")
    assert read_in(minutes, "Europe/Lisbon") == minutes
