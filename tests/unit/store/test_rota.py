"""The backups beside a database: cheap, whole, restorable, and found out when they are not."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store import archive_place
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import read_manifest, verify_archive
from wicco_desktop.store.edits import Create
from wicco_desktop.store.file_pool import FilePool
from wicco_desktop.store.queries import Query
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota, Snapshot, backed_up, verify_snapshot
from wicco_desktop.store.snapshot_archive import export_snapshot
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

WHO = Writer("Tester", "device-1", "test laptop")
NO_BACKUP = "{file}: {problem}"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2022, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(database_path: Path) -> Path:
    write(database_path, "Ding")
    return database_path


@pytest.fixture
def photo(database: Path) -> str:
    return AttachmentFolder(database).add_bytes(b"\xff\xd8\xffphoto", "a.jpg").digest


@pytest.fixture
def rota(database: Path) -> Rota:
    return Rota(database)


def write(database: Path, name: str) -> None:
    store = Store.open(database, writer=WHO)
    store.write([Create("contact", {"name_en": name})])
    store.close()


def names(database: Path) -> list[str]:
    store = Store.open(database, writer=WHO, read_only=True)
    try:
        return sorted(record.text("name_en") for record in store.select(Query("contact")))
    finally:
        store.close()


def made(rota: Rota, clock: Clock, why: str = "working") -> Snapshot:
    clock.now += timedelta(minutes=30)
    return rota.make(why, clock=clock)


def flip(path: Path, at: int) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_a_backup_says_when_and_why_it_was_made(rota: Rota, clock: Clock) -> None:
    first, second = made(rota, clock), made(rota, clock, "closing")
    assert rota.snapshots() == [second, first]
    assert (second.number, second.why, second.moment) == (2, "closing", clock.now)
    manifest = read_manifest(second.path)
    assert (manifest.why, manifest.records["contacts"]) == ("closing", 1)


def test_an_attachment_is_copied_once(rota: Rota, clock: Clock, photo: str, database: Path) -> None:
    first = made(rota, clock)
    (file,) = [path for path in rota.pool.folder.rglob("*") if path.is_file()]
    inode, size = file.stat().st_ino, first.path.stat().st_size
    write(database, "Chan")
    second = made(rota, clock)
    assert file.stat().st_ino == inode
    assert file.stat().st_ino != (AttachmentFolder(database).path(photo) or file).stat().st_ino
    assert verify_snapshot(second.path).damaged == ()
    assert [m.digest for m in read_manifest(second.path).members] == [None, photo]
    assert abs(second.path.stat().st_size - size) < 20_000


def test_what_has_not_changed_is_not_even_read(
    rota: Rota, clock: Clock, photo: str, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(rota, clock)

    def read(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr("wicco_desktop.store.rota.read_member", read)
    second = made(rota, clock)
    assert [m.digest for m in read_manifest(second.path).members] == [None, photo]


def test_a_backup_is_restored_with_its_attachments(
    rota: Rota, clock: Clock, photo: str, database: Path
) -> None:
    snapshot = made(rota, clock)
    write(database, "Chan")
    shutil.rmtree(AttachmentFolder(database).folder)
    done = restore_archive(snapshot.path, database, clock=clock)
    assert names(database) == ["Ding"]
    assert AttachmentFolder(database).verify(photo)
    assert done.lost == ()
    newest = rota.snapshots()[0]
    assert (newest.path, newest.why) == (done.kept, "before-restore")
    restore_archive(newest.path, database, clock=clock)
    assert names(database) == ["Chan", "Ding"]


def test_a_backup_is_restored_for_another_database(
    rota: Rota, clock: Clock, photo: str, tmp_path: Path
) -> None:
    snapshot = made(rota, clock)
    elsewhere = tmp_path / "elsewhere" / "new.db"
    restore_archive(snapshot.path, elsewhere, clock=clock)
    assert names(elsewhere) == ["Ding"]
    assert AttachmentFolder(elsewhere).verify(photo)


def test_a_spoilt_photograph_does_not_keep_the_records_from_coming_back(
    rota: Rota, clock: Clock, photo: str, database: Path
) -> None:
    snapshot = made(rota, clock)
    shutil.rmtree(AttachmentFolder(database).folder)
    flip(rota.pool.path(photo), 3)
    assert verify_snapshot(snapshot.path).damaged == (photo,)
    done = restore_archive(snapshot.path, database, clock=clock)
    assert done.lost == (photo,)
    assert names(database) == ["Ding"]
    assert AttachmentFolder(database).path(photo) is None


def test_a_photograph_that_is_still_there_is_not_lost(
    rota: Rota, clock: Clock, photo: str, database: Path
) -> None:
    snapshot = made(rota, clock)
    flip(rota.pool.path(photo), 3)
    assert restore_archive(snapshot.path, database, clock=clock).lost == ()
    assert AttachmentFolder(database).verify(photo)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.99])
def test_a_flipped_bit_in_a_backup_is_found(
    rota: Rota, clock: Clock, database: Path, part: float
) -> None:
    snapshot = made(rota, clock)
    flip(snapshot.path, int(snapshot.path.stat().st_size * part))
    assert not rota.holds(snapshot)
    for use in (
        lambda: verify_snapshot(snapshot.path),
        lambda: restore_archive(snapshot.path, database, clock=clock),
        lambda: export_snapshot(snapshot.path, database.with_name("out.wicco-backup")),
    ):
        with pytest.raises(UserError):
            use()
    assert names(database) == ["Ding"]
    assert not database.with_name("out.wicco-backup").exists()


def test_a_missing_copy_of_an_attachment_is_found(rota: Rota, clock: Clock, photo: str) -> None:
    snapshot = made(rota, clock)
    rota.pool.path(photo).unlink()
    assert not rota.holds(snapshot)
    assert verify_snapshot(snapshot.path).damaged == (photo,)


def test_the_first_backup_of_a_day_mends_a_copy_that_was_spoilt(
    rota: Rota, clock: Clock, photo: str
) -> None:
    made(rota, clock)
    copy = rota.pool.path(photo)
    times = copy.stat()
    flip(copy, 3)
    os.utime(copy, ns=(times.st_atime_ns, times.st_mtime_ns))  # as the disk does it, unseen
    made(rota, clock)
    assert not rota.pool.is_whole(read_manifest(rota.snapshots()[0].path).members[1])
    clock.now += timedelta(days=1)
    made(rota, clock)
    assert rota.pool.is_whole(read_manifest(rota.snapshots()[0].path).members[1])


def test_it_becomes_one_archive(rota: Rota, clock: Clock, photo: str, tmp_path: Path) -> None:
    snapshot = made(rota, clock)
    target = tmp_path / "stick" / "all.wicco-backup"
    manifest = export_snapshot(snapshot.path, target)
    assert verify_archive(target) == manifest
    assert not any(member.apart for member in manifest.members)
    assert manifest.moment == read_manifest(snapshot.path).moment
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    elsewhere = tmp_path / "new laptop" / "a.db"
    restore_archive(target, elsewhere, clock=clock)
    assert names(elsewhere) == ["Ding"]
    assert AttachmentFolder(elsewhere).verify(photo)


def test_one_archive_names_what_was_lost(
    rota: Rota, clock: Clock, photo: str, tmp_path: Path
) -> None:
    snapshot = made(rota, clock)
    rota.pool.path(photo).unlink()
    assert export_snapshot(snapshot.path, tmp_path / "all.wicco-backup").missing == (photo,)


def test_a_backup_serves_while_nothing_is_written(rota: Rota, clock: Clock, database: Path) -> None:
    first = backed_up(database, "before-import", NO_BACKUP, clock=clock)
    assert backed_up(database, "before-import", NO_BACKUP, clock=clock) == first
    write(database, "Chan")
    assert backed_up(database, "before-import", NO_BACKUP, clock=clock) != first


def test_a_damaged_backup_serves_for_nothing(rota: Rota, clock: Clock, database: Path) -> None:
    first = backed_up(database, "before-import", NO_BACKUP, clock=clock)
    flip(first, 100)
    second = backed_up(database, "before-import", NO_BACKUP, clock=clock)
    assert second != first
    assert verify_snapshot(second).damaged == ()


def test_what_is_kept_without_being_logged_counts_too(rota: Rota, database: Path) -> None:
    first = backed_up(database, "before-import", NO_BACKUP)
    store = Store.open(database, writer=WHO)
    store.remember_mapping("shape", "{}")
    store.close()
    assert backed_up(database, "before-import", NO_BACKUP) != first


def test_old_backups_go_and_with_them_what_only_they_hold(
    rota: Rota, clock: Clock, photo: str, database: Path
) -> None:
    older = made(rota, clock)
    shutil.rmtree(AttachmentFolder(database).folder)
    newest = [made(rota, clock) for _ in range(4)][-1]
    clock.now += timedelta(days=3)
    last = made(rota, clock)
    assert older in rota.thin_out(clock.now)
    assert rota.snapshots()[-1].number > older.number
    assert rota.snapshots()[0] == last
    assert newest in rota.snapshots()
    assert not rota.pool.path(photo).exists()


def test_none_goes_for_one_that_is_damaged(rota: Rota, clock: Clock) -> None:
    all_ = [made(rota, clock) for _ in range(3)]
    clock.now += timedelta(days=3)
    later = [made(rota, clock) for _ in range(3)]
    flip(all_[-1].path, 200)
    assert rota.thin_out(clock.now) == []
    assert rota.snapshots()[::-1] == [*all_, *later]


def test_while_one_cannot_be_read_no_attachment_goes(
    rota: Rota, clock: Clock, database: Path
) -> None:
    first, _second = made(rota, clock), made(rota, clock)
    photo = AttachmentFolder(database).add_bytes(b"\xff\xd8\xffphoto", "a.jpg").digest
    clock.now += timedelta(days=1)
    with_photo = made(rota, clock)
    shutil.rmtree(AttachmentFolder(database).folder)
    clock.now += timedelta(days=1)
    for _ in range(3):
        made(rota, clock)
    with_photo.path.write_bytes(b"")
    clock.now += timedelta(days=3)
    assert first in rota.thin_out(clock.now)
    assert rota.pool.path(photo).exists()


def attached(database: Path, digest: str) -> None:
    store = Store.open(database, writer=WHO)
    store.write([Create("attachment", {"file": digest, "file_name": "a.jpg"})])
    store.close()


def test_a_photograph_that_is_gone_is_kept_as_it_was(
    rota: Rota, clock: Clock, photo: str, database: Path
) -> None:
    attached(database, photo)
    made(rota, clock)
    shutil.rmtree(AttachmentFolder(database).folder)
    second = made(rota, clock)
    assert read_manifest(second.path).missing == ()
    restore_archive(second.path, database, clock=clock)
    assert AttachmentFolder(database).verify(photo)


@pytest.mark.parametrize("days", [0, 1])
def test_a_photograph_that_the_disk_has_spoilt_is_kept_as_it_was(
    rota: Rota, clock: Clock, photo: str, database: Path, days: int
) -> None:
    attached(database, photo)
    made(rota, clock)
    place = AttachmentFolder(database).path(photo)
    assert place is not None
    flip(place, 3)
    clock.now += timedelta(days=days)
    second = made(rota, clock)
    assert read_manifest(second.path).damaged == ()
    restore_archive(second.path, database, clock=clock)
    assert AttachmentFolder(database).verify(photo)


def test_a_photograph_that_no_record_names_any_more_is_not_kept(
    rota: Rota, clock: Clock, photo: str, database: Path
) -> None:
    made(rota, clock)
    shutil.rmtree(AttachmentFolder(database).folder)
    assert len(read_manifest(made(rota, clock).path).members) == 1


def test_without_room_there_is_no_backup_and_it_is_told(
    rota: Rota, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_place, "SPARE", 1 << 60)
    with pytest.raises(UserError, match="not enough room"):
        made(rota, clock)
    assert rota.snapshots() == []


def test_what_else_lies_in_the_folder_is_no_backup(rota: Rota, clock: Clock) -> None:
    snapshot = made(rota, clock)
    (rota.folder / "thesis.docx").write_bytes(b"precious")
    (rota.folder / "x-00009-2022-13-45-999999+0800-working.wicco-backup").write_bytes(b"")
    assert rota.snapshots() == [snapshot]
    clock.now += timedelta(days=800)
    rota.thin_out(clock.now)
    assert (rota.folder / "thesis.docx").read_bytes() == b"precious"


def test_a_copy_that_changes_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, source = FilePool(tmp_path / "b"), tmp_path / "a"
    source.write_bytes(b"before")
    from wicco_desktop.store.file_pool import read_member

    member = read_member(source, "wicco.files/aa/a", lambda _: None)
    source.write_bytes(b"after!")
    with pytest.raises(OSError, match="changed"):
        pool.keep(source, member)
    assert [path for path in pool.folder.rglob("*") if path.is_file()] == []
