"""Every key of the window does what the table of shortcuts says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.ui.about import AboutDialog
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.settings_dialog import SettingsDialog
from wicco_desktop.ui.shortcuts import SHORTCUTS
from wicco_desktop.ui.shortcuts_dialog import ShortcutsDialog
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]
Key = Qt.Key


def press(qtbot: QtBot, window: QWidget, keys: str) -> None:
    """Press keys where the focus is, as a user does."""
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))


def front(window: MainWindow) -> Page:
    page = window.stack.page
    assert page is not None
    return page


def test_the_window_opens_with_today(window: MainWindow) -> None:
    assert window.stack.section == "today"
    assert window.navigation.buttons["today"].isChecked()


@pytest.mark.parametrize(("number", "key"), list(enumerate((s.key for s in SECTIONS), start=1)))
def test_ctrl_and_a_digit_go_to_a_section(
    window: MainWindow, qtbot: QtBot, number: int, key: str
) -> None:
    press(qtbot, window, f"Ctrl+{number % 9 + 1}")
    press(qtbot, window, f"Ctrl+{number}")
    assert window.stack.section == key
    assert window.navigation.buttons[key].isChecked()


def test_ctrl_n_begins_a_record_of_the_kind_at_the_front(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "Ctrl+3")
    assert window.top_bar.new.text() == "New contact"
    press(qtbot, window, "Ctrl+N")
    assert front(window).begun == [{}]  # type: ignore[attr-defined]
    press(qtbot, window, "Ctrl+9")
    press(qtbot, window, "Ctrl+N")
    assert window.stack.section == "meetings"


def test_a_new_record_may_be_asked_for_with_values(window: MainWindow, session: Session) -> None:
    session.new_record("organisation", {"name_en": "DSEDT"})
    assert window.stack.section == "organisations"
    assert front(window).begun == [{"name_en": "DSEDT"}]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("keys", "dialog"), [("F1", ShortcutsDialog), ("Ctrl+,", SettingsDialog)])
def test_keys_open_dialogs_and_esc_closes_them(
    window: MainWindow, qtbot: QtBot, keys: str, dialog: type[QDialog]
) -> None:
    press(qtbot, window, keys)
    shown = window.findChild(dialog)
    assert shown is not None
    assert shown.isVisible()
    QTest.keyClick(shown, Key.Key_Escape)
    assert not shown.isVisible()


def test_the_shortcuts_are_all_listed_under_f1(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "F1")
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {shortcut.label for shortcut in SHORTCUTS} <= texts
    dialog.close()


def test_every_key_of_the_window_is_taken_once() -> None:
    keys = [key for shortcut in SHORTCUTS if shortcut.window for key in shortcut.keys]
    assert len(keys) == len(set(keys))


def test_everything_can_be_reached_by_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    made = window.actions_
    reachable = {*made.menu.actions(), *made.sections.actions(), *made.help.actions()}
    assert set(window.actions_.actions.values()) <= reachable
    assert all(action.text() for action in reachable if not action.isSeparator())
    window.actions_.actions["about"].trigger()
    about = window.findChild(AboutDialog)
    assert about is not None
    assert "SQL" in about.libraries.toPlainText().upper()
    about.close()


def test_ctrl_p_prints_and_ctrl_h_shows_the_history(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    meeting = make_record("meeting", subject_en="Work plan")
    session.open_record("meeting", meeting.id)
    press(qtbot, window, "Ctrl+P")
    press(qtbot, window, "Ctrl+H")
    window.state_line.history.click()
    assert front(window).printed == [meeting.id]  # type: ignore[attr-defined]
    assert front(window).histories == [meeting.id] * 2  # type: ignore[attr-defined]
    press(qtbot, window, "Ctrl+9")
    press(qtbot, window, "Ctrl+P")
    assert "meeting" in window.notices.notices[-1].sentence.text()


def test_back_and_forward_go_through_what_was_visited(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    one = make_record("contact", name_en="Gu Ting")
    other = make_record("organisation", name_en="DSEDT")
    session.open_record("contact", one.id)
    session.open_record("organisation", other.id)
    press(qtbot, window, "Alt+Left")
    assert front(window).current_record() == ("contact", one.id)
    press(qtbot, window, "Alt+Left")
    assert window.stack.section == "today"
    press(qtbot, window, "Alt+Left")
    press(qtbot, window, "Alt+Right")
    press(qtbot, window, "Alt+Right")
    assert front(window).current_record() == ("organisation", other.id)


def test_a_part_opens_at_its_owner(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    meeting = make_record("meeting", subject_en="Work plan")
    note = make_record("note", meeting=meeting.id, text_en="Four laboratories")
    topic = make_record("topic", name_en="Smart cities")
    make_record("topic_link", topic=topic.id, record=note.id)
    for kind, id_ in (("note", note.id), ("topic", topic.id)):
        window.show_section("today")
        session.open_record(kind, id_)
        qtbot.waitUntil(lambda: window.stack.section == "meetings")
        assert front(window).current_record() == ("meeting", meeting.id)


def test_a_topic_that_is_linked_to_nothing_is_said_to_be(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    session.open_record("topic", make_record("topic", name_en="Smart cities").id)
    qtbot.waitUntil(lambda: bool(window.notices.notices))


def test_up_and_down_go_through_the_navigation_and_stay_there(
    window: MainWindow, qtbot: QtBot
) -> None:
    buttons = window.navigation.buttons
    buttons["today"].setFocus()
    QTest.keyClick(buttons["today"], Key.Key_Down)
    assert window.stack.section == "meetings"
    assert buttons["meetings"].hasFocus()
    QTest.keyClick(buttons["meetings"], Key.Key_Up)
    QTest.keyClick(buttons["today"], Key.Key_Up)
    assert window.stack.section == "trash"


def test_the_navigation_counts_what_is_there_as_it_changes(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    button = window.navigation.buttons["follow_ups"]
    make_record("follow_up", what_en="Send the list", status="open")
    make_record("follow_up", what_en="Sent", status="done")
    qtbot.waitUntil(lambda: button.count == "1")
    assert button.accessibleName() == "Follow-ups, 1"


def test_a_narrow_window_has_icons_with_their_names_in_tooltips(
    window: MainWindow, qtbot: QtBot
) -> None:
    compact = []
    for width in (1360, 700, 1360):
        window.resize(width, 700)
        compact.append(window.navigation.compact)
        assert window.navigation.buttons["contacts"].toolTip().startswith("Contacts")
    assert compact == [False, True, False]
