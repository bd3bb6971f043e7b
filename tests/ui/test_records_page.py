"""A page of records: the list leads, the record follows, and what is deleted can be had back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.abilities import ShowsHistory
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
Key = Qt.Key


@pytest.fixture
def people(make_record: MakeRecord) -> list[Record]:
    return [make_record("contact", name_en=name) for name in ("Anna", "Bert", "Clara")]


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> QWidget:
    """What stands in for the window: notices above a page of contacts."""
    made = QWidget()
    made.page = RecordsPage(session, "contact", made)  # type: ignore[attr-defined]
    made.notices = NoticeBar(session.language, made)  # type: ignore[attr-defined]
    column = QVBoxLayout(made)
    column.addWidget(made.notices)  # type: ignore[attr-defined]
    column.addWidget(made.page)  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def page(window: QWidget, qtbot: QtBot, people: list[Record]) -> RecordsPage:
    made: RecordsPage = window.page  # type: ignore[attr-defined]
    made.activate()
    qtbot.waitUntil(lambda: made.list.model.complete)
    return made


def notices(page: RecordsPage) -> NoticeBar:
    bar = page.window().findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    return bar


def test_the_first_record_is_shown_where_none_is(page: RecordsPage, people: list[Record]) -> None:
    assert page.current_record() == ("contact", people[0].id)
    assert page.list.current == people[0].id
    assert page.list.view.hasFocus()


def test_going_down_the_list_saves_what_was_typed_and_shows_the_next(
    page: RecordsPage, people: list[Record], qtbot: QtBot, session: Session
) -> None:
    QTest.keyClick(page.list.view, Key.Key_F2)
    name = page.window().focusWidget()
    assert page.panel.isAncestorOf(name)
    QTest.keyClick(name, Key.Key_End)
    QTest.keyClicks(name, "bel")
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Key.Key_Down)
    assert page.current_record() == ("contact", people[1].id)

    def saved() -> bool:
        record = session.workspace.store.get("contact", people[0].id)
        return record is not None and record["name_en"] == "Annabel"

    qtbot.waitUntil(saved)


def test_del_puts_into_the_trash_and_undo_brings_back(
    page: RecordsPage, people: list[Record], qtbot: QtBot, session: Session
) -> None:
    QTest.keyClick(page.list.view, Key.Key_Down)
    QTest.keyClick(page.list.view, Key.Key_Delete)
    qtbot.waitUntil(lambda: page.list.model.complete and page.list.model.rowCount() == 2)
    qtbot.waitUntil(lambda: len(notices(page).notices) == 1)
    (notice,) = notices(page).notices
    assert session.language.text(notice.told) == "Bert is in the Trash."
    qtbot.waitUntil(lambda: page.list.current == people[2].id)
    assert page.current_record() == ("contact", people[2].id)
    assert notice.action_button is not None
    QTest.mouseClick(notice.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3 and page.list.current == people[1].id)


def test_deleting_everything_leaves_the_empty_place(
    page: RecordsPage, qtbot: QtBot, session: Session
) -> None:
    QTest.keyClick(page.list.view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.list.view, Key.Key_Delete)
    qtbot.waitUntil(page.list.empty.isVisible)
    qtbot.waitUntil(lambda: page.current_record() is None)
    (notice,) = notices(page).notices
    assert session.language.text(notice.told) == "3 records are in the Trash."


def test_a_new_record_comes_into_the_list_when_it_is_made(page: RecordsPage, qtbot: QtBot) -> None:
    page.new_record("contact", {})
    assert page.list.current is None
    name = page.window().focusWidget()
    assert page.panel.isAncestorOf(name)
    QTest.keyClicks(name, "Berta")
    page.flush()
    qtbot.waitUntil(lambda: page.list.model.complete and page.list.model.rowCount() == 4)
    qtbot.waitUntil(lambda: page.list.current == page.panel.record_id)
    assert page.list.model.row_of(str(page.panel.record_id)) == 2


def test_a_record_asked_for_is_shown_and_gone_to(page: RecordsPage, people: list[Record]) -> None:
    page.show_record("contact", people[2].id)
    assert page.list.current == people[2].id
    assert page.current_record() == ("contact", people[2].id)


def test_the_right_column_gives_way_in_a_narrow_window(page: RecordsPage, qtbot: QtBot) -> None:
    assert page.surroundings.isVisible()
    page.window().resize(1024, 640)
    qtbot.waitUntil(lambda: not page.surroundings.isVisible())
    page.window().resize(1280, 800)
    qtbot.waitUntil(page.surroundings.isVisible)


def test_large_text_needs_more_room_for_the_right_column(
    page: RecordsPage, session: Session, qtbot: QtBot
) -> None:
    assert page.surroundings.isVisible()
    session.theme.choose(text_size=150)
    assert not page.surroundings.isVisible()
    session.theme.choose(text_size=100)
    assert page.surroundings.isVisible()


def test_save_and_new_leaves_one_row_marked_though_ctrl_is_held(
    page: RecordsPage, people: list[Record], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = staticmethod(lambda: Qt.KeyboardModifier.ControlModifier)
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", held)
    QTest.keyPress(page.list.view, Key.Key_Control)
    page.show_record("contact", people[2].id)
    chosen = [index.row() for index in page.list.view.selectedIndexes()]
    assert chosen == [page.list.model.row_of(people[2].id)]


def test_widths_are_remembered(page: RecordsPage, session: Session, qtbot: QtBot) -> None:
    page.splitter.setSizes([350, 600, 300])
    page.splitter.splitterMoved.emit(350, 1)
    again = RecordsPage(session, "contact")
    qtbot.addWidget(again)
    assert again._widths() == page.splitter.sizes()


def test_the_page_can_show_the_history(page: RecordsPage) -> None:
    assert isinstance(page, ShowsHistory)
