"""Whoever cannot see the window is told what everything in it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)


def nameless(top: QWidget) -> list[str]:
    """The controls in sight that have neither text nor a name for screen readers."""
    found = []
    for control in top.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible():
            continue
        if control.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        text = control.text() if isinstance(control, QAbstractButton) else ""
        if not (text or control.accessibleName()):
            found.append(f"{type(control).__name__} {control.objectName()}")
    return found


@pytest.mark.parametrize("section", ["today", "exchange", "trash"])
def test_every_control_of_a_page_has_a_name(
    window: MainWindow, session: Session, section: str, qtbot: QtBot
) -> None:
    contact = session.workspace.editing.create("contact", {"name_en": "Gu Ting"})
    session.workspace.editing.delete([("contact", contact.id)])
    window.show_section(section)
    session.language.switch_to(CHINESE)
    assert nameless(window) == []


@pytest.mark.parametrize("which", ["settings", "about", "shortcuts"])
def test_every_control_of_a_dialog_has_a_name(window: MainWindow, which: str) -> None:
    getattr(window.dialogs, which)()
    for dialog in window.findChildren(QDialog):
        assert nameless(dialog) == []
        dialog.close()
