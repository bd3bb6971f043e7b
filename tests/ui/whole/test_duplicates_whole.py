"""The page of duplicates in the whole window: one language, nothing cut, every control named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.whole.test_access import controls, told
from tests.ui.whole.test_every_text import leaks
from tests.ui.whole.test_stretched import cut
from wicco_desktop.foundation.languages import ENGLISH, language
from wicco_desktop.records import Record
from wicco_desktop.store.edits import Through
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


def test_a_merge_of_two_without_posts_is_taken_back_in_its_place(
    session: Session, window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    for name in ("Ann Example", "Bob Sample"):
        for _ in range(2):
            make_record("contact", name_en=name, mobile=f"+853 66{len(name)}3456")
    page = shown(window, qtbot, settle)
    before = [(one.pair.a, one.pair.b) for one in page.list.rows.pairs]
    assert len(before) == 2
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    QTest.keyClick(page.list, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: merged(session))
    qtbot.waitUntil(lambda: len(page.list.rows.pairs) == 1)
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    said = window.notices
    qtbot.waitUntil(lambda: any("Undone" in one.sentence.text() for one in said.notices))
    qtbot.waitUntil(lambda: [(one.pair.a, one.pair.b) for one in page.list.rows.pairs] == before)
    settle()
    assert window.stack.page is page


def merged(session: Session) -> bool:
    done = session.workspace.store.undoable()
    return done is not None and done.through == Through.MERGE.value
