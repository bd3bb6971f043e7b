"""Follow-ups by how pressing they are and by owner; several done at once."""

from __future__ import annotations

from datetime import date

import pytest

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.services.follow_ups import ALL, DONE, DROPPED, OPEN, pressing
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.services.section_counts import section_counts
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.outline import Outline
from wicco_desktop.store.queries import Query

TODAY = date(2022, 11, 23)


def make(workspace: Workspace, what: str, **values: object) -> str:
    return workspace.editing.create("follow_up", {"what_en": what, **values}).id


def told(workspace: Workspace, whole: Outline) -> dict[str, list[str]]:
    """The groups of a list with the names in them."""
    names = {record.id: record.text("what_en") for record in workspace.store.select(LIST)}
    starts = [*(run.start for run in whole.runs[1:]), len(whole)]
    return {
        run.key: [names[id_] for id_ in whole.ids(run.start, end)]
        for run, end in zip(whole.runs, starts, strict=True)
    }


LIST = Query("follow_up")


@pytest.mark.parametrize(
    ("due", "how"),
    [
        ("2022-11-22", "overdue"),
        ("2022-11-23", "soon"),
        ("2022-11-30", "soon"),
        ("2022-12-01", "later"),
        ("2022-10", "overdue"),
        ("2022-11", "soon"),
        ("2022-12", "later"),
        ("2021", "overdue"),
        ("2022", "later"),
        ("", "undated"),
    ],
)
def test_a_month_or_a_year_is_due_at_its_end(due: str, how: str) -> None:
    assert pressing(due, TODAY) == how


def test_the_most_pressing_come_first_and_those_done_last(workspace: Workspace) -> None:
    make(workspace, "later", due="2023-01-01")
    make(workspace, "by the end of the month", due="2022-11", status=OPEN)
    make(workspace, "tomorrow", due="2022-11-24")
    make(workspace, "some day")
    make(workspace, "late", due="2022-11-01")
    make(workspace, "first", status=DONE, done_on="2022-11-01", due="2022-10-01")
    make(workspace, "last", status=DONE, done_on="2022-11-20")
    make(workspace, "no more", status=DROPPED, due="2022-11-01")
    whole = told(workspace, workspace.follow_ups.grouped_by_due(LIST, ALL, TODAY))
    assert list(whole.items()) == [
        ("overdue", ["late"]),
        ("soon", ["tomorrow", "by the end of the month"]),
        ("later", ["later"]),
        ("undated", ["some day"]),
        ("done", ["last", "first"]),
        ("dropped", ["no more"]),
    ]
    assert list(told(workspace, workspace.follow_ups.grouped_by_due(LIST, OPEN, TODAY))) == [
        "overdue",
        "soon",
        "later",
        "undated",
    ]
    assert list(told(workspace, workspace.follow_ups.grouped_by_due(LIST, DROPPED, TODAY))) == [
        "dropped"
    ]


def test_owners_come_by_name_and_what_is_nobodys_last(workspace: Workspace) -> None:
    sun = workspace.editing.create("contact", {"name_en": "Sun Jin"}).id
    gu = workspace.editing.create("contact", {"name_en": "Gu Ting"}).id
    make(workspace, "nobody's", due="2022-11-01")
    make(workspace, "no hurry", owner=gu)
    make(workspace, "soon", owner=gu, due="2022-11-24")
    make(workspace, "hers", owner=sun)
    make(workspace, "done", owner=sun, status=DONE)
    whole = told(workspace, workspace.follow_ups.grouped_by_owner(LIST, OPEN))
    assert list(whole.items()) == [
        (gu, ["soon", "no hurry"]),
        (sun, ["hers"]),
        ("", ["nobody's"]),
    ]


