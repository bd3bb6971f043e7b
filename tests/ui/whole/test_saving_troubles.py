"""The whole window while saving fails: told in plain words, the text kept, saved when it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.store import driver
from wicco_desktop.ui import retry
from wicco_desktop.ui.notices import Notice
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Settle = Callable[[], None]
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _in_the_tests_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is tried again but when a test says so."""
    monkeypatch.setattr(retry, "FIRST", 1_000_000)


def told(window: MainWindow) -> list[str]:
    """The notices that are shown."""
    return [notice.sentence.text() for notice in window.notices.findChildren(Notice)]


def open_panel(window: MainWindow, kind: str, id_: str, settle: Settle) -> Any:
    window.activateWindow()
    window.session.open_record(kind, id_)
    settle()
    page: Any = window.stack.page
    return page.panel


def entry_of(panel: Any, key: str) -> QWidget:
    entry: QWidget = panel.fields.boxes[key].editor.inputs()[0]
    entry.setFocus()
    return entry


@contextmanager
def full_disk(session: Session) -> Iterator[None]:
    """No page can be added to the database: what SQLite says then is what a full disk says."""
    connection = session.workspace.store._database._writer
    assert connection is not None
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000000")


LONG = "x" * 15_000
"""More than fits into what is left of any page."""


def paste(widget: QWidget, text: str) -> None:
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_field_is_kept_while_the_disk_is_full_and_saved_by_itself_when_there_is_room(
    window: MainWindow, session: Session, make_record: Make, settle: Settle, qtbot: QtBot
) -> None:
    contact = make_record("contact", name_en="Ann Example")
    session.language.switch_to(CHINESE)
    panel = open_panel(window, "contact", contact.id, settle)
    entry = entry_of(panel, "mobile")
    with full_disk(session):
        paste(entry, LONG)
        QTest.keyClick(entry, Qt.Key.Key_Tab)
        settle()
        (sentence,) = told(window)
        assert "磁盘已满" in sentence
        assert entry.text() == LONG  # type: ignore[attr-defined]
        assert session.workspace.store.get("contact", contact.id)["mobile"] is None  # type: ignore[index]
        # Tried again by itself, and not told again.
        saving = panel.saving
        saving.retry.timer.timeout.emit()
        settle()
        assert len(told(window)) == 1
        # Another record is looked at meanwhile: what waits is not forgotten.
        panel.clear()
        settle()
        assert not saving.gone
        session.drafts.flush()
        assert LONG in session.drafts.path.read_text("utf-8")
    saving.retry.timer.timeout.emit()
    settle()
    assert session.workspace.store.get("contact", contact.id)["mobile"] == LONG  # type: ignore[index]
    assert session.drafts.all() == []
    assert saving.gone


