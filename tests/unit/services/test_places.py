"""Every record is to be seen somewhere: a part at its owner."""

from __future__ import annotations

from wicco_desktop.services.places import TOP_LEVEL, shown_at, tops_of
from wicco_desktop.services.search_results import SearchResults, matches_in
from wicco_desktop.services.workspace import Workspace


def test_the_kinds_that_stand_by_themselves() -> None:
    assert set(TOP_LEVEL) == {
        "organisation",
        "contact",
        "delegation",
        "meeting",
        "follow_up",
        "event",
        "topic",
    }


def test_parts_are_shown_at_their_owner(workspace: Workspace) -> None:
    editing = workspace.editing
    contact = editing.create("contact", {"name_en": "Gu Ting"})
    post = editing.create("affiliation", {"contact": contact.id, "title_en": "Head"})
    picture = editing.create("attachment", {"record": contact.id, "caption_en": "Card"})
    assert shown_at(workspace.store, "affiliation", post.id) == ("contact", contact.id)
    assert shown_at(workspace.store, "attachment", picture.id) == ("contact", contact.id)
    assert shown_at(workspace.store, "contact", contact.id) == ("contact", contact.id)
    assert shown_at(workspace.store, "note", "nowhere") is None


def test_a_follow_up_belongs_to_the_meeting_it_is_from(workspace: Workspace) -> None:
    editing = workspace.editing
    meeting = editing.create("meeting", {"subject_en": "Work plan"})
    note = editing.create("note", {"meeting": meeting.id, "text_en": "one"})
    tied = editing.create("follow_up", {"what_en": "x", "meeting": meeting.id})
    free = editing.create("follow_up", {"what_en": "y"})
    keys = [("note", note.id), ("follow_up", tied.id), ("follow_up", free.id), ("note", "no")]
    assert tops_of(workspace.store, keys) == {
        ("note", note.id): ("meeting", meeting.id),
        ("follow_up", tied.id): ("meeting", meeting.id),
        ("follow_up", free.id): ("follow_up", free.id),
    }


def test_notes_of_a_deleted_meeting_are_not_found(workspace: Workspace) -> None:
    editing = workspace.editing
    meeting = editing.create("meeting", {"subject_en": "Work plan"})
    editing.create("note", {"meeting": meeting.id, "text_en": "Four laboratories"})
    results = SearchResults(workspace.store, workspace.searching, workspace.titles)
    (found,) = results.find("laboratories", "en")
    assert (found.kind, found.belongs_to) == ("note", "Work plan")
    editing.delete([("meeting", meeting.id)])
    assert results.find("laboratories", "en") == []


def test_matches_are_marked_whatever_their_case_and_accents() -> None:
    assert matches_in("João da Silva", "joao silva") == [(0, 4), (8, 13)]
    assert matches_in("Ｃｈａｎ 陈祖荣", "chan 祖荣") == [(0, 4), (6, 8)]
    assert matches_in("ﬁnance", "fin") == [(0, 2)]
    assert matches_in("anana", "ana an") == [(0, 4)]
    assert matches_in("Gu Ting", "") == []
