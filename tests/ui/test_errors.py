"""The one door of errors, and the notices it shows."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui import notices
from wicco_desktop.ui.bug_report import KEPT, report_text, write_report
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.notices import Action, NoticeBar


class Window(QMainWindow):
    """A window with a field and a notice bar."""

    def __init__(self, switch: LanguageSwitch) -> None:
        super().__init__()
        middle = QWidget()
        self.setCentralWidget(middle)
        column = QVBoxLayout(middle)
        self.bar = NoticeBar(switch)
        self.field = QLineEdit()
        column.addWidget(self.bar)
        column.addWidget(self.field)


@pytest.fixture
def window(switch: LanguageSwitch, qtbot: QtBot) -> Window:
    made = Window(switch)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    return made


@pytest.fixture
def door(switch: LanguageSwitch, window: Window, tmp_path: Path) -> Iterator[ErrorDoor]:
    made = ErrorDoor(switch, tmp_path / "log", window)
    made.use(window.bar)
    yield made
    made.uninstall()


def test_what_the_user_can_mend_is_a_notice_that_takes_no_focus(
    door: ErrorDoor, window: Window, tmp_path: Path
) -> None:
    door.show(UserError("{file} is no database.", file="notes.txt"))
    assert [notice.sentence.text() for notice in window.bar.notices] == [
        "notes.txt is no database."
    ]
    assert window.bar.isVisible()
    assert window.focusWidget() is window.field
    assert door.dialog is None
    assert not (tmp_path / "log").exists()


def test_esc_closes_the_newest_notice_and_the_field_keeps_its_text(
    door: ErrorDoor, window: Window
) -> None:
    for number in (1, 2, 2):
        door.show(UserError("Problem {number}", number=number))
    QTest.keyClicks(window.field, "abc")
    QTest.keyClick(window.field, Qt.Key.Key_Escape)
    assert [notice.sentence.text() for notice in window.bar.notices] == ["Problem 1"]
    QTest.keyClick(window.field, Qt.Key.Key_Escape)
    assert window.bar.isHidden()
    assert window.field.text() == "abc"


def test_a_notice_can_offer_something_to_do(window: Window) -> None:
    done: list[str] = []
    notice = window.bar.notify(
        Message("Deleted."), action=Action("Bring back", lambda: done.append("back"))
    )
    assert notice.action_button is not None
    QTest.keyClick(notice.action_button, Qt.Key.Key_Space)
    assert done == ["back"]
    assert window.bar.notices == ()


@pytest.mark.parametrize(("meaning", "stays"), [("ours", False), ("decide", True)])
def test_what_is_only_told_goes_by_itself_and_what_is_to_be_mended_stays(
    window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, meaning: str, stays: bool
) -> None:
    monkeypatch.setattr(notices, "SHOWN", 20)
    notice = window.bar.notify(Message("Deleted."), meaning, Action("Undo", lambda: None))
    assert notice.action_button is not None
    notice.action_button.setFocus()
    qtbot.waitUntil(notice.action_button.hasFocus)
    qtbot.wait(100)
    assert window.bar.notices == (notice,), "not while the user is at it"
    window.field.setFocus()
    qtbot.wait(100)
    assert bool(window.bar.notices) is stays


def test_notices_are_told_anew_in_the_other_language(
    window: Window, switch: LanguageSwitch, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = window.bar.notify(Message("Deleted."))
    monkeypatch.setattr(
        type(switch), "text", lambda self, told: f"{self.language.code}:{told.id}", raising=True
    )
    switch.switch_to(CHINESE)
    assert notice.sentence.text() == "zh:Deleted."


def fail() -> None:
    name = "陈祖荣"
    raise ValueError(f"cannot store {name}")


def test_a_bug_is_one_dialog_and_a_report_without_record_contents(
    door: ErrorDoor, window: Window, tmp_path: Path
) -> None:
    for _ in range(2):
        try:
            fail()
        except ValueError as error:
            door.show(error)
    reports = sorted((tmp_path / "log").glob("bug-*.txt"))
    assert len(reports) == 2
    text = reports[0].read_text("utf-8")
    assert "test_errors.py" in text
    assert "ValueError" in text
    assert "陈祖荣" not in text.replace('name = "陈祖荣"', "")
    dialog = door.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().count("\nValueError\n") == 2
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_nobody_caught_comes_through_the_door_from_any_thread(
    door: ErrorDoor, window: Window, qtbot: QtBot
) -> None:
    def in_thread() -> None:
        raise UserError("The disk is full.")

    before = (sys.excepthook, threading.excepthook)
    door.install()
    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(window.bar.notices) == 1)
    error = UserError("Another problem.")
    sys.excepthook(UserError, error, None)
    assert len(window.bar.notices) == 2
    door.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_old_reports_go_and_a_folder_that_cannot_be_written_is_no_second_error(
    tmp_path: Path,
) -> None:
    for _ in range(KEPT + 3):
        assert write_report("text", tmp_path / "log") is not None
    assert len(list((tmp_path / "log").iterdir())) == KEPT
    (tmp_path / "file").write_text("")
    assert write_report("text", tmp_path / "file") is None


def test_the_words_of_an_error_are_kept_only_where_they_are_about_code() -> None:
    from datetime import UTC, datetime

    moment = datetime(2022, 11, 23, tzinfo=UTC)
    assert "no attribute" in report_text(AttributeError("no attribute 'x'"), moment)
    assert "secret" not in report_text(KeyError("secret"), moment)
    assert "secret" not in report_text(OSError(28, "No space left", "secret.db"), moment)
