"""The one door of errors, and the notices it shows."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QThread,
    QTimer,
    qWarning,
)
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui import bugs, errors, notices
from wicco_desktop.ui.bug_dialog import BugDialog
from wicco_desktop.ui.bug_report import KEPT, report_text, write_report
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.exchange import showing_files
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.notices import Action, NoticeBar

NOWHERE = QModelIndex()


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


def fail(name: str = "陈祖荣") -> None:
    raise ValueError(f"cannot store {name}")


def shown(door: ErrorDoor, qtbot: QtBot) -> BugDialog:
    """The dialog, once it is there."""
    qtbot.waitUntil(lambda: door.dialog is not None and door.dialog.isVisible())
    assert door.dialog is not None
    return door.dialog


def show_bug(door: ErrorDoor, name: str = "陈祖荣") -> None:
    try:
        fail(name)
    except ValueError as error:
        door.show(error)


def test_a_bug_that_comes_over_and_over_is_one_dialog_one_report_and_a_count(
    door: ErrorDoor, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(300):
        show_bug(door, f"陈祖荣{number}")
    dialog = shown(door, qtbot)
    assert dialog.times.text() == "It happened 300 times so far."
    assert not dialog.isModal()
    (report,) = (tmp_path / "log").glob("bug-*.txt")
    text = report.read_text("utf-8")
    assert "test_errors.py" in text
    assert text.endswith("\nValueError\n")
    assert "陈祖荣" not in text.replace('fail(name: str = "陈祖荣")', "")
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == f"{text}(300 ×)\n"
    show_bug(door)
    qtbot.waitUntil(lambda: "301" in dialog.times.text())


def test_different_bugs_are_one_dialog_too(door: ErrorDoor, qtbot: QtBot) -> None:
    show_bug(door)
    dialog = shown(door, qtbot)
    door.show(ZeroDivisionError())
    qtbot.waitUntil(lambda: len(dialog.bugs) == 2)
    assert door.dialog is dialog
    assert "ZeroDivisionError" in dialog.text()
    assert "ValueError" in dialog.text()


def test_after_going_on_the_same_bug_is_a_notice_and_no_second_dialog(
    door: ErrorDoor, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_bug(door)
    dialog = shown(door, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    for _ in range(5):
        show_bug(door)
    qtbot.waitUntil(lambda: len(window.bar.notices) == 1)
    assert not dialog.isVisible()
    action = window.bar.notices[0].action_button
    assert action is not None
    action.click()
    assert QGuiApplication.clipboard().text().endswith("(6 ×)\n")
    monkeypatch.setattr(errors, "QUIET", 0.0)
    show_bug(door)
    shown(door, qtbot)


def test_typing_goes_on_where_it_was(door: ErrorDoor, window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.field.hasFocus)
    QTest.keyClicks(window.field, "ab")
    show_bug(door)
    shown(door, qtbot)
    QTest.keyClicks(window.field, "c")
    assert window.field.hasFocus()
    assert window.field.text() == "abc"


def test_it_can_be_reached_above_a_dialog_that_holds_the_keys(
    door: ErrorDoor, window: Window, qtbot: QtBot
) -> None:
    modal = QDialog(window)
    modal.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    modal.open()
    show_bug(door)
    dialog = shown(door, qtbot)
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    modal.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    door.show(ZeroDivisionError())  # the dialog has gone with the one above which it lay
    qtbot.waitUntil(lambda: door.dialog is not dialog)
    assert shown(door, qtbot).parentWidget() is window


@pytest.mark.parametrize("broken", ["tell", "retranslate", "show"])
def test_a_mistake_in_the_dialog_itself_is_only_logged(
    door: ErrorDoor,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    broken: str,
) -> None:
    def wrong(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(BugDialog, broken, wrong)
    door.install()
    show_bug(door)
    qtbot.waitUntil(lambda: "could not be shown: ZeroDivisionError" in caplog.text)
    show_bug(door)
    caplog.clear()


def test_a_mistake_in_reporting_is_only_logged(
    door: ErrorDoor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bugs, "report_text", wrong)
    show_bug(door)
    assert "could not be reported: ValueError" in caplog.text
    caplog.clear()


class Faulty(QWidget):
    """Makes a mistake wherever Qt calls it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        fail()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        fail()


