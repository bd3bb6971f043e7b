"""The whole window while the program makes mistakes: told once, typed on, nothing given away."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql

from wicco_desktop import app
from wicco_desktop.app import program
from wicco_desktop.foundation.log import start_log, stop_log
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.store import draft_progress
from wicco_desktop.store import drafts as drafts_module
from wicco_desktop.ui.bug_dialog import BugDialog
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.lists.delegate import RowDelegate
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Settle = Callable[[], None]
Make = Callable[..., Any]
CANARY = "Zqert 陈祖荣 6612"


@pytest.fixture(autouse=True)
def log(tmp_path: Path, session: Session) -> Iterator[Path]:
    """The log as the program has it, and what nobody catches comes to the door."""
    root = logging.getLogger()
    level = root.level
    handler = start_log(tmp_path / "log")
    session.errors.install()
    yield tmp_path / "log"
    session.errors.uninstall()
    stop_log(handler)
    root.setLevel(level)


def written_down(log: Path) -> str:
    return "\n".join(file.read_text("utf-8") for file in log.iterdir())


def open_contact(window: MainWindow, make: Make, settle: Settle) -> tuple[Any, QWidget]:
    """The form of a new contact, and the field of the mobile number with the focus in it."""
    contact = make("contact", name_en=CANARY, mobile=CANARY)
    window.activateWindow()
    window.session.open_record("contact", contact.id)
    settle()
    page: Any = window.stack.page
    entry: QWidget = page.panel.fields.boxes["mobile"].editor.inputs()[0]
    entry.setFocus()
    entry.selectAll()  # type: ignore[attr-defined]
    return page.panel, entry


def stored(session: Session, panel: Any) -> object:
    found = session.workspace.store.get("contact", panel.saving.id)
    assert found is not None
    return found["mobile"]


def wrong(*_args: object, **_named: object) -> None:
    raise KeyError(CANARY)


def test_while_the_list_cannot_be_painted_one_types_on_and_it_is_saved(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    log: Path,
) -> None:
    panel, entry = open_contact(window, make_record, settle)
    QTest.keyClicks(entry, "+853 ")
    with monkeypatch.context() as broken:
        broken.setattr(RowDelegate, "paint", wrong)
        for _ in range(20):
            window.stack.page.list.view.viewport().update()  # type: ignore[union-attr]
            settle()
    dialog = session.errors.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert len(dialog.bugs) == 1
    assert entry.hasFocus()
    QTest.keyClicks(entry, "6")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    settle()
    assert stored(session, panel) == "+853 6"
    assert len(list(log.glob("bug-*.txt"))) == 1
    assert "Zqert" not in written_down(log)


def test_a_mistake_at_every_keystroke_keeps_what_is_typed(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    log: Path,
) -> None:
    panel, entry = open_contact(window, make_record, settle)
    monkeypatch.setattr(FieldSet, "show_hints", wrong)
    QTest.keyClicks(entry, CANARY[:3])
    settle()
    QTest.keyClicks(entry, "+1")
    session.drafts.flush()
    assert "Zqe+1" in session.drafts.path.read_text("utf-8")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    settle()
    assert stored(session, panel) == "Zqe+1"
    assert session.errors.dialog is not None
    assert "Zqe" not in written_down(log)


def test_an_error_of_the_database_names_no_parameter(
    window: MainWindow, session: Session, settle: Settle, failures: list[BaseException], log: Path
) -> None:
    database = session.workspace.store._database

    def bad() -> None:
        with database.writing() as connection:
            connection.execute(sql("SELECT :a FROM nowhere"), {"a": CANARY})

    session.write(bad)
    settle()
    (error,) = failures
    assert "no such table" in str(error)
    assert CANARY not in str(error)
    session.errors.show(error)
    settle()
    assert session.errors.dialog is not None
    assert "Zqert" not in session.errors.dialog.text()
    assert "Zqert" not in written_down(log)
    failures.clear()


def test_a_mistake_in_closing_is_told_once_and_what_was_typed_is_on_disk(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    panel, entry = open_contact(window, make_record, settle)
    QTest.keyClicks(entry, "+853 6")
    with monkeypatch.context() as broken:
        broken.setattr(type(panel), "flush", wrong)
        window.close()
        assert window.isVisible()
        settle()
        dialog = session.errors.dialog
        assert dialog is not None
        assert dialog.isVisible()
        with qtbot.waitSignal(window.closed):
            window.close()
    assert not window.isVisible()
    drafted = [draft.text for draft in session.drafts.all()]
    assert stored(session, panel) == "+853 6" or drafted == ["+853 6"]


def test_a_mistake_in_keeping_drafts_is_told_and_they_are_kept_afterwards(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    log: Path,
) -> None:
    _, entry = open_contact(window, make_record, settle)
    session.drafts._on_problem = session.errors.show  # as the program makes it
    monkeypatch.setattr(draft_progress, "RETRY", 0.01)
    with monkeypatch.context() as broken:
        broken.setattr(drafts_module, "write_whole", wrong)
        QTest.keyClicks(entry, "+853 6")
        qtbot.waitUntil(lambda: session.errors.dialog is not None)
        assert len(window.notices.notices) == 1
    session.drafts.flush()
    assert "+853 6" in session.drafts.path.read_text("utf-8")
    assert "Zqert" not in written_down(log)


def test_a_program_that_cannot_come_to_its_window_says_so_and_ends(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    session.errors.uninstall()
    told: list[str] = []

    def look() -> None:
        dialog = app.make_application().activeModalWidget()
        if isinstance(dialog, BugDialog):
            told.extend([dialog.sentence.text(), dialog.text()])
            dialog.go_on.click()

    looking = QTimer(interval=20)
    looking.timeout.connect(look)
    looking.start()
    monkeypatch.setattr(program, "MainWindow", wrong)
    monkeypatch.setattr(app, "has_display", lambda: True)
    assert app.run_window(tmp_path / "other.db", language="en") == 1
    looking.stop()
    assert told[0] == "The program cannot start. Your records were not touched."
    assert "KeyError" in told[1]
    assert "Zqert" not in written_down(user_folders().log)
