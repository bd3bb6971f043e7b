"""What is deleted waits in the Trash and comes back whole."""

from __future__ import annotations

from wicco_desktop.services.trash import Trash
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import deletion


def trash(workspace: Workspace) -> Trash:
    return Trash(workspace.store, workspace.editing, workspace.titles)


def test_the_parts_of_a_record_stay_as_they_are_and_come_back_with_it(
    workspace: Workspace,
) -> None:
    editing = workspace.editing
    meeting = editing.create("meeting", {"subject_en": "Work plan"})
    note = editing.create("note", {"meeting": meeting.id, "text_en": "Four laboratories"})
    editing.delete([("meeting", meeting.id)])
    assert [line.id for line in trash(workspace).deleted("en")] == [meeting.id]
    kept = workspace.store.get("note", note.id)
    assert kept is not None
    assert kept.deleted is None
    trash(workspace).restore([("meeting", meeting.id)])
    assert [entry.id for entry in workspace.notes.of(meeting.id)] == [note.id]


def test_parts_deleted_together_with_their_owner_come_back_with_it(workspace: Workspace) -> None:
    editing, store = workspace.editing, workspace.store
    meeting = editing.create("meeting", {"subject_en": "Work plan"})
    notes = [
        editing.create("note", {"meeting": meeting.id, "text_en": text}) for text in ("one", "two")
    ]
    editing.delete([("note", notes[0].id)])
    other = editing.create("contact", {"name_en": "Gu Ting"})
    moment = store.now()
    gone = [("meeting", meeting.id), ("note", notes[1].id), ("contact", other.id)]
    editing.apply([deletion(kind, id_, moment) for kind, id_ in gone])
    written = trash(workspace).restore([("meeting", meeting.id)])
    assert written.records == {("meeting", meeting.id), ("note", notes[1].id)}


def test_who_deleted_it_last_is_said(workspace: Workspace) -> None:
    contact = workspace.editing.create("contact", {"name_zh": "顾婷"})
    for _ in range(2):
        workspace.editing.delete([("contact", contact.id)])
        (line,) = trash(workspace).deleted("en")
        assert (line.title.text, line.who, line.device) == ("顾婷", "Tester", "Laptop")
        workspace.editing.undo()
    assert trash(workspace).deleted("en") == []
    assert trash(workspace).count() == 0


def test_words_are_compared_without_case_and_accents(workspace: Workspace) -> None:
    made = [
        workspace.editing.create("contact", {"name_en": name}) for name in ("João Silva", "Chan")
    ]
    workspace.editing.delete(("contact", record.id) for record in made)
    found = trash(workspace).deleted("en", words="JOAO sil", kind="contact")
    assert [line.title.text for line in found] == ["João Silva"]
    assert trash(workspace).deleted("en", words="joao", kind="meeting") == []
