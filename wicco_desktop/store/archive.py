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
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.store import archive_manifest
from wicco_desktop.store.archive_manifest import Manifest, Member

SUFFIX = ".wicco-backup"

_SEAL = b"wicco-backup sha256 "
_HEX = 64
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 64 << 20
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, IndexError),
    *(NotImplementedError, RuntimeError, OverflowError, OSError),
)
"""What Python's zipfile raises for archives that are damaged in one way or another."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to put into an archive, and whether it is worth compressing."""

    name: str
    path: Path
    compress: bool


def write(
    target: Path,
    sources: Iterable[Source],
    describe: Callable[[tuple[Member, ...]], Manifest],
    moment: datetime,
    written: Callable[[int], None],
) -> Manifest:
    """Write, seal and sync an archive; raises OSError.

    ``describe`` makes the manifest when every member is written; ``written`` is told how many
    bytes were read since it was told last.
    """
    with target.open("xb") as file:
        with zipfile.ZipFile(file, "w") as archive:
            members = tuple(_add(archive, source, moment, written) for source in sources)
            manifest = describe(members)
            info = _info(archive_manifest.NAME, moment, compress=False)
            archive.writestr(info, manifest.to_json())
            archive.comment = _SEAL + b"0" * _HEX
        file.flush()
    with target.open("r+b") as file:
        seal = _digest_before_seal(file)
        file.seek(-_HEX, os.SEEK_END)
        file.write(seal)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def is_sealed(path: Path) -> bool:
    """Whether a file ends as our archives do (a quick look, no check). Raises OSError."""
    with path.open("rb") as file:
        return _seal_of(file) is not None


def read_manifest(path: Path) -> Manifest:
    """What the archive says it holds, unchecked; raises UserError for a file that is none."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return _manifest(archive, path)
    except FileNotFoundError as missing:
        raise UsageError(N_("There is no file {file}."), file=str(path)) from missing
    except _DAMAGE as problem:
        raise _refused(path, problem) from problem


def check(path: Path, place: Callable[[Member], Path | None]) -> Manifest:
    """Compare every byte with seal and manifest; raises UserError that names what differs.

    ``place`` says where to unpack a member (None: only compare). Nothing is unpacked from an
    archive whose seal is broken. What is unpacked is synced and was compared on its way.
    """
    try:
        with path.open("rb") as file:
            whole = _seal_of(file) == _digest_before_seal(file)
            with zipfile.ZipFile(file) as archive:
                manifest = _manifest(archive, path)
                _compare_names(archive, manifest, path)
                for member in manifest.members:
                    _compare(archive, member, place(member) if whole else None, path)
    except _DAMAGE as problem:
        raise _refused(path, problem) from problem
    if not whole:
        raise changed(path, Message(N_("its own structure differs")))
    return manifest


def changed(path: Path, what: Message) -> UserError:
    """The error for an archive that is not as it was written."""
    return UserError(
        N_("The backup {file} was damaged or changed, and is not used: {what}."),
        file=str(path),
        what=what,
    )


def _info(name: str, moment: datetime, *, compress: bool) -> zipfile.ZipInfo:
    # A zip knows no date before 1980; a clock that is that wrong must not prevent a backup.
    date = max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    info = zipfile.ZipInfo(name, date)
    info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    return info


def _add(
    archive: zipfile.ZipFile, source: Source, moment: datetime, written: Callable[[int], None]
) -> Member:
    hashed, size = hashlib.sha256(), 0
    info = _info(source.name, moment, compress=source.compress)
    with source.path.open("rb") as file:
        info.file_size = os.fstat(file.fileno()).st_size
        # Public as ``compress_level``, but only since Python 3.13.
        info._compresslevel = 1  # type: ignore[attr-defined]  # noqa: SLF001
        with archive.open(info, "w") as target:
            while chunk := file.read(_CHUNK):
                target.write(chunk)
                hashed.update(chunk)
                size += len(chunk)
                written(len(chunk))
    return Member(source.name, size, hashed.hexdigest())


def _seal_of(file: IO[bytes]) -> bytes | None:
    length = len(_SEAL) + _HEX
    if file.seek(0, os.SEEK_END) < length:
        return None
    file.seek(-length, os.SEEK_END)
    end = file.read(length)
    return end[len(_SEAL) :] if end.startswith(_SEAL) else None


def _digest_before_seal(file: IO[bytes]) -> bytes:
    rest = file.seek(0, os.SEEK_END) - _HEX
    file.seek(0)
    hashed = hashlib.sha256()
    while rest > 0 and (chunk := file.read(min(rest, _CHUNK))):
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
    wanted = [*(member.name for member in manifest.members), archive_manifest.NAME]
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


def _compare(archive: zipfile.ZipFile, member: Member, target: Path | None, path: Path) -> None:
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
                found = _hashed(source, member.size, None)
            else:
                found = _unpacked(source, member.size, target)
    except _DAMAGE as problem:
        raise differs from problem
    if found != member.sha256:
        raise differs


def _unpacked(source: IO[bytes], size: int, target: Path) -> str:
    try:
        file = target.open("xb")
    except OSError as problem:
        raise _cannot_unpack(target, problem) from problem
    with file:
        found = _hashed(source, size, file)
        try:
            file.flush()
            os.fsync(file.fileno())
        except OSError as problem:
            raise _cannot_unpack(target, problem) from problem
    return found


def _hashed(source: IO[bytes], size: int, target: IO[bytes] | None) -> str:
    """SHA-256 of what is read, at most one byte more than there should be."""
    hashed, rest = hashlib.sha256(), size + 1
    while rest and (chunk := source.read(min(rest, _CHUNK))):
        hashed.update(chunk)
        rest -= len(chunk)
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
