"""Restoring: the old state or the restored one, whole; and the old one is kept."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store import driver
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import read_manifest, verify_archive, write_archive
from wicco_desktop.store.database import Database
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.restore import Restored, restore_archive


def clock() -> datetime:
    return datetime(2022, 11, 23, 2, 0, tzinfo=UTC)


def put(database: Path, names: Iterable[str]) -> None:
    with contextlib.closing(driver.connect(database)) as connection:
        for name in names:
            connection.execute(
                "INSERT INTO contact (id, created, changed, name_en) VALUES (?, '', '', ?)",
                (f"id-{name}", name),
            )


def names_in(database: Path) -> list[str]:
    with contextlib.closing(driver.connect(database, read_only=True)) as connection:
        return [row[0] for row in connection.execute("SELECT name_en FROM contact ORDER BY 1")]


@pytest.fixture
def database(database_path: Path) -> Path:
    Database.create(database_path).close()
    put(database_path, ["old"])
    return database_path


@pytest.fixture
def photo(database: Path) -> str:
    return AttachmentFolder(database).add_bytes(b"\xff\xd8\xffphoto", "a.jpg").digest


@pytest.fixture
def backup(database: Path, photo: str, tmp_path: Path) -> Path:
    """The archive of a database that holds *old* and a photograph; then *new* is added."""
    path = tmp_path / "elsewhere" / "a.wicco-backup"
    write_archive(database, AttachmentFolder(database), path, clock=clock)
    put(database, ["new"])
    return path


def restored(backup: Path, database: Path) -> Restored:
    return restore_archive(backup, database, clock=clock)


def test_what_was_backed_up_is_back(backup: Path, database: Path, photo: str) -> None:
    shutil.rmtree(AttachmentFolder(database).folder)
    done = restored(backup, database)
    assert names_in(database) == ["old"]
    assert AttachmentFolder(database).verify(photo)
    assert done.manifest == read_manifest(backup)
    Database.open(database).close()


def test_the_state_before_is_archived_beside(backup: Path, database: Path) -> None:
    done = restored(backup, database)
    assert done.kept is not None
    assert done.kept.parent == database.parent / "test.backups"
    assert done.kept.name.startswith("test-00001-2022-11-2")
    assert done.kept.name.endswith("-before-restore.wicco-backup")
    assert not done.damaged
    assert verify_archive(done.kept).records["contacts"] == 2
    restored(done.kept, database)
    assert names_in(database) == ["new", "old"]


def test_restoring_twice_in_a_second_keeps_both_states(backup: Path, database: Path) -> None:
    first, second = restored(backup, database).kept, restored(backup, database).kept
    assert first is not None
    assert second is not None
    assert first != second
    assert read_manifest(first).records["contacts"] == 2
    assert read_manifest(second).records["contacts"] == 1


def test_it_restores_where_nothing_was(backup: Path, tmp_path: Path, photo: str) -> None:
    database = tmp_path / "new laptop" / "wicco.db"
    done = restored(backup, database)
    assert done.kept is None
    assert names_in(database) == ["old"]
    assert AttachmentFolder(database).verify(photo)
    assert sorted(file.name for file in database.parent.iterdir()) == ["wicco.db", "wicco.files"]


def test_an_open_database_is_not_replaced(backup: Path, database: Path) -> None:
    with DatabaseLock(database), pytest.raises(UserError, match="already open"):
        restored(backup, database)
    assert names_in(database) == ["new", "old"]


def test_a_database_that_is_being_read_is_not_replaced(backup: Path, database: Path) -> None:
    with contextlib.closing(driver.connect(database)) as reader:
        reader.execute("PRAGMA journal_mode=WAL")
        reader.execute("SELECT count(*) FROM contact").fetchone()
        with pytest.raises(UserError, match="in use"):
            restored(backup, database)
    assert names_in(database) == ["new", "old"]


def test_a_journal_left_by_a_crash_is_not_played_into_the_restored_file(
    backup: Path, database: Path, tmp_path: Path
) -> None:
    with contextlib.closing(driver.connect(database)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("SELECT count(*) FROM contact").fetchone()
        put(database, ["last"])
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for end in ("", "-wal", "-shm"):
            shutil.copy(database.with_name(database.name + end), crashed / f"c.db{end}")
    done = restored(backup, crashed / "c.db")
    assert names_in(crashed / "c.db") == ["old"]
    assert done.kept is not None
    assert read_manifest(done.kept).records["contacts"] == 3


@pytest.mark.parametrize("content", [b"no database at all", None])
def test_a_damaged_database_is_kept_as_it_is(
    backup: Path, database: Path, content: bytes | None
) -> None:
    if content is None:
        damaged = bytearray(database.read_bytes())
        damaged[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
        content = bytes(damaged)
    database.write_bytes(content)
    database.with_name("test.db-wal").write_bytes(b"what was last written")
    done = restored(backup, database)
    assert done.damaged
    assert done.kept is not None
    assert names_in(database) == ["old"]
    assert (done.kept / "test.db").read_bytes() == content
    assert (done.kept / "test.db-wal").read_bytes() == b"what was last written"


def test_an_archive_that_differs_changes_nothing(backup: Path, database: Path) -> None:
    whole = backup.read_bytes()
    before = sorted(database.parent.rglob("*"))
    for place in range(0, len(whole), len(whole) // 60):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        backup.write_bytes(changed)
        with pytest.raises(UserError):
            restored(backup, database)
    assert names_in(database) == ["new", "old"]
    assert sorted(database.parent.rglob("*")) == before


def test_a_backup_of_a_newer_database_is_refused(tmp_path: Path, database: Path) -> None:
    newer = tmp_path / "newer" / "n.db"
    newer.parent.mkdir()
    shutil.copy(database, newer)
    with contextlib.closing(driver.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 999")
    path = tmp_path / "newer" / "n.wicco-backup"
    write_archive(newer, AttachmentFolder(newer), path, clock=clock)
    with pytest.raises(UserError, match="newer version"):
        restored(path, database)
    assert names_in(database) == ["old"]


def test_attachments_that_came_since_are_kept(backup: Path, database: Path) -> None:
    since = AttachmentFolder(database).add_bytes(b"since", "since.txt").digest
    restored(backup, database)
    assert AttachmentFolder(database).verify(since)


def test_a_damaged_attachment_is_mended_from_the_backup(
    backup: Path, database: Path, photo: str
) -> None:
    path = AttachmentFolder(database).path(photo)
    assert path is not None
    path.chmod(0o600)
    path.write_bytes(b"rot")
    restored(backup, database)
    assert AttachmentFolder(database).verify(photo)


def test_what_a_killed_restore_left_is_cleared(backup: Path, database: Path) -> None:
    leftover = database.with_name(database.name + ".restoring")
    leftover.mkdir()
    (leftover / "wicco.db").write_bytes(b"half")
    restored(backup, database)
    assert not leftover.exists()


def test_no_room_is_told_before_anything_changes(
    backup: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(database.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(UserError, match="not enough room"):
        restored(backup, database)
    assert names_in(database) == ["new", "old"]
