"""What every editor promises, whatever the type of its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import Message
from wicco_desktop.foundation.typed_dates import parse_date
from wicco_desktop.records import KINDS
from wicco_desktop.records.fields import Field
from wicco_desktop.ui.editors.bilingual import BilingualEditor, BilingualText
from wicco_desktop.ui.editors.date import DateEditor
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.factory import Answers, editor_for
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.editors.several import joined
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.entries import LineEdit, TextArea
from wicco_desktop.ui.language import LanguageSwitch

Compose = Callable[..., None]
Make = Callable[[str, str], Editor]
CTRL = Qt.KeyboardModifier.ControlModifier

DSEDT = Suggestion("o1", "经济及科技发展局", "DSEDT")
ANSWERS = Answers(
    partial(parse_date, today=date(2022, 11, 20)),
    lambda _field, text: [DSEDT] if text else [],
    lambda id_: DSEDT if id_ == "o1" else None,
)


class Page(QWidget):
    """An editor, and another field to go to."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addWidget(editor)
        self.other = QLineEdit()
        column.addWidget(self.other)


@pytest.fixture
def heard() -> list[Any]:
    """What the editor under test told, the value with it."""
    return []


@pytest.fixture
def make(switch: LanguageSwitch, qtbot: QtBot, heard: list[Any]) -> Make:
    pages: list[Page] = []

    def made(kind: str, key: str) -> Editor:
        editor = editor_for(KINDS[kind].field(key), switch, ANSWERS)
        page = Page(editor)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(700, 300)
        page.show()
        page.activateWindow()
        editor.changed.connect(lambda: heard.append(("changed", editor.value())))
        editor.committed.connect(lambda: heard.append(("committed", editor.value())))
        return editor

    return made


def into(editor: Editor, qtbot: QtBot) -> QWidget:
    """Put the focus into the editor."""
    editor.focus_first()
    widget = editor.inputs()[0]
    qtbot.waitUntil(widget.hasFocus)
    return widget


TYPED = [
    ("contact", "courtesy_title", "Mr", "Mr"),
    ("contact", "mobile", "+853 6612", "+853 6612"),
    ("contact", "email", "a@b.mo", "a@b.mo"),
    ("contact", "tags", "tech; macao；sea、tech", "tech; macao; sea"),
    ("contact", "country_or_region", "澳门", "MO"),
    ("contact", "country_or_region", "Macau", "MO"),
    ("contact", "country_or_region", "MO", "MO"),
    ("contact", "first_met", "Nov 2021", "2021-11"),
    ("meeting", "date", "2022年11月23日", "2022-11-23"),
    ("meeting", "start", "下午3点", "15:00"),
    ("meeting", "time_zone", "澳门", "Asia/Macau"),
    ("event", "exhibitors", "1,500", 1500),
    ("attachment", "taken", "23 Nov 2022 10:05", "2022-11-23T10:05:00"),
]


@pytest.mark.parametrize(("kind", "key", "text", "value"), TYPED)
def test_typing_is_read_when_the_field_is_left(
    make: Make, qtbot: QtBot, heard: list[Any], kind: str, key: str, text: str, value: object
) -> None:
    editor = make(kind, key)
    widget = into(editor, qtbot)
    assert isinstance(widget, QLineEdit)
    widget.insert(text)
    assert heard[-1][0] == "changed"
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert heard[-1] == ("committed", value)
    assert editor.value() == value
    assert editor.hint.isHidden()


@pytest.mark.parametrize(("kind", "key", "text", "value"), TYPED)
def test_composed_text_is_read_once_it_is_committed(
    make: Make, qtbot: QtBot, heard: list[Any], compose: Compose, kind: str, key: str, text: str,
    value: object,
) -> None:  # fmt: skip
    editor = make(kind, key)
    widget = into(editor, qtbot)
    compose(widget, "zhong guo")
    assert editor.value() is None
    QTest.keyClick(widget, Qt.Key.Key_Return)
    assert heard == []
    compose(widget, "", text)
    assert [name for name, _ in heard] == ["changed"]
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert heard[-1] == ("committed", value)


