"""The short lists beneath a record: Tab order whatever is read first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.ui.forms.linked_rows import LinkedRow, LinkedRows
from wicco_desktop.ui.session import Session


def test_tab_follows_the_sections_and_not_the_order_they_were_read_in(
    session: Session, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    above = QLineEdit(window)
    column.addWidget(above)
    first = LinkedRows(session, "People", lambda _: (), ("contact",))
    second = LinkedRows(session, "Meetings", lambda _: (), ("meeting",))
    for section in (first, second):
        column.addWidget(section)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    second._show([LinkedRow("meeting", "m1", "Talks"), LinkedRow("meeting", "m2", "Visit")])
    first._show([LinkedRow("contact", "c1", "Ann"), LinkedRow("contact", "c2", "Bea")])
    above.setFocus()
    now: QWidget | None = above
    reached = []
    for _ in range(4):
        assert now is not None
        QTest.keyClick(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        reached.append(now.accessibleName() if now else "")
    assert reached == ["Ann", "Bea", "Talks", "Visit"]
