"""The list of backups: what it says, and what its keys do."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HeldClock, MakeRecord
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.services.backups import WORKING
from wicco_desktop.store import archive_place
from wicco_desktop.store.backup import verify_archive
from wicco_desktop.store.rota import Snapshot
from wicco_desktop.ui.backups.backup_table import HOLDS, STATE, WHEN, WHY
from wicco_desktop.ui.backups.backups_dialog import BackupsDialog
from wicco_desktop.ui.session import Session

Key = Qt.Key


@pytest.fixture
def made(session: Session, make_record: MakeRecord, clock: HeldClock) -> list[Snapshot]:
    """Two backups, of one contact and of two."""
    make_record("contact", name_en="Ding")
    first = session.workspace.backups.make(WORKING)
    clock.move(minutes=40)
    make_record("contact", name_en="Chan")
    second = session.workspace.backups.make("before-import")
    clock.move(minutes=5)
    return [first, second]


def rows(dialog: BackupsDialog, column: int) -> list[str]:
    table = dialog.form.table
    return [
        item.text(column)
        for number in range(table.topLevelItemCount())
        if (item := table.topLevelItem(number))
    ]


def filled(dialog: BackupsDialog, qtbot: QtBot, count: int = 2) -> None:
    qtbot.waitUntil(lambda: dialog.form.table.topLevelItemCount() == count)
    qtbot.waitUntil(dialog.form.back_up.isEnabled)


def asked(dialog: BackupsDialog, qtbot: QtBot) -> QMessageBox:
    found: list[QMessageBox] = []

    def there() -> bool:
        found[:] = [box for box in dialog.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]


def damaged(snapshot: Snapshot) -> None:
    data = bytearray(snapshot.path.read_bytes())
    data[len(data) // 2] ^= 1
    snapshot.path.write_bytes(data)


def test_it_says_when_why_and_what(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot
) -> None:
    filled(dialog, qtbot)
    assert rows(dialog, HOLDS) == ["Contacts 2", "Contacts 1"]
    assert rows(dialog, WHY) == ["before an import", "while working"]
    assert rows(dialog, WHEN)[0].endswith(" · 5 min ago")
    assert rows(dialog, STATE) == ["verified", "verified"]
    assert dialog.form.table.hasFocus()


def test_it_speaks_the_language_that_is_chosen(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot, session: Session
) -> None:
    filled(dialog, qtbot)
    session.language.switch_to(CHINESE)
    assert rows(dialog, HOLDS) == ["联系人 2", "联系人 1"]


def test_before_the_backups_are_known_nothing_is_said_of_them(
    session: Session, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    for _thread in range(2):
        session.reader.read(lambda: go_on.wait(20), lambda _waited: None)
    dialog = BackupsDialog(session)
    qtbot.addWidget(dialog)
    try:
        assert dialog.form.details.text() == ""
        assert not dialog.form.restore.isEnabled()
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: dialog.form.details.text() == "There is no backup yet.")


def test_an_empty_list_says_so_and_offers_the_first(
    dialog: BackupsDialog, qtbot: QtBot, session: Session
) -> None:
    qtbot.waitUntil(lambda: dialog.form.details.text() == "There is no backup yet.")
    assert not dialog.form.restore.isEnabled()
    with qtbot.waitSignal(dialog.backed_up):
        QTest.mouseClick(dialog.form.back_up, Qt.MouseButton.LeftButton)
    filled(dialog, qtbot, 1)
    assert rows(dialog, WHY) == ["asked for"]
    assert dialog.form.told.text() == "The backup is made and checked."


def test_enter_asks_before_anything_is_restored(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot
) -> None:
    filled(dialog, qtbot)
    QTest.keyClick(dialog.form.table, Key.Key_Down)
    QTest.keyClick(dialog.form.table, Key.Key_Return)
    box = asked(dialog, qtbot)
    assert "Contacts 1" in box.informativeText()
    with qtbot.assertNotEmitted(dialog.restore_requested):
        QTest.keyClick(box, Key.Key_Return)  # Enter means no
    assert dialog.isVisible()
    QTest.keyClick(dialog.form.table, Key.Key_Return)
    box = asked(dialog, qtbot)
    with qtbot.waitSignal(dialog.restore_requested) as asks:
        box.buttons()[0].click()
    assert asks.args == [made[0].path]


def test_a_damaged_one_is_found_before_anything_is_asked(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot
) -> None:
    filled(dialog, qtbot)
    damaged(made[1])
    QTest.keyClick(dialog.form.table, Key.Key_Return)
    qtbot.waitUntil(lambda: "was damaged or changed" in dialog.form.told.text())
    assert not [box for box in dialog.findChildren(QMessageBox) if box.isVisible()]


def test_the_keys_stay_where_they_were_after_long_work(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot
) -> None:
    filled(dialog, qtbot)
    button = dialog.form.check
    button.setFocus()

    QTest.keyClick(button, Key.Key_Space)

    assert not button.isEnabled()
    qtbot.waitUntil(lambda: "checked now" in "".join(rows(dialog, STATE)))
    qtbot.waitUntil(button.hasFocus)


@pytest.mark.parametrize("whole", [True, False])
def test_every_byte_is_checked_when_asked(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot, whole: bool
) -> None:
    filled(dialog, qtbot)
    if not whole:
        damaged(made[1])
    dialog.form.check.setFocus()
    QTest.keyClick(dialog.form.check, Key.Key_Space)
    state = "checked now" if whole else "damaged"
    qtbot.waitUntil(lambda: rows(dialog, STATE) == [state, "verified"])
    said = "Every byte is as it was" if whole else "was damaged or changed"
    assert said in dialog.form.told.text()


def test_a_copy_needs_nothing_beside_it(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    filled(dialog, qtbot)
    target = tmp_path / "stick" / "copy.wicco-backup"
    dialog.save_copy(made[0], target)
    qtbot.waitUntil(lambda: dialog.form.told.text().startswith("Saved as"))
    assert verify_archive(target).records["contacts"] == 1


def test_a_file_from_elsewhere_is_restored(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot, tmp_path: Path, session: Session
) -> None:
    filled(dialog, qtbot)
    target = tmp_path / "copy.wicco-backup"
    session.workspace.backups.export(made[0], target)
    dialog.ask_to_restore(target)
    box = asked(dialog, qtbot)
    with qtbot.waitSignal(dialog.restore_requested) as asks:
        box.buttons()[0].click()
    assert asks.args == [target]


def test_another_file_is_refused_in_plain_words(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    filled(dialog, qtbot)
    other = tmp_path / "thesis.docx"
    other.write_bytes(b"precious")
    dialog.ask_to_restore(other)
    qtbot.waitUntil(lambda: "is not a backup" in dialog.form.told.text())


def test_without_room_that_is_said(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(dialog, qtbot)
    monkeypatch.setattr(archive_place, "SPARE", 1 << 60)
    dialog.form.back_up.click()
    qtbot.waitUntil(lambda: "not enough room" in dialog.form.told.text())
    assert dialog.form.back_up.isEnabled()


def test_escape_closes_it(made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot) -> None:
    filled(dialog, qtbot)
    QTest.keyClick(dialog.form.table, Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_control_is_reached_by_tab_and_has_a_name(
    made: list[Snapshot], dialog: BackupsDialog, qtbot: QtBot
) -> None:
    filled(dialog, qtbot)
    assert dialog.form.table.accessibleName()
    seen = []
    for _ in range(8):
        QTest.keyClick(dialog, Key.Key_Tab)
        widget = dialog.focusWidget()
        if widget is not None:
            seen.append(widget)
    form = dialog.form
    order = [form.restore, form.copy, form.check, form.show_folder, form.back_up, form.from_file]
    assert [widget for widget in seen if widget in order] == order
