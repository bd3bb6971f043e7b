"""Copies that other programs were given: private, and gone when they must be."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from wicco_desktop.services.opened_copies import OpenedCopies


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_nobody_else_may_look(tmp_path: Path) -> None:
    folder = OpenedCopies(tmp_path / "a.db").folder()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_they_are_removed_those_of_a_dead_process_too(tmp_path: Path) -> None:
    dead = OpenedCopies(tmp_path / "a.db").folder()
    (dead / "ab").mkdir()
    (dead / "ab" / "visit.jpg").write_bytes(b"picture")
    (dead / "ab" / "visit.jpg").chmod(0o400)
    other = OpenedCopies(tmp_path / "b.db").folder()
    OpenedCopies(tmp_path / "a.db").clear()
    assert not dead.exists()
    assert other.is_dir()


def test_after_clearing_there_is_a_new_folder(tmp_path: Path) -> None:
    copies = OpenedCopies(tmp_path / "a.db")
    first = copies.folder()
    assert copies.folder() == first
    copies.clear()
    assert not first.exists()
    assert copies.folder().is_dir()
