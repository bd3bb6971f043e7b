"""The panel of a meeting: both sides as chips, times in one place, what is folded away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.services.meetings import OURS, THEIRS
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.forms.panels import make_panel
from wicco_desktop.ui.meeting.linked_chips import LinkedChips
from wicco_desktop.ui.meeting.meeting_panel import MeetingPanel
from wicco_desktop.ui.session import Session

Key = Qt.Key
Make = Callable[..., Record]
DAY = "2022-11-23"


class Panel:
    """A meeting panel with the people of the Wednesday meeting."""

    def __init__(self, session: Session, qtbot: QtBot, make: Make) -> None:
        self.session, self.qtbot = session, qtbot
        self.bureau = make("organisation", name_en="Bureau", short_name_en="DSEDT")
        self.chan = make("contact", name_zh="陈祖荣", name_en="Chan Chou Wang")
        session.workspace.people.add_post(
            self.chan.id,
            {"organisation": self.bureau.id, "title_en": "Engineer", "end": "2020"},
        )
        session.workspace.people.add_post(
            self.chan.id,
            {"organisation": self.bureau.id, "title_en": "Head of Division", "start": "2021"},
        )
        self.gu = make("contact", name_en="Gu Ting")
        self.sun = make("contact", name_en="Sun Jin")
        self.visit = make("delegation", name_en="Macao visit", start=DAY)
        session.workspace.delegations.set_members(self.visit.id, [self.gu.id, self.sun.id])
        self.meeting = make("meeting", date=DAY, subject_en="Work plan", host=self.bureau.id)
        self.open()

    def open(self) -> None:
        made = make_panel(self.session, "meeting")
        assert isinstance(made, MeetingPanel)
        self.panel = made
        self.qtbot.addWidget(made)
        made.resize(646, 800)
        made.show()
        made.activateWindow()
        self.qtbot.waitUntil(made.isActiveWindow)
        made.show_record(self.meeting.id)

    def side(self, side: str) -> LinkedChips:
        return self.panel.attendance.sides[side]

    def line(self, side: str) -> QWidget:
        line = self.side(side).editor.line
        line.setFocus()
        return line

    def attends(self, side: str) -> list[str]:
        self.qtbot.waitUntil(lambda: not self.session.writer.busy)
        found = self.session.workspace.meetings.attendees(self.meeting.id, side)
        return [entry.contact.id for entry in found]

    def titles(self, side: str) -> list[tuple[str, str]]:
        return [
            (row.title, row.detail)
            for row in self.side(side).editor.line.list.rows
            if isinstance(row, Suggestion)
        ]


@pytest.fixture
def held(session: Session, qtbot: QtBot, make_record: Make) -> Iterator[Panel]:
    made = Panel(session, qtbot, make_record)
    yield made
    session.writer.flush(5)


def test_a_name_and_enter_put_somebody_on_a_side_with_the_title_of_that_day(held: Panel) -> None:
    line = held.line(THEIRS)
    QTest.keyClicks(line, "czr")
    QTest.keyClick(line, Key.Key_Return)
    assert held.attends(THEIRS) == [held.chan.id]
    (chip,) = held.side(THEIRS).editor.chips
    assert (chip.entry.title, chip.entry.other_title, chip.entry.detail) == (
        "Chan Chou Wang",
        "陈祖荣",
        "Head of Division",
    )


def test_the_title_follows_the_date_of_the_meeting(held: Panel) -> None:
    held.session.workspace.meetings.set_attendance(held.meeting.id, THEIRS, [held.chan.id])
    held.session.workspace.editing.change("meeting", held.meeting.id, {"date": "2019-05-01"})
    chips = held.side(THEIRS).editor
    held.qtbot.waitUntil(lambda: [chip.entry.detail for chip in chips.chips] == ["Engineer"])


def test_the_hosts_people_are_proposed_first_on_their_side(held: Panel, make_record: Make) -> None:
    make_record("contact", name_en="Chan Aaron")
    line = held.line(THEIRS)
    QTest.keyClick(line, Key.Key_Down)
    assert [title for title, _detail in held.titles(THEIRS)] == ["Chan Chou Wang"]
    QTest.keyClicks(line, "chan")
    assert [title for title, _detail in held.titles(THEIRS)] == ["Chan Chou Wang", "Chan Aaron"]


def test_a_name_typed_in_both_languages_makes_a_contact_with_both_names(held: Panel) -> None:
    line = held.line(THEIRS)
    assert isinstance(line, QLineEdit)
    line.insert("贺建东 Jason Ho")
    QTest.keyClick(line, Key.Key_Space)
    QTest.keyClick(line, Key.Key_Return)
    (made,) = held.attends(THEIRS)
    contact = held.session.workspace.editing.record("contact", made)
    assert (contact["name_zh"], contact["name_en"]) == ("贺建东", "Jason Ho")


def test_a_name_nobody_has_makes_a_contact_in_the_same_undo(held: Panel) -> None:
    line = held.line(THEIRS)
    QTest.keyClicks(line, "Jason Ho")
    QTest.keyClick(line, Key.Key_Return)
    (made,) = held.attends(THEIRS)
    contact = held.session.workspace.store.get("contact", made)
    assert contact is not None
    assert contact["name_en"] == "Jason Ho"
    held.session.workspace.editing.undo()
    held.qtbot.waitUntil(lambda: held.side(THEIRS).ids == ())
    gone = held.session.workspace.store.get("contact", made)
    assert gone is not None
    assert gone.deleted


def test_a_sentence_makes_a_contact_only_at_the_second_enter(held: Panel) -> None:
    line, editor = held.line(THEIRS), held.side(THEIRS).editor
    QTest.keyClicks(line, "They send the list tomorrow.")
    QTest.keyClick(line, Key.Key_Return)
    assert "does not look like a name" in editor.hint.text()
    assert editor.hint.isVisible()
    assert editor.line.text() == "They send the list tomorrow."
    assert held.attends(THEIRS) == []
    QTest.keyClick(line, Key.Key_Return)
    (made,) = held.attends(THEIRS)
    contact = held.session.workspace.editing.record("contact", made)
    assert contact["name_en"] == "They send the list tomorrow."
    assert editor.line.hasFocus(), "for the next one"
    assert not editor.hint.isVisible()


def test_what_is_typed_after_the_doubt_is_a_text_of_its_own(held: Panel) -> None:
    line, editor = held.line(THEIRS), held.side(THEIRS).editor
    QTest.keyClicks(line, "Who pays?")
    QTest.keyClick(line, Key.Key_Return)
    QTest.keyClicks(line, "?")
    assert not editor.hint.isVisible()
    QTest.keyClick(line, Key.Key_Return)
    assert editor.hint.isVisible()
    assert held.attends(THEIRS) == []


def test_backspace_and_arrows_work_the_chips(held: Panel) -> None:
    meetings = held.session.workspace.meetings
    meetings.set_attendance(held.meeting.id, OURS, [held.gu.id, held.sun.id])
    held.qtbot.waitUntil(lambda: len(held.side(OURS).ids) == 2)
    line = held.line(OURS)
    QTest.keyClick(line, Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget() or line, Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget() or line, Key.Key_Backspace)
    assert held.attends(OURS) == [held.sun.id]


def test_enter_in_the_empty_line_goes_on_to_the_other_side_and_to_the_notes(held: Panel) -> None:
    QTest.keyClick(held.line(THEIRS), Key.Key_Return)
    assert held.side(OURS).editor.line.hasFocus()
    QTest.keyClick(held.side(OURS).editor.line, Key.Key_Return)
    assert held.panel.notes.composer.area.hasFocus()


def test_choosing_a_delegation_carries_its_members_where_nobody_is_on_our_side(
    held: Panel,
) -> None:
    held.panel.details.button.click()
    line = held.panel.fields.boxes["delegation"].editor.inputs()[0]
    line.setFocus()
    QTest.keyClicks(line, "macao")
    QTest.keyClick(line, Key.Key_Return)
    assert held.attends(OURS) == [held.gu.id, held.sun.id]
    chips = held.side(OURS).editor.chips
    assert [(chip.entry.title, chip.entry.detail) for chip in chips] == [
        ("Gu Ting", "leader"),
        ("Sun Jin", ""),
    ]


def test_choosing_a_delegation_leaves_who_is_there(held: Panel) -> None:
    held.session.workspace.meetings.set_attendance(held.meeting.id, OURS, [held.sun.id])
    held.qtbot.waitUntil(lambda: len(held.side(OURS).ids) == 1)
    held.panel.details.button.click()
    line = held.panel.fields.boxes["delegation"].editor.inputs()[0]
    line.setFocus()
    QTest.keyClicks(line, "macao")
    QTest.keyClick(line, Key.Key_Return)
    assert held.attends(OURS) == [held.sun.id]


def test_a_new_meeting_of_a_delegation_shows_its_members_and_keeps_them(held: Panel) -> None:
    held.panel.show_new({"delegation": held.visit.id})
    assert held.side(OURS).ids == (held.gu.id, held.sun.id)
    assert held.panel.saving is not None
    id_ = held.panel.saving.id
    assert held.session.workspace.store.get("meeting", id_) is None
    line = held.panel.fields.boxes["subject"].editor.inputs()[0]
    line.setFocus()
    QTest.keyClicks(line, "Next")
    QTest.keyClick(line, Key.Key_Tab)
    held.qtbot.waitUntil(lambda: not held.session.writer.busy)
    found = held.session.workspace.meetings.attendees(id_, OURS)
    assert [entry.contact.id for entry in found] == [held.gu.id, held.sun.id]


def test_a_new_meeting_left_untouched_is_not_made(held: Panel) -> None:
    held.panel.show_new({"delegation": held.visit.id})
    held.panel.show_record(held.meeting.id)
    held.qtbot.waitUntil(lambda: not held.session.writer.busy)
    assert len(held.session.workspace.store.select(Query("meeting"))) == 1
    assert held.session.drafts.all() == []


def test_the_role_is_changed_through_the_menu_of_the_chip(held: Panel) -> None:
    held.session.workspace.meetings.set_attendance(held.meeting.id, OURS, [held.gu.id])
    held.qtbot.waitUntil(lambda: len(held.side(OURS).ids) == 1)
    (chip,) = held.side(OURS).editor.chips
    chip.setFocus()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(
        chip, QContextMenuEvent(reason, QPoint(5, 5), chip.mapToGlobal(QPoint()))
    )
    menu = held.panel.attendance.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Open contact",
        "Role…",
        "To the other side",
        "Remove",
    ]
    menu.hide()
    menu.actions()[1].trigger()
    line = held.panel.attendance.role_line
    assert line is not None
    QTest.keyClicks(line.line, "chair")
    QTest.keyClick(line.line, Key.Key_Return)
    held.qtbot.waitUntil(lambda: chip.entry.detail == "chair")


def test_somebody_goes_to_the_other_side_with_the_role(held: Panel) -> None:
    meetings = held.session.workspace.meetings
    meetings.attend(held.meeting.id, held.gu.id, OURS, "chair")
    held.qtbot.waitUntil(lambda: len(held.side(OURS).ids) == 1)
    (chip,) = held.side(OURS).editor.chips
    held.panel.attendance._show_menu(chip, chip.mapToGlobal(QPoint()))
    menu = held.panel.attendance.menu
    assert menu is not None
    menu.hide()
    menu.actions()[2].trigger()
    assert held.attends(THEIRS) == [held.gu.id]
    assert held.attends(OURS) == []
    assert held.side(THEIRS).editor.chips[0].entry.detail == "chair"


def test_start_and_end_are_typed_in_one_go(held: Panel) -> None:
    start = held.panel.fields.boxes["start"].editor.inputs()[0]
    start.setFocus()
    for char in "10-1130":
        QTest.keyClicks(QApplication.focusWidget() or start, char)
    QTest.keyClick(QApplication.focusWidget() or start, Key.Key_Tab)
    held.qtbot.waitUntil(lambda: not held.session.writer.busy)
    record = held.session.workspace.editing.record("meeting", held.meeting.id)
    assert (record["start"], record["end"]) == ("10:00", "11:30")


def test_what_is_folded_away_is_said(held: Panel) -> None:
    workspace = held.session.workspace
    assert held.panel.details.button.accessibleName() == (
        "More: delegation, place, other bodies, remarks"
    )
    workspace.editing.change(
        "meeting", held.meeting.id, {"delegation": held.visit.id, "place_en": "Room 5"}
    )
    workspace.meetings.set_bodies(held.meeting.id, [held.bureau.id])
    held.qtbot.waitUntil(
        lambda: held.panel.details.button.accessibleName() == "More: Macao visit · Room 5 · DSEDT"
    )
    assert not held.panel.fields.boxes["delegation"].isVisible()
    held.panel.details.button.click()
    assert held.panel.fields.boxes["delegation"].isVisible()


def test_other_bodies_are_added_by_name(held: Panel) -> None:
    held.panel.details.button.click()
    line = held.panel.bodies.editor.line
    line.setFocus()
    QTest.keyClicks(line, "Futian District Government")
    QTest.keyClick(line, Key.Key_Return)
    held.qtbot.waitUntil(lambda: not held.session.writer.busy)
    found = held.session.workspace.meetings.bodies(held.meeting.id)
    assert [record["name_en"] for _link, record in found] == ["Futian District Government"]


def test_who_came_a_moment_ago_can_speak_although_an_import_holds_the_writer(
    held: Panel, make_record: Make
) -> None:
    held.session.writer.write = lambda *_args, **_more: None  # type: ignore[method-assign]
    line = held.line(THEIRS)
    QTest.keyClicks(line, "Jason Ho")
    QTest.keyClick(line, Key.Key_Return)
    area = held.panel.notes.composer.area
    area.setFocus()
    QTest.keyClicks(area, "jh")
    QTest.keyClick(area, Key.Key_Return)
    assert held.panel.notes.composer.speaker.text() == "Jason Ho"
    del held.session.writer.write


def test_chips_not_yet_saved_when_the_program_died_are_saved_at_the_next_start(
    held: Panel,
) -> None:
    made = "01860000-0000-7000-8000-000000000001"
    kept = {
        "typed": "Wang",
        "ids": [held.chan.id, made],
        "made": {made: {"name_en": "Jason Ho"}},
    }
    key = DraftKey("meeting", held.meeting.id, "attendance_theirs")
    held.session.drafts.put(Draft(key, json.dumps(kept)))
    held.open()
    assert held.attends(THEIRS) == [held.chan.id, made]
    assert held.side(THEIRS).editor.line.text() == "Wang"


def test_everything_is_named_in_the_language_of_the_interface(held: Panel) -> None:
    held.session.workspace.meetings.set_attendance(held.meeting.id, THEIRS, [held.chan.id])
    held.qtbot.waitUntil(lambda: len(held.side(THEIRS).ids) == 1)
    area = held.panel.notes.composer.area
    area.setFocus()
    QTest.keyClicks(area, "half a sent")
    held.session.language.switch_to(CHINESE)
    assert held.side(THEIRS).editor.chips[0].entry.title == "陈祖荣"
    assert area.toPlainText() == "half a sent"
    assert area.hasFocus()


def test_a_line_begun_in_a_new_meeting_is_found_there_after_a_crash(held: Panel) -> None:
    held.panel.show_new({"kind": "visit", "delegation": held.visit.id})
    assert held.panel.saving is not None
    new = held.panel.saving.id
    area = held.panel.notes.composer.area
    area.setFocus()
    QTest.keyClicks(area, "Four laborator")
    made = make_panel(held.session, "meeting")
    assert isinstance(made, MeetingPanel)
    held.qtbot.addWidget(made)
    made.show_record(new)
    assert made.notes.composer.area.toPlainText() == "Four laborator"
    made.notes.composer.area.setFocus()
    QTest.keyClick(made.notes.composer.area, Key.Key_Return)
    held.qtbot.waitUntil(lambda: not held.session.writer.busy)
    (note,) = held.session.workspace.notes.of(new)
    assert note["text_en"] == "Four laborator"
    record = held.session.workspace.editing.record("meeting", new)
    assert (record["kind"], record["delegation"]) == ("visit", held.visit.id)


def test_the_line_stays_in_sight_while_the_notes_grow(held: Panel) -> None:
    area = held.panel.notes.composer.area
    area.setFocus()
    for number in range(20):
        QTest.keyClicks(area, f"note number {number}")
        QTest.keyClick(area, Key.Key_Return)
    held.qtbot.waitUntil(lambda: not held.session.writer.busy)

    def seen() -> bool:
        foot = area.mapTo(held.panel, area.rect().bottomLeft()).y()
        grown = held.panel.content.height() > held.panel.height() + 40
        return grown and 0 < foot < held.panel.height()

    held.qtbot.waitUntil(seen)
