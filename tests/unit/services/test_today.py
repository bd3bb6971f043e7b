"""The overview of a day: meetings, follow-ups and news, by the local day that is given."""

from __future__ import annotations

from datetime import date

from wicco_desktop.foundation.messages import Message, Translator
from wicco_desktop.services.today import NEWS, Overview, Today
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Through

THURSDAY = date(2022, 11, 24)


def overview(workspace: Workspace, day: date = THURSDAY) -> Overview:
    today = Today(workspace.store, workspace.titles, workspace.history, workspace.follow_ups)
    return today.overview(day, "en")


def test_an_empty_database_has_an_empty_overview(workspace: Workspace) -> None:
    assert overview(workspace).empty


def test_meetings_are_to_come_from_that_day_on(workspace: Workspace) -> None:
    for day in ("2022-11-23", "2022-11-24", "2022-11-25", "2022-11", "2022", None):
        workspace.editing.create("meeting", {"subject_en": day or "none", "date": day})
    found = overview(workspace)
    assert [line.title.text for line in found.to_come] == ["2022-11-24", "2022-11-25"]
    assert [line.title.text for line in found.past] == ["2022-11-23", "2022-11", "2022"]


def test_a_follow_up_is_overdue_on_the_day_after(workspace: Workspace) -> None:
    workspace.editing.create(
        "follow_up", {"what_en": "Send the list", "due": "2022-11-24", "status": "open"}
    )
    assert [line.id for line in overview(workspace).soon]
    assert not overview(workspace).overdue
    assert overview(workspace, date(2022, 11, 25)).overdue


def test_changes_to_one_record_in_a_row_are_one_line(workspace: Workspace) -> None:
    editing = workspace.editing
    meeting = editing.create("meeting", {"subject_en": "Work plan"})
    editing.create("note", {"meeting": meeting.id, "text_en": "one"})
    editing.change("meeting", meeting.id, {"place_en": "Macao"})
    contact = editing.create("contact", {"name_en": "Gu Ting"})
    lines = overview(workspace).news
    assert [(line.record, line.changes) for line in lines] == [
        (("contact", contact.id), 1),
        (("meeting", meeting.id), 3),
    ]


def test_what_came_in_bulk_is_one_line_without_a_record(workspace: Workspace) -> None:
    editing = workspace.editing
    made = [editing.creation("contact", {"name_en": str(number)}) for number in range(30)]
    told = Message("import of {file}", {"file": "partners.xlsx"})
    editing.apply(made, summary=told, through=Through.WORKBOOK)
    (line,) = overview(workspace).news
    assert (line.record, Translator().text(line.told)) == (None, "import of partners.xlsx")


def test_what_lies_in_the_trash_cannot_be_opened_from_the_news(workspace: Workspace) -> None:
    contact = workspace.editing.create("contact", {"name_en": "Gu Ting"})
    workspace.editing.undo()
    (line,) = overview(workspace).news
    assert line.record is None
    assert Translator().text(line.told).startswith("Undone: ")
    workspace.editing.redo()
    assert overview(workspace).news[0].record == ("contact", contact.id)


def test_the_news_are_few(workspace: Workspace) -> None:
    for number in range(NEWS + 5):
        workspace.editing.create("contact", {"name_en": str(number)})
    assert len(overview(workspace).news) == NEWS