def test_several_are_done_in_one_undo_and_open_again_when_all_are(workspace: Workspace) -> None:
    one, other = make(workspace, "one"), make(workspace, "other", status=DONE)

    def statuses() -> list[object]:
        return [workspace.editing.record("follow_up", id_)["status"] for id_ in (one, other)]

    workspace.follow_ups.set_status_of([one, other], DONE, TODAY)
    assert statuses() == [DONE, DONE]
    assert workspace.editing.record("follow_up", one)["done_on"] == "2022-11-23"
    workspace.follow_ups.set_status_of([one, other], DONE, TODAY)
    assert statuses() == [OPEN, OPEN]
    workspace.editing.undo()
    workspace.editing.undo()
    assert statuses() == [None, DONE]
    assert workspace.follow_ups.set_status_of([], DONE, TODAY).transaction is None


def test_a_follow_up_knows_the_sentence_it_comes_from(workspace: Workspace) -> None:
    gu = workspace.editing.create("contact", {"name_en": "Gu Ting"}).id
    held = workspace.editing.create("meeting", {"subject_en": "Fairs"}).id
    workspace.notes.add(held, [NewNote({"en": "Send it."}, gu)], NewFollowUp())
    (made,) = workspace.store.select(LIST)
    source = workspace.follow_ups.source(made["meeting"], made["note"])
    assert source is not None
    assert source.meeting is not None
    assert source.note is not None
    assert source.speaker is not None
    assert (source.meeting.id, source.note["text_en"], source.speaker.id) == (held, "Send it.", gu)
    only_note = workspace.follow_ups.source(None, made["note"])
    assert only_note is not None
    assert only_note.meeting is not None
    assert workspace.follow_ups.source(None, None) is None


def test_where_there_is_nothing_the_lists_are_empty(workspace: Workspace) -> None:
    assert not workspace.follow_ups.any()
    assert len(workspace.follow_ups.grouped_by_due(LIST, ALL, TODAY)) == 0
    assert len(workspace.follow_ups.grouped_by_owner(LIST, OPEN)) == 0


def test_one_without_a_status_counts_as_open_wherever_open_ones_are_told(
    workspace: Workspace,
) -> None:
    create = workspace.editing.create
    host = create("organisation", {"name_en": "Bureau"}).id
    owner = create("contact", {"name_en": "Gu Ting"}).id
    held = create("meeting", {"subject_en": "Talks", "host": host})
    values = {"what_en": "Send", "owner": owner, "organisation": host, "meeting": held.id}
    blank = create("follow_up", {**values, "status": None}).id
    for closed in ("done", "dropped"):
        create("follow_up", {**values, "status": closed})
    related = workspace.related
    assert [record.id for record in workspace.follow_ups.open_ones()] == [blank]
    assert [record.id for record in workspace.meetings.open_with_host(held)] == [blank]
    assert [record.id for record in related.follow_ups_of(owner)] == [blank]
    assert [record.id for record in related.follow_ups_with(host)] == [blank]
    assert section_counts(workspace.store)["follow_up"] == 1


def test_done_is_dated_however_it_is_said(workspace: Workspace) -> None:
    editing = workspace.editing
    made = editing.create("follow_up", {"what_en": "Send", "status": "open"}).id

    def done_on() -> object:
        return editing.record("follow_up", made)["done_on"]

    editing.change("follow_up", made, {"status": "done"}, base={"status": "open"})
    today = parse_moment(workspace.store.now()).astimezone().date().isoformat()
    assert done_on() == today
    editing.change("follow_up", made, {"status": "open"})
    assert done_on() is None
    editing.change("follow_up", made, {"status": "done", "done_on": "2022-12-01"})
    editing.change("follow_up", made, {"status": "done"})
    assert done_on() == "2022-12-01"
    editing.undo()
    assert (done_on(), editing.record("follow_up", made)["status"]) == (None, "open")
    written = editing.change("follow_up", made, {"status": "done"}, base={"status": "dropped"})
    assert written.conflicts
    assert done_on() is None
    assert (
        editing.record(
            "follow_up", editing.create("follow_up", {"what_en": "Old", "status": "done"}).id
        )["done_on"]
        == today
    )
