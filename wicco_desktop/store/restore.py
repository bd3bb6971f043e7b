"""Taking a backup back: everything is verified and laid beside, then one renaming swaps it in."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store import archive, driver, migrations
from wicco_desktop.store.archive_manifest import DATABASE, Manifest, Member
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import (
    Progress,
    archive_name,
    check_room,
    compare_contents,
    free_name,
    write_archive,
)
from wicco_desktop.store.database_copy import (
    Connect,
    DamagedDatabaseError,
    contents_of,
    journals,
    settle,
)
from wicco_desktop.store.lock import DatabaseLock


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the state before lies now.

    ``kept`` is an archive, or (``damaged``) a folder with the files as they were; None where
    there was nothing before.
    """

    manifest: Manifest
    kept: Path | None
    damaged: bool


def restore_archive(
    source: Path,
    database: Path,
    *,
    connect: Connect = driver.connect,
    clock: Clock = system_clock,
    progress: Progress = lambda _: None,
) -> Restored:
    """Put the database and the attachments of an archive in place of the present ones.

    The present state is archived beside the database first. Whenever this ends, by an error or
    by a power cut, the database is the one before or the restored one, whole. Attachments are
    only added. Raises UserError: the archive differs from its manifest, the database is open
    elsewhere, or there is no room.
    """
    real = database.resolve()
    manifest = archive.read_manifest(source)
    if manifest.schema > migrations.NEWEST:
        raise UsageError(
            N_(
                "{file} was made by a newer version of this program. Update the program to open it."
            ),
            file=str(source),
        )
    with _plain_errors(real), DatabaseLock(real):
        check_room(real.parent, manifest.size + 2 * _size(real))
        with _staging(real) as staging:
            manifest = _unpack(source, staging, connect)
            progress(0.3)
            kept, damaged = _keep_present(
                real, staging, connect, clock, lambda part: progress(0.3 + part * 0.6)
            )
            _take_attachments(manifest, staging, AttachmentFolder(real))
            _swap(staging / DATABASE, real)
    progress(1.0)
    return Restored(manifest, kept, damaged)


def _unpack(source: Path, staging: Path, connect: Connect) -> Manifest:
    def place(member: Member) -> Path:
        return staging / (member.digest or DATABASE)

    manifest = archive.check(source, place)
    compare_contents(source, manifest, contents_of(connect, staging / DATABASE))
    return manifest


def _keep_present(
    database: Path,
    staging: Path,
    connect: Connect,
    clock: Clock,
    progress: Progress,
) -> tuple[Path | None, bool]:
    if not _size(database):
        return None, False
    target = free_name(database.with_name(archive_name(database, clock(), why="before-restore")))
    raw = staging / "present"
    if any(journal.exists() for journal in journals(database)):
        # SQLite throws a journal away that it cannot read; a person might still have use for it.
        _copy_raw(database, raw)
    try:
        # A journal left beside would be played into the restored file: it goes into its own now.
        settle(connect, database)
        attachments = AttachmentFolder(database)
        write_archive(
            database, attachments, target, connect=connect, clock=clock, progress=progress
        )
    except DamagedDatabaseError:
        if not raw.exists():
            _copy_raw(database, raw)
        folder = free_name(target.with_suffix(".damaged"))
        raw.rename(folder)
        sync_folder(folder.parent)
        for journal in journals(database):
            journal.unlink(missing_ok=True)
        return folder, True
    return target, False


def _copy_raw(database: Path, folder: Path) -> None:
    """Keep the files as they are, synced."""
    folder.mkdir()
    for file in (database, *journals(database)):
        if file.exists():
            copy = folder / file.name
            shutil.copy2(file, copy)
            with copy.open("rb+") as written:
                os.fsync(written.fileno())
    sync_folder(folder)


def _take_attachments(manifest: Manifest, staging: Path, attachments: AttachmentFolder) -> None:
    """Before the database is swapped in: whenever it names a file, the file is there."""
    for member in manifest.members:
        digest = member.digest
        if digest is not None and (digest == member.sha256 or attachments.path(digest) is None):
            attachments.take(staging / digest, digest)


def _swap(staged: Path, database: Path) -> None:
    if any(journal.exists() for journal in journals(database)):
        raise UserError(N_("{file} is in use by another program. Try again."), file=str(database))
    if database.exists():
        shutil.copymode(database, staged)
    staged.replace(database)
    sync_folder(database.parent)


@contextlib.contextmanager
def _staging(database: Path) -> Iterator[Path]:
    """A folder beside the database, so that the last step is a renaming; gone at the end.

    The lock is held, so a folder of that name is what a killed process left.
    """
    staging = database.with_name(f"{database.name}.restoring")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _size(database: Path) -> int:
    files = (database, *journals(database))
    return sum(file.stat().st_size for file in files if file.exists())


@contextlib.contextmanager
def _plain_errors(database: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise UserError(
            N_("{file} cannot be restored: {reason}. What was there before is still there."),
            file=str(database),
            reason=reason_of(problem),
        ) from problem