@pytest.mark.parametrize(
    ("kind", "key", "text"),
    [
        ("meeting", "date", "someday"),
        ("meeting", "date", "2022-02-30"),
        ("meeting", "start", "25:00"),
        ("event", "exhibitors", "many"),
        ("contact", "country_or_region", "Atlantis"),
        ("meeting", "time_zone", "Atlantis"),
        ("attachment", "taken", "someday"),
    ],
)
def test_text_that_cannot_be_read_stays_with_a_hint_and_nothing_is_committed(
    make: Make, qtbot: QtBot, heard: list[Any], kind: str, key: str, text: str
) -> None:
    editor = make(kind, key)
    widget = into(editor, qtbot)
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert isinstance(widget, QLineEdit)
    assert widget.text() == text
    assert editor.typed() == text
    assert editor.value() is None
    assert not editor.readable()
    assert editor.hint.isVisible()
    assert editor.hint.text()
    assert all(name == "changed" for name, _ in heard)


def all_fields() -> list[Any]:
    return [
        pytest.param(kind.key, field, id=f"{kind.key}.{field.key}")
        for kind in KINDS.values()
        for field in kind.fields
    ]


@pytest.mark.parametrize(("kind", "field"), all_fields())
def test_every_field_has_an_editor_with_a_name_a_hint_and_both_languages(
    switch: LanguageSwitch, qtbot: QtBot, kind: str, field: Field
) -> None:
    editor = editor_for(field, switch, ANSWERS)
    box = FieldBox(switch, field.label, editor, pin=True)
    qtbot.addWidget(box)
    box.show()
    for language in (CHINESE, ENGLISH):
        switch.switch_to(language)
        assert editor.inputs()
        for widget in editor.inputs():
            assert switch.tr(field.label) in widget.accessibleName()
    assert not editor.dirty
    editor.set_value(editor.value())
    editor.set_hint(Message("Something {what}", {"what": "odd"}))
    assert editor.hint.text() == "Something odd"
    assert editor.hint.isVisible()
    editor.set_hint(None)
    assert editor.hint.isHidden()


def test_a_date_shows_formatted_in_the_language_and_plain_while_edited(
    make: Make, qtbot: QtBot, switch: LanguageSwitch
) -> None:
    editor = make("meeting", "date")
    assert isinstance(editor, DateEditor)
    editor.set_value("2022-11-23")
    assert editor.line.text() == "Wed 23 Nov 2022"
    switch.switch_to(CHINESE)
    assert "2022年11月23日" in editor.line.text()
    into(editor, qtbot)
    assert editor.line.text() == "2022-11-23"
    assert editor.line.selectedText() == "2022-11-23"
    assert not editor.dirty


