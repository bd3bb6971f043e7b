"""Ctrl+E in the window, and the entry of the menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wicco_desktop.ui.exchange.export_dialog import ExportDialog
from wicco_desktop.ui.window import MainWindow


def test_ctrl_e_saves_what_is_typed_and_offers_to_export(window: MainWindow, qtbot: QtBot) -> None:
    record = window.session.workspace.editing.create("contact", {"name_en": "Ding"})
    window.session.open_record("contact", record.id)
    page = window.stack.page
    assert page is not None
    QTest.keyClicks(page.line, "Ding Tian")  # type: ignore[attr-defined]
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    store = window.session.workspace.store

    def saved() -> bool:
        found = store.get("contact", record.id)
        return found is not None and found["name_en"] == "Ding Tian"

    qtbot.waitUntil(saved)
    dialog.close()


def test_the_menu_has_it_with_its_key(window: MainWindow) -> None:
    action = window.actions_.actions["export"]
    assert action in window.actions_.menu.actions()
    assert action.text() == "Export…"
    assert action.shortcut().toString() == "Ctrl+E"
    action.trigger()
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.close()
