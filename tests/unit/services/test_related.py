"""What surrounds a record is found, newest first; topics are linked in one transaction."""

from __future__ import annotations

from wicco_desktop.services.workspace import Workspace


def test_the_latest_meetings_of_a_contact_come_first(workspace: Workspace) -> None:
    contact = workspace.editing.create("contact", {"name_en": "Ding Tian"}).id
    days = ("2021-06-02", "2022-11-23", "2020-01-01")
    for day in days:
        meeting = workspace.editing.create("meeting", {"date": day})
        workspace.meetings.attend(meeting.id, contact, "theirs")
    found = workspace.related.meetings_with(contact, limit=2)
    assert [meeting["date"] for meeting in found] == ["2022-11-23", "2021-06-02"]
    assert workspace.related.meetings_with("nobody") == []


def test_open_follow_ups_come_by_due_date_those_without_one_last(workspace: Workspace) -> None:
    owner = workspace.editing.create("contact", {"name_en": "Gu Ting"}).id
    for due, status in ((None, "open"), ("2022-12-09", "open"), ("2022-11-01", "done")):
        workspace.editing.create(
            "follow_up", {"what_en": "Send", "owner": owner, "due": due, "status": status}
        )
    found = workspace.related.follow_ups_of(owner)
    assert [record["due"] for record in found] == ["2022-12-09", None]


def test_what_is_part_of_an_organisation_and_what_it_holds(workspace: Workspace) -> None:
    body = workspace.editing.create("organisation", {"name_en": "University"}).id
    part = workspace.editing.create("organisation", {"name_en": "Laboratory", "part_of": body})
    event = workspace.editing.create("event", {"name_en": "Expo", "organiser": body})
    meeting = workspace.editing.create("meeting", {"host": body, "date": "2022-11-24"})
    assert [record.id for record in workspace.related.bodies_within(body)] == [part.id]
    assert [record.id for record in workspace.related.events_of(body)] == [event.id]
    assert [record.id for record in workspace.related.meetings_hosted(body)] == [meeting.id]


def test_topics_are_set_in_one_transaction_with_those_made_for_it(workspace: Workspace) -> None:
    contact = workspace.editing.create("contact", {"name_en": "Ding Tian"}).id
    old = workspace.editing.create("topic", {"name_en": "Health"}).id
    workspace.related.set_topics(contact, [old])
    made = workspace.editing.creation("topic", {"name_zh": "智慧城市"})
    written = workspace.related.set_topics(contact, [made.id], made=[made])
    assert written.transaction is not None
    assert [topic.id for topic in workspace.related.topics_of(contact)] == [made.id]
    workspace.editing.undo()
    assert [topic.id for topic in workspace.related.topics_of(contact)] == [old]
    assert workspace.related.set_topics(contact, [old]).transaction is None
