"""Backups: one archive of database and attachments, made while in use and read back at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from wicco_desktop import __version__
from wicco_desktop.foundation.clock import Clock, moment_text, system_clock
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store import archive, archive_manifest, archive_writing, driver
from wicco_desktop.store.archive_manifest import Manifest, Member
from wicco_desktop.store.archive_place import (
    check_room,
    failed,
    refuse_to_replace,
    room_beside,
    unpacking_in,
    workspace,
)
from wicco_desktop.store.attachments import SEALED, AttachmentFolder
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


def write_archive(
    database: Path,
    attachments: AttachmentFolder,
    target: Path,
    *,
    connect: Connect = driver.connect,
    clock: Clock = system_clock,
    progress: Progress = lambda _: None,
    why: str = "",
    apart: Apart | None = None,
) -> Manifest:
    """Back up a database that may be in use, with its attachments, and read the archive back.

    ``target`` is there whole and verified, or not at all; an older archive of that name is
    replaced, any other file is not. An attachment that is damaged or missing prevents no backup:
    the manifest names it. ``why`` is kept in the manifest; ``apart`` takes the attachments, which
    then do not lie in the archive. Raises UserError.
    """
    moment = clock()
    refuse_to_replace(target)
    with workspace(target) as work:
        size = _size(database)
        paths = list(attachments.stored_files())
        files = sum(path.stat().st_size for path in (apart.to_be_read(paths) if apart else paths))
        check_room(target.parent, 2 * size + files)
        copy = work / archive_manifest.DATABASE
        copy_database(connect, database, copy, lambda part: progress(part * 0.3))
        # What it holds is counted now, and compared when what was written is opened and checked.
        found = contents_of(connect, copy, check=False)
        written = Counted(size + files, lambda part: progress(0.3 + part * 0.4))
        # After the copy: an attachment lies in the folder before a record names it.
        named = {attachments.stored_name(digest) for digest in found.files}
        outside: tuple[Member, ...] = ()
        if apart is not None:
            outside = apart.take(attachments.stored_files(), named, written)

        def describe(within: tuple[Member, ...]) -> Manifest:
            members = (*within, *outside)
            missing = tuple(sorted(named - {member.digest for member in members}))
            return Manifest(
                moment_text(moment),
                __version__,
                found.schema,
                found.records,
                members,
                missing,
                why,
                found.place,
            )

        beside = work / target.name
        files_within = attachments.stored_files() if apart is None else ()
        manifest = archive_writing.write(
            beside, sources(copy, files_within), describe, moment, written
        )
        copy.unlink()
        progress(0.7)
        open_and_check(beside, work, connect, lambda part: progress(0.7 + part * 0.3))
        progress(1.0)  # the last moment to cancel
        beside.replace(target)
        sync_folder(target.parent)
    return manifest


class Apart(Protocol):
    """Where attachments go that do not lie in the archive itself."""

    def to_be_read(self, paths: Iterable[Path]) -> list[Path]:
        """Those that are not there yet, or are to be compared with what is."""

    def take(
        self, paths: Iterable[Path], named: Iterable[str], read: Callable[[int], None]
    ) -> tuple[Member, ...]:
        """Have all of them; one that cannot be read is left out. Raises OSError.

        ``named`` are the files that records name, there or not.
        """


def read_manifest(path: Path) -> Manifest:
    """What an archive says it holds, without checking it; raises UserError."""
    return archive.read_manifest(path)


def verify_archive(
    path: Path,
    *,
    connect: Connect = driver.connect,
    progress: Progress = lambda _: None,
) -> Manifest:
    """Check every byte of an archive and open the copy in it; raises UserError."""
    try:
        with unpacking_in(room_beside(path, read_manifest(path).members[0].size)) as work:
            return open_and_check(path, work, connect, progress)
    except OSError as problem:
        raise failed(path, problem) from problem


def compare_contents(path: Path, manifest: Manifest, found: Contents) -> None:
    """Refuse an archive whose database is not what the manifest says of it."""
    said = {kind: manifest.records.get(kind, 0) for kind in found.records}
    if (manifest.schema, said) != (found.schema, found.records):
        name = archive_manifest.DATABASE
        raise archive.changed(path, Message(N_("{name} differs"), {"name": name}))


def open_and_check(path: Path, work: Path, connect: Connect, progress: Progress) -> Manifest:
    """Check every byte, unpack the database into a folder, open and check it; raises UserError."""
    copy = work / "verified.db"

    def place(member: Member) -> Path | None:
        return copy if member.digest is None else None

    said = read_manifest(path)
    check_room(work, said.members[0].size)
    within = sum(member.size for member in said.members if not member.apart)
    manifest = archive.check(path, place, Counted(within, lambda part: progress(part * 0.5)))
    found = contents_of(connect, copy, going_on=lambda: progress(0.5))
    compare_contents(path, manifest, found)
    copy.unlink()
    return manifest


def _size(file: Path) -> int:
    """Bytes of a file with what SQLite keeps beside it, as far as they are there."""
    there = (path for path in (file, *journals(file)) if path.exists())
    return sum(path.stat().st_size for path in there)


def sources(copy: Path, paths: Iterable[Path]) -> Iterator[archive_writing.Source]:
    """What goes into an archive: the database, then attachments."""
    plain = driver.salt_of(copy) is None
    yield archive_writing.Source(archive_manifest.DATABASE, copy, compress=plain)
    for path in paths:
        try:
            with path.open("rb") as file:
                kind = media_type(file.read(HEAD), "")
        except OSError:
            continue  # counted as missing: one file must not prevent every backup
        name = archive_manifest.attachment_name(path.name)
        sealed = path.name.endswith(SEALED)
        yield archive_writing.Source(name, path, compress=not (sealed or is_compressed(kind)))


class Counted:
    """Bytes told one after another, passed on as the part of a whole."""

    def __init__(self, whole: int, told: Progress) -> None:
        self._whole, self._told, self._done = max(whole, 1), told, 0

    def __call__(self, more: int) -> None:
        self._done += more
        self._told(min(self._done / self._whole, 1.0))
