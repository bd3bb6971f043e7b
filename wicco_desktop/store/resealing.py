"""Attachments and drafts sealed anew: for a database with another secret, with one, or without.

Everything is read from where it lies and written elsewhere; what cannot be opened goes along as it
is, so that nothing is ever missing.
"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store.attachments import SEALED, AttachmentFolder, is_digest
from wicco_desktop.store.drafts import drafts_path
from wicco_desktop.store.sealing import MAGIC, Seal, SealBrokenError

_ANY = "0" * 64
"""A digest of nothing: whose name for it is the same has the same secret."""

Progress = Callable[[float], None]
"""Told the part done, 0 to 1; what it raises cancels the work."""


def reseal_files(
    folder: Path, made: AttachmentFolder, before: Seal | None, progress: Progress
) -> None:
    """Take all attachments of a folder over into another, which is made, sealed as that one is.

    Those that lie there already stay. Raises OSError and UserError.
    """
    made.folder.mkdir(exist_ok=True)
    whole, done = max(size_of(folder), 1), 0
    # Not as the folder lists them: a file that cannot be read now must not be left behind.
    for file in _every_file(folder):
        if not _copied_anew(file, made, before):
            _copy_as_it_is(file, made.folder / file.relative_to(folder))
        done += file.stat().st_size
        progress(min(done / whole, 1.0))


def reseal_drafts(database: Path, into: Path, before: Seal | None, after: Seal | None) -> None:
    """Write the drafts of a database, those set aside too, into a new folder. Raises OSError."""
    into.mkdir()
    for file in _draft_files(database):
        _write(into / file.name, _resealed(file.read_bytes(), before, after))
    sync_folder(into)


def are_alike(before: Seal | None, after: Seal | None) -> bool:
    """Whether what is sealed by one, or not at all, can be read by the other."""
    if before is None or after is None:
        return before is after
    return before.name(_ANY) == after.name(_ANY)


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder, 0 where there is none."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _every_file(folder: Path) -> list[Path]:
    """The files below a folder; a part of it that cannot be read is an error."""

    def refuse(problem: OSError) -> None:
        raise problem

    walked = os.walk(folder, onerror=refuse)
    return sorted(Path(place, name) for place, _folders, names in walked for name in names)


def _copied_anew(file: Path, made: AttachmentFolder, before: Seal | None) -> bool:
    """Take an attachment over, sealed or not as it shall be; False for what is none that opens."""
    if is_digest(file.name):
        with file.open("rb") as content:
            made.put(content, file.name)
        return True
    if before is None or not file.name.endswith(SEALED):
        return False
    try:
        with file.open("rb") as sealed, before.reading(sealed) as content:
            made.put(content, content.digest)
    except SealBrokenError:
        return False
    return True


def _copy_as_it_is(file: Path, target: Path) -> None:
    """What nobody can open, and what somebody else put there: nothing shall be missed."""
    if file.suffix == ".part" or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    with target.open("rb+") as written:
        os.fsync(written.fileno())


def _draft_files(database: Path) -> Iterator[Path]:
    drafts = drafts_path(database)
    for file in sorted(drafts.parent.glob(f"{glob.escape(drafts.name)}*")):
        if file.is_file() and not file.name.endswith(".part"):
            yield file


def _resealed(data: bytes, before: Seal | None, after: Seal | None) -> bytes:
    if before is not None and data.startswith(MAGIC):
        try:
            data = before.opened(data)
        except OSError:
            return data  # damaged, or of another database: kept as it is
    return data if after is None or data.startswith(MAGIC) else after.sealed(data)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
