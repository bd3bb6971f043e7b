"""The first start asks for a language and a name; Enter goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.ui.first_start import FirstStart
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme


def test_enter_goes_on_with_the_name_typed(
    switch: LanguageSwitch, theme: Theme, qtbot: QtBot
) -> None:
    dialog = FirstStart(switch, theme, "sunjin")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.entry.hasFocus)
    dialog.languages["zh"].click()
    assert switch.language == CHINESE
    assert QApplication.focusWidget() is dialog.entry
    dialog.entry.selectAll()
    QTest.keyClicks(dialog.entry, "Sun Jin")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    assert dialog.name() == "Sun Jin"


def test_without_a_name_the_systems_is_taken(
    switch: LanguageSwitch, theme: Theme, qtbot: QtBot
) -> None:
    dialog = FirstStart(switch, theme, "sunjin")
    qtbot.addWidget(dialog)
    dialog.entry.clear()
    assert dialog.name() == "sunjin"
