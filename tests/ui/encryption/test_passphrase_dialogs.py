"""Passphrases asked for and chosen, with keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.ui.encryption.new_passphrase import NewPassphraseDialog, Purpose
from wicco_desktop.ui.encryption.passphrase_dialog import PassphraseDialog
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

FILE = Path("wicco.db")


def only_right(typed: str) -> str:
    assert threading.current_thread() is not threading.main_thread()
    if typed != "right":
        raise UserError("The passphrase does not open it.")
    return typed.upper()


@pytest.fixture
def asking(switch: LanguageSwitch, theme: Theme, qtbot: QtBot) -> PassphraseDialog[str]:
    dialog: PassphraseDialog[str] = PassphraseDialog(switch, theme, FILE, only_right)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_right_passphrase_and_enter_open_it(
    asking: PassphraseDialog[str], qtbot: QtBot
) -> None:
    QTest.keyClicks(asking.line.entry, "right")
    with qtbot.waitSignal(asking.accepted):
        QTest.keyClick(asking.line.entry, Qt.Key.Key_Return)
    assert asking.opened == "RIGHT"
    assert asking.line.text() == ""


def test_a_wrong_one_is_told_and_the_dialog_stays(
    asking: PassphraseDialog[str], qtbot: QtBot
) -> None:
    QTest.keyClicks(asking.line.entry, "wrong")
    QTest.keyClick(asking.line.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in asking.problem.text())
    assert asking.isVisible()
    assert asking.line.entry.selectedText()
    QTest.keyClicks(asking.line.entry, "right")
    with qtbot.waitSignal(asking.accepted):
        asking.go.click()


def test_escape_gives_up(asking: PassphraseDialog[str], qtbot: QtBot) -> None:
    with qtbot.waitSignal(asking.rejected):
        QTest.keyClick(asking, Qt.Key.Key_Escape)
    assert asking.opened is None


def test_it_is_covered_until_it_shall_be_seen(asking: PassphraseDialog[str]) -> None:
    modes = QLineEdit.EchoMode
    assert asking.line.entry.echoMode() == modes.Password
    asking.line.show_button.click()
    assert asking.line.entry.echoMode() == modes.Normal
    assert asking.line.show_button.text() == "Hide"


def choosing(
    switch: LanguageSwitch, theme: Theme, qtbot: QtBot, purpose: Purpose
) -> NewPassphraseDialog:
    dialog = NewPassphraseDialog(switch, theme, purpose, lambda typed: typed == "old")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_new_one_is_typed_twice_and_the_loss_understood(
    switch: LanguageSwitch, theme: Theme, qtbot: QtBot
) -> None:
    dialog = choosing(switch, theme, qtbot, Purpose.SET)
    assert "cannot be recovered" in dialog.lost.text()
    QTest.keyClicks(dialog.first.entry, "correct horse battery")
    assert dialog.told.text() == "Strong."
    QTest.keyClicks(dialog.second.entry, "correct horse")
    assert "not the same" in dialog.told.text()
    QTest.keyClicks(dialog.second.entry, " battery")
    assert not dialog.go.isEnabled()
    dialog.understood.click()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.second.entry, Qt.Key.Key_Return)
    assert dialog.chosen == "correct horse battery"


@pytest.mark.parametrize("purpose", [Purpose.CHANGE, Purpose.REMOVE])
def test_the_present_one_must_be_known(
    switch: LanguageSwitch, theme: Theme, qtbot: QtBot, purpose: Purpose
) -> None:
    dialog = choosing(switch, theme, qtbot, purpose)
    if purpose is Purpose.CHANGE:
        for line in (dialog.first, dialog.second):
            QTest.keyClicks(line.entry, "correct horse battery")
        dialog.understood.click()
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.present.entry, "older")
    dialog.go.click()
    qtbot.waitUntil(lambda: "not the present passphrase" in dialog.told.text())
    assert dialog.isVisible()
    QTest.keyClicks(dialog.present.entry, "old")
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    assert bool(dialog.chosen) == (purpose is Purpose.CHANGE)


def test_a_new_file_may_go_without(switch: LanguageSwitch, theme: Theme, qtbot: QtBot) -> None:
    dialog = choosing(switch, theme, qtbot, Purpose.NEW_FILE)
    with qtbot.waitSignal(dialog.accepted):
        dialog.without.click()
    assert dialog.chosen == ""


def test_what_is_typed_survives_a_change_of_language(
    switch: LanguageSwitch, theme: Theme, qtbot: QtBot
) -> None:
    dialog = choosing(switch, theme, qtbot, Purpose.SET)
    QTest.keyClicks(dialog.first.entry, "correct horse")
    switch.switch_to(CHINESE)
    assert dialog.first.text() == "correct horse"
