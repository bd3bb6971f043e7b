"""Today: what is next, what presses, what is new; done with one key; empty it helps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.records import Record
from wicco_desktop.services.today import Overview, Today
from wicco_desktop.ui.pages.today_page import TodayPage
from wicco_desktop.ui.row_button import RowButton
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]


def today(window: MainWindow) -> TodayPage:
    page = window.stack.page
    assert isinstance(page, TodayPage)
    return page


def names(rows: list[RowButton]) -> list[str]:
    return [row.text() for row in rows]


def test_an_empty_database_is_helped_along(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    page = today(window)
    qtbot.waitUntil(page.empty.isVisible)
    with qtbot.waitSignal(window.sample_wanted):
        page.empty.buttons[2].click()
    page.empty.buttons[0].click()
    assert window.stack.section == "meetings"
    window.show_section("today")
    make_record("meeting", subject_en="Work plan", date="2022-11-23")
    qtbot.waitUntil(lambda: page.area.isVisible() and not page.empty.isVisible())


def test_meetings_are_next_or_latest_by_the_local_day(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    host = make_record("organisation", name_en="MTGA", name_zh="澳门科技总会")
    for day, subject in (("2022-11-23", "Past"), ("2022-11-24", "Now"), ("2022-11-25", "Next")):
        make_record("meeting", subject_en=subject, date=day, start="10:30", host=host.id)
    page = today(window)
    qtbot.waitUntil(lambda: len(page.to_come.rows) == 2 and bool(page.past.rows))
    assert names(page.to_come.rows) == ["Now", "Next"]
    assert page.to_come.rows[0].detail == "Today · 10:30 · MTGA"
    assert names(page.past.rows) == ["Past"]
    page.to_come.rows[1].click()
    assert window.stack.section == "meetings"


def test_a_language_chosen_while_the_page_is_read_is_that_of_its_rows(
    window: MainWindow,
    session: Session,
    qtbot: QtBot,
    make_record: MakeRecord,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_record("meeting", subject_en="Past", subject_zh="昨天", date="2022-11-23")
    page = today(window)
    qtbot.waitUntil(lambda: names(page.past.rows) == ["Past"])
    at_once, go_on = Today.overview, threading.Event()

    def late(self: Today, today: date, language: str) -> Overview:
        found = at_once(self, today, language)
        go_on.wait(20)
        return found

    monkeypatch.setattr(Today, "overview", late)
    session.language.switch_to(CHINESE)
    session.language.switch_to(ENGLISH)
    go_on.set()
    qtbot.waitUntil(lambda: bool(page.past.rows) and page._shown is not None)
    assert names(page.past.rows) == ["Past"]


def test_a_follow_up_is_done_with_space_and_undone_with_ctrl_z(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    for what, due in (("Late", "2022-11-20"), ("Later", "2022-11-22"), ("Soon", "2022-11-28")):
        make_record("follow_up", what_en=what, due=due, status="open")
    page = today(window)
    qtbot.waitUntil(lambda: len(page.overdue.rows) == 2)
    assert names(page.overdue.rows) == ["Late", "Later"]
    page.overdue.rows[0].setFocus()
    QTest.keyClick(page.overdue.rows[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: names(page.overdue.rows) == ["Later"])
    late = session.workspace.store.search("Late")
    done = next(record for record in late if record.text("what_en") == "Late")
    assert (done["status"], done["done_on"]) == ("done", "2022-11-24")
    # The focus goes on to the next one.
    assert QApplication.focusWidget() is page.overdue.rows[0]
    QTest.keyClick(page.overdue.rows[0], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: session.workspace.store.get("follow_up", done.id)["status"] == "open"  # type: ignore[index]
    )
    qtbot.waitUntil(lambda: window.stack.section == "follow_ups")


def test_what_is_new_says_who_and_puts_one_doing_together(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    session.workspace.editing.change("contact", contact.id, {"mobile": "+853 6612 3456"})
    page = today(window)
    qtbot.waitUntil(lambda: len(page.news.rows) == 1)
    row = page.news.rows[0]
    assert row.text() == "Mobile of Gu Ting"
    assert row.detail == "just now · Tester · test laptop · 2 changes"
    row.click()
    assert window.stack.page.current_record() == ("contact", contact.id)  # type: ignore[union-attr]


def test_up_and_down_go_through_the_rows(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    for what in "AB":
        make_record("follow_up", what_en=what, due="2022-11-20", status="open")
    page = today(window)
    qtbot.waitUntil(lambda: len(page.overdue.rows) == 2)
    first, second = page.overdue.rows
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert window.stack.section == "follow_ups"
