"""The page of duplicates in the whole window: one language, nothing cut, every control named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.whole.test_access import controls, told
from tests.ui.whole.test_every_text import leaks
from tests.ui.whole.test_stretched import cut
from wicco_desktop.foundation.languages import ENGLISH, language
from wicco_desktop.records import Record
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.pages.duplicates_page import DuplicatesPage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Settle = Callable[[], None]
MakeRecord = Callable[..., Record]


@pytest.fixture
def switch(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[LanguageSwitch]:
    """The stretched mode where a test asks for it."""
    stretch = 0.4 if "stretched" in request.node.name else 0.0
    made = LanguageSwitch(ENGLISH, stretch=stretch)
    yield made
    made.switch_to(ENGLISH)
    QLocale.setDefault(QLocale("en_GB"))


def shown(window: MainWindow, qtbot: QtBot, settle: Settle) -> DuplicatesPage:
    window.actions_.actions["duplicates"].trigger()
    page = window.stack.page
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(lambda: page.search.known, timeout=20_000)
    settle()
    return page


def twice(make_record: MakeRecord, code: str) -> None:
    """One person twice, in words of one language."""
    name = {"zh": "丁恬", "en": "Ann Example"}[code]
    body = make_record("organisation", **{f"name_{code}": name})
    for number in (1, 2):
        values = {f"name_{code}": name, f"remarks_{code}": name * number, "mobile": "+853 66123456"}
        one = make_record("contact", **values, phone=f"+853 2833000{number}")
        make_record("affiliation", contact=one.id, organisation=body.id, main=True)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_page_is_told_in_the_language(
    session: Session,
    window: MainWindow,
    qtbot: QtBot,
    settle: Settle,
    make_record: MakeRecord,
    code: str,
) -> None:
    session.language.switch_to(language(code))
    page = shown(window, qtbot, settle)
    assert leaks(page, code) == []
    twice(make_record, code)
    page.look()
    qtbot.waitUntil(lambda: page.panel.shown is not None, timeout=20_000)
    settle()
    assert leaks(page, code) == []


def test_a_stretched_page_is_not_cut_in_the_smallest_window(
    window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    twice(make_record, "en")
    window.resize(1024, 640)
    page = shown(window, qtbot, settle)
    assert page.panel.shown is not None
    assert cut(window) == []
    assert (window.width(), window.height()) == (1024, 640)


def test_every_control_of_the_page_has_a_name(
    window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    twice(make_record, "en")
    page = shown(window, qtbot, settle)
    assert page.panel.shown is not None
    unnamed = [type(widget).__name__ for widget in controls(page) if not told(widget)]
    assert unnamed == []