def test_a_day_is_picked_from_the_calendar_with_the_keyboard(
    make: Make, qtbot: QtBot, heard: list[Any]
) -> None:
    editor = make("meeting", "date")
    assert isinstance(editor, DateEditor)
    editor.set_value("2022-11-23")
    QTest.keyClick(into(editor, qtbot), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = editor.calendar
    assert calendar is not None
    view = calendar.focusProxy() or calendar
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard[-1] == ("committed", "2022-11-24")
    assert editor.value() == "2022-11-24"


def test_a_choice_is_found_by_letters_in_any_language_and_translated_when_shown(
    make: Make, qtbot: QtBot, heard: list[Any], switch: LanguageSwitch
) -> None:
    editor = make("organisation", "kind")
    box = into(editor, qtbot)
    assert isinstance(box, QComboBox)
    switch.switch_to(CHINESE)
    QTest.keyClicks(box, "un")
    assert editor.value() == "university"
    assert heard[-1] == ("committed", "university")
    switch.switch_to(ENGLISH)
    assert box.currentText() == "university"
    editor.set_value("unheard of")
    assert box.currentText() == "unheard of"
    editor.set_value(None)
    assert editor.value() is None


def test_a_flag_is_none_until_touched(make: Make, qtbot: QtBot, heard: list[Any]) -> None:
    editor = make("affiliation", "main")
    assert editor.value() is None
    QTest.keyClick(into(editor, qtbot), Qt.Key.Key_Space)
    assert heard[-1] == ("committed", True)
    editor.set_typed(editor.typed())
    assert editor.value() is True


def test_country_completes_on_committed_text_and_enter_picks(
    make: Make, qtbot: QtBot, heard: list[Any], compose: Compose
) -> None:
    editor = make("contact", "country_or_region")
    line = into(editor, qtbot)
    assert isinstance(line, LineEdit)
    compose(line, "ao")
    offered = editor.completing.list  # type: ignore[attr-defined]
    assert offered.isHidden()
    compose(line, "", "葡萄")
    assert [row.title for row in offered.rows] == ["Portugal"]
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard[-1] == ("committed", "PT")
    assert line.text() == "Portugal"


def test_a_list_holds_each_text_once() -> None:
    assert joined(" a ;; b、a；") == "a; b"
    assert joined(" ; ") is None


# ---- The bilingual pair ------------------------------------------------------------------


@pytest.fixture
def pair(make: Make) -> BilingualEditor:
    editor = make("meeting", "subject")
    assert isinstance(editor, BilingualEditor)
    return editor


def test_the_users_language_stands_first_and_switching_keeps_text_focus_and_selection(
    pair: BilingualEditor, switch: LanguageSwitch, qtbot: QtBot
) -> None:
    pair.set_value(BilingualText({"zh": "工作进展", "en": "Progress"}))
    line = pair.side("zh")
    assert isinstance(line, LineEdit)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert pair.inputs()[0] is pair.side("en")
    switch.switch_to(CHINESE)
    assert pair.inputs()[0] is pair.side("zh")
    qtbot.waitUntil(lambda: pair.side("zh").mapTo(pair, pair.rect().topLeft()).x() == 0)
    assert line.hasFocus()
    assert line.selectedText() == "展"


def test_one_key_goes_to_the_other_side_unless_composing(
    pair: BilingualEditor, qtbot: QtBot, compose: Compose
) -> None:
    first = into(pair, qtbot)
    QTest.keyClick(first, Qt.Key.Key_T, CTRL)
    assert pair.side("zh").hasFocus()
    compose(pair.side("zh"), "chen")
    QTest.keyClick(pair.side("zh"), Qt.Key.Key_T, CTRL)
    assert pair.side("zh").hasFocus()


def test_a_side_older_than_its_original_says_so_and_can_be_still_right(
    pair: BilingualEditor, qtbot: QtBot, heard: list[Any]
) -> None:
    pair.set_value(BilingualText({"zh": "旧", "en": "new"}, frozenset({"zh"})))
    side = pair._sides["zh"]
    assert side.mark.text() == "translation is older than the original"
    assert side.mark.isVisible()
    right: list[str] = []
    pair.still_right.connect(right.append)
    QTest.keyClick(into(pair, qtbot), Qt.Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert right == ["zh"]
    assert side.mark.isHidden()
    name, value = heard[-1]
    assert name == "committed"
    assert value.older == frozenset()


def test_both_sides_of_a_long_text_take_composed_text(
    make: Make, qtbot: QtBot, heard: list[Any], compose: Compose
) -> None:
    editor = make("contact", "address")
    assert isinstance(editor, BilingualEditor)
    into(editor, qtbot)
    area = editor.side("zh")
    assert isinstance(area, TextArea)
    area.setFocus()
    compose(area, "aomen")
    assert editor.value().sides["zh"] is None
    compose(area, "", "澳门")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "2")
    assert editor.value().sides == {"zh": "澳门\n2", "en": None}
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert heard[-1][0] == "committed"
    assert editor.typed_sides() == {"zh": "澳门\n2", "en": ""}


def test_what_was_typed_before_is_put_back_as_typed(make: Make, heard: list[Any]) -> None:
    editor = make("meeting", "date")
    editor.set_value("2022-11-23")
    editor.set_typed("someday soon")
    assert editor.dirty
    assert editor.typed() == "someday soon"
    assert editor.value() == "2022-11-23"
    assert editor.hint.isVisible()


def test_a_refresh_with_the_same_value_leaves_a_blank_being_typed(make: Make, qtbot: QtBot) -> None:
    editor = make("contact", "courtesy_title")
    line = into(editor, qtbot)
    QTest.keyClicks(line, "Mr ")
    editor.set_value("Mr")
    assert editor.typed() == "Mr "
    QTest.keyClicks(line, "X")
    assert editor.value() == "Mr X"


def test_a_pin_says_which_field_it_keeps(switch: LanguageSwitch, qtbot: QtBot) -> None:
    field = KINDS["meeting"].field("host")
    box = FieldBox(switch, field.label, editor_for(field, switch, ANSWERS), pin=True)
    qtbot.addWidget(box)
    box.show()
    heard: list[bool] = []
    assert box.pin is not None
    box.pin.pinned.connect(heard.append)
    QTest.mouseClick(box.pin, Qt.MouseButton.LeftButton)
    assert heard == [True]
    assert box.pin.accessibleName() == "Keep Host for the next new record"
