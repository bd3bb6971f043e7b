"""The keys of a record in the whole window, where a key that two listen to would do nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.store.queries import Query
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.printing.print_dialog import PrintDialog
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.history_dialog import HistoryDialog
from wicco_desktop.ui.window import MainWindow

Fill = Callable[[str], dict[str, str]]
Settle = Callable[[], None]


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: str) -> None:
    """Press keys where the focus is, as a user does."""
    for one in keys:
        QTest.keySequence(focus(), QKeySequence(one))


def back_to(widget: QWidget, qtbot: QtBot) -> None:
    """Offscreen no window manager gives the focus back when a dialog closes."""

    def there() -> bool:
        widget.window().activateWindow()
        widget.setFocus()
        return QApplication.focusWidget() is widget

    qtbot.waitUntil(there)


def page_of(window: MainWindow) -> RecordsPage:
    page = window.stack.page
    assert isinstance(page, RecordsPage)
    return page


@pytest.fixture
def contacts(window: MainWindow, settle: Settle, qtbot: QtBot) -> RecordsPage:
    """The page of the contacts, reached with its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, QKeySequence("Ctrl+3"))
    settle()
    return page_of(window)


def test_a_contact_is_written_by_keys_alone(
    session: Session, contacts: RecordsPage, settle: Settle
) -> None:
    press("Ctrl+N")
    name = focus()
    QTest.keyClicks(name, "Ann Example")
    press("Ctrl+T")
    assert focus() is not name
    QTest.keyClicks(focus(), "Anna")
    press("F2")
    assert focus() is name
    mobile = contacts.panel.fields.boxes["mobile"].editor.inputs()[0]
    mobile.setFocus()
    QTest.keyClicks(mobile, "+853 1")
    press("Ctrl+Shift+P", "Ctrl+Return")
    settle()
    (made,) = session.workspace.store.select(Query("contact"))
    assert (made["name_en"], made["name_zh"], made["mobile"]) == ("Ann Example", "Anna", "+853 1")
    assert focus() is name
    assert contacts.panel.saving is not None
    assert not contacts.panel.saving.exists
    QTest.keyClicks(name, "Ben")
    press("Ctrl+Return")
    settle()
    ben = next(
        found
        for found in session.workspace.store.select(Query("contact"))
        if found["name_en"] == "Ben"
    )
    assert ben["mobile"] == "+853 1"


def test_history_printing_and_undo_have_their_keys(
    session: Session, window: MainWindow, fill: Fill, settle: Settle, qtbot: QtBot
) -> None:
    ids = fill("en")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, QKeySequence("Ctrl+2"))
    settle()
    session.open_record("meeting", ids["meeting"])
    settle()
    press("F2")
    subject = focus()
    press("Ctrl+A")
    QTest.keyClicks(subject, "Plan")
    press("Ctrl+H")
    settle()
    history = window.findChild(HistoryDialog)
    assert history is not None
    assert history.isVisible()
    assert any(row.new == "Plan" for row in history.view.model.rows)
    history.close()
    back_to(subject, qtbot)
    press("Ctrl+P")
    settle()
    printing = window.findChild(PrintDialog)
    assert printing is not None
    assert printing.isVisible()
    printing.close()
    back_to(subject, qtbot)
    press("Ctrl+Z")
    settle()
    meeting = session.workspace.store.get("meeting", ids["meeting"])
    assert meeting is not None
    assert meeting["subject_en"] == "Exchange"
    press("Ctrl+Y")
    settle()
    meeting = session.workspace.store.get("meeting", ids["meeting"])
    assert meeting is not None
    assert meeting["subject_en"] == "Plan"
    press("Ctrl+K")
    assert focus() is window.top_bar.search
