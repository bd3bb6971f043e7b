"""A disk that is really full: plain words, nothing half-written; once there is room it goes on."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store import backup, driver
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import read_manifest, verify_archive, write_archive
from wicco_desktop.store.database import Database
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota, verify_snapshot


def fill(disk: Path) -> Path:
    """Leave no byte free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    return ballast


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_an_attachment_is_whole_or_not_there(small_disk: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(os.urandom(1_500_000))
    folder = AttachmentFolder(small_disk / "a.db")
    with pytest.raises(UserError, match="cannot be kept"):
        folder.add(large)
    assert names_in(folder.folder) == []
    assert folder.add_bytes(b"small", "small.txt").size == 5


def test_drafts_wait_for_room(small_disk: Path) -> None:
    told: list[Exception] = []
    drafts = Drafts(small_disk / "a.db.drafts", system_clock, on_problem=told.append)
    drafts.put(Draft(DraftKey("meeting", "m", "composer"), "before"))
    drafts.flush()
    ballast = fill(small_disk)
    drafts.put(Draft(DraftKey("meeting", "m", "composer"), "字" * 5000))
    with pytest.raises(UserError, match="cannot be kept"):
        drafts.flush()
    assert names_in(small_disk) == ["a.db.drafts", "ballast"]
    ballast.unlink()
    drafts.close()
    again = Drafts(small_disk / "a.db.drafts", system_clock)
    assert again.recovered[0].text == "字" * 5000
    again.close()
    assert len(told) == 1


@pytest.mark.parametrize("looked", [True, False])
def test_a_backup_is_whole_or_not_there(
    small_disk: Path, tmp_path: Path, looked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not looked:  # as if the room went while the backup was being made
        monkeypatch.setattr(backup, "check_room", lambda *_: None)
    database = tmp_path / "a.db"
    Database.create(database).close()
    folder = AttachmentFolder(database)
    folder.add_bytes(os.urandom(1_000_000), "a.jpg")
    with pytest.raises(UserError):
        write_archive(database, folder, small_disk / "a.wicco-backup")
    assert names_in(small_disk) == []


def test_a_backup_of_the_list_is_whole_or_not_there(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "check_room", lambda *_: None)
    database = small_disk / "a.db"
    Database.create(database).close()
    folder = AttachmentFolder(database)
    folder.add_bytes(b"\xff\xd8\xffphoto", "a.jpg")
    rota = Rota(database)
    first = rota.make("working")
    folder.add_bytes(os.urandom(10_000), "b.jpg")
    ballast = fill(small_disk)
    with pytest.raises(UserError):
        rota.make("working")
    assert rota.snapshots() == [first]
    assert verify_snapshot(first.path).damaged == ()
    assert sorted(names_in(rota.folder)) == sorted([first.path.name, "files"])
    ballast.unlink()
    second = rota.make("working")
    assert len(read_manifest(second.path).members) == 3
    assert verify_snapshot(second.path).damaged == ()


def test_a_restore_without_room_leaves_what_there_was(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "a.db"
    Database.create(database).close()
    folder = AttachmentFolder(database)
    folder.add_bytes(os.urandom(900_000), "a.jpg")
    write_archive(database, folder, tmp_path / "a.wicco-backup")
    present = small_disk / "a.db"
    Database.create(present).close()
    before = present.read_bytes()
    monkeypatch.setattr("wicco_desktop.store.restore.check_room", lambda *_: None)
    with pytest.raises(UserError):
        restore_archive(tmp_path / "a.wicco-backup", present)
    assert present.read_bytes() == before
    assert names_in(small_disk) == ["a.db"]
    with contextlib.closing(driver.connect(present)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    verify_archive(tmp_path / "a.wicco-backup")
