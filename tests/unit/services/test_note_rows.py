"""What the list of notes shows: names, the post of the day, both languages, what becomes of it."""

from __future__ import annotations

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.services.meeting_people import MeetingPeople, attributed
from wicco_desktop.services.note_rows import NoteRow, Said, read_said
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.services.pasted_notes import pasted_notes
from wicco_desktop.services.workspace import Workspace

DAY = "2022-11-23"


def read(workspace: Workspace, meeting: str) -> Said:
    people = MeetingPeople(workspace.store, workspace.people, workspace.meetings)
    return read_said(workspace.notes, people, meeting, DAY)


def shown(workspace: Workspace, meeting: str) -> list[NoteRow]:
    return read(workspace, meeting).rows(Translator(ENGLISH))


def chan(workspace: Workspace) -> str:
    place = workspace.editing.create(
        "organisation", {"short_name_en": "DSEDT", "name_zh": "经科局"}
    )
    person = workspace.editing.create(
        "contact", {"name_zh": "陈祖荣", "name_en": "Chan Chou Wang"}
    ).id
    old = {"title_en": "Engineer", "organisation": place.id, "end": "2021"}
    workspace.people.add_post(person, old)
    workspace.people.add_post(
        person, {"title_en": "Head of Division", "organisation": place.id, "start": "2022"}
    )
    return person


def meeting(workspace: Workspace) -> str:
    return workspace.editing.create("meeting", {"date": DAY}).id


def test_a_speaker_is_named_in_both_languages_with_the_post_of_the_day(
    workspace: Workspace,
) -> None:
    held, person = meeting(workspace), chan(workspace)
    workspace.notes.add(held, [NewNote({"en": "Four.", "zh": "四所。"}, speaker=person)])
    (row,) = shown(workspace, held)
    assert (row.name, row.below) == ("Chan Chou Wang", "陈祖荣 · DSEDT")
    assert (row.own, row.other, row.badge, row.meaning) == ("Four.", "四所。", "statement", "")
    (chinese,) = read(workspace, held).rows(Translator(CHINESE))
    assert (chinese.name, chinese.own, chinese.other) == ("陈祖荣", "四所。", "Four.")


def test_the_side_older_than_its_original_is_marked(workspace: Workspace) -> None:
    held = meeting(workspace)
    workspace.notes.add(held, [NewNote({"en": "Four.", "zh": "四所。"})])
    (note,) = workspace.notes.of(held)
    workspace.editing.change("note", note.id, {"text_en": "Five."})
    (row,) = shown(workspace, held)
    assert (row.own_older, row.other_older) == (False, True)


def test_a_follow_up_names_owner_and_due(workspace: Workspace) -> None:
    held, person = meeting(workspace), chan(workspace)
    owner = workspace.editing.create("contact", {"name_en": "Gu Ting"}).id
    asked = NewFollowUp(owner, "2022-12-09")
    for speaker, name in ((None, None), (owner, None), (person, None), (None, "Both sides")):
        note = NewNote(
            {"en": "Send."}, speaker=speaker, speaker_name=name, kind="follow_up", follow_up=asked
        )
        workspace.notes.add(held, [note])
    assert [(row.name, row.due) for row in shown(workspace, held)] == [
        ("Gu Ting", "due 9 Dec 2022"),
        ("Gu Ting", "due 9 Dec 2022"),
        ("Chan Chou Wang", "Gu Ting · due 9 Dec 2022"),
        ("Both sides", "Gu Ting · due 9 Dec 2022"),
    ]
    assert {row.meaning for row in shown(workspace, held)} == {"decide"}


def test_a_follow_up_that_is_done_says_so(workspace: Workspace) -> None:
    held = meeting(workspace)
    asked = NewFollowUp(None, "2022-12-09")
    workspace.notes.add(held, [NewNote({"en": "Send."}, kind="follow_up")], asked)
    (made,) = workspace.follow_ups.open_ones()
    workspace.editing.change("follow_up", made.id, {"status": "done"})
    assert [row.due for row in shown(workspace, held)] == ["done"]


def test_what_waits_to_be_written_stands_at_the_end_once(workspace: Workspace) -> None:
    held = meeting(workspace)
    first, second = (
        NewNote({"en": "a"}, id="00000000-0000-7000-8000-000000000001"),
        NewNote({"en": "b"}, id="2" * 36),
    )
    workspace.notes.add(held, [first])
    rows = read(workspace, held).rows(Translator(ENGLISH), [first, second])
    assert [(row.own, row.waiting) for row in rows] == [("a", False), ("b", True)]


def test_pasted_labels_become_the_people_present(workspace: Workspace) -> None:
    held, person = meeting(workspace), chan(workspace)
    workspace.meetings.set_attendance(held, "theirs", [person])
    people = MeetingPeople(workspace.store, workspace.people, workspace.meetings)
    present = [entry.person() for entry in people.present(held, DAY)]
    text = "会议开始。\n陈处长：四所实验室。\nMr Ho: We agree.\n决定：推介创合组织。"
    notes = attributed(pasted_notes(text), present, "someone", None)
    assert [(note.speaker, note.speaker_name, note.kind) for note in notes] == [
        ("someone", None, "statement"),
        (person, None, "statement"),
        (None, "Mr Ho", "statement"),
        ("someone", None, "decision"),
    ]
    assert [note.written_first for note in notes] == ["zh", "zh", "en", "zh"]


def test_a_pasted_follow_up_becomes_one(workspace: Workspace) -> None:
    notes = attributed(pasted_notes("待办：提供名单"), [], None, None)
    assert [(note.kind, note.follow_up) for note in notes] == [("follow_up", NewFollowUp())]
