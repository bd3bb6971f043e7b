"""A backup archive being written: member by member, the manifest last, then the seal."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wicco_desktop.foundation.quick_deflate import QuickZip
from wicco_desktop.store import archive_manifest
from wicco_desktop.store.archive import CHUNK, HEX, SEAL, digest_before_seal
from wicco_desktop.store.archive_manifest import Manifest, Member


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
        with QuickZip(file, "w") as archive:
            members = tuple(_add(archive, source, moment, written) for source in sources)
            manifest = describe(members)
            info = _info(archive_manifest.NAME, moment, compress=False)
            archive.writestr(info, manifest.to_json())
            archive.comment = SEAL + b"0" * HEX
        file.flush()
    with target.open("r+b") as file:
        seal = digest_before_seal(file)
        file.seek(-HEX, os.SEEK_END)
        file.write(seal)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _info(name: str, moment: datetime, *, compress: bool) -> zipfile.ZipInfo:
    # A zip knows the dates of 1980 to 2107; a clock that is so wrong must not prevent a backup.
    date = min(max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 58))
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
        with archive.open(info, "w") as target:
            while chunk := file.read(CHUNK):
                target.write(chunk)
                hashed.update(chunk)
                size += len(chunk)
                written(len(chunk))
    return Member(source.name, size, hashed.hexdigest())
