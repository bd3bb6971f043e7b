"""The window locked and unlocked: nothing seen or reached meanwhile, everything as it was after."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import PlainPage
from wicco_desktop.records import Record
from wicco_desktop.store import database_key
from wicco_desktop.ui.encryption.lockable import make_lockable
from wicco_desktop.ui.encryption.locking import MINUTE, Locking
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.shortcuts_dialog import ShortcutsDialog
from wicco_desktop.ui.window import MainWindow

PASS = "correct horse battery"


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(database_key, "ROUNDS", 1)
    return PASS


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    pages = {"contacts": lambda session: PlainPage(session, "contact")}
    made = MainWindow(session, pages)
    qtbot.addWidget(made)
    made.show()
    made.show_section("contacts")
    made.activateWindow()
    yield made
    made.stack.stop()


@pytest.fixture
def locking(session: Session, window: MainWindow) -> Locking:
    made = make_lockable(session, window)
    assert made is not None
    return made


def unlock(locking: Locking, typed: str = PASS) -> None:
    assert locking.screen is not None
    QTest.keyClicks(locking.screen.line.entry, typed)
    QTest.keyClick(locking.screen.line.entry, Qt.Key.Key_Return)


def page_of(window: MainWindow) -> PlainPage:
    page = window.stack.page
    assert isinstance(page, PlainPage)
    return page


def test_the_key_locks_and_the_passphrase_unlocks(
    window: MainWindow, locking: Locking, qtbot: QtBot, make_record: Callable[..., Record]
) -> None:
    record = make_record("contact", name_en="Ding")
    page = page_of(window)
    page.show_record("contact", record.id)
    page.line.setFocus()
    QTest.keyClick(page.line, Qt.Key.Key_End)
    QTest.keyClicks(page.line, " Tian")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier(0x06000000))
    assert locking.locked
    assert not page.isVisible()
    assert not page.line.isVisible()
    store = window.session.workspace.store
    qtbot.waitUntil(lambda: store.get("contact", record.id).text("name_en") == "Ding Tian")  # type: ignore[union-attr]
    unlock(locking)
    qtbot.waitUntil(lambda: not locking.locked)
    assert page.isVisible()
    assert page.line.committed_text() == "Ding Tian"
    assert QApplication.focusWidget() is page.line


def test_a_wrong_passphrase_is_told_and_it_stays_locked(
    window: MainWindow, locking: Locking, qtbot: QtBot
) -> None:
    locking.lock()
    unlock(locking, "wrong")
    screen = locking.screen
    assert screen is not None
    qtbot.waitUntil(lambda: "not the passphrase" in screen.problem.text())
    assert locking.locked
    assert not page_of(window).isVisible()


def test_no_key_reaches_what_is_locked(window: MainWindow, locking: Locking, qtbot: QtBot) -> None:
    locking.lock()
    page = page_of(window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.begun == []
    assert page.printed == []
    assert not window.acceptDrops()
    actions = window.actions_.actions
    assert [id_ for id_, action in actions.items() if action.isEnabled()] == ["quit"]
    unlock(locking)
    qtbot.waitUntil(lambda: not locking.locked)
    assert window.acceptDrops()
    assert actions["new"].isEnabled()
    assert not actions["section_today"].isEnabled()


def test_dialogs_are_hidden_and_come_back(
    window: MainWindow, locking: Locking, qtbot: QtBot
) -> None:
    window.dialogs.shortcuts()
    (dialog,) = window.findChildren(ShortcutsDialog)
    assert dialog.isVisible()
    locking.lock()
    assert not dialog.isVisible()
    unlock(locking)
    qtbot.waitUntil(lambda: not locking.locked)
    assert dialog.isVisible()
    dialog.close()


def test_what_opens_while_it_is_locked_waits(
    window: MainWindow, locking: Locking, qtbot: QtBot
) -> None:
    locking.lock()
    window.dialogs.shortcuts()
    others = window.findChildren(ShortcutsDialog)
    assert others
    qtbot.waitUntil(lambda: not any(widget.isVisible() for widget in others))
    unlock(locking)
    qtbot.waitUntil(lambda: all(widget.isVisible() for widget in others))
    for widget in others:
        widget.close()


def test_work_goes_on_while_it_is_locked(
    window: MainWindow, locking: Locking, qtbot: QtBot
) -> None:
    locking.lock()
    editing = window.session.workspace.editing
    window.session.write(lambda: editing.create("contact", {"name_en": "Ding"}))
    qtbot.waitUntil(lambda: window.session.workspace.store.position() == 1)
    assert locking.locked


def test_readable_copies_are_gone(window: MainWindow, locking: Locking, qtbot: QtBot) -> None:
    folder = window.session.workspace.photos.copies.folder()
    (folder / "a.txt").write_text("x")
    locking.lock()
    qtbot.waitUntil(lambda: not folder.exists())


def test_it_locks_after_the_minutes_chosen_and_a_key_begins_them_anew(
    window: MainWindow, locking: Locking
) -> None:
    timer = locking._idle
    window.session.settings.lock_after = 5
    window.dialogs.lock_after_changed.emit()
    assert timer.interval() == 5 * MINUTE
    timer.setTimerType(Qt.TimerType.PreciseTimer)  # any other one rounds as it likes
    timer.start(2 * MINUTE)
    QTest.qWait(200)
    before = timer.remainingTime()
    QTest.keyClick(window, Qt.Key.Key_Shift)
    assert timer.remainingTime() > before
    timer.timeout.emit()
    assert locking.locked
    assert not timer.isActive()


def test_never_means_never(window: MainWindow, locking: Locking) -> None:
    window.session.settings.lock_after = 0
    window.dialogs.lock_after_changed.emit()
    assert not locking._idle.isActive()


class TestWithoutPassphrase:
    """A plain database."""

    @pytest.fixture
    def passphrase(self) -> None:
        return None

    def test_there_is_nothing_to_lock_with(self, session: Session, window: MainWindow) -> None:
        assert make_lockable(session, window) is None
        assert not window.actions_.actions["lock"].isEnabled()