def test_a_new_record_and_its_notes_wait_for_room_and_come_in_order(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    make_record("topic", name_en="x")  # the writing connection is there
    window.activateWindow()
    window.show_section("meetings")
    session.new_record("meeting", {"remarks_en": LONG})
    settle()
    page: Any = window.stack.page
    panel = page.panel
    composer = panel.notes.composer
    composer.setFocus()
    with full_disk(session):
        for text in ("first ", "second "):
            paste(composer.area, text + LONG)
            QTest.keyClick(composer.area, Qt.Key.Key_Return)
            settle()
        assert len(told(window)) == 1
        assert [row.waiting for row in panel.notes.list.notes.rows] == [True, True]
        assert not panel.saving.exists
        QTest.keyClicks(composer.area, "third half ty")
    panel.saving.retry.timer.timeout.emit()
    settle()
    settle()
    notes = session.workspace.notes.of(panel.saving.id)
    assert [note.text("text_en")[:6] for note in notes] == ["first ", "second"]
    assert composer.area.toPlainText() == "third half ty"
    assert [draft.key.column for draft in session.drafts.all()] == ["composer"]


def test_notes_of_a_meeting_there_is_wait_for_room(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    meeting = make_record("meeting", subject_en="Work plan", date="2022-11-23")
    panel = open_panel(window, "meeting", meeting.id, settle)
    area = panel.notes.composer.area
    area.setFocus()
    with full_disk(session):
        paste(area, LONG)
        QTest.keyClick(area, Qt.Key.Key_Return)
        settle()
        assert len(told(window)) == 1
        assert [row.waiting for row in panel.notes.list.notes.rows] == [True]
    panel.notes._retry.timer.timeout.emit()
    settle()
    (note,) = session.workspace.notes.of(meeting.id)
    assert note.text("text_en") == LONG
    assert session.drafts.all() == []


def test_the_disk_gone_while_the_window_is_open_is_told_and_what_is_typed_is_saved_when_it_is_back(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    failures: list[BaseException],
) -> None:
    contact = make_record("contact", name_en="Ann Example")
    panel = open_panel(window, "contact", contact.id, settle)
    folder = session.workspace.store.path.parent
    away = folder.with_name("away")
    entry = entry_of(panel, "mobile")
    session.drafts._on_problem = session.errors.show  # as the program makes it
    folder.rename(away)
    QTest.keyClicks(entry, "+853 1")
    with pytest.raises(Exception, match="cannot be kept"):
        session.drafts.flush()
    assert not folder.exists()  # the place of the disk is not taken by another folder
    settle()
    assert any("cannot be kept" in sentence for sentence in told(window))
    window.show_section("organisations")
    settle()
    away.rename(folder)
    session.drafts.flush()
    panel.saving.commit()
    settle()
    assert session.workspace.store.get("contact", contact.id)["mobile"] == "+853 1"  # type: ignore[index]
    assert session.errors.dialog is None
    failures.clear()


@pytest.mark.parametrize("code", [10, 11, 14])
def test_a_disk_that_does_not_answer_while_reading_is_a_notice_not_a_bug(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    failures: list[BaseException],
    code: int,
) -> None:
    contact = make_record("contact", name_en="Ann Example")
    window.activateWindow()
    settle()

    class Broken(driver.dbapi2.OperationalError):  # type: ignore[misc,name-defined]
        sqlite_errorcode = code

    def refuse(*_args: object, **_named: object) -> None:
        raise Broken("disk I/O error")

    database = session.workspace.store._database
    session.errors.install()
    with monkeypatch.context() as broken:
        broken.setattr(database, "_generation", 99)  # every thread connects anew
        broken.setattr("wicco_desktop.store.driver.dbapi2.connect", refuse)
        window.top_bar.search.begin()
        QTest.keyClicks(window.top_bar.search, "Ann")
        settle()
        QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        session.open_record("contact", contact.id)
        settle()
    session.errors.uninstall()
    assert failures
    assert all(isinstance(error, UserError) for error in failures)
    assert told(window)
    assert session.errors.dialog is None
    failures.clear()


def test_a_mistake_in_the_program_is_told_and_one_goes_on_with_the_text(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    contact = make_record("contact", name_en="Ann Example")
    panel = open_panel(window, "contact", contact.id, settle)
    entry = entry_of(panel, "mobile")
    QTest.keyClicks(entry, "+853 ")
    session.errors.install()
    try:
        session.errors._uncaught(ZeroDivisionError, ZeroDivisionError("secret"), None)
        settle()
        dialog = session.errors.dialog
        assert dialog is not None
        assert dialog.isVisible()
        dialog.go_on.click()
    finally:
        session.errors.uninstall()
    window.activateWindow()
    entry.setFocus()
    QTest.keyClicks(entry, "6")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    settle()
    assert session.workspace.store.get("contact", contact.id)["mobile"] == "+853 6"  # type: ignore[index]
    assert len(list((tmp_path / "log").glob("bug-*.txt"))) == 1
    assert "Traceback" not in capfd.readouterr().err


def test_a_mistake_on_a_worker_is_told_and_the_text_kept(
    window: MainWindow,
    session: Session,
    make_record: Make,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    contact = make_record("contact", name_en="Ann Example")
    panel = open_panel(window, "contact", contact.id, settle)
    entry = entry_of(panel, "mobile")
    QTest.keyClicks(entry, "+853 6")

    def broken(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as wrong:
        wrong.setattr(type(session.workspace.store), "write", broken)
        QTest.keyClick(entry, Qt.Key.Key_Tab)
        settle()
    assert session.errors.dialog is not None
    assert entry.text() == "+853 6"  # type: ignore[attr-defined]
    assert [draft.text for draft in session.drafts.all()] == ["+853 6"]
    panel.saving.commit()
    settle()
    assert session.workspace.store.get("contact", contact.id)["mobile"] == "+853 6"  # type: ignore[index]
    assert "Traceback" not in capfd.readouterr().err


def test_what_another_thread_writes_while_one_types_is_shown_beside_and_never_overwritten(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    contact = make_record("contact", name_en="Ann Example", mobile="+853 1")
    panel = open_panel(window, "contact", contact.id, settle)
    entry = entry_of(panel, "mobile")
    entry.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(entry, "+853 2")
    editing = session.workspace.editing
    session.write(lambda: editing.change("contact", contact.id, {"mobile": "+853 3"}))
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    settle()

    def stored() -> object:
        return session.workspace.store.get("contact", contact.id)["mobile"]  # type: ignore[index]

    strip = panel.fields.links["mobile"].strips["mobile"]
    assert entry.text() == "+853 2"  # type: ignore[attr-defined]
    assert strip.isVisible()
    assert stored() == "+853 3"
    panel.flush()
    settle()
    assert stored() == "+853 3"
    panel.fields.links["mobile"]._keep_mine("mobile")
    settle()
    assert stored() == "+853 2"
    assert not strip.isVisible()
