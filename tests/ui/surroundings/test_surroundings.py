from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.ui.forms.flat_button import FlatButton
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.surroundings import Surroundings

MakeRecord = Callable[..., Record]


@pytest.fixture
def column(session: Session, qtbot: QtBot) -> Surroundings:
    made = Surroundings(session)
    qtbot.addWidget(made)
    made.resize(240, 700)
    made.show()
    return made


def shown(column: Surroundings) -> list[str]:
    """What is to be read, in order."""
    found: list[QLabel | QAbstractButton] = [
        *column.findChildren(QLabel),
        *column.findChildren(QAbstractButton),
    ]
    return [widget.text() for widget in found if not widget.isHidden() and widget.text()]


def reads(column: Surroundings, text: str) -> bool:
    return any(text in part for part in shown(column))


def test_a_meeting_shows_the_last_time_and_what_is_still_open(
    session: Session, column: Surroundings, make_record: MakeRecord, qtbot: QtBot
) -> None:
    host = make_record("organisation", name_en="Bureau")
    make_record("meeting", subject_en="First talk", date="2021-06-02", host=host.id)
    meeting = make_record("meeting", subject_en="Second talk", date="2022-11-23", host=host.id)
    late = make_record(
        "follow_up",
        what_en="Send the list",
        due="2022-11-20",
        status="open",
        organisation=host.id,
    )
    column.show_record("meeting", meeting.id)
    qtbot.waitUntil(lambda: reads(column, "First talk"))
    assert reads(column, "Send the list")
    assert reads(column, "overdue: 20 Nov")
    assert reads(column, "Meeting made")
    assert reads(column, "Tester")
    box = next(box for box in column.findChildren(QCheckBox) if not box.isHidden())
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not reads(column, "Send the list"))
    done = session.workspace.store.get("follow_up", late.id)
    assert done is not None
    assert (done["status"], done["done_on"]) == ("done", "2022-11-24")


def test_a_contact_shows_meetings_and_what_it_owes_and_follows_changes(
    session: Session, column: Surroundings, make_record: MakeRecord, qtbot: QtBot
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    meeting = make_record("meeting", subject_en="Talk", date="2022-11-23")
    session.workspace.meetings.attend(meeting.id, contact.id, "theirs")
    make_record("follow_up", what_en="Answer", owner=contact.id, status="open")
    column.show_record("contact", contact.id)
    qtbot.waitUntil(lambda: reads(column, "Talk"))
    assert reads(column, "Answer")
    editing = session.workspace.editing
    session.write(lambda: editing.change("contact", contact.id, {"mobile": "+853 1000"}))
    qtbot.waitUntil(lambda: reads(column, "Mobile filled in"))
    opened: list[tuple[str, str]] = []
    session.open_requested.connect(lambda kind, id_: opened.append((kind, id_)))
    row = next(b for b in column.findChildren(FlatButton) if b.text() == "Talk")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert opened == [("meeting", meeting.id)]


def test_what_the_form_tells_in_a_section_of_its_own_is_not_told_twice(
    session: Session, column: Surroundings, make_record: MakeRecord, qtbot: QtBot
) -> None:
    body = make_record("organisation", name_en="University")
    visit = make_record("delegation", name_en="Macao visit")
    make_record("meeting", subject_en="Talk", host=body.id, delegation=visit.id)
    for kind, id_ in (("organisation", body.id), ("delegation", visit.id)):
        column.show_record(kind, id_)
        qtbot.waitUntil(lambda: reads(column, "Recent changes"))
        assert not reads(column, "Talk")


def test_another_record_and_another_language_are_shown(
    session: Session, column: Surroundings, make_record: MakeRecord, qtbot: QtBot
) -> None:
    someone = make_record("contact", name_en="Ding Tian", name_zh="丁恬")
    meeting = make_record("meeting", subject_en="Talk", subject_zh="会谈")
    session.workspace.meetings.attend(meeting.id, someone.id, "theirs")
    other = make_record("contact", name_en="Gu Ting")
    column.show_record("contact", someone.id)
    qtbot.waitUntil(lambda: reads(column, "Talk"))
    session.language.switch_to(CHINESE)
    qtbot.waitUntil(lambda: any(part == "会谈" for part in shown(column)))
    column.show_record("contact", other.id)
    assert not reads(column, "会谈")
    column.show_record("contact", "a record that is not there yet")
    qtbot.waitUntil(lambda: shown(column) == [])


def test_a_note_that_was_added_is_told_with_a_capital(
    session: Session, column: Surroundings, make_record: MakeRecord, qtbot: QtBot
) -> None:
    meeting = make_record("meeting", subject_en="Talk", date="2022-11-23")
    values = {"meeting": meeting.id, "kind": "decision", "text_en": "Agreed"}
    session.workspace.editing.create("note", values)
    column.show_record("meeting", meeting.id)
    qtbot.waitUntil(lambda: reads(column, "Decision: Agreed added"))
