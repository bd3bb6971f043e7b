"""The attachments of all backups of a database: each content once, named by its SHA-256.

They are copies, no links: what damages a file beside the database must not reach its backup. The
bytes are those that lie on the disk; what they mean (encrypted or not) is no matter here.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from wicco_desktop.foundation.settings import make_folder, sync_folder
from wicco_desktop.store.archive_manifest import Member
from wicco_desktop.store.attachments import CHUNK, digest_of, is_digest

NAME = "files"
_PART = ".part"


class UnreadableError(Exception):
    """A file of the source that the disk does not give."""


class FilePool:
    """The folder ``files`` of a folder of backups."""

    def __init__(self, backups: Path) -> None:
        self.folder = backups / NAME

    def path(self, sha256: str) -> Path:
        """Where the content of that SHA-256 lies, or would."""
        return self.folder / sha256[:2] / sha256

    def holds(self, member: Member) -> bool:
        """Whether it is there, by name and size."""
        try:
            return self.path(member.sha256).stat().st_size == member.size
        except OSError:
            return False

    def is_whole(self, member: Member) -> bool:
        """Whether it is there and every byte is as it was."""
        try:
            return self.holds(member) and digest_of(self.path(member.sha256)) == member.sha256
        except OSError:
            return False

    def unchanged(self, source: Path, member: Member | None) -> bool:
        """Whether a file is by name, size and time the one that was taken as that member."""
        if member is None:
            return False
        try:
            here, there = source.stat(), self.path(member.sha256).stat()
        except OSError:
            return False
        return (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)

    def keep(self, source: Path, member: Member) -> None:
        """Copy a file of that content where it is not here whole; raises OSError."""
        time = source.stat().st_mtime_ns
        if not self.is_whole(member):
            make_folder(self.folder)
            self._copy(source, self.path(member.sha256), member.sha256)
        # As the source has it: the next backup sees that nothing changed, without reading.
        with contextlib.suppress(OSError):
            os.utime(self.path(member.sha256), ns=(time, time))

    def copy_out(self, member: Member, target: Path) -> bool:
        """Copy a content to a new file, synced; False where it is missing or damaged here."""
        hashed = hashlib.sha256()
        try:
            source = self.path(member.sha256).open("rb")
        except OSError:
            return False
        with source, target.open("xb") as copy:
            while chunk := _read(source):
                hashed.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        if hashed.hexdigest() != member.sha256:
            target.unlink()
            return False
        return True

    def clear(self, used: Collection[str]) -> None:
        """Remove what no backup names any more, and what a killed process left."""
        with contextlib.suppress(OSError):
            for part in self.folder.glob(f"*{_PART}"):
                part.unlink()
        for file in list(self._files()):
            if file.name not in used:
                with contextlib.suppress(OSError):
                    file.unlink()

    def _files(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            for shelf in self.folder.iterdir():
                with contextlib.suppress(OSError):
                    yield from (file for file in shelf.iterdir() if is_digest(file.name))

    def _copy(self, source: Path, place: Path, sha256: str) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=self.folder, suffix=_PART)
        ready, hashed = Path(beside), hashlib.sha256()
        try:
            with os.fdopen(handle, "wb") as copy, source.open("rb") as file:
                while chunk := file.read(CHUNK):
                    hashed.update(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            if hashed.hexdigest() != sha256 or digest_of(ready) != sha256:
                raise OSError(f"{source.name} changed while it was read")
            if os.name != "nt":  # Windows lets nobody replace a file that is read-only
                ready.chmod(stat.S_IRUSR)
            ready.replace(place)
        finally:
            with contextlib.suppress(OSError):
                ready.unlink(missing_ok=True)
        for folder in (place.parent, self.folder):
            sync_folder(folder)


def read_member(source: Path, name: str, read: Callable[[int], None]) -> Member:
    """A file as a member that lies apart; ``read`` is told the bytes read.

    Raises UnreadableError, which is another matter than a pool that cannot be written.
    """
    hashed, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                hashed.update(chunk)
                size += len(chunk)
                read(len(chunk))
    except OSError as problem:
        raise UnreadableError from problem
    return Member(name, size, hashed.hexdigest(), apart=True)


def _read(source: BinaryIO) -> bytes:
    """A piece of a file; a place that the disk cannot read ends it, and the hash tells."""
    try:
        return source.read(CHUNK)
    except OSError:
        return b""