class FaultyEnd:
    """Makes a mistake in being taken apart."""

    def __del__(self) -> None:
        fail()


class FaultyRows(QAbstractListModel):
    """Makes a mistake for every row."""

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        return 3

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> object:
        fail()
        return None


class FaultyFilter(QObject):
    """Makes a mistake at every event."""

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        fail()
        return False


class FaultyThread(QThread):
    """Makes a mistake in a thread of Qt."""

    def run(self) -> None:
        fail()


def _in_a_model() -> QObject:
    view = QListView()
    view.setModel(FaultyRows(view))
    QTimer.singleShot(0, view.show)
    return view


def _in_a_filter() -> QObject:
    field = QLineEdit()
    field.show()
    watching = FaultyFilter(field)
    field.installEventFilter(watching)
    QApplication.postEvent(field, QEvent(QEvent.Type.User))
    QApplication.processEvents()
    field.removeEventFilter(watching)
    return field


def _in_painting() -> QObject:
    made = Faulty()
    made.show()
    return made


def _in_a_qt_thread() -> QObject:
    made = FaultyThread()
    made.start()
    made.wait()
    return made


def _in_a_timer() -> QObject:
    made = QTimer(singleShot=True)
    made.timeout.connect(fail)
    made.start(0)
    return made


def _in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def _in_a_slot() -> None:
    button = QPushButton()
    button.clicked.connect(lambda _checked: fail())
    button.click()


def _in_taking_apart() -> None:
    made = FaultyEnd()
    del made


@pytest.mark.parametrize(
    "happens",
    [
        _in_a_slot,
        _in_a_timer,
        _in_painting,
        _in_a_filter,
        _in_a_model,
        _in_a_thread,
        _in_a_qt_thread,
        _in_taking_apart,
    ],
)
def test_a_mistake_is_survived_wherever_it_happens(
    door: ErrorDoor,
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    happens: Callable[[], QObject | None],
) -> None:
    door.install()
    kept = happens()
    dialog = shown(door, qtbot)
    (report,) = (tmp_path / "log").glob("bug-*.txt")
    assert "test_errors.py" in report.read_text("utf-8")
    assert "in fail" in report.read_text("utf-8")
    assert report.name in dialog.place.text()
    QTest.keyClicks(window.field, "typed on")
    assert window.field.text() == "typed on"
    if isinstance(kept, QWidget):
        kept.hide()
        kept.deleteLater()  # the next test's theme would ask it for its rows
    door.uninstall()


def test_what_qt_says_is_logged_without_texts_and_files(
    door: ErrorDoor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    door.install()
    qWarning("QObject::startTimer: Timers cannot be started from another thread")
    for text in (
        'QFile::open: File "/home/zqert/陈祖荣.jpg" not there',
        "QString::arg: Argument missing: Zqert, 3",
        "Could not read /home/zqert",
        "Error calling Python override of QWidget::paintEvent(): cannot store Zqert",
    ):
        qWarning(text)
    door.uninstall()
    assert "Timers cannot be started from another thread" in caplog.text
    assert "QFile::open: File …" in caplog.text
    assert "override of QWidget::paintEvent" in caplog.text
    assert "zqert" not in caplog.text.lower()
    caplog.clear()


def test_the_diagnostic_report_is_on_the_clipboard(
    door: ErrorDoor, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    show_bug(door)
    shown(door, qtbot)
    (tmp_path / "log" / "wicco.log").write_text("line 1\nline 2\n")
    door.copy_diagnostics()
    text = QGuiApplication.clipboard().text()
    for part in ("WICCO Desktop", "Qt 6", "Interface: en", "offscreen", "ValueError", "line 2"):
        assert part in text
    assert window.bar.notices[0].sentence.text().startswith("The diagnostic report is on")


def test_the_folder_of_the_log_is_shown(
    door: ErrorDoor, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(showing_files, "show_in_folder", asked.append)
    door.show_log()
    assert asked == [tmp_path / "log" / "wicco.log"]
    assert (tmp_path / "log").is_dir()


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
