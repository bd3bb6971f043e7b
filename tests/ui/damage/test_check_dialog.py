"""The check in the window: what it finds is told, what can be mended is, the rest has a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from tests.faults.damaged import filled, pages_of
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.store import search_index
from wicco_desktop.store.rota import Rota
from wicco_desktop.ui.damage.check_dialog import CheckDialog
from wicco_desktop.ui.damage.salvage_dialog import SalvageDialog
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme


def shown(qtbot: QtBot, session: Session) -> CheckDialog:
    dialog = CheckDialog(session)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def checked(qtbot: QtBot, session: Session) -> CheckDialog:
    dialog = shown(qtbot, session)
    qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=20_000)
    return dialog


def lines(listed: QListWidget) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]


def break_page(path: Path) -> None:
    page = max(max(needs) for needs in pages_of(path, "contact").values())
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)


@pytest.fixture
def damaged(database_path: Path) -> Path:
    """A database with a broken page, and a good backup, before the session opens it."""
    filled(database_path, 30)
    Rota(database_path).make("by-hand")
    break_page(database_path)
    return database_path


def test_a_sound_database_is_said_to_be_one(qtbot: QtBot, session: Session) -> None:
    dialog = checked(qtbot, session)

    assert "The database is sound" in dialog.told.text()
    assert not dialog.list.isVisible()
    assert not dialog.salvage.isVisible()
    assert not dialog.strip.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_old_index_is_mended_by_a_key(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.workspace.editing.create("contact", {"name_en": "Ding Tian"})
    monkeypatch.setattr(search_index, "MAKING", search_index.MAKING + 1)
    dialog = checked(qtbot, session)
    assert lines(dialog.list) == ["The search index was made by an older version of the program."]
    assert not dialog.restore.isVisible()

    dialog.mend.setFocus()
    QTest.keyClick(dialog.mend, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: "is sound" in dialog.told.text(), timeout=20_000)
    assert session.workspace.store.search("ding")


def test_of_a_broken_file_the_newest_good_backup_and_a_salvage_are_offered(
    qtbot: QtBot, damaged: Path, session: Session
) -> None:
    dialog = checked(qtbot, session)

    assert "Nothing is written into it any more" in dialog.told.text()
    assert "The newest good backup is of" in dialog.advice.text()
    assert not dialog.mend.isVisible()
    assert session.workspace.store.damaged is not None
    with qtbot.waitSignal(dialog.salvage_requested):
        QTest.mouseClick(dialog.salvage, Qt.MouseButton.LeftButton)
    again = checked(qtbot, session)
    with qtbot.waitSignal(again.restore_requested) as asked:
        QTest.mouseClick(again.restore, Qt.MouseButton.LeftButton)
    assert asked.args == [Rota(damaged).snapshots()[0].path]


def test_everything_is_said_in_the_language_of_the_window(
    qtbot: QtBot, damaged: Path, session: Session, switch: LanguageSwitch
) -> None:
    dialog = checked(qtbot, session)
    english = dialog.close_.text()

    switch.switch_to(CHINESE)

    assert dialog.close_.text() != english
    assert lines(dialog.list)


def test_closing_it_stops_the_check(qtbot: QtBot, session: Session) -> None:
    dialog = shown(qtbot, session)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    session.reader.close()  # waits for what is under way


def test_what_can_be_read_is_saved_and_gone_on_with(
    qtbot: QtBot, damaged: Path, switch: LanguageSwitch, theme: Theme
) -> None:
    before = damaged.read_bytes()
    dialog = SalvageDialog(damaged, None, switch, theme)
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.waitUntil(dialog.go_on.isVisible, timeout=20_000)
    assert "Contacts: 28" in dialog.counts.text()
    assert any("as the log says" in line for line in lines(dialog.list))
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text().splitlines() == lines(dialog.list)
    QTest.keyClick(dialog.go_on, Qt.Key.Key_Space)

    assert dialog.chosen == dialog.target
    assert dialog.target.exists()
    assert damaged.read_bytes() == before


def test_a_salvage_that_is_stopped_leaves_nothing(
    qtbot: QtBot, damaged: Path, switch: LanguageSwitch, theme: Theme
) -> None:
    there = sorted(damaged.parent.iterdir())
    dialog = SalvageDialog(damaged, None, switch, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.chosen is None
    assert sorted(damaged.parent.iterdir()) == there
