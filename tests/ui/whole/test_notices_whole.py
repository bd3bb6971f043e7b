"""What a notice says goes when it is true no more: taken back by the keys instead of its button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.ui.pages.duplicates_page import DuplicatesPage
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]
PATIENCE = 20_000


def press(*keys: str) -> None:
    for one in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, QKeySequence(one))


def said(window: MainWindow) -> list[str]:
    return [notice.sentence.text() for notice in window.notices.notices]


@pytest.fixture
def page(window: MainWindow, make_record: MakeRecord, qtbot: QtBot) -> DuplicatesPage:
    for phone in ("+853 28330001", "+853 28330002"):
        make_record("contact", name_en="Ann Example", phone=phone)
    window.actions_.actions["duplicates"].trigger()
    made = window.stack.page
    assert isinstance(made, DuplicatesPage)
    qtbot.waitUntil(lambda: made.panel.shown is not None and made.list.hasFocus(), timeout=PATIENCE)
    return made


def test_that_two_were_merged(window: MainWindow, page: DuplicatesPage, qtbot: QtBot) -> None:
    press("M")
    qtbot.waitUntil(lambda: any("is merged into" in one for one in said(window)), timeout=PATIENCE)
    press("Ctrl+Z")
    qtbot.waitUntil(
        lambda: [one.partition(":")[0] for one in said(window)] == ["Undone"], timeout=PATIENCE
    )


def test_that_two_are_not_the_same(window: MainWindow, page: DuplicatesPage, qtbot: QtBot) -> None:
    press("N")
    qtbot.waitUntil(lambda: any("not the same" in one for one in said(window)), timeout=PATIENCE)
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: said(window) == [], timeout=PATIENCE)
