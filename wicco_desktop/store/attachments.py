"""Files that belong to records: beside the database, named by their SHA-256, never changed.

The same file added twice lies there once. Which record a file belongs to is the database's matter.
Those of an encrypted database are sealed (``sealing``), under names that say nothing of the
content. So whoever wants content asks the folder; only backups copy files as they lie there.
"""

from __future__ import annotations

import contextlib
import errno
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
from wicco_desktop.store.sealing import Seal, SealWriter

MEGABYTE = 1_000_000
LARGEST = 500 * MEGABYTE
"""Bytes of one file: a video of a visit fits, a disk image does not."""

CHUNK = 1 << 20

SEALED = ".sealed"
"""End of the name of a sealed file; before it stands the seal's own name for the digest."""

_PART = ".part"

_DIGEST = re.compile(r"[0-9a-f]{64}")


def is_digest(text: str) -> bool:
    """Whether the text is a SHA-256 in the form files are named by."""
    return _DIGEST.fullmatch(text) is not None


def is_stored_name(text: str) -> bool:
    """Whether the text is a name that files have on disk: a digest, or that of a sealed file."""
    return is_digest(text.removesuffix(SEALED))


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

    The folder is made when the first file is added. ``seal`` is that of an encrypted database.
    """

    def __init__(self, database: Path, *, largest: int = LARGEST, seal: Seal | None = None) -> None:
        real = database.resolve()
        self.folder = real.with_name(f"{real.stem}.files")
        self._seal = seal
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

    def put(self, content: BinaryIO, digest: str) -> None:
        """Keep content under a digest that it may not have: damage moves on as it is.

        Raises UserError where it cannot be kept, OSError where the content cannot be read.
        """
        with self._copied(content, digest) as copy, self._keeping(digest):
            self.take(copy.ready, self.stored_name(digest))

    def stored_name(self, digest: str) -> str:
        """The name on disk of the file with that digest."""
        return digest if self._seal is None else self._seal.name(digest) + SEALED

    def path(self, digest: str) -> Path | None:
        """Where the file with that digest lies, perhaps sealed; None when it is missing."""
        return self.stored_path(self.stored_name(digest)) if is_digest(digest) else None

    def stored_path(self, name: str) -> Path | None:
        """Where the file of that name on disk lies; None when it is missing."""
        place = self._place(name)
        return place if place is not None and place.is_file() else None

    def opened(self, digest: str) -> BinaryIO:
        """The content of a file, to be read at any place. Raises OSError."""
        path = self.path(digest)
        if path is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), digest)
        file = path.open("rb")
        if self._seal is None:
            return file
        try:
            return self._seal.reading(file)
        except BaseException:
            file.close()
            raise

    def verify(self, digest: str) -> bool:
        """Whether the file is there and its content is what its digest says."""
        try:
            with self.opened(digest) as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest  # type: ignore[arg-type]
        except OSError:
            return False

    def is_whole(self, name: str) -> bool:
        """Whether the file of that name on disk is there and as it was when it came."""
        try:
            path = self._at(name)
            if not name.endswith(SEALED):
                return digest_of(path) == name
            if self._seal is None:
                return False
            with path.open("rb") as file, self._seal.reading(file) as content:
                return hashlib.file_digest(content, "sha256").hexdigest() == content.digest
        except OSError:
            return False

    def all_digests(self) -> Iterator[str]:
        """The digests of all files there; what else lies in the folder is passed over."""
        for path in self.stored_files():
            if self._seal is None:
                yield path.name
                continue
            with contextlib.suppress(OSError), path.open("rb") as file:
                digest = self._seal.reading(file).digest
                if self.stored_name(digest) == path.name:
                    yield digest

    def stored_files(self) -> Iterator[Path]:
        """All files as they lie there, sorted: only sealed ones where there is a seal, else none.

        For copying; the name of a copy is that of the file.
        """
        with contextlib.suppress(OSError):
            for shelf in sorted(self.folder.iterdir()):
                with contextlib.suppress(OSError):
                    for file in sorted(shelf.iterdir()):
                        name = file.name
                        if (self._seal is not None) == name.endswith(SEALED) and (
                            self._place(name) == file
                        ):
                            yield file

    def take(self, ready: Path, name: str) -> None:
        """Move a file that is written and synced to the place of its name; raises OSError.

        ``ready`` lies on the same disk. A file that is there already stays unless it is damaged.
        """
        place = self._place(name)
        if place is None:
            raise ValueError(name)
        if self._lies_there(ready, name):
            ready.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        if os.name != "nt":  # Windows lets nobody remove a file that is read-only
            ready.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        ready.replace(place)
        for folder in (place.parent, self.folder, self.folder.parent):
            sync_folder(folder)

    def remove(self, digest: str) -> None:
        """Remove a file for good; none of that digest is no error. Raises OSError.

        Only for what a person's erasure takes along: everything else stays, for an undo.
        """
        place = self._place(self.stored_name(digest)) if is_digest(digest) else None
        if place is None:
            return
        if os.name == "nt":  # Windows lets nobody remove a file that is read-only
            with contextlib.suppress(FileNotFoundError):
                place.chmod(stat.S_IRUSR | stat.S_IWUSR)
        place.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            place.parent.rmdir()  # only where it is empty
        sync_folder(self.folder)

    def clear_leftovers(self) -> None:
        """Remove what a killed process left half-written. The caller holds the database's lock."""
        with contextlib.suppress(OSError):
            for part in self.folder.glob(f"*{_PART}"):
                part.unlink()

    def _lies_there(self, ready: Path, name: str) -> bool:
        # No two sealed files are alike; one of the same database and name has the same content.
        if self._seal is not None or not name.endswith(SEALED):
            return self.is_whole(name)
        try:
            return digest_of(self._at(name)) == digest_of(ready)
        except OSError:
            return False

    def _place(self, name: str) -> Path | None:
        return self._at(name) if is_stored_name(name) else None

    def _at(self, name: str) -> Path:
        return self.folder / name[:2] / name

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
                sealing = self._sealing(target)
                head = chunk = source.read(CHUNK)
                while chunk:
                    size += len(chunk)
                    self._check_size(size, name)
                    hashed.update(chunk)
                    with self._keeping(name):
                        if sealing is None:
                            _write_all(target, chunk)
                        else:
                            sealing.write(chunk)
                    chunk = source.read(CHUNK)
                with self._keeping(name):
                    if sealing is not None:
                        sealing.finish()
                    os.fsync(handle)
            yield _Copy(ready, hashed.hexdigest(), size, head[:HEAD])
        finally:
            with contextlib.suppress(OSError):
                ready.unlink(missing_ok=True)

    def _sealing(self, target: io.RawIOBase | BinaryIO) -> SealWriter | None:
        if self._seal is None:
            return None
        return self._seal.writing(lambda piece: _write_all(target, piece))

    def _kept(self, copy: _Copy, name: str) -> StoredFile:
        with self._keeping(name):
            self.take(copy.ready, self.stored_name(copy.digest))
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
