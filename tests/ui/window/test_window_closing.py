"""Closing saves what is typed, waits for what is queued, and remembers the window."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Record
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.ui.progress import Progress
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import GEOMETRY, MainWindow

MakeRecord = Callable[..., Record]


def test_closing_saves_what_is_typed(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    session.open_record("contact", contact.id)
    line = window.stack.page.line  # type: ignore[union-attr]
    line.end(False)
    QTest.keyClicks(line, "!")
    assert session.drafts.all()
    with qtbot.waitSignal(window.closed):
        window.close()
    found = session.workspace.store.get("contact", contact.id)
    assert found is not None
    assert found["name_en"] == "Gu Ting!"
    assert session.drafts.all() == []
    assert session.settings.window[GEOMETRY]


def test_closing_waits_for_the_queue_and_says_so(
    window: MainWindow, qtbot: QtBot, session: Session
) -> None:
    go_on = threading.Event()
    session.write(lambda: go_on.wait(20))
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: window.closing.told is not None)
    with qtbot.waitSignal(window.closed):
        go_on.set()
    assert not window.isVisible()
    assert window.closing.told is None


def test_saves_that_wait_for_long_work_are_counted(
    window: MainWindow, qtbot: QtBot, session: Session
) -> None:
    go_on = threading.Event()
    progress = Progress()
    window.follow(progress, Message("the import"))
    for _ in range(4):
        session.write(lambda: go_on.wait(20))
    window.state_line.refresh()
    assert window.state_line.state.text() == "3 saves wait for the import"
    assert window.progress.isVisible()
    window.long_work_ended()
    qtbot.waitUntil(lambda: window.state_line.state.text() == "Saving…")
    go_on.set()
    qtbot.waitUntil(lambda: not session.writer.busy)


def test_the_state_line_tells_how_long_ago(
    window: MainWindow,
    session: Session,
    make_record: MakeRecord,
    clock: Callable[[], object],
    qtbot: QtBot,
) -> None:
    make_record("contact", name_en="Gu Ting")
    qtbot.waitUntil(lambda: window.state_line.state.text() == "Saved just now")
    clock.move(seconds=5)  # type: ignore[attr-defined]
    window.state_line.refresh()
    assert window.state_line.state.text() == "Saved 5 s ago"
    session.drafts.put(Draft(DraftKey("contact", "x", "name_en"), "Gu"))
    window.state_line.refresh()
    assert window.state_line.state.text() == "Draft kept · saved 5 s ago"
    session.drafts.remove(DraftKey("contact", "x", "name_en"))


def test_a_full_disk_is_asked_about_before_anything_is_lost(
    window: MainWindow, qtbot: QtBot, session: Session, monkeypatch: object
) -> None:
    def full() -> None:
        raise UserError("The disk is full.")

    session.drafts.flush = full  # type: ignore[method-assign]
    window.close()
    assert window.isVisible()
    box = window.closing.question
    assert box is not None
    assert box.text() == "The disk is full."
    box.buttons()[1].click()
    del session.drafts.flush
    qtbot.waitUntil(lambda: not window.isVisible() or window.closing.question is None)
