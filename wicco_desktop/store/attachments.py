"""Files that belong to records: beside the database, named by their SHA-256, never changed.

The same file added twice lies there once. Which record a file belongs to is the database's matter.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store.file_names import safe_name
from wicco_desktop.store.media_types import HEAD, media_type

MEGABYTE = 1_000_000
LARGEST = 500 * MEGABYTE
"""Bytes of one file: a video of a visit fits, a disk image does not."""

CHUNK = 1 << 20

_PART = ".part"

_DIGEST = re.compile(r"[0-9a-f]{64}")


def is_digest(text: str) -> bool:
    """Whether the text is a SHA-256 in the form files are named by."""
    return _DIGEST.fullmatch(text) is not None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's content. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the folder. ``size`` in bytes; ``file_name`` is what to show, made harmless."""

    digest: str
    size: int
    media_type: str
    file_name: str


@dataclass(frozen=True, slots=True)
class _Copy:
    """What was read, written beside and synced, before it has its place."""

    ready: Path
    digest: str
    size: int
    head: bytes


class AttachmentFolder:
    """The files of one database, in ``<database stem>.files`` beside it.

    The folder is made when the first file is added.
    """

    def __init__(self, database: Path, *, largest: int = LARGEST) -> None:
        real = database.resolve()
        self.folder = real.with_name(f"{real.stem}.files")
        self._largest = largest

    def add(self, source: Path) -> StoredFile:
        """Copy a file in; raises UserError for one that cannot be read whole or is too large."""
        name = safe_name(source.name)
        try:
            if not source.is_file() and source.exists():
                # Looked at first: opening a named pipe would wait until somebody writes into it.
                raise UserError(N_("{file} is not a file."), file=name)
            with source.open("rb") as file:
                before = os.fstat(file.fileno())
                self._check_size(before.st_size, name)
                with self._copied(file, name) as copy:
                    after = os.fstat(file.fileno())
                    if (after.st_mtime_ns, copy.size) != (before.st_mtime_ns, before.st_size):
                        raise UserError(
                            N_("{file} was changed while it was being read. Add it again."),
                            file=name,
                        )
                    return self._kept(copy, name)
        except OSError as problem:
            raise UserError(
                N_("{file} cannot be read: {reason}."),
                file=name,
                reason=reason_of(problem),
            ) from problem

    def add_bytes(self, content: bytes, name: str) -> StoredFile:
        """Store what is in memory (pasted, dropped) under a name to show."""
        name = safe_name(name)
        with self._copied(io.BytesIO(content), name) as copy:
            return self._kept(copy, name)

    def path(self, digest: str) -> Path | None:
        """Where the file with that digest lies; None when it is missing."""
        place = self._place(digest)
        return place if place is not None and place.is_file() else None

    def verify(self, digest: str) -> bool:
        """Whether the file is there and its content is what its name says."""
        path = self.path(digest)
        try:
            return path is not None and digest_of(path) == digest
        except OSError:
            return False

    def all_digests(self) -> Iterator[str]:
        """The digests of all files there, sorted; what else lies in the folder is passed over."""
        with contextlib.suppress(OSError):
            for shelf in sorted(self.folder.iterdir()):
                with contextlib.suppress(OSError):
                    for file in sorted(shelf.iterdir()):
                        if is_digest(file.name) and self._place(file.name) == file:
                            yield file.name

    def take(self, ready: Path, digest: str) -> None:
        """Move a file that is written and synced into its place; raises OSError.

        ``ready`` lies on the same disk. A file that is there already stays unless it is damaged.
        """
        place = self._place(digest)
        if place is None:
            raise ValueError(digest)
        if self.verify(digest):
            ready.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        if os.name != "nt":  # Windows lets nobody remove a file that is read-only
            ready.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        ready.replace(place)
        for folder in (place.parent, self.folder, self.folder.parent):
            sync_folder(folder)

    def clear_leftovers(self) -> None:
        """Remove what a killed process left half-written. The caller holds the database's lock."""
        with contextlib.suppress(OSError):
            for part in self.folder.glob(f"*{_PART}"):
                part.unlink()

    def _place(self, digest: str) -> Path | None:
        return self.folder / digest[:2] / digest if is_digest(digest) else None

    def _check_size(self, size: int, name: str) -> None:
        if size > self._largest:
            raise UserError(
                N_("{file} is too large: {size} MB. A file may have at most {largest} MB."),
                file=name,
                size=-(-size // MEGABYTE),
                largest=self._largest // MEGABYTE,
            )

    @contextlib.contextmanager
    def _copied(self, source: BinaryIO, name: str) -> Iterator[_Copy]:
        """The source written and synced beside; gone at the end unless it was taken."""
        with self._keeping(name):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self.folder, suffix=_PART)
        ready = Path(beside)
        hashed, size = hashlib.sha256(), 0
        try:
            with os.fdopen(handle, "wb", buffering=0) as target:
                head = chunk = source.read(CHUNK)
                while chunk:
                    size += len(chunk)
                    self._check_size(size, name)
                    hashed.update(chunk)
                    with self._keeping(name):
                        _write_all(target, chunk)
                    chunk = source.read(CHUNK)
                with self._keeping(name):
                    os.fsync(handle)
            yield _Copy(ready, hashed.hexdigest(), size, head[:HEAD])
        finally:
            with contextlib.suppress(OSError):
                ready.unlink(missing_ok=True)

    def _kept(self, copy: _Copy, name: str) -> StoredFile:
        with self._keeping(name):
            self.take(copy.ready, copy.digest)
        return StoredFile(copy.digest, copy.size, media_type(copy.head, name), name)

    @contextlib.contextmanager
    def _keeping(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            raise UserError(
                N_("{file} cannot be kept in {folder}: {reason}. Nothing was added."),
                file=name,
                folder=str(self.folder),
                reason=reason_of(problem),
            ) from problem


def _write_all(target: io.RawIOBase | BinaryIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[target.write(rest) or 0 :]
