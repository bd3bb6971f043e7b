"""A passphrase set, changed and removed in the real window, with keys; nothing can be read then."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from wicco_desktop.app import Program
from wicco_desktop.store import database_key
from wicco_desktop.ui.encryption.new_passphrase import NewPassphraseDialog
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.settings_dialog import SettingsDialog
from wicco_desktop.ui.window import MainWindow

CANARY = "Zqert Vyxomb"
FIRST, SECOND = "correct horse battery", "an umbrella in the tram"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key is made of a passphrase at once."""
    monkeypatch.setattr(database_key, "ROUNDS", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "a.db"


def readable_in(path: Path) -> list[str]:
    """The files of the data folder in which the canary stands."""
    known = CANARY.encode()
    files = (file for file in path.parent.rglob("*") if file.is_file())
    return [file.name for file in files if known in file.read_bytes()]


def names(session: Session) -> list[str]:
    store = session.workspace.store
    return [record.text("name_en") for record in store.search("Zqert")]


def asked(program: Program, button: str, qtbot: QtBot) -> NewPassphraseDialog:
    """The dialog that a button of the settings opens."""
    assert program.window is not None
    program.window.dialogs.settings()
    (settings,) = program.window.findChildren(SettingsDialog)
    pressed: QPushButton = getattr(settings.encryption, button)
    assert pressed.isVisible()
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    dialog = settings.encryption.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def typed_twice(dialog: NewPassphraseDialog, passphrase: str) -> None:
    for line in (dialog.first, dialog.second):
        QTest.keyClicks(line.entry, passphrase)
    QTest.keyClick(dialog.understood, Qt.Key.Key_Space)


def come_back(program: Program, button: QAbstractButton, qtbot: QtBot) -> MainWindow:
    """The window on the converted database, after the dialog's own button."""
    old = program.window
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window not in (None, old), timeout=20_000)
    new = program.window
    assert new is not None
    qtbot.waitUntil(new.isVisible)
    return new


def test_a_passphrase_is_set_changed_and_removed_and_nothing_is_lost_or_readable(
    program: Program, path: Path, qtbot: QtBot
) -> None:
    window = program.open(path)
    window.show()
    window.session.workspace.editing.create("contact", {"name_en": CANARY})

    dialog = asked(program, "set", qtbot)
    typed_twice(dialog, FIRST)
    window = come_back(program, dialog.go, qtbot)
    assert window.session.workspace.store.encrypted
    assert readable_in(path) == []
    assert names(window.session) == [CANARY]

    window.session.workspace.editing.create("contact", {"name_en": f"{CANARY} Two"})
    dialog = asked(program, "change", qtbot)
    QTest.keyClicks(dialog.present.entry, FIRST)
    typed_twice(dialog, SECOND)
    window = come_back(program, dialog.go, qtbot)
    assert window.session.workspace.store.is_passphrase(SECOND)
    assert not window.session.workspace.store.is_passphrase(FIRST)
    assert readable_in(path) == []
    assert sorted(names(window.session)) == [CANARY, f"{CANARY} Two"]

    dialog = asked(program, "remove", qtbot)
    QTest.keyClicks(dialog.present.entry, SECOND)
    window = come_back(program, dialog.go, qtbot)
    assert not window.session.workspace.store.encrypted
    assert sorted(names(window.session)) == [CANARY, f"{CANARY} Two"]
