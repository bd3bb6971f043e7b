"""A backup archive as a file: a zip that any tool opens, sealed so that no byte of it can change.

The seal is the zip's comment, which are its last bytes: the SHA-256 of everything before. It
covers what the members' own checksums do not, the zip's headers and directory. The manifest is
the last member, so that all is written in one pass. Knows nothing of databases.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.quick_deflate import QuickZip
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.store import archive_manifest
from wicco_desktop.store.archive_manifest import Manifest, Member

SUFFIX = ".wicco-backup"

SEAL = b"wicco-backup sha256 "
"""What the seal begins with; the digest follows, ``HEX`` characters."""
HEX = 64
CHUNK = 1 << 20
"""Bytes that are read at a time."""
_LARGEST_MANIFEST = 64 << 20
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, IndexError),
    *(NotImplementedError, RuntimeError, OverflowError, OSError),
)
"""What Python's zipfile raises for archives that are damaged in one way or another."""


def is_sealed(path: Path) -> bool:
    """Whether a file ends as our archives do (a quick look, no check). Raises OSError."""
    with path.open("rb") as file:
        return _seal_of(file) is not None


def read_manifest(path: Path) -> Manifest:
    """What the archive says it holds, unchecked; raises UserError for a file that is none."""
    try:
        with path.open("rb") as file, QuickZip(file) as archive:
            return _manifest(archive, path)
    except FileNotFoundError as missing:
        raise UsageError(N_("There is no file {file}."), file=str(path)) from missing
    except _DAMAGE as problem:
        raise _refused(path, problem) from problem


def beginning(path: Path, name: str, length: int) -> bytes:
    """The first bytes of a member, unchecked; raises UserError."""
    try:
        with (
            path.open("rb") as file,
            QuickZip(file) as archive,
            archive.open(name) as member,
        ):
            return member.read(length)
    except _DAMAGE as problem:
        raise _refused(path, problem) from problem


def check(
    path: Path,
    place: Callable[[Member], Path | None],
    compared: Callable[[int], None] = lambda _: None,
) -> Manifest:
    """Compare every byte with seal and manifest; raises UserError that names what differs.

    Members that lie apart are not looked for. ``compared`` is told how many bytes were compared
    since it was told last; what it raises cancels.

    ``place`` says where to unpack a member (None: only compare). Nothing is unpacked from an
    archive whose seal is broken. What is unpacked is synced and was compared on its way.
    """
    try:
        with path.open("rb") as file:
            whole = _seal_of(file) == digest_before_seal(file)
            with QuickZip(file) as archive:
                manifest = _manifest(archive, path)
                _compare_names(archive, manifest, path)
                for member in _within(manifest):
                    target = place(member) if whole else None
                    _compare(archive, member, target, path, compared)
    except _DAMAGE as problem:
        raise _refused(path, problem) from problem
    if not whole:
        raise changed(path, Message(N_("its own structure differs")))
    return manifest


def is_whole(path: Path) -> bool:
    """Whether every byte of an archive is as it was written, by its seal alone."""
    try:
        with path.open("rb") as file:
            return _seal_of(file) == digest_before_seal(file)
    except OSError:
        return False


def whole_manifest(path: Path) -> Manifest:
    """What an archive says it holds, its seal compared; raises UserError."""
    manifest = read_manifest(path)
    if not is_whole(path):
        raise changed(path, Message(N_("its own structure differs")))
    return manifest


def changed(path: Path, what: Message) -> UserError:
    """The error for an archive that is not as it was written."""
    return UserError(
        N_("The backup {file} was damaged or changed, and is not used: {what}."),
        file=str(path),
        what=what,
    )


def _seal_of(file: IO[bytes]) -> bytes | None:
    length = len(SEAL) + HEX
    if file.seek(0, os.SEEK_END) < length:
        return None
    file.seek(-length, os.SEEK_END)
    end = file.read(length)
    return end[len(SEAL) :] if end.startswith(SEAL) else None


