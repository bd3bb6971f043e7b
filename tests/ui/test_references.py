"""Links to records: found while typing, made from what is typed, shown with both names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.reference import ReferenceEditor
from wicco_desktop.ui.editors.references import ReferencesEditor
from wicco_desktop.ui.editors.suggestions import Creation, Suggestion
from wicco_desktop.ui.language import LanguageSwitch

Compose = Callable[..., None]

PEOPLE = {
    entry.id: entry
    for entry in (
        Suggestion("1", "陈祖荣", "Chan Chou Wang", "Head of Division"),
        Suggestion("2", "Gu Ting", "", "lead"),
        Suggestion("3", "Gu Xiao", "", ""),
        Suggestion("4", "Old Post", "", "", deleted=True),
    )
}
ASKED: list[str] = []


def complete(text: str) -> list[Suggestion]:
    ASKED.append(text)
    return [
        entry
        for entry in PEOPLE.values()
        if text.casefold() in f"{entry.title} {entry.other_title}".casefold() and not entry.deleted
    ]


def likely(text: str) -> Message | None:
    return Message("Looks like {name}.", {"name": "陈祖荣"}) if "chan" in text else None


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    ASKED.clear()
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


def shown(qtbot: QtBot, page: QWidget, editor: Editor) -> list[Any]:
    """Put the editor on the page; what it tells is noted in the list returned."""
    heard: list[Any] = []
    layout = page.layout()
    assert layout is not None
    layout.addWidget(editor)
    layout.addWidget(QLineEdit())
    editor.committed.connect(lambda: heard.append(editor.value()))
    page.show()
    page.activateWindow()
    editor.focus_first()
    qtbot.waitUntil(editor.inputs()[0].hasFocus)
    return heard


@pytest.fixture
def one(page: QWidget, switch: LanguageSwitch) -> ReferenceEditor:
    return ReferenceEditor(switch, complete, PEOPLE.get, likely=likely)


@pytest.fixture
def several(page: QWidget, switch: LanguageSwitch) -> ReferencesEditor:
    return ReferencesEditor(switch, complete, PEOPLE.get, likely=likely)


def titles(editor: ReferenceEditor | ReferencesEditor) -> list[str]:
    return [
        f"+{row.text}" if isinstance(row, Creation) else row.title for row in editor.line.list.rows
    ]


def test_enter_takes_the_first_that_fits(qtbot: QtBot, page: QWidget, one: ReferenceEditor) -> None:
    heard = shown(qtbot, page, one)
    QTest.keyClicks(one.line, "gu")
    assert titles(one) == ["Gu Ting", "Gu Xiao", "+gu"]
    assert one.line.hasFocus()
    QTest.keyClick(one.line, Qt.Key.Key_Down)
    QTest.keyClick(one.line, Qt.Key.Key_Return)
    assert heard == ["3"]
    assert one.line.text() == "Gu Xiao"
    assert one.line.list.isHidden()


def test_a_name_longer_than_its_field_is_read_from_its_beginning(
    qtbot: QtBot, page: QWidget, one: ReferenceEditor
) -> None:
    page.resize(160, 200)
    shown(qtbot, page, one)
    one.line.create_requested.connect(one.line.show_text)
    QTest.keyClicks(one.line, "Economic and Technological Development Bureau")
    assert one.line.cursorPosition() > 0
    QTest.keyClick(one.line, Qt.Key.Key_Tab)
    assert one.line.cursorPosition() == 0


def test_leaving_takes_an_exact_name_only(
    qtbot: QtBot, page: QWidget, one: ReferenceEditor
) -> None:
    heard = shown(qtbot, page, one)
    QTest.keyClicks(one.line, "gu")
    QTest.keyClick(one.line, Qt.Key.Key_Tab)
    assert heard == []
    assert one.typed() == "gu"
    assert one.value() is None
    assert "not linked" in one.hint.text()
    one.focus_first()
    one.line.selectAll()
    QTest.keyClicks(one.line, "gu ting")
    QTest.keyClick(one.line, Qt.Key.Key_Tab)
    assert heard == ["2"]
    assert one.hint.isHidden()


def test_nothing_is_asked_while_composing_and_the_list_stays_as_it_is(
    qtbot: QtBot, page: QWidget, one: ReferenceEditor, compose: Compose
) -> None:
    shown(qtbot, page, one)
    QTest.keyClicks(one.line, "gu")
    rows = titles(one)
    ASKED.clear()
    compose(one.line, "chen")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(one.line, key)
    assert ASKED == []
    assert titles(one) == rows
    assert one.line.list.isVisible()
    compose(one.line, "", "陈")
    assert ASKED == ["gu陈"]


def test_the_last_entry_makes_a_record_of_what_was_typed(
    qtbot: QtBot, page: QWidget, one: ReferenceEditor
) -> None:
    heard = shown(qtbot, page, one)
    wanted: list[str] = []
    one.create_requested.connect(wanted.append)
    QTest.keyClicks(one.line, "Ding Tian")
    assert titles(one) == ["+Ding Tian"]
    QTest.keyClick(one.line, Qt.Key.Key_Return)
    assert wanted == ["Ding Tian"]
    assert heard == []
    one.choose("2")
    assert heard == ["2"]


def test_a_likely_duplicate_is_told_while_typing(
    qtbot: QtBot, page: QWidget, one: ReferenceEditor
) -> None:
    shown(qtbot, page, one)
    QTest.keyClicks(one.line, "chan")
    assert one.line.list.note.text() == "Looks like 陈祖荣."
    assert one.line.list.note.isVisible()


def test_escape_closes_the_list_and_keeps_the_text(
    qtbot: QtBot, page: QWidget, one: ReferenceEditor
) -> None:
    shown(qtbot, page, one)
    QTest.keyClicks(one.line, "gu")
    QTest.keyClick(one.line, Qt.Key.Key_Escape)
    assert one.line.list.isHidden()
    assert one.line.text() == "gu"


def test_emptying_the_field_unlinks(qtbot: QtBot, page: QWidget, one: ReferenceEditor) -> None:
    one.set_value("2")
    heard = shown(qtbot, page, one)
    one.line.selectAll()
    QTest.keyClick(one.line, Qt.Key.Key_Delete)
    assert one.value() is None
    QTest.keyClick(one.line, Qt.Key.Key_Tab)
    assert heard == [None]


def test_a_deleted_or_missing_record_is_shown_as_such(
    qtbot: QtBot, page: QWidget, one: ReferenceEditor, several: ReferencesEditor
) -> None:
    one.set_value("no such id")
    assert one.line.text() == "(record not found)"
    assert one.value() == "no such id"
    several.set_value(["4"])
    assert several.chips[0].entry.deleted
    assert "in the Trash" in several.chips[0].accessibleName()


def test_chips_are_added_while_typing_and_offered_once(
    qtbot: QtBot, page: QWidget, several: ReferencesEditor, compose: Compose
) -> None:
    several.set_value(["2"])
    heard = shown(qtbot, page, several)
    compose(several.line, "chen")
    compose(several.line, "", "陈")
    QTest.keyClick(several.line, Qt.Key.Key_Return)
    assert heard == [("2", "1")]
    assert several.line.text() == ""
    assert several.line.hasFocus()
    QTest.keyClicks(several.line, "gu")
    assert titles(several) == ["Gu Xiao", "+gu"]


def test_chips_are_reached_opened_and_removed_by_keys(
    qtbot: QtBot, page: QWidget, several: ReferencesEditor
) -> None:
    several.set_value(["1", "2", "3"])
    heard = shown(qtbot, page, several)
    opened: list[str] = []
    several.opened.connect(opened.append)
    QTest.keyClick(several.line, Qt.Key.Key_Backspace)
    last = several.chips[2]
    assert last.hasFocus()
    QTest.keyClick(last, Qt.Key.Key_Left)
    QTest.keyClick(several.chips[1], Qt.Key.Key_Return)
    assert opened == ["2"]
    QTest.keyClick(several.chips[1], Qt.Key.Key_Delete)
    assert heard == [("1", "3")]
    assert several.chips[1].hasFocus()
    QTest.keyClick(several.chips[1], Qt.Key.Key_Right)
    assert several.line.hasFocus()


def test_chips_wrap_and_the_field_grows(
    qtbot: QtBot, page: QWidget, several: ReferencesEditor
) -> None:
    shown(qtbot, page, several)
    low = several.field.height()
    several.set_value(["1", "2", "3", "4"])
    page.resize(260, 400)
    page.grab()
    assert several.field.height() > low
    right = several.field.width()
    assert all(chip.geometry().right() <= right for chip in several.chips)


def test_names_follow_the_language(qtbot: QtBot, page: QWidget, switch: LanguageSwitch) -> None:
    def resolve(id_: str) -> Suggestion:
        return Suggestion(id_, "陈祖荣" if switch.language is CHINESE else "Chan Chou Wang")

    one = ReferenceEditor(switch, complete, resolve)
    several = ReferencesEditor(switch, complete, resolve)
    shown(qtbot, page, one)
    shown(qtbot, page, several)
    one.set_value("1")
    several.set_value(["1"])
    switch.switch_to(CHINESE)
    assert one.line.text() == "陈祖荣"
    assert several.chips[0].text() == "陈祖荣"
