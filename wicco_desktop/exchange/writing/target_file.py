"""The file of a workbook: written beside, synced, then renamed; there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.scratch import unfinished
from wicco_desktop.foundation.settings import sync_folder

SUFFIX = ".xlsx"


class PartFile:
    """What the package is written to, as far as ``zipfile`` asks for a file.

    Stops the writing where ``cancelled`` says so. Once abandoned it swallows what comes: a zip
    archive that was left half-way still wants to write its end when it is collected.
    """

    def __init__(self, file: BinaryIO, cancelled: Callable[[], bool]) -> None:
        self._file: BinaryIO | None = file
        self._cancelled = cancelled
        self._place = 0

    def write(self, data: bytes) -> int:
        """Write some bytes; raises Cancelled, or OSError."""
        if self._file is not None:
            if self._cancelled():
                raise Cancelled
            self._file.write(data)
        self._place += len(data)
        return len(data)

    def tell(self) -> int:
        """Where the next byte goes."""
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to another place."""
        if self._file is None:
            self._place = offset
        else:
            self._place = self._file.seek(offset, whence)
        return self._place

    def seekable(self) -> bool:
        """Whether one may go back in it."""
        return True

    def flush(self) -> None:
        """Hand on what was written."""
        if self._file is not None:
            self._file.flush()

    def abandon(self) -> None:
        """Write nothing more."""
        self._file = None


def check_target(path: Path) -> None:
    """Refuse early what cannot be written to in the end; raises UserError."""
    if path.is_dir():
        raise UserError(N_("{file} is a folder. Name a file in it."), file=str(path))
    if not path.parent.is_dir():
        raise UserError(N_("There is no folder {folder}."), folder=str(path.parent))
    if path.exists():
        try:
            with path.open("r+b"):
                pass  # on Windows a workbook that is open in Excel is refused here
        except PermissionError as problem:
            raise _in_use(path) from problem
        except OSError as problem:
            raise not_written(path, problem) from problem


@contextlib.contextmanager
def written_beside(
    path: Path,
    cancelled: Callable[[], bool] = lambda: False,
    before: Callable[[], None] = lambda: None,
) -> Iterator[PartFile]:
    """A file that takes the place of ``path`` at the end, unless something is raised.

    ``before`` is called when all is written and safe on the disk, just before the renaming.
    Raises UserError where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    with unfinished(beside):
        try:
            with beside.open("wb") as file:
                part = PartFile(file, cancelled)
                try:
                    yield part
                finally:
                    part.abandon()
                file.flush()
                os.fsync(file.fileno())
            before()
            try:
                beside.replace(path)
            except PermissionError as problem:
                raise _in_use(path) from problem
            sync_folder(path.parent)
        except OSError as problem:
            raise not_written(path, problem) from problem
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def not_written(path: Path, problem: OSError) -> UserError:
    """Why a file could not be written, as a sentence."""
    return UserError(
        N_("The file {file} cannot be written: {reason}."),
        file=str(path),
        reason=reason_of(problem),
    )


def _in_use(path: Path) -> UserError:
    return UserError(
        N_(
            "{file} cannot be replaced: it is read-only or open in another program. Close it"
            " there, or choose another name."
        ),
        file=str(path),
    )
