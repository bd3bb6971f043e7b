"""Backups: consistent while in use, one archive, and not a byte of it can change unseen."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wicco_desktop import __version__
from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.store import archive, archive_manifest, driver
from wicco_desktop.store.archive_manifest import Manifest
from wicco_desktop.store.archive_place import archive_name
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import read_manifest, verify_archive, write_archive
from wicco_desktop.store.database import Database

MOMENT = datetime(2022, 11, 23, 2, 0, tzinfo=UTC)


def clock() -> datetime:
    return MOMENT


def put_contacts(database: Path, names: Iterable[str]) -> None:
    with contextlib.closing(driver.connect(database)) as connection:
        for name in names:
            connection.execute(
                "INSERT INTO contact (id, created, changed, name_en) VALUES (?, '', '', ?)",
                (f"id-{name}", name),
            )


def put_attachment(database: Path, digest: str) -> None:
    with contextlib.closing(driver.connect(database)) as connection:
        connection.execute(
            "INSERT INTO attachment (id, created, changed, file) VALUES (?, '', '', ?)",
            (f"id-{digest[:8]}", digest),
        )


@pytest.fixture
def database(database_path: Path) -> Path:
    Database.create(database_path).close()
    put_contacts(database_path, ["Ann", "陈静"])
    return database_path


@pytest.fixture
def attachments(database: Path) -> AttachmentFolder:
    return AttachmentFolder(database)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "a.wicco-backup"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """An archive of a database so small that every byte of it can be tried."""
    database = tmp_path / "tiny" / "tiny.db"
    database.parent.mkdir()
    database.touch()
    with contextlib.closing(driver.connect(database)) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("CREATE TABLE t (x)")
    folder = AttachmentFolder(database)
    folder.add_bytes(b"caption", "a.txt")
    folder.add_bytes(b"\xff\xd8\xffphoto", "b.jpg")
    path = database.with_name("tiny.wicco-backup")
    write_archive(database, folder, path, clock=clock)
    return path


def made(
    database: Path,
    folder: AttachmentFolder,
    target: Path,
    progress: Callable[[float], None] = lambda _: None,
) -> Manifest:
    return write_archive(database, folder, target, clock=clock, progress=progress)


def only_there(target: Path) -> bool:
    return [file.name for file in target.parent.iterdir()] == [target.name]


def test_an_archive_says_what_it_holds(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    stored = attachments.add_bytes(b"\xff\xd8\xffphoto", "photo.jpg")
    put_attachment(database, stored.digest)
    manifest = made(database, attachments, target)
    assert manifest == read_manifest(target) == verify_archive(target)
    assert manifest.moment == "2022-11-23T02:00:00.000Z"
    assert manifest.program == __version__
    assert manifest.records["contacts"] == 2
    assert manifest.records["attachments"] == 1
    assert [member.name for member in manifest.members] == [
        "wicco.db",
        f"wicco.files/{stored.digest[:2]}/{stored.digest}",
    ]
    assert manifest.missing == manifest.damaged == ()
    assert only_there(target)


def test_any_tool_can_unpack_it_into_a_database_with_its_attachments(
    database: Path, attachments: AttachmentFolder, target: Path, tmp_path: Path
) -> None:
    stored = attachments.add_bytes(b"words", "a.txt")
    made(database, attachments, target)
    with zipfile.ZipFile(target) as opened:
        opened.extractall(tmp_path / "by hand")
    by_hand = tmp_path / "by hand" / "wicco.db"
    Database.open(by_hand).close()
    assert AttachmentFolder(by_hand).verify(stored.digest)


def test_photographs_are_stored_as_they_are_and_the_database_compressed(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    photo = attachments.add_bytes(b"\xff\xd8\xff" + bytes(1000), "photo.jpg").digest
    text = attachments.add_bytes(b"word " * 1000, "a.txt").digest
    made(database, attachments, target)
    with zipfile.ZipFile(target) as opened:
        kinds = {info.filename: info.compress_type for info in opened.infolist()}
    assert kinds["wicco.db"] == zipfile.ZIP_DEFLATED
    assert kinds[archive_manifest.attachment_name(photo)] == zipfile.ZIP_STORED
    assert kinds[archive_manifest.attachment_name(text)] == zipfile.ZIP_DEFLATED


def test_a_copy_made_during_writing_is_one_moment_and_holds_nobody_up(
    database: Path, attachments: AttachmentFolder, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wicco_desktop.store.database_copy.PAGES", 4)
    written = 0
    with contextlib.closing(driver.connect(database)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("PRAGMA busy_timeout=0")

        def write(_: float) -> None:
            nonlocal written
            written += 1
            writer.execute(
                "INSERT INTO contact (id, created, changed) VALUES (?, '', '')", (str(written),)
            )

        manifest = made(database, attachments, target, progress=write)
    assert written > 10
    assert manifest.records["contacts"] == 2


def test_what_is_only_in_the_journal_is_in_the_backup(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    with contextlib.closing(driver.connect(database)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("SELECT count(*) FROM contact").fetchone()
        put_contacts(database, ["last"])
        assert database.with_name(database.name + "-wal").stat().st_size
        assert made(database, attachments, target).records["contacts"] == 3


def test_deleted_records_are_not_counted(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    with contextlib.closing(driver.connect(database)) as connection:
        connection.execute("UPDATE contact SET deleted = 'now' WHERE name_en = 'Ann'")
    assert made(database, attachments, target).records["contacts"] == 1


def test_a_missing_or_damaged_attachment_is_named_and_prevents_no_backup(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    missing = "ab" * 32
    put_attachment(database, missing)
    damaged = attachments.add_bytes(b"photo", "a.jpg").digest
    path = attachments.path(damaged)
    assert path is not None
    path.chmod(0o600)
    path.write_bytes(b"rot")
    manifest = made(database, attachments, target)
    assert manifest.missing == (missing,)
    assert manifest.damaged == (damaged,)
    assert verify_archive(target) == manifest


def test_every_flipped_byte_is_found(tiny: Path) -> None:
    whole = tiny.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << random.randrange(8)
        tiny.write_bytes(changed)
        with pytest.raises(UserError):
            verify_archive(tiny)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_other_change_is_found(tiny: Path, data: st.DataObject) -> None:
    whole = tiny.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 200, len(whole))))
    changed = whole[:start] + data.draw(st.binary(max_size=50)) + whole[end:]
    if changed == whole:
        return
    other = tiny.with_name("changed.wicco-backup")
    other.write_bytes(changed)
    with pytest.raises(UserError):
        verify_archive(other)


def test_a_cut_archive_is_found(tiny: Path) -> None:
    whole = tiny.read_bytes()
    for length in range(0, len(whole), 7):
        tiny.write_bytes(whole[:length])
        with pytest.raises(UserError):
            verify_archive(tiny)


def rewritten(path: Path, change: Callable[[zipfile.ZipFile], None], drop: str = "") -> None:
    """Pack an archive anew, as another tool would, with a seal that fits."""
    with zipfile.ZipFile(path) as old:
        members = [(info, old.read(info)) for info in old.infolist() if info.filename != drop]
    with zipfile.ZipFile(path, "w") as new:
        for info, content in members:
            new.writestr(info, content)
        change(new)
        new.comment = b"wicco-backup sha256 " + b"0" * 64
    with path.open("r+b") as file:
        seal = archive.digest_before_seal(file)
        file.seek(-64, os.SEEK_END)
        file.write(seal)


def test_a_member_that_does_not_belong_is_named(tiny: Path) -> None:
    rewritten(tiny, lambda new: new.writestr("../evil", b"x"))
    with pytest.raises(UserError, match=r"\.\./evil does not belong"):
        verify_archive(tiny)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_named(tiny: Path) -> None:
    rewritten(tiny, lambda new: new.writestr("wicco.db", b"x"))
    with pytest.raises(UserError, match=r"wicco\.db is in it twice"):
        verify_archive(tiny)


def test_a_member_that_is_missing_is_named(tiny: Path) -> None:
    rewritten(tiny, lambda _: None, drop=read_manifest(tiny).members[1].name)
    with pytest.raises(UserError, match=r"wicco\.files/.* is missing"):
        verify_archive(tiny)


def test_a_member_that_differs_is_named(tiny: Path) -> None:
    name = read_manifest(tiny).members[1].name
    digest = name.rpartition("/")[2]
    content = AttachmentFolder(tiny.with_name("tiny.db")).path(digest)
    assert content is not None
    changed = tiny.read_bytes().replace(b"\xff\xd8\xffphoto", b"\xff\xd8\xffphoti")
    tiny.write_bytes(changed)
    with pytest.raises(UserError, match=r"wicco\.files/.* differs"):
        verify_archive(tiny)


def test_packed_anew_without_a_seal_it_is_refused(tiny: Path) -> None:
    rewritten(tiny, lambda _: None)
    verify_archive(tiny)
    with zipfile.ZipFile(tiny, "a") as opened:
        opened.comment = b""
    with pytest.raises(UserError):
        verify_archive(tiny)


def resealed_with(path: Path, text: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as old:
        manifest = text(old.read("manifest.json"))
    rewritten(path, lambda new: new.writestr("manifest.json", manifest), drop="manifest.json")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"wicco.files/", b"../../files/"),
        (b'"size": 7', b'"size": -7'),
        (b'"size": 7', b'"size": 7.0'),
        (b'"records": {', b'"records": {"contacts": "x"'),
        (b'"members"', b'"others"'),
        (b'"wicco.db"', b'"other.db"'),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(tiny: Path, old: bytes, new: bytes) -> None:
    resealed_with(tiny, lambda text: text.replace(old, new))
    with pytest.raises(UserError):
        verify_archive(tiny)


def test_an_archive_of_a_newer_layout_is_refused_in_plain_words(tiny: Path) -> None:
    resealed_with(tiny, lambda text: text.replace(b'"format": 1', b'"format": 3'))
    with pytest.raises(UsageError, match="newer version"):
        verify_archive(tiny)


def test_a_database_that_is_not_what_the_manifest_says_is_refused(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    made(database, attachments, target)
    resealed_with(target, lambda text: text.replace(b'"contacts": 2', b'"contacts": 3'))
    with pytest.raises(UserError, match=r"wicco\.db differs"):
        verify_archive(target)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x05\x06" + bytes(18), bytes(100_000)])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.zip"
    path.write_bytes(content)
    for look in (read_manifest, verify_archive):
        with pytest.raises(UserError, match=r"not a backup"):
            look(path)


def test_a_missing_archive_is_told_in_plain_words(tmp_path: Path) -> None:
    for look in (read_manifest, verify_archive):
        with pytest.raises(UsageError, match="There is no file"):
            look(tmp_path / "none.wicco-backup")


def test_an_older_archive_is_replaced_and_nothing_else(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    made(database, attachments, target)
    put_contacts(database, ["more"])
    assert made(database, attachments, target).records["contacts"] == 3
    precious = target.with_name("thesis.docx")
    precious.write_bytes(b"years of work")
    for other in (precious, database, target.parent):
        with pytest.raises(UserError, match="is no backup"):
            made(database, attachments, other)
    assert precious.read_bytes() == b"years of work"


def test_a_damaged_database_is_told_and_makes_no_archive(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    database.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        made(database, attachments, target)
    assert list(target.parent.iterdir()) == []


def test_a_cancelled_backup_leaves_nothing_behind(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    class Cancelled(Exception):  # noqa: N818
        pass

    for limit in (0.0, 0.2, 0.5, 0.69):

        def cancel(part: float, limit: float = limit) -> None:
            if part >= limit:
                raise Cancelled

        with pytest.raises(Cancelled):
            made(database, attachments, target, progress=cancel)
        assert list(target.parent.iterdir()) == []


def test_progress_only_grows(database: Path, attachments: AttachmentFolder, target: Path) -> None:
    parts: list[float] = []
    made(database, attachments, target, progress=parts.append)
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


def test_disk_space_is_looked_at_first(
    database: Path, attachments: AttachmentFolder, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(database.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(UserError, match="not enough room"):
        made(database, attachments, target)
    assert list(target.parent.iterdir()) == []


def test_a_disk_that_fills_up_leaves_the_older_archive(
    database: Path, attachments: AttachmentFolder, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(database, attachments, target)
    before = target.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left"):
        made(database, attachments, target)
    assert target.read_bytes() == before
    assert only_there(target)


def test_leftovers_of_killed_processes_are_cleared_after_a_day(
    database: Path, attachments: AttachmentFolder, target: Path
) -> None:
    target.parent.mkdir()
    old, new = target.parent / ".old.wicco-part", target.parent / ".new.wicco-part"
    for leftover in (old, new):
        leftover.mkdir()
        (leftover / "wicco.db").touch()
    os.utime(old, (0, 0))
    made(database, attachments, target)
    assert not old.exists()
    assert new.exists()


def test_the_name_of_an_archive_sorts_by_time() -> None:
    name = archive_name(Path("/x/wicco.db"), MOMENT)
    assert name.startswith("wicco-2022-11-2")
    assert name.endswith(archive.SUFFIX)
    assert archive_name(Path("a.db"), MOMENT, why="before-restore").startswith("a-before-restore-2")


@pytest.mark.parametrize("year", [1970, 2108, 9999])
def test_a_clock_of_another_century_prevents_no_backup(
    database: Path, attachments: AttachmentFolder, target: Path, year: int
) -> None:
    write_archive(database, attachments, target, clock=lambda: datetime(year, 1, 1, tzinfo=UTC))
    assert verify_archive(target).moment.startswith(f"{year}-01-01")


def test_a_database_that_is_not_there_is_told_in_plain_words(tmp_path: Path, target: Path) -> None:
    with pytest.raises(UserError):
        made(tmp_path / "none.db", AttachmentFolder(tmp_path / "none.db"), target)
