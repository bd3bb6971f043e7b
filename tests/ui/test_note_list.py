"""The notes in their list: edited in place, moved, made decisions and follow-ups, put away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.services.notes import NewNote
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.meeting.note_editor import NoteEditor
from wicco_desktop.ui.meeting.note_list import NoteList
from wicco_desktop.ui.meeting.notes_section import NotesSection
from wicco_desktop.ui.session import Session

Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Make = Callable[..., Record]


class Held:
    """The notes of a meeting in a panel that scrolls."""

    def __init__(self, session: Session, qtbot: QtBot, make: Make) -> None:
        self.session, self.qtbot = session, qtbot
        self.meeting = make("meeting", date="2022-11-23", subject_en="Work plan")
        self.chan = make("contact", name_zh="陈祖荣", name_en="Chan Chou Wang")
        self.gu = make("contact", name_en="Gu Ting")

    def add(self, *texts: str) -> None:
        notes = [NewNote({"en": text}) for text in texts]
        self.session.workspace.notes.add(self.meeting.id, notes)

    def open(self) -> None:
        self.area = QScrollArea()
        self.section = NotesSection(self.session)
        self.area.setWidget(self.section)
        self.area.setWidgetResizable(True)
        self.qtbot.addWidget(self.area)
        self.session.written.connect(self.section.hear)
        self.area.resize(640, 480)
        self.area.show()
        self.qtbot.waitExposed(self.area)
        record = self.session.workspace.store.get("meeting", self.meeting.id)
        with self.qtbot.waitSignal(self.section.shown):
            self.section.show_for(Autosave(self.session, "meeting", record))

    @property
    def view(self) -> NoteList:
        return self.section.list

    @property
    def editor(self) -> NoteEditor:
        assert self.view.editor is not None
        return self.view.editor

    def at(self, row: int) -> None:
        self.view.go_to(row)
        self.view.setFocus()
        self.qtbot.waitUntil(self.view.hasFocus)

    def press(
        self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, key, modifier)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        QTest.keyClicks(focus, text)

    def settled(self) -> list[Record]:
        """The notes as recorded, once everything is written and shown."""
        notes = self.session.workspace.notes

        def there() -> None:
            assert not self.session.writer.busy
            shown = [(row.id, row.own, row.kind) for row in self.view.notes.rows]
            kept = notes.of(self.meeting.id)
            assert shown == [(n.id, n.text("text_en"), n.text("kind")) for n in kept]

        self.qtbot.waitUntil(there)
        return notes.of(self.meeting.id)

    def texts(self) -> list[str]:
        return [note.text("text_en") for note in self.settled()]


@pytest.fixture
def held(session: Session, qtbot: QtBot, make_record: Make) -> Iterator[Held]:
    made = Held(session, qtbot, make_record)
    made.add("one", "two", "three")
    made.open()
    yield made
    session.writer.flush(5)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F2])
def test_a_note_is_edited_where_it_stands_and_saved_by_itself(held: Held, key: Key) -> None:
    held.at(1)
    held.press(key)
    assert held.editor.isVisible()
    held.press(Key.Key_End)
    held.type(" more")
    held.press(Key.Key_Return)
    assert held.view.editor is None
    assert held.view.hasFocus()
    assert held.texts() == ["one", "two more", "three"]


def test_a_click_edits(held: Held) -> None:
    place = held.view.visualRect(held.view.notes.index(2)).center()
    QTest.mouseClick(
        held.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert held.editor.id == held.view.notes.rows[2].id


def test_the_other_language_is_edited_too(held: Held) -> None:
    held.at(0)
    held.press(Key.Key_Return)
    held.press(Key.Key_T, CONTROL)
    held.type("yi")
    held.press(Key.Key_Escape)
    assert held.settled()[0]["text_zh"] == "yi"


def test_a_translation_older_than_its_original_is_marked_and_confirmed_by_keys(
    held: Held,
) -> None:
    note = held.view.notes.rows[0].id
    held.session.workspace.editing.change("note", note, {"text_zh": "一"})
    held.session.workspace.editing.change("note", note, {"text_en": "first"})
    held.qtbot.waitUntil(lambda: held.view.notes.rows[0].other_older)
    held.at(0)
    held.press(Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    held.qtbot.waitUntil(lambda: not held.view.notes.rows[0].other_older)


def test_still_right_can_be_clicked(held: Held) -> None:
    note = held.view.notes.rows[0].id
    held.session.workspace.editing.change("note", note, {"text_zh": "一"})
    held.session.workspace.editing.change("note", note, {"text_en": "first"})
    held.qtbot.waitUntil(lambda: held.view.notes.rows[0].other_older)
    rect = held.view.visualRect(held.view.notes.index(0))
    link = held.view.painter.layout(rect.width()).places(held.view.notes.rows[0]).other.link
    assert link is not None
    place = link.center() + rect.topLeft()
    QTest.mouseClick(
        held.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    held.qtbot.waitUntil(lambda: not held.view.notes.rows[0].other_older)
    assert held.view.editor is None


def test_alt_and_arrows_move_a_note_as_often_as_they_are_pressed(held: Held) -> None:
    held.at(0)
    for _ in range(3):
        held.press(Key.Key_Down, ALT)
    assert held.view.current is not None
    assert held.view.current.own == "one"
    assert held.texts() == ["two", "three", "one"]
    assert held.view.hasFocus()
    held.press(Key.Key_Up, ALT)
    assert held.texts() == ["two", "one", "three"]
    assert held.view.current.own == "one"


def test_ctrl_d_makes_a_decision_and_a_statement_again(held: Held) -> None:
    held.at(1)
    held.press(Key.Key_D, CONTROL)
    assert held.settled()[1]["kind"] == "decision"
    held.press(Key.Key_D, CONTROL)
    held.qtbot.waitUntil(lambda: held.settled()[1]["kind"] == "statement")


def test_ctrl_u_makes_a_follow_up_and_asks_who_and_when(held: Held) -> None:
    held.at(1)
    held.press(Key.Key_U, CONTROL)
    held.qtbot.waitUntil(lambda: held.view.editor is not None)
    owner = held.editor.follows.boxes["owner"].editor
    held.qtbot.waitUntil(lambda: QApplication.focusWidget() in owner.inputs())
    held.type("gu")
    held.press(Key.Key_Return)
    held.press(Key.Key_Tab)
    held.type("2022-12-09")
    held.press(Key.Key_Return)
    held.press(Key.Key_Escape)
    held.settled()
    (made,) = held.session.workspace.follow_ups.open_ones()
    assert (made["owner"], made["due"], made["what_en"]) == (held.gu.id, "2022-12-09", "two")


def test_delete_puts_into_the_trash_and_undo_brings_it_back(held: Held) -> None:
    held.at(1)
    held.press(Key.Key_Delete)
    assert held.texts() == ["one", "three"]
    assert held.view.current is not None
    assert held.view.current.own == "three"
    held.session.workspace.editing.undo()
    held.qtbot.waitUntil(lambda: held.texts() == ["one", "two", "three"])


def test_the_speaker_can_be_changed_and_named_freely(held: Held) -> None:
    held.at(0)
    held.press(Key.Key_Return)
    held.editor.speaker.line.setFocus()
    held.type("czr")
    held.press(Key.Key_Return)
    held.press(Key.Key_Escape)
    held.qtbot.waitUntil(lambda: held.settled()[0]["speaker"] == held.chan.id)
    held.press(Key.Key_Return)
    held.editor.speaker.line.setFocus()
    held.editor.speaker.line.selectAll()
    held.type("Both sides")
    held.press(Key.Key_Tab)
    held.qtbot.waitUntil(lambda: held.settled()[0]["speaker_name"] == "Both sides")
    assert held.settled()[0]["speaker"] is None


def test_the_kind_follow_up_makes_one(held: Held) -> None:
    held.at(0)
    held.press(Key.Key_Return)
    box = held.editor.kind.editor.inputs()[0]
    box.setFocus()
    QTest.keyClicks(box, "fol")
    held.qtbot.waitUntil(lambda: held.editor.follow_up is not None)
    assert len(held.session.workspace.follow_ups.open_ones()) == 1


def test_what_is_typed_stays_when_notes_are_written_elsewhere(held: Held) -> None:
    held.at(1)
    held.press(Key.Key_Return)
    held.press(Key.Key_End)
    held.type(" mor")
    held.add("four")
    held.qtbot.waitUntil(lambda: len(held.view.notes.rows) == 4)
    held.type("e")
    held.press(Key.Key_Return)
    assert held.texts() == ["one", "two more", "three", "four"]


def test_composed_text_is_the_editors_and_enter_does_not_end_it(
    held: Held, compose: Callable[..., None]
) -> None:
    held.at(0)
    held.press(Key.Key_Return)
    held.press(Key.Key_T, CONTROL)
    area = QApplication.focusWidget()
    assert area is not None
    compose(area, "yi")
    held.press(Key.Key_Return)
    assert held.view.editor is not None
    compose(area, "", "一")
    held.press(Key.Key_Return)
    assert held.settled()[0]["text_zh"] == "一"


def test_a_note_being_edited_when_the_program_died_is_open_again(held: Held) -> None:
    note = held.view.notes.rows[1].id
    held.session.drafts.put(Draft(DraftKey("note", note, "text_en"), "two and a half", "two"))
    held.open()
    assert held.editor.id == note
    assert held.editor.sides.typed_sides()["en"] == "two and a half"
    held.section.flush()
    assert held.texts()[1] == "two and a half"


def test_names_and_texts_change_sides_with_the_language(held: Held) -> None:
    note = held.view.notes.rows[0].id
    held.session.workspace.editing.change("note", note, {"text_zh": "一", "speaker": held.chan.id})
    held.qtbot.waitUntil(lambda: held.view.notes.rows[0].name == "Chan Chou Wang")
    held.session.language.switch_to(CHINESE)
    held.section.retranslate()
    row = held.view.notes.rows[0]
    assert (row.name, row.own, row.other) == ("陈祖荣", "一", "one")


def test_five_hundred_notes_are_one_list_of_their_height(held: Held) -> None:
    held.add(*(f"note {number}" for number in range(497)))
    held.qtbot.waitUntil(lambda: len(held.view.notes.rows) == 500)
    last = held.view.visualRect(held.view.notes.index(499))
    assert held.view.height() == last.bottom() + 1
    held.qtbot.waitUntil(lambda: held.section.height() > held.view.height())
    held.at(499)
    seen = held.view.mapTo(held.area, last.center())
    assert 0 <= seen.y() <= held.area.height()
