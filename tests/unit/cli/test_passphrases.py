"""Commands on an encrypted database: the passphrase is given, never asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from wicco_desktop.store import database_key
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

PASS = "correct horse battery"


@pytest.fixture(autouse=True)
def _encrypted(database_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_key, "ROUNDS", 1)
    monkeypatch.delenv("WICCO_DESKTOP_PASSPHRASE", raising=False)
    Store.open(database_path, writer=Writer("Wang", "device", "Laptop"), passphrase=PASS).close()


@pytest.mark.parametrize("command", [("list", "contacts"), ("add", "contacts", "name.en=Ding")])
def test_without_a_passphrase_one_plain_line_says_how_it_is_given(
    run: Run, database_path: Path, command: tuple[str, ...]
) -> None:
    before = database_path.read_bytes()
    answer = run(*command)
    assert answer.code == 2
    assert "is encrypted or not a WICCO database" in answer.err
    assert "WICCO_DESKTOP_PASSPHRASE" in answer.err
    assert "--passphrase-file" in answer.err
    assert database_path.read_bytes() == before


def test_a_wrong_one_is_told_and_changes_nothing(
    run: Run, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = database_path.read_bytes()
    monkeypatch.setenv("WICCO_DESKTOP_PASSPHRASE", "wrong")
    answer = run("add", "contacts", "name.en=Ding")
    assert answer.code == 2
    assert "does not open" in answer.err
    assert database_path.read_bytes() == before


def test_it_may_stand_in_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WICCO_DESKTOP_PASSPHRASE", PASS)
    assert run("add", "contacts", "name.en=Ding").code == 0
    assert "Ding" in run("list", "contacts").out


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nmore\n"])
def test_it_may_stand_in_a_file(run: Run, tmp_path: Path, end: str) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_bytes(f"\ufeff{PASS}{end}".encode())
    assert run("list", "contacts", "--passphrase-file", str(file)).code == 0


def test_a_file_without_one_is_refused(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert "no passphrase" in run("list", "contacts", "--passphrase-file", str(empty)).err
    answer = run("list", "contacts", "--passphrase-file", str(tmp_path / "none.txt"))
    assert (answer.code, "cannot be opened" in answer.err) == (2, True)


def test_a_backup_and_its_restore_take_it_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "a.wicco-backup"
    monkeypatch.setenv("WICCO_DESKTOP_PASSPHRASE", PASS)
    assert run("add", "contacts", "name.en=Ding").code == 0
    assert run("backup", str(archive)).code == 0
    assert run("add", "contacts", "name.en=Later").code == 0
    monkeypatch.delenv("WICCO_DESKTOP_PASSPHRASE")
    refused = run("restore", str(archive))
    assert (refused.code, "--passphrase-file" in refused.err) == (2, True)
    monkeypatch.setenv("WICCO_DESKTOP_PASSPHRASE", PASS)
    assert run("restore", str(archive)).code == 0
    listed = run("list", "contacts").out
    assert "Ding" in listed
    assert "Later" not in listed


def test_a_new_database_is_encrypted_with_what_is_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WICCO_DESKTOP_PASSPHRASE", PASS)
    new = tmp_path / "new.db"
    assert run("add", "contacts", "name.en=Ding", data=new).code == 0
    assert not new.read_bytes().startswith(b"SQLite format 3")