def digest_before_seal(file: IO[bytes]) -> bytes:
    """The digest of everything before the seal's own, as it is written there."""
    rest = file.seek(0, os.SEEK_END) - HEX
    file.seek(0)
    hashed = hashlib.sha256()
    while rest > 0 and (chunk := file.read(min(rest, CHUNK))):
        hashed.update(chunk)
        rest -= len(chunk)
    return hashed.hexdigest().encode("ascii")


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    info = archive.getinfo(archive_manifest.NAME)
    if info.file_size > _LARGEST_MANIFEST or info.compress_type != zipfile.ZIP_STORED:
        raise changed(path, Message(N_("its manifest cannot be read")))
    with archive.open(info) as file:
        data = file.read(_LARGEST_MANIFEST)
    try:
        return archive_manifest.from_json(data)
    except archive_manifest.NewerFormatError as newer:
        raise UsageError(
            N_(
                "{file} was made by a newer version of this program. Update the program to open it."
            ),
            file=str(path),
        ) from newer
    except ValueError as problem:
        raise changed(path, Message(N_("its manifest cannot be read"))) from problem


def _compare_names(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    there = [info.filename for info in archive.infolist()]
    wanted = [*(member.name for member in _within(manifest)), archive_manifest.NAME]
    if there == wanted:
        return
    for name in there:
        if name not in wanted:
            raise changed(path, Message(N_("{name} does not belong in it"), {"name": name}))
        if there.count(name) > 1:
            raise changed(path, Message(N_("{name} is in it twice"), {"name": name}))
    for name in wanted:
        if name not in there:
            raise changed(path, Message(N_("{name} is missing from it"), {"name": name}))
    raise changed(path, Message(N_("its own structure differs")))


def _within(manifest: Manifest) -> list[Member]:
    return [member for member in manifest.members if not member.apart]


def _compare(
    archive: zipfile.ZipFile,
    member: Member,
    target: Path | None,
    path: Path,
    compared: Callable[[int], None],
) -> None:
    differs = changed(path, Message(N_("{name} differs"), {"name": member.name}))
    info = archive.getinfo(member.name)
    if info.file_size != member.size or info.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    ):
        raise differs
    try:
        with archive.open(info) as source:
            if target is None:
                found = _hashed(source, member.size, None, compared)
            else:
                found = _unpacked(source, member.size, target, compared)
    except _DAMAGE as problem:
        raise differs from problem
    if found != member.sha256:
        raise differs


def _unpacked(source: IO[bytes], size: int, target: Path, compared: Callable[[int], None]) -> str:
    try:
        file = target.open("xb")
    except OSError as problem:
        raise _cannot_unpack(target, problem) from problem
    with file:
        found = _hashed(source, size, file, compared)
        try:
            file.flush()
            os.fsync(file.fileno())
        except OSError as problem:
            raise _cannot_unpack(target, problem) from problem
    return found


def _hashed(
    source: IO[bytes], size: int, target: IO[bytes] | None, compared: Callable[[int], None]
) -> str:
    """SHA-256 of what is read, at most one byte more than there should be."""
    hashed, rest = hashlib.sha256(), size + 1
    while rest and (chunk := source.read(min(rest, CHUNK))):
        hashed.update(chunk)
        rest -= len(chunk)
        compared(len(chunk))
        if target is not None:
            try:
                target.write(chunk)
            except OSError as problem:
                raise _cannot_unpack(Path(target.name), problem) from problem
    return hashed.hexdigest()


def _cannot_unpack(target: Path, problem: OSError) -> UserError:
    return UserError(
        N_("The backup cannot be unpacked in {folder}: {reason}. Nothing was changed."),
        folder=str(target.parent),
        reason=reason_of(problem),
    )


def _refused(path: Path, problem: BaseException) -> UserError:
    if isinstance(problem, OSError) and problem.strerror and not _is_ours(path):
        return UsageError(
            N_("The file {file} cannot be opened: {reason}."),
            file=str(path),
            reason=reason_of(problem),
        )
    if _is_ours(path):
        return changed(path, Message(N_("its own structure differs")))
    return UsageError(N_("{file} is not a backup made by this program."), file=str(path))


def _is_ours(path: Path) -> bool:
    try:
        return is_sealed(path)
    except OSError:
        return False
