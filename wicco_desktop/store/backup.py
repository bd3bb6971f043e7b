"""Backups: one archive of database and attachments, made while in use and read back at once."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from wicco_desktop import __version__
from wicco_desktop.foundation.clock import Clock, moment_text, system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store import archive, archive_manifest, driver
from wicco_desktop.store.archive_manifest import Manifest, Member
from wicco_desktop.store.attachments import MEGABYTE, AttachmentFolder
from wicco_desktop.store.database_copy import (
    Connect,
    Contents,
    contents_of,
    copy_database,
    journals,
)
from wicco_desktop.store.media_types import HEAD, is_compressed, media_type

Progress = Callable[[float], None]
"""Told the part done, 0 to 1. What it raises cancels the work, and nothing is left behind."""

SPARE = 4 * MEGABYTE
"""Bytes that shall stay free on a disk."""

_PART = ".wicco-part"
_DAY = 86_400


def archive_name(database: Path, moment: datetime, *, why: str = "") -> str:
    """A name that sorts by time: ``wicco-2022-11-23-100000.wicco-backup``, in local time."""
    stamp = moment.astimezone().strftime("%Y-%m-%d-%H%M%S")
    return f"{database.stem}{f'-{why}' if why else ''}-{stamp}{archive.SUFFIX}"


def free_name(path: Path) -> Path:
    """The path itself, or with a number after its name where something lies there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def back_up_beside(
    database: Path,
    why: str,
    refusal: str,
    *,
    clock: Clock = system_clock,
    progress: Progress = lambda _: None,
) -> Path:
    """Write an archive beside the database before something that changes much; gives its path.

    ``refusal`` is a message id with ``{file}`` and ``{problem}``: raised as UserError where there
    can be no backup, so that nothing begins without one.
    """
    database = database.resolve()
    target = free_name(database.with_name(archive_name(database, clock(), why=why)))
    try:
        write_archive(database, AttachmentFolder(database), target, clock=clock, progress=progress)
    except UserError as problem:
        raise UserError(refusal, file=str(database), problem=problem.message) from problem
    return target


def write_archive(
    database: Path,
    attachments: AttachmentFolder,
    target: Path,
    *,
    connect: Connect = driver.connect,
    clock: Clock = system_clock,
    progress: Progress = lambda _: None,
) -> Manifest:
    """Back up a database that may be in use, with its attachments, and read the archive back.

    ``target`` is there whole and verified, or not at all; an older archive of that name is
    replaced, any other file is not. An attachment that is damaged or missing prevents no backup:
    the manifest names it. Raises UserError.
    """
    moment = clock()
    _refuse_to_replace(target)
    with _workspace(target) as work:
        size = _size(database)
        files = sum(path.stat().st_size for path in _paths(attachments))
        check_room(target.parent, 2 * size + files)
        copy = work / archive_manifest.DATABASE
        copy_database(connect, database, copy, lambda part: progress(part * 0.3))
        found = contents_of(connect, copy)
        written = _Counter(size + files, lambda part: progress(0.3 + part * 0.4))

        def describe(members: tuple[Member, ...]) -> Manifest:
            missing = tuple(sorted(found.files - {member.digest for member in members}))
            when = moment_text(moment)
            return Manifest(when, __version__, found.schema, found.records, members, missing)

        beside = work / target.name
        # After the copy: an attachment lies in the folder before a record names it.
        sources = _sources(copy, attachments)
        manifest = archive.write(beside, sources, describe, moment, written)
        copy.unlink()
        progress(0.7)
        _verify(beside, work, connect)
        beside.replace(target)
        sync_folder(target.parent)
    progress(1.0)
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What an archive says it holds, without checking it; raises UserError."""
    return archive.read_manifest(path)


def verify_archive(path: Path, *, connect: Connect = driver.connect) -> Manifest:
    """Check every byte of an archive and open the copy in it; raises UserError."""
    try:
        with tempfile.TemporaryDirectory(prefix="wicco-", suffix=_PART) as work:
            return _verify(path, Path(work), connect)
    except OSError as problem:
        raise _failed(path, problem) from problem


def compare_contents(path: Path, manifest: Manifest, found: Contents) -> None:
    """Refuse an archive whose database is not what the manifest says of it."""
    said = {kind: manifest.records.get(kind, 0) for kind in found.records}
    if (manifest.schema, said) != (found.schema, found.records):
        name = archive_manifest.DATABASE
        raise archive.changed(path, Message(N_("{name} differs"), {"name": name}))


def check_room(folder: Path, needed: int) -> None:
    """Refuse in plain words what would fill the disk; ``needed`` in bytes."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise UserError(
            N_("There is not enough room in {folder}: {needed} MB are needed, {free} MB are free."),
            folder=str(folder),
            needed=-(-(needed + SPARE) // MEGABYTE),
            free=free // MEGABYTE,
        )


def _verify(path: Path, work: Path, connect: Connect) -> Manifest:
    copy = work / "verified.db"

    def place(member: Member) -> Path | None:
        return copy if member.digest is None else None

    check_room(work, read_manifest(path).members[0].size)
    manifest = archive.check(path, place)
    compare_contents(path, manifest, contents_of(connect, copy))
    copy.unlink()
    return manifest


def _size(file: Path) -> int:
    """Bytes of a file with what SQLite keeps beside it, as far as they are there."""
    there = (path for path in (file, *journals(file)) if path.exists())
    return sum(path.stat().st_size for path in there)


def _paths(attachments: AttachmentFolder) -> Iterator[Path]:
    for digest in attachments.all_digests():
        path = attachments.path(digest)
        if path is not None:
            yield path


def _sources(copy: Path, attachments: AttachmentFolder) -> Iterator[archive.Source]:
    yield archive.Source(archive_manifest.DATABASE, copy, compress=True)
    for path in _paths(attachments):
        try:
            with path.open("rb") as file:
                kind = media_type(file.read(HEAD), "")
        except OSError:
            continue  # counted as missing: one file must not prevent every backup
        name = archive_manifest.attachment_name(path.name)
        yield archive.Source(name, path, compress=not is_compressed(kind))


class _Counter:
    """Bytes told one after another, passed on as the part of a whole."""

    def __init__(self, whole: int, told: Progress) -> None:
        self._whole, self._told, self._done = max(whole, 1), told, 0

    def __call__(self, more: int) -> None:
        self._done += more
        self._told(min(self._done / self._whole, 1.0))


def _refuse_to_replace(target: Path) -> None:
    try:
        if target.exists() and not (target.is_file() and archive.is_sealed(target)):
            raise UserError(
                N_("{file} exists already and is no backup; it is not replaced."), file=str(target)
            )
    except OSError as problem:
        raise _failed(target, problem) from problem


@contextlib.contextmanager
def _workspace(target: Path) -> Iterator[Path]:
    """A folder beside the target, gone at the end, so that the last step is a mere renaming."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target.parent)
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=".", suffix=_PART, ignore_cleanup_errors=True
        ) as work:
            yield Path(work)
    except OSError as problem:
        raise _failed(target, problem) from problem


def _clear_leftovers(folder: Path) -> None:
    # Of processes that were killed. A day old: another program may be at work just now.
    for leftover in folder.glob(f".*{_PART}"):
        with contextlib.suppress(OSError):
            if leftover.stat().st_mtime < time.time() - _DAY:
                shutil.rmtree(leftover, ignore_errors=True)


def _failed(target: Path, problem: OSError) -> UserError:
    return UserError(
        N_("The backup {file} cannot be written or read: {reason}."),
        file=str(target),
        reason=reason_of(problem),
    )
