"""Taking a backup back: everything is verified and laid beside, then one renaming swaps it in.

Where the restored database seals its files with another secret than the present one, or only one
of them seals, all attachments and drafts are sealed anew and swapped in with it (``swapping``).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.scratch import unfinished
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store import archive, driver, driver_errors, migrations, shape
from wicco_desktop.store.archive_manifest import DATABASE, Manifest, Member
from wicco_desktop.store.archive_place import archive_name, check_room, free_name
from wicco_desktop.store.attachments import SEALED, AttachmentFolder, digest_of
from wicco_desktop.store.backup import Counted, Progress, compare_contents
from wicco_desktop.store.database_copy import (
    Connect,
    DamagedDatabaseError,
    contents_of,
    journals,
    settle,
)
from wicco_desktop.store.database_key import Passphrase, connection_to, unlocked
from wicco_desktop.store.file_pool import FilePool
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.resealing import are_alike, reseal_drafts, reseal_files, size_of
from wicco_desktop.store.rota import Rota
from wicco_desktop.store.sealing import Seal
from wicco_desktop.store.sealing_secret import seal_by
from wicco_desktop.store.swapping import DRAFTS, NEW, finish, new_state

BEFORE = "before-restore"
"""Why the state before is backed up."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the state before lies now.

    ``kept`` is a backup, or (``damaged``) a folder with the files as they were; None where there
    was nothing before. ``lost`` are the digests of attachments whose copies are missing beside
    the backup, or not as they were: they alone are not back.
    """

    manifest: Manifest
    kept: Path | None
    damaged: bool
    lost: tuple[str, ...] = ()


def restore_archive(
    source: Path,
    database: Path,
    *,
    connect: Connect = driver.connect,
    passphrase: Passphrase | None = None,
    clock: Clock = system_clock,
    progress: Progress = lambda _: None,
) -> Restored:
    """Put the database and the attachments of a backup in place of the present ones.

    ``source`` is an archive, or a backup of a rota in its folder. The present state becomes a
    backup of the database's own rota first. Whenever this ends, by an error or by a power cut,
    the database is the one before or the restored one, whole, and reads its attachments and
    drafts; of attachments none is taken away. ``connect`` is how the present database is opened,
    ``passphrase`` that of the archive, where it is another; then the restored database has that
    one. Raises UserError: the archive differs from its manifest, the database is open elsewhere,
    or there is no room.
    """
    real = database.resolve()
    manifest = archive.read_manifest(source)
    migrations.refuse_newer(manifest.schema, source)
    with _plain_errors(real), DatabaseLock(real):
        _refuse_read_only(real)
        finish(real)
        attachments = AttachmentFolder(real)
        missing = [one for one in manifest.members if not _is_there(attachments, one)]
        check_room(real.parent, sum(member.size for member in missing) + 2 * _size(real))
        with _staging(real) as staging:
            manifest, way_in = _unpack(
                source, staging, connect, passphrase, lambda part: progress(part * 0.3)
            )
            lost = _copy_apart(FilePool(source.parent), missing, staging)
            progress(0.4)
            kept, damaged = _keep_present(
                real, staging, connect, clock, lambda part: progress(0.4 + part * 0.4)
            )
            before = seal_by(connect, real) if _size(real) else None
            after = seal_by(way_in, staging / DATABASE)
            if are_alike(before, after) or _has_no_secret_yet(staging / DATABASE, after):
                _take_attachments(manifest, staging, attachments)
                progress(1.0)  # the last moment to cancel
                _swap(staging / DATABASE, real)
            else:
                lost = _swap_resealed(
                    manifest,
                    staging,
                    real,
                    (before, after),
                    lost,
                    lambda part: progress(0.8 + part / 5),
                )
    return Restored(manifest, kept, damaged, lost)


def _refuse_read_only(database: Path) -> None:
    """Somebody protected the file; that its folder can be written is no leave to replace it."""
    if database.exists() and not os.access(database, os.W_OK):
        raise UserError(
            N_("{file} cannot be written: it or its folder is read-only."), file=str(database)
        )


def _is_there(attachments: AttachmentFolder, member: Member) -> bool:
    """Whether an attachment that lies apart need not be copied: the very bytes are in place."""
    if not member.apart or member.digest is None:
        return False
    path = attachments.stored_path(member.digest)
    try:
        return path is not None and digest_of(path) == member.sha256
    except OSError:
        return False


def _unpack(
    source: Path,
    staging: Path,
    connect: Connect,
    passphrase: Passphrase | None,
    progress: Progress,
) -> tuple[Manifest, Connect]:
    """Everything that lies in the archive, compared; with how its database is opened."""

    def place(member: Member) -> Path:
        return staging / (member.digest or DATABASE)

    within = sum(one.size for one in archive.read_manifest(source).members if not one.apart)
    manifest = archive.check(source, place, Counted(within, lambda part: progress(part * 0.5)))
    with driver_errors.plain_errors(source):
        connect = _way_into(staging / DATABASE, source, connect, passphrase)
        found = contents_of(connect, staging / DATABASE, going_on=lambda: progress(0.5))
        compare_contents(source, manifest, found)
        with contextlib.closing(
            connect(staging / DATABASE, read_only=True, immutable=True)
        ) as unpacked:
            shape.refuse_foreign(unpacked, manifest.schema, str(source))
    return manifest, connect


def _has_no_secret_yet(unpacked: Path, seal: Seal | None) -> bool:
    """Whether it is encrypted and seals nothing: it gets its secret when it is opened."""
    return seal is None and driver.salt_of(unpacked) is not None


def _copy_apart(pool: FilePool, missing: list[Member], staging: Path) -> tuple[str, ...]:
    """Bring what lies apart; one spoilt photograph must not keep the records from coming back."""
    apart = [(one, one.digest) for one in missing if one.apart and one.digest is not None]
    return tuple(digest for one, digest in apart if not pool.copy_out(one, staging / digest))


def _way_into(
    unpacked: Path, source: Path, connect: Connect, passphrase: Passphrase | None
) -> Connect:
    """How the database of an archive is opened: as the present one, or by its own passphrase."""
    if driver.salt_of(unpacked) is None:
        return driver.connect
    if driver.opens(unpacked, connect):
        return connect
    return connection_to(unlocked(unpacked, passphrase, named=source))


def _keep_present(
    database: Path,
    staging: Path,
    connect: Connect,
    clock: Clock,
    progress: Progress,
) -> tuple[Path | None, bool]:
    if not _size(database):
        return None, False
    raw = staging / "present"
    if any(journal.exists() for journal in journals(database)):
        # SQLite throws a journal away that it cannot read; a person might still have use for it.
        _copy_raw(database, raw)
    try:
        # A journal left beside would be played into the restored file: it goes into its own now.
        settle(connect, database)
        # A new one whatever the log says: what came by another way than the program is kept, too.
        made = Rota(database).make(BEFORE, connect=connect, clock=clock, progress=progress)
    except DamagedDatabaseError:
        if not raw.exists():
            _copy_raw(database, raw)
        named = database.with_name(archive_name(database, clock(), why=BEFORE))
        folder = free_name(named.with_suffix(".damaged"))
        raw.rename(folder)
        sync_folder(folder.parent)
        for journal in journals(database):
            journal.unlink(missing_ok=True)
        return folder, True
    return made.path, False


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
        if digest is None or not (staging / digest).exists():
            continue  # the database's own, in place already, or lost
        known = digest == member.sha256 or digest.endswith(SEALED)
        if known or attachments.stored_path(digest) is None:
            attachments.take(staging / digest, digest)


def _swap(staged: Path, database: Path) -> None:
    if any(journal.exists() for journal in journals(database)):
        raise UserError(N_("{file} is in use by another program. Try again."), file=str(database))
    if database.exists():
        shutil.copymode(database, staged)
    staged.replace(database)
    sync_folder(database.parent)


def _swap_resealed(
    manifest: Manifest,
    staging: Path,
    database: Path,
    seals: tuple[Seal | None, Seal | None],
    lost: tuple[str, ...],
    progress: Progress,
) -> tuple[str, ...]:
    """Swap in the database with all attachments and drafts as it reads them; what is still lost.

    ``seals`` are that of the present database and that of the restored one.
    """
    before, after = seals
    present = AttachmentFolder(database).folder
    check_room(database.parent, size_of(present))
    with new_state(database) as making:
        made = AttachmentFolder(making / NEW, seal=after)
        (staging / DATABASE).rename(making / NEW)
        _take_attachments(manifest, staging, made)
        if present.is_dir():
            reseal_files(present, made, before, progress)
        reseal_drafts(database, making / DRAFTS, before, after)
        still_lost = tuple(name for name in lost if not made.is_whole(name))
        progress(1.0)  # the last moment to cancel
    return still_lost


@contextlib.contextmanager
def _staging(database: Path) -> Iterator[Path]:
    """A folder beside the database, so that the last step is a renaming; gone at the end.

    The lock is held, so a folder of that name is what a killed process left, should no start of
    the program have removed it.
    """
    staging = database.with_name(f"{database.name}.restoring")
    shutil.rmtree(staging, ignore_errors=True)
    with unfinished(staging):
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
