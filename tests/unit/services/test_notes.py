"""Notes keep their order, carry who said them, and become follow-ups tied to their sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer


def meeting(workspace: Workspace, **values: object) -> str:
    return workspace.editing.create("meeting", {"subject_en": "Work plan", **values}).id


def texts(workspace: Workspace, held: str) -> list[str]:
    return [note.text("text_en") for note in workspace.notes.of(held)]


def test_notes_are_in_the_order_they_were_written(workspace: Workspace) -> None:
    held = meeting(workspace)
    for text in "abc":
        workspace.notes.add(held, [NewNote({"en": text})])
    workspace.notes.add(held, [NewNote({"en": "d"}), NewNote({"en": "e"})])
    assert texts(workspace, held) == ["a", "b", "c", "d", "e"]


def test_the_language_written_first_is_kept(workspace: Workspace) -> None:
    held = meeting(workspace)
    workspace.notes.add(held, [NewNote({"zh": "四所"}), NewNote({"en": "four", "zh": "四所"})])
    workspace.notes.add(held, [NewNote({"en": "four", "zh": "四所"}, written_first="en")])
    assert [note["written_first"] for note in workspace.notes.of(held)] == ["zh", "zh", "en"]


def test_a_note_with_a_follow_up_is_one_undo_and_linked_to_sentence_meeting_and_host(
    workspace: Workspace,
) -> None:
    host = workspace.editing.create("organisation", {"name_en": "DSEDT"}).id
    owner = workspace.editing.create("contact", {"name_en": "Gu Ting"}).id
    held = meeting(workspace, host=host)
    workspace.notes.add(
        held,
        [NewNote({"en": "Send the list", "zh": "提供名单"}, kind="follow_up")],
        NewFollowUp(owner, "2022-12-09"),
    )
    (note,) = workspace.notes.of(held)
    made = workspace.notes.follow_up_of(note.id)
    assert made is not None
    assert {
        key: made[key]
        for key in ("what_en", "what_zh", "owner", "due", "status", "meeting", "organisation")
    } == {
        "what_en": "Send the list",
        "what_zh": "提供名单",
        "owner": owner,
        "due": "2022-12-09",
        "status": "open",
        "meeting": held,
        "organisation": host,
    }
    workspace.editing.undo()
    assert workspace.notes.of(held) == []
    assert workspace.notes.follow_up_of(note.id) is None


def test_an_owner_who_is_nobody_yet_is_made_in_the_same_undo(workspace: Workspace) -> None:
    held = meeting(workspace)
    asked = NewFollowUp(new_id(), "2022-12-09", new_owner="孙进")
    workspace.notes.add(held, [NewNote({"en": "Send"}, kind="follow_up", follow_up=asked)])
    (made,) = workspace.follow_ups.open_ones()
    owner = workspace.store.get("contact", made.text("owner"))
    assert owner is not None
    assert owner["name_zh"] == "孙进"
    workspace.editing.undo()
    assert workspace.follow_ups.open_ones() == []


def test_a_note_whose_id_is_known_is_added_once(workspace: Workspace) -> None:
    held = meeting(workspace)
    first, second = (NewNote({"en": text}, id=new_id()) for text in "ab")
    workspace.notes.add(held, [first])
    workspace.notes.add(held, [first, second])
    assert workspace.notes.add(held, [first, second]).transaction is None
    assert texts(workspace, held) == ["a", "b"]


def test_turning_a_note_into_a_follow_up_twice_makes_one(workspace: Workspace) -> None:
    held = meeting(workspace)
    workspace.notes.add(held, [NewNote({"en": "Send the list"})])
    (note,) = workspace.notes.of(held)
    for _ in range(2):
        workspace.notes.turn_into_follow_up(note.id, NewFollowUp(due="2022-12-09"))
    assert len(workspace.follow_ups.open_ones()) == 1
    assert workspace.notes.of(held)[0]["kind"] == "follow_up"
    assert set(workspace.notes.follow_ups_of(held)) == {note.id}


@settings(max_examples=25)
@given(st.integers(2, 6), st.lists(st.tuples(st.integers(0, 5), st.sampled_from([-1, 1, -3, 3]))))
def test_moving_notes_is_moving_items_of_a_list(count: int, moves: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "n.db", writer=Writer("me", "d", "l"))
        workspace = Workspace.over(store)
        held = meeting(workspace)
        workspace.notes.add(held, [NewNote({"en": str(number)}) for number in range(count)])
        expected = texts(workspace, held)
        for which, by in moves:
            moved = workspace.notes.of(held)[which % count]
            old = expected.index(moved.text("text_en"))
            expected.insert(max(0, min(count - 1, old + by)), expected.pop(old))
            workspace.notes.move(moved.id, by)
            assert texts(workspace, held) == expected
        store.close()
