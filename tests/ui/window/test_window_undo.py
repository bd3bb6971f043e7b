"""Ctrl+Z: first the typing in the field, then the last change; what is much is asked first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Record
from wicco_desktop.store.edits import Through
from wicco_desktop.store.writer import Writer as Identity
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *more: Qt.KeyboardModifier) -> None:
    modifiers = CTRL
    for modifier in more:
        modifiers |= modifier
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def undo(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Z)


def name(session: Session, record: Record) -> str:
    found = session.workspace.store.get(record.kind, record.id)
    assert found is not None
    return found.text("name_en")


def said(window: MainWindow) -> list[str]:
    return [notice.sentence.text() for notice in window.notices.notices]


def test_the_typing_goes_first_then_the_last_change(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    session.workspace.editing.change("contact", contact.id, {"name_en": "Gu T."})
    session.open_record("contact", contact.id)
    line = window.stack.page.line  # type: ignore[union-attr]
    line.end(False)
    QTest.keyClicks(line, "xy")
    undo(qtbot, window)
    assert line.text() == "Gu T."
    assert name(session, contact) == "Gu T."
    undo(qtbot, window)
    qtbot.waitUntil(lambda: name(session, contact) == "Gu Ting")
    qtbot.waitUntil(lambda: line.text() == "Gu Ting")
    qtbot.waitUntil(lambda: "Undone: Name of Gu T." in said(window))


def test_what_is_being_typed_elsewhere_is_saved_first_and_is_what_is_undone(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    session.open_record("contact", contact.id)
    line = window.stack.page.line  # type: ignore[union-attr]
    line.end(False)
    QTest.keyClicks(line, "!")
    window.navigation.buttons["contacts"].setFocus()
    undo(qtbot, window)
    qtbot.waitUntil(lambda: bool(said(window)))
    assert name(session, contact) == "Gu Ting"
    history = session.workspace.store.history([contact.id])
    assert [change.new for change in history][:2] == ["Gu Ting", "Gu Ting!"]


def test_the_notice_of_an_undo_goes_when_something_else_becomes_the_latest_change(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    session.workspace.editing.change("contact", contact.id, {"name_en": "Gu T."})
    undo(qtbot, window)
    qtbot.waitUntil(lambda: "Undone: Name of Gu T." in said(window))
    session.workspace.editing.change("contact", contact.id, {"name_en": "Gu"})
    qtbot.waitUntil(lambda: said(window) == [])


def test_redo_by_either_key(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    for keys in ((Qt.Key.Key_Y,), (Qt.Key.Key_Z, SHIFT)):
        session.workspace.editing.change("contact", contact.id, {"name_en": "Gu T."})
        undo(qtbot, window)
        qtbot.waitUntil(lambda: said(window) == ["Undone: Name of Gu T."])
        assert name(session, contact) == "Gu Ting"
        press(qtbot, window, *keys)
        qtbot.waitUntil(lambda: said(window) == ["Redone: Name of Gu Ting"])
        assert name(session, contact) == "Gu T."
        session.workspace.editing.change("contact", contact.id, {"name_en": "Gu Ting"})


def test_undo_goes_to_the_record_concerned(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    session.workspace.editing.change("contact", contact.id, {"name_en": "Gu T."})
    undo(qtbot, window)
    qtbot.waitUntil(lambda: window.stack.section == "contacts")
    assert window.stack.page.current_record() == ("contact", contact.id)  # type: ignore[union-attr]


def test_a_creation_undone_leaves_one_where_one_is(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    undo(qtbot, window)
    qtbot.waitUntil(lambda: bool(said(window)))
    record = session.workspace.store.get("contact", contact.id)
    assert record is not None
    assert record.deleted
    assert window.stack.section == "today"


def test_nothing_to_undo_is_said(window: MainWindow, qtbot: QtBot) -> None:
    undo(qtbot, window)
    qtbot.waitUntil(lambda: said(window) == ["There is nothing to undo."])
    press(qtbot, window, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: said(window) == ["There is nothing to redo."])


def import_two(session: Session) -> None:
    editing = session.workspace.editing
    told = Message("import of {file}, {count} contacts", {"file": "partners.xlsx", "count": 2})
    made = [editing.creation("contact", {"name_en": name}) for name in ("Ho", "Ding")]
    editing.apply(made, summary=told, through=Through.WORKBOOK)


def ask(qtbot: QtBot, window: MainWindow) -> QMessageBox:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    undo(qtbot, window)
    qtbot.waitUntil(lambda: window.undo_keys.question is not None)
    box = window.undo_keys.question
    assert box is not None
    return box


def test_before_many_records_it_names_what(
    window: MainWindow, qtbot: QtBot, session: Session
) -> None:
    import_two(session)
    box = ask(qtbot, window)
    assert box.text() == "Undo: import of partners.xlsx, 2 contacts"
    assert "2 records" in box.informativeText()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert window.undo_keys.question is None
    assert len(session.workspace.store.search("Ho")) == 1
    box = ask(qtbot, window)
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not session.workspace.store.search("Ho"))
    qtbot.waitUntil(lambda: "Undone: import of partners.xlsx, 2 contacts" in said(window))


def test_what_was_edited_since_is_kept_and_said(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Gu Ting")
    store = session.workspace.store
    mine = store.writer
    store.writer = Identity("Sun Jin", "device-2", "another laptop")
    session.workspace.editing.change("contact", contact.id, {"name_en": "Gu Ting (WICCO)"})
    store.writer = mine
    undo(qtbot, window)  # this device's latest is the creation
    qtbot.waitUntil(lambda: len(said(window)) == 2)
    assert said(window)[1] == "Gu Ting (WICCO) was edited since and is kept"
    assert window.stack.section == "today"


def test_a_meeting_with_its_notes_counts_as_one_record(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    from wicco_desktop.services.notes import NewFollowUp, NewNote

    meeting = make_record("meeting", subject_en="Work plan")
    notes = [NewNote({"en": "one"}), NewNote({"en": "two"})]
    session.workspace.notes.add(meeting.id, notes, NewFollowUp())
    undo(qtbot, window)
    qtbot.waitUntil(lambda: bool(said(window)))
    assert window.undo_keys.question is None
    assert session.workspace.notes.of(meeting.id) == []
    assert window.stack.page.current_record() == ("meeting", meeting.id)  # type: ignore[union-attr]
