"""Found texts go back into their own record, or nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.records import Record, Value
from wicco_desktop.services.composed_draft import as_text
from wicco_desktop.services.composing import Composition, Line
from wicco_desktop.services.notes import NewNote
from wicco_desktop.services.recovery import Recovery, State
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts

Lost = Callable[..., Recovery]


@pytest.fixture
def lost(workspace: Workspace, tmp_path: Path) -> Iterator[Lost]:
    """The recovery after a program died with these drafts."""
    opened: list[Drafts] = []

    def clock() -> datetime:
        return datetime(2022, 11, 24, tzinfo=UTC)

    def lose(*drafts: Draft) -> Recovery:
        path = tmp_path / "lost.drafts"
        before = Drafts(path, clock)
        for draft in drafts:
            before.put(draft)
        before.close()
        opened.append(Drafts(path, clock))
        return Recovery(workspace.store, workspace.editing, opened[-1], workspace.titles)

    yield lose
    for drafts in opened:
        drafts.close()


def contact(workspace: Workspace, **values: object) -> Record:
    return workspace.editing.create("contact", {"name_en": "Gu Ting", **values})


def draft(
    record: Record | str, text: str, base: Value = None, column: str = "name_en", **more: object
) -> Draft:
    id_ = record if isinstance(record, str) else record.id
    return Draft(DraftKey("contact", id_, column), text, base, **more)  # type: ignore[arg-type]


def now(workspace: Workspace, record: Record) -> Record:
    found = workspace.store.get(record.kind, record.id)
    assert found is not None
    return found


def test_what_equals_the_record_is_forgotten_silently(workspace: Workspace, lost: Lost) -> None:
    one = contact(workspace, mobile="+85366123456")
    recovery = lost(draft(one, "Gu Ting", "Gu"), draft(one, "", None, "wechat"))
    assert recovery.found("en") == []
    assert recovery._drafts.all() == []


def test_unsaved_text_is_written_against_its_base(workspace: Workspace, lost: Lost) -> None:
    one = contact(workspace)
    recovery = lost(draft(one, "Gu T.", "Gu Ting"))
    (found,) = recovery.found("en")
    assert (found.state, found.title.text) == (State.UNSAVED, "Gu Ting")
    # Changed between the offer and the answer: it is not overwritten, and offered again.
    workspace.editing.change("contact", one.id, {"name_en": "Gu Ting (SPAFFC)"})
    assert recovery.put_back([found]) == []
    assert now(workspace, one)["name_en"] == "Gu Ting (SPAFFC)"
    (found,) = recovery.found("en")
    assert (found.state, found.present) == (State.CHANGED, "Gu Ting (SPAFFC)")
    # Now both have been seen.
    assert recovery.put_back([found]) == [found]
    assert now(workspace, one)["name_en"] == "Gu T."
    assert recovery.found("en") == []


def test_a_record_that_was_being_made_is_made_with_its_own_id(
    workspace: Workspace, lost: Lost
) -> None:
    id_ = new_id()
    recovery = lost(
        draft(id_, "Sun Jin", creates={"tags": "press"}),
        draft(id_, "+853 6612 3456", column="mobile", creates={"tags": "press"}),
    )
    found = recovery.found("en")
    assert [entry.state for entry in found] == [State.NEW, State.NEW]
    recovery.put_back(found)
    made = workspace.store.get("contact", id_)
    assert made is not None
    assert (made["name_en"], made["tags"]) == ("Sun Jin", "press")
    assert made["mobile"] == "+853 6612 3456"
    assert len(workspace.store.transactions()) == 1


def test_text_of_a_deleted_record_takes_it_out_of_the_trash(
    workspace: Workspace, lost: Lost
) -> None:
    one = contact(workspace)
    workspace.editing.delete([("contact", one.id)])
    recovery = lost(draft(one, "Gu T.", "Gu Ting"))
    (found,) = recovery.found("en")
    assert found.state is State.DELETED
    assert not found.state.simple
    recovery.put_back([found])
    assert now(workspace, one).deleted is None
    assert now(workspace, one)["name_en"] == "Gu T."


def test_text_without_a_record_goes_nowhere(workspace: Workspace, lost: Lost) -> None:
    other = contact(workspace)
    recovery = lost(draft(new_id(), "Gu T.", "Gu Ting"))
    (found,) = recovery.found("en")
    assert found.state is State.HOMELESS
    assert recovery.put_back([found]) == []
    assert now(workspace, other)["name_en"] == "Gu Ting"
    assert recovery.found("en") == [found]


def test_what_no_field_can_take_stays_a_draft_in_its_place(
    workspace: Workspace, lost: Lost
) -> None:
    one = contact(workspace)
    line = as_text(Line(Composition(first="Four laboratories")))
    recovery = lost(
        draft(one, "2022-13-99", column="first_met"),
        draft(one, line, column="composer"),
        draft(one, as_text(Line()), column="another"),
        Draft(DraftKey("invention", "x", "name"), "?"),
    )
    found = recovery.found("en")
    assert [(entry.state, entry.text) for entry in found] == [
        (State.IN_PLACE, "2022-13-99"),
        (State.IN_PLACE, "Four laboratories"),
    ]
    assert recovery.put_back(found) == []
    assert len(recovery._drafts.all()) == 4


def test_typed_on_meanwhile_it_is_no_longer_offered_nor_written(
    workspace: Workspace, lost: Lost
) -> None:
    one = contact(workspace)
    recovery = lost(draft(one, "Gu T.", "Gu Ting"))
    (found,) = recovery.found("en")
    recovery._drafts.put(draft(one, "Gu Ti", "Gu Ting"))
    assert recovery.put_back([found]) == []
    assert recovery.give_up([found]) == []
    assert now(workspace, one)["name_en"] == "Gu Ting"
    assert recovery.found("en") == []


def test_given_up_can_be_taken_up_again(workspace: Workspace, lost: Lost) -> None:
    recovery = lost(draft(contact(workspace), "Gu T.", "Gu Ting"))
    found = recovery.found("en")
    gone = recovery.give_up(found)
    assert recovery.found("en") == []
    recovery.take_up(gone)
    assert recovery.found("en") == found


def test_what_was_typed_into_a_merged_record_is_offered_to_the_one_that_stays(
    workspace: Workspace, lost: Lost
) -> None:
    one, other = contact(workspace, mobile="+853 6611 2233"), contact(workspace, wechat="gu")
    recovery = lost(draft(other, "gu_ting", "gu", "wechat"))
    workspace.merging.merge(one.id, other.id)
    (entry,) = recovery.found("en")
    assert (entry.record, entry.state) == (("contact", one.id), State.UNSAVED)
    assert recovery.put_back([entry]) == [entry]
    assert now(workspace, one)["wechat"] == "gu_ting"
    assert now(workspace, other).deleted is not None


def test_new_posts_of_a_contact_that_was_never_saved_come_back_with_it(
    workspace: Workspace, lost: Lost
) -> None:
    person, posts = new_id(), (new_id(), new_id())
    recovery = lost(
        *(
            Draft(DraftKey("affiliation", id_, "title_en"), "Director", None, {"contact": person})
            for id_ in posts
        )
    )
    assert len(recovery.put_back(recovery.found("en"))) == 2
    assert workspace.store.get("contact", person) is not None
    assert len(workspace.people.posts(person)) == 2
    assert list(workspace.checking.problems()) == []


def linked(record: Record, kept: object, place: str = "topics") -> Draft:
    return Draft(DraftKey(record.kind, record.id, place), json.dumps(kept))


def test_a_line_of_links_is_offered_in_words_without_those_that_are_saved(
    workspace: Workspace, lost: Lost
) -> None:
    one = contact(workspace)
    make = workspace.editing.create
    there, missing = (make("topic", {"name_en": name}).id for name in ("Ports", "Cities"))
    workspace.related.set_topics(one.id, [there])
    new = new_id()
    kept = {
        "typed": "smar",
        "kind": "topic",
        "ids": [there, missing, new],
        "made": {new: {"name_en": "Health"}},
    }
    (found,) = lost(linked(one, kept)).found("en")
    assert found.text == "smar / Cities / Health"
    assert found.state is State.IN_PLACE
    saved = {"typed": "", "kind": "topic", "ids": [there], "made": {}}
    assert lost(linked(one, saved)).found("en") == []


def test_a_plan_that_was_made_is_not_offered_and_one_that_was_not_is(
    workspace: Workspace, lost: Lost
) -> None:
    make = workspace.editing.create
    visit = make("delegation", {"name_en": "Visit"})
    meeting, coming = make("meeting", {"subject_en": "x"}).id, new_id()
    lines = [["Body One", None, meeting], ["Body T", None, coming]]
    kept = {"typed": "Body One · Body T", "days": {"2022-11-22": lines}, "made": {}}
    (found,) = lost(linked(visit, kept, "plan")).found("en")
    assert found.text == "Body T"


def test_notes_that_were_saved_are_not_offered_again(workspace: Workspace, lost: Lost) -> None:
    meeting = workspace.editing.create("meeting", {"subject_en": "Work plan"})
    saved, waiting = (NewNote({"en": text}, id=new_id()) for text in ("Saved", "Waiting"))
    workspace.notes.add(meeting.id, [saved])
    line = as_text(Line(Composition(first="half a l"), ((saved,), (waiting,))))
    key = DraftKey("meeting", meeting.id, "composer")
    (found,) = lost(Draft(key, line)).found("en")
    assert found.text == "Waiting / half a l"
