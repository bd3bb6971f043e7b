"""Who travels, the programme with every day, visits planned in one transaction."""

from __future__ import annotations

import pytest

from wicco_desktop.services.delegations import PlannedMeeting, days_of
from wicco_desktop.services.workspace import Workspace


def person(workspace: Workspace, name: str) -> str:
    return workspace.editing.create("contact", {"name_en": name}).id


def members(workspace: Workspace, visit: str) -> list[tuple[str, str]]:
    return [
        (member.contact.text("name_en"), member.membership.text("role"))
        for member in workspace.delegations.members(visit)
    ]


@pytest.fixture
def visit(workspace: Workspace) -> str:
    return workspace.editing.create(
        "delegation", {"name_en": "Macao visit", "start": "2022-11-23", "end": "2022-11-25"}
    ).id


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2022-11-30", "2022-12-01", ["2022-11-30", "2022-12-01"]),
        ("2022-11-23", "", ["2022-11-23"]),
        ("", "2022-11-25", ["2022-11-25"]),
        ("2022-11-25", "2022-11-23", []),
        ("2022-11", "2022-11-25", []),
        ("2022-01-01", "2022-12-31", []),
        ("", "", []),
    ],
)
def test_a_visit_has_the_days_between_its_dates(start: str, end: str, days: list[str]) -> None:
    assert days_of(start, end) == days


def test_members_are_added_one_by_one_the_first_being_the_leader(
    workspace: Workspace, visit: str
) -> None:
    gu, sun = person(workspace, "Gu Ting"), person(workspace, "Sun Jin")
    workspace.delegations.add_member(visit, gu)
    workspace.delegations.add_member(visit, sun)
    workspace.delegations.add_member(visit, gu)
    assert members(workspace, visit) == [("Gu Ting", "leader"), ("Sun Jin", "member")]


def test_a_contact_made_with_a_membership_goes_with_it(workspace: Workspace, visit: str) -> None:
    made = workspace.editing.creation("contact", {"name_zh": "王皓岚"})
    workspace.delegations.add_member(visit, made.id, made=[made])
    assert workspace.store.get("contact", made.id) is not None
    workspace.editing.undo()
    assert workspace.delegations.members(visit) == []
    (gone,) = [workspace.store.get("contact", made.id)]
    assert gone is not None
    assert gone.deleted is not None


def test_members_move_and_stay_at_the_ends(workspace: Workspace, visit: str) -> None:
    for name in ("A", "B", "C"):
        workspace.delegations.add_member(visit, person(workspace, name))
    first = workspace.delegations.members(visit)[0].membership.id
    workspace.delegations.move_member(first, 1)
    assert [name for name, _ in members(workspace, visit)] == ["B", "A", "C"]
    workspace.delegations.move_member(first, 5)
    assert [name for name, _ in members(workspace, visit)] == ["B", "C", "A"]
    assert workspace.delegations.move_member(first, 1).transaction is None
    workspace.delegations.remove_member(first)
    workspace.delegations.add_member(visit, person(workspace, "D"))
    assert [name for name, _ in members(workspace, visit)] == ["B", "C", "D"]


def test_the_itinerary_has_every_day_and_what_each_meeting_brought(
    workspace: Workspace, visit: str
) -> None:
    host = workspace.editing.create("organisation", {"name_en": "DSEDT"}).id
    workspace.delegations.plan(
        visit, [PlannedMeeting("2022-11-24", host), PlannedMeeting(None, None)]
    )
    (held,) = [day.meetings[0] for day in workspace.delegations.programme(visit) if day.date]
    workspace.editing.create("note", {"meeting": held.id, "text_en": "One"})
    workspace.editing.create("follow_up", {"meeting": held.id, "what_en": "Send"})
    days = workspace.delegations.itinerary(visit)
    assert [day.date for day in days] == ["2022-11-23", "2022-11-24", "2022-11-25", ""]
    (occasion,) = days[1].occasions
    assert occasion.host is not None
    assert (occasion.host.id, occasion.notes, occasion.follow_ups) == (host, 1, 1)
    assert len(days[3].occasions) == 1


def test_hosts_made_while_planning_go_with_the_plan(workspace: Workspace, visit: str) -> None:
    made = workspace.editing.creation("organisation", {"name_en": "New host"})
    workspace.delegations.plan(visit, [PlannedMeeting("2022-11-23", made.id)], made=[made])
    workspace.editing.undo()
    assert workspace.delegations.programme(visit) == []
    gone = workspace.store.get("organisation", made.id)
    assert gone is not None
    assert gone.deleted is not None
