"""The whole program on a file: a second one beside it, other files it is asked to open, its end.

The program runs in this process as ``app`` makes it; command lines in processes of their own.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.app import Program
from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.log import start_log
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver, migrations
from wicco_desktop.store.drafts import drafts_path
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer
from wicco_desktop.ui.notices import Notice

ME = Writer("me", "device-1", "laptop")


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    made = Program(qapp, user_folders())
    made.errors.install()
    yield made
    made.end()
    made.language.switch_to(ENGLISH)


@pytest.fixture
def contact(database_path: Path) -> str:
    store = Store.open(database_path, writer=ME)
    made = Workspace.over(store).editing.create("contact", {"name_en": "Ann Example"})
    store.close()
    return made.id


def told(program: Program) -> list[str]:
    window = program.window
    assert window is not None
    return [notice.sentence.text() for notice in window.notices.findChildren(Notice)]


def command(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    answer = subprocess.run(
        [sys.executable, "-m", "wicco_desktop", "--data", str(database), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        timeout=60,
        check=False,
    )
    assert "Traceback" not in answer.stderr
    return answer


def test_beside_the_window_the_command_line_reads_and_backs_up_and_writes_nothing(
    program: Program, database_path: Path, contact: str, tmp_path: Path
) -> None:
    program.open(database_path)
    before = driver.connect(database_path)
    count = before.execute("SELECT count(*) FROM log_change").fetchone()

    shown = command(database_path, "show", contact, "--json")
    assert json.loads(shown.stdout)["values"]["name"]["en"] == "Ann Example"
    refused = command(database_path, "set", contact, "mobile=1", "--language", "zh")
    assert refused.returncode == 1
    assert "另一" in refused.stderr
    window = command(database_path, "--language", "en")
    assert window.returncode == 1
    assert "already open in another window" in window.stderr
    assert command(database_path, "backup", str(tmp_path / "a.wicco-backup")).returncode == 0
    assert before.execute("SELECT count(*) FROM log_change").fetchone() == count
    before.close()


def no_database(folder: Path, what: str) -> Path:
    path = folder / "other.db"
    if what == "folder":
        path.mkdir()
    elif what == "empty":
        path.touch()
    elif what == "text":
        path.write_text("no database, only words " * 40, "utf-8")
    else:
        Store.open(path, writer=ME).close()
        if what == "cut":
            path.write_bytes(path.read_bytes()[:5000])
        else:
            connection = driver.connect(path)
            connection.execute(f"PRAGMA user_version={migrations.NEWEST + 1}")
            connection.close()
    return path


@pytest.mark.parametrize("what", ["folder", "empty", "text", "cut", "newer"])
def test_what_cannot_be_opened_is_told_in_the_window_that_stays_open(
    program: Program, database_path: Path, contact: str, tmp_path: Path, what: str
) -> None:
    program.language.switch_to(CHINESE)
    first = program.open(database_path)
    other = no_database(tmp_path, what)
    before = other.read_bytes() if other.is_file() else b""

    first.database_requested.emit(other)

    assert program.window is first
    (sentence,) = told(program)
    assert any("\u4e00" <= char <= "\u9fff" for char in sentence)
    assert first.session.workspace.store.get("contact", contact) is not None
    assert program.errors.dialog is None
    assert not other.is_file() or other.read_bytes() == before
    assert not list(tmp_path.glob("other.db-*"))
    first.database_requested.emit(database_path)  # the one that is open
    assert program.window is first


def test_damaged_drafts_keep_nobody_from_opening(
    program: Program, database_path: Path, contact: str
) -> None:
    drafts = drafts_path(database_path)
    drafts.write_bytes(b"wicco-drafts 1 7\n\xff\xfe\x00 nonsense")

    window = program.open(database_path)

    assert window.session.drafts.all() == []
    assert drafts.with_name(drafts.name + ".damaged-1").read_bytes().endswith(b"nonsense")


def test_the_log_goes_on_in_order_whatever_the_clock_says(database_path: Path) -> None:
    moments = [
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(1999, 1, 1, tzinfo=UTC),
    ]
    store = Store.open(database_path, writer=ME, clock=lambda: moments[0])
    workspace = Workspace.over(store)
    made = workspace.editing.create("contact", {"mobile": "0", "name_en": "Ann"})
    places = [store.position()]
    while len(moments) > 1:
        del moments[0]
        workspace.editing.change("contact", made.id, {"mobile": f"{len(moments)}"})
        places.append(store.position())
    assert places == sorted(set(places))
    assert [change.new for change in store.history([made.id])][:3] == ["1", "2", "3"]
    as_of = [store.as_of(made.id, place) for place in places]
    assert [values and values["mobile"] for values in as_of] == ["0", "3", "2", "1"]
    for expected in ("2", "3", "0"):
        workspace.editing.undo()
        record = store.get("contact", made.id)
        assert record is not None
        assert record["mobile"] == expected
    assert not list(store.findings())
    store.close()


def test_a_clock_of_another_century_keeps_no_window_from_showing_anything(
    program: Program, database_path: Path, contact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (1970, 2099):
        window = program.open(database_path)
        store = window.session.workspace.store
        monkeypatch.setattr(store, "_clock", lambda year=year: datetime(year, 1, 1, tzinfo=UTC))
        window.show()
        Workspace.over(store).editing.create("meeting", {"subject_en": "x", "date": "2022-11-23"})
        for section in ("today", "meetings", "follow_ups"):
            window.show_section(section)
            QApplication.processEvents()
        assert program.errors.dialog is None
        program.leave()


def test_one_that_was_named_and_cannot_be_opened_ends_in_one_sentence(tmp_path: Path) -> None:
    path = no_database(tmp_path, "text")

    answer = command(path, "--language", "zh")

    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert answer.stdout == ""


def test_without_room_for_the_settings_the_window_opens_and_says_so(
    qapp: QApplication, database_path: Path, contact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wicco_desktop.foundation.settings.write_whole", full)
    program = Program(qapp, user_folders())
    program.open(database_path)
    assert any("settings cannot be saved" in sentence for sentence in told(program))
    program.end()


def test_a_log_that_cannot_be_written_is_no_reason_to_complain(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wicco.log").mkdir()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    start_log(tmp_path)
    try:
        logging.getLogger("wicco_desktop").info("lost")
    finally:
        for handler in [handler for handler in root.handlers if handler not in before]:
            root.removeHandler(handler)
        root.setLevel(level)
    assert "Logging error" not in capfd.readouterr().err


def test_closing_the_window_on_a_record_is_no_mistake(
    program: Program, database_path: Path, contact: str, qtbot: QtBot
) -> None:
    window = program.open(database_path)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.open_record("contact", contact)
    QTest.keySequence(window, QKeySequence("Ctrl+Q"))
    qtbot.waitUntil(lambda: program.open_database is None)
    # The session goes, and with it what the page of the window still holds.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.end()
    assert program.errors.dialog is None
    assert not list(program.folders.log.glob("bug-*"))
