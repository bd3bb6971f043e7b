"""The line at the foot of a meeting, typed into with real keys, in one meeting's notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.services.composed_draft import from_text
from wicco_desktop.services.meeting_people import MeetingPeople
from wicco_desktop.store.drafts import DraftKey
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.meeting.composer import Composer
from wicco_desktop.ui.meeting.notes_section import NotesSection
from wicco_desktop.ui.session import Session

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Make = Callable[..., Record]
DAY = "2022-11-23"


class Notes:
    """The notes of one meeting in a window of their own, and what is recorded of it."""

    def __init__(self, session: Session, qtbot: QtBot, make: Make) -> None:
        self.session, self.qtbot = session, qtbot
        self.chan = make("contact", name_zh="陈祖荣", name_en="Chan Chou Wang")
        self.gu = make("contact", name_en="Gu Ting")
        self.sun = make("contact", name_en="Sun Jin")
        self.meeting = make("meeting", date=DAY, subject_en="Work plan")
        meetings = session.workspace.meetings
        meetings.set_attendance(self.meeting.id, "theirs", [self.chan.id])
        meetings.set_attendance(self.meeting.id, "ours", [self.gu.id])
        self.open()

    def open(self, saving: Autosave | None = None) -> None:
        """Show the meeting, as after a start of the program."""
        self.section = NotesSection(self.session)
        self.qtbot.addWidget(self.section)
        self.session.written.connect(self.section.hear)
        self.section.resize(620, 400)
        self.section.show()
        self.qtbot.waitExposed(self.section)
        saving = saving or Autosave(
            self.session, "meeting", self.session.workspace.store.get("meeting", self.meeting.id)
        )
        people = MeetingPeople(
            self.session.workspace.store,
            self.session.workspace.people,
            self.session.workspace.meetings,
        )
        with self.qtbot.waitSignal(self.section.shown):
            self.section.show_for(saving)
        self.section.use_people(people.present(self.meeting.id, DAY), DAY)
        self.section.composer.setFocus()
        self.qtbot.waitUntil(self.line.hasFocus)

    @property
    def composer(self) -> Composer:
        return self.section.composer

    @property
    def line(self) -> QWidget:
        return self.composer.area

    def type(self, text: str) -> None:
        if text.isascii():
            QTest.keyClicks(self.line, text)
            return
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.line, event)

    def press(
        self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.line, key, modifier)

    def enter(self) -> None:
        self.press(Key.Key_Return)

    @property
    def text(self) -> str:
        return self.composer.area.toPlainText()

    def saved(self, count: int) -> list[Record]:
        """The notes, once there are so many and the list shows them."""
        notes = self.session.workspace.notes

        def there() -> None:
            rows = self.section.list.notes.rows
            assert len(notes.of(self.meeting.id)) == len(rows) == count
            assert not any(row.waiting for row in rows)

        self.qtbot.waitUntil(lambda: not self.session.writer.busy)
        self.qtbot.waitUntil(there)
        return notes.of(self.meeting.id)

    def draft(self) -> str:
        found = self.session.drafts.get(DraftKey("meeting", self.meeting.id, "composer"))
        return found.text if found else ""


@pytest.fixture
def notes(session: Session, qtbot: QtBot, make_record: Make) -> Iterator[Notes]:
    made = Notes(session, qtbot, make_record)
    yield made
    session.writer.flush(5)


def test_initials_and_enter_pick_the_speaker_who_stays(notes: Notes) -> None:
    notes.type("czr")
    assert [row.title for row in notes.composer.list.rows] == ["Chan Chou Wang"]  # type: ignore[union-attr]
    notes.enter()
    assert notes.composer.speaker.text() == "Chan Chou Wang"
    assert notes.text == ""
    notes.type("Universities are the main source of research.")
    notes.enter()
    notes.type("Four laboratories.")
    notes.enter()
    assert [
        (note["speaker"], note["text_en"], note["kind"], note["written_first"])
        for note in notes.saved(2)
    ] == [
        (notes.chan.id, "Universities are the main source of research.", "statement", "en"),
        (notes.chan.id, "Four laboratories.", "statement", "en"),
    ]
    assert notes.composer.speaker.text() == "Chan Chou Wang"


def test_the_list_of_names_never_takes_the_focus(notes: Notes) -> None:
    notes.type("chan")
    assert notes.composer.list.isVisible()
    assert notes.line.hasFocus()


def test_esc_makes_a_name_text_after_all(notes: Notes) -> None:
    notes.type("chan")
    notes.press(Key.Key_Escape)
    assert not notes.composer.list.isVisible()
    notes.enter()
    assert notes.saved(1)[0]["text_en"] == "chan"


def test_esc_after_enter_brings_the_word_back(notes: Notes) -> None:
    notes.type("chan")
    notes.enter()
    notes.press(Key.Key_Escape)
    assert notes.text == "chan"
    assert not notes.composer.speaker.isVisible()


def test_backspace_at_the_empty_line_clears_the_speaker(notes: Notes) -> None:
    notes.type("czr")
    notes.enter()
    notes.type("a")
    notes.press(Key.Key_Backspace)
    assert notes.composer.speaker.isVisible()
    notes.press(Key.Key_Backspace)
    assert not notes.composer.speaker.isVisible()


def test_at_searches_everyone_and_offers_a_name_that_is_no_contact(notes: Notes) -> None:
    notes.type("@sun")
    assert [getattr(row, "title", "") for row in notes.composer.list.rows] == ["Sun Jin", ""]
    notes.press(Key.Key_Down)
    notes.enter()
    assert notes.composer.speaker.text() == "sun"
    notes.type("@Sun J")
    notes.enter()
    notes.type("I shall write about it.")
    notes.enter()
    assert notes.saved(1)[0]["speaker"] == notes.sun.id


def test_ctrl_d_makes_a_decision(notes: Notes) -> None:
    notes.type("@Both sides")
    notes.enter()
    notes.type("Promote WICCO.")
    notes.press(Key.Key_D, CONTROL)
    assert notes.composer.kind.text() == "decision"
    notes.enter()
    (note,) = notes.saved(1)
    assert (note["kind"], note["speaker_name"]) == ("decision", "Both sides")
    assert not notes.composer.kind.isVisible()


def test_ctrl_u_asks_owner_and_due_in_the_same_line(notes: Notes) -> None:
    notes.type("Send the list of member cities.")
    notes.press(Key.Key_U, CONTROL)
    assert notes.composer.asked.text() == "Owner:"
    notes.type("gt")
    notes.enter()
    assert notes.composer.asked.text() == "Due:"
    notes.type("+16")
    notes.enter()
    (note,) = notes.saved(1)
    made = notes.session.workspace.notes.follow_up_of(note.id)
    assert made is not None
    assert (made["owner"], made["due"], made["what_en"]) == (
        notes.gu.id,
        "2022-12-09",
        "Send the list of member cities.",
    )
    assert notes.section.list.notes.rows[0].due == "due 9 Dec 2022"


def test_enter_skips_owner_and_due(notes: Notes) -> None:
    notes.type("Send the list.")
    notes.press(Key.Key_U, CONTROL)
    notes.enter()
    notes.enter()
    (note,) = notes.saved(1)
    made = notes.session.workspace.notes.follow_up_of(note.id)
    assert made is not None
    assert (made["owner"], made["due"]) == (None, None)


def test_a_due_date_that_is_none_is_told_and_nothing_is_lost(notes: Notes) -> None:
    notes.type("Send the list.")
    notes.press(Key.Key_U, CONTROL)
    notes.enter()
    notes.type("31 Feb")
    notes.enter()
    assert notes.composer.problem.isVisible()
    assert notes.text == "31 Feb"
    assert "Send the list." in notes.draft()


def test_an_owner_who_is_no_contact_is_made(notes: Notes) -> None:
    notes.type("Send the list.")
    notes.press(Key.Key_U, CONTROL)
    notes.type("Wang Haolan")
    notes.enter()
    notes.enter()
    notes.saved(1)
    (made,) = notes.session.workspace.follow_ups.open_ones()
    owner = notes.session.workspace.store.get("contact", made.text("owner"))
    assert owner is not None
    assert owner["name_en"] == "Wang Haolan"


def test_ctrl_t_writes_both_sides_of_one_note(notes: Notes) -> None:
    notes.type("Four laboratories.")
    notes.press(Key.Key_T, CONTROL)
    assert notes.composer.side.text() == "中文"
    assert notes.composer.other_side.text() == "Four laboratories."
    notes.type("四所实验室。")
    notes.enter()
    (note,) = notes.saved(1)
    assert (note["text_en"], note["text_zh"]) == ("Four laboratories.", "四所实验室。")
    assert (note["written_first"], note["text_older"]) == ("en", None)


def test_shift_enter_breaks_the_line(notes: Notes) -> None:
    notes.type("one")
    notes.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    notes.type("two")
    notes.enter()
    assert notes.saved(1)[0]["text_en"] == "one\ntwo"


def paste(notes: Notes, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    notes.press(Key.Key_V, CONTROL)


def test_pasted_minutes_become_attributed_notes_in_one_transaction(notes: Notes) -> None:
    paste(notes, "陈局长：高校是科研主体。\n四所实验室。\nMr Ho: We agree.\n决定：推介创合组织。")
    assert notes.composer.preview.heading.text() == (
        "4 notes from the clipboard: Enter adds, Esc pastes as text"
    )
    assert [row.speaker for row in notes.composer.preview.rows] == [
        "Chan Chou Wang",
        "Chan Chou Wang",
        "Mr Ho",
        "",
    ]
    assert notes.session.workspace.notes.of(notes.meeting.id) == []
    before = notes.session.workspace.store.transactions(limit=1)[0].id
    notes.enter()
    saved = notes.saved(4)
    assert [note["speaker"] or note["speaker_name"] for note in saved] == [
        notes.chan.id,
        notes.chan.id,
        "Mr Ho",
        None,
    ]
    assert saved[3]["kind"] == "decision"
    assert notes.session.workspace.store.transactions(limit=1)[0].id == before + 1
    assert not notes.composer.preview.isVisible()


def test_esc_pastes_as_text(notes: Notes) -> None:
    notes.type("x ")
    paste(notes, "陈局长：好\nGu Ting: ok")
    notes.press(Key.Key_Escape)
    assert notes.text == "x 陈局长：好\nGu Ting: ok"
    assert not notes.composer.preview.isVisible()


def test_pasted_text_of_nobody_is_text(notes: Notes) -> None:
    paste(notes, "See https://wicco.org at 10:05")
    assert notes.text == "See https://wicco.org at 10:05"


def test_every_keystroke_is_kept_and_offered_back(notes: Notes) -> None:
    notes.type("czr")
    notes.enter()
    notes.type("Universit")
    assert from_text(notes.draft()).now.first == "Universit"
    notes.open()
    assert notes.text == "Universit"
    assert notes.composer.speaker.text() == "Chan Chou Wang"
    notes.enter()
    assert notes.saved(1)[0]["speaker"] == notes.chan.id
    assert notes.draft() == ""


def test_a_note_on_its_way_when_the_program_died_is_written_at_the_next_start(
    notes: Notes,
) -> None:
    notes.session.writer.write = lambda *_args, **_more: None  # type: ignore[method-assign]
    notes.type("Four laboratories.")
    notes.enter()
    assert [(row.own, row.waiting) for row in notes.section.list.notes.rows] == [
        ("Four laboratories.", True)
    ]
    assert "Four laboratories." in notes.draft()
    del notes.session.writer.write
    notes.open()
    assert notes.saved(1)[0]["text_en"] == "Four laboratories."
    assert notes.draft() == ""


def test_the_first_note_makes_the_meeting(
    notes: Notes, qtbot: QtBot, session: Session, make_record: Make
) -> None:
    saving = Autosave(session, "meeting", values={"kind": "visit"})
    notes.meeting = Record("meeting", saving.id, {})
    notes.open(saving)
    notes.type("Hello there.")
    draft = session.drafts.get(DraftKey("meeting", saving.id, "composer"))
    assert draft is not None
    assert draft.creates is not None
    assert draft.creates["kind"] == "visit"
    notes.enter()
    assert notes.saved(1)[0]["meeting"] == saving.id
    assert session.workspace.editing.record("meeting", saving.id)["kind"] == "visit"
    assert notes.draft() == ""


class TestInputMethod:
    def test_composed_text_is_no_name_and_enter_belongs_to_the_composition(
        self, notes: Notes, compose: Callable[..., None]
    ) -> None:
        compose(notes.line, "chen'zu'rong")
        assert not notes.composer.list.isVisible()
        assert notes.draft() == ""
        notes.enter()
        compose(notes.line, "", "陈祖荣")
        assert notes.composer.speaker.text() == ""
        assert notes.composer.list.isVisible()
        notes.enter()
        assert notes.composer.speaker.text() == "Chan Chou Wang"

    def test_keys_typed_while_composing_are_the_input_methods(
        self, notes: Notes, compose: Callable[..., None]
    ) -> None:
        notes.type("a")
        compose(notes.line, "si'suo")
        for key in (Key.Key_Escape, Key.Key_Backspace, Key.Key_Up, Key.Key_Down):
            notes.press(key)
        notes.press(Key.Key_D, CONTROL)
        compose(notes.line, "", "四所")
        assert notes.text == "a四所"
        assert notes.composer.now.kind == "statement"

    def test_a_composed_note_is_written_under_its_language(
        self, notes: Notes, compose: Callable[..., None]
    ) -> None:
        compose(notes.line, "", "高校是科研主体。")
        notes.enter()
        (note,) = notes.saved(1)
        assert (note["text_zh"], note["written_first"]) == ("高校是科研主体。", "zh")


def test_the_language_switches_with_everything_typed_kept(notes: Notes) -> None:
    notes.type("czr")
    notes.enter()
    notes.type("Four lab")
    notes.session.language.switch_to(CHINESE)
    assert notes.text == "Four lab"
    assert notes.composer.speaker.text() == "陈祖荣"
    assert notes.line.hasFocus()


def test_up_goes_to_the_last_note_and_down_comes_back(notes: Notes) -> None:
    for text in ("one one", "two two"):
        notes.type(text)
        notes.enter()
    notes.saved(2)
    notes.press(Key.Key_Up)
    assert notes.section.list.hasFocus()
    assert notes.section.list.current is not None
    assert notes.section.list.current.own == "two two"
    QTest.keyClick(notes.section.list, Key.Key_Down)
    assert notes.line.hasFocus()
