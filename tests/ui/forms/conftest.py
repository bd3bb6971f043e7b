"""What the tests of forms share: panels in an active window, keys, and waiting for the writer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.ui.forms.panels import make_panel
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.session import Session

Settle = Callable[[], None]
PanelOf = Callable[[str], RecordPanel]
TypeInto = Callable[[QWidget, str], None]


@pytest.fixture
def settle(session: Session, qtbot: QtBot) -> Settle:
    """Wait until everything sent is written and told."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not session.writer.busy)

    return wait


@pytest.fixture
def panel_of(session: Session, qtbot: QtBot) -> PanelOf:
    """A panel for a kind, in a window of its own that has the focus."""

    def make(kind: str) -> RecordPanel:
        panel = make_panel(session, kind)
        qtbot.addWidget(panel)
        panel.resize(700, 800)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return make


@pytest.fixture
def type_into() -> TypeInto:
    """Type a text in place of what stands in a widget."""

    def type_text(widget: QWidget, text: str) -> None:
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            QTest.keyClicks(widget, text)
        else:  # no key has such a letter: it comes from an input method
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(widget, event)

    return type_text
