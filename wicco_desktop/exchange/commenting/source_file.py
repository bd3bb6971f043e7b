"""The workbook that is read: it must stay what it was until its copy is finished."""

from __future__ import annotations

import os
from pathlib import Path

from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of


class Source:
    """A file that is read; trouble with it is told of it, not of what is being written."""

    def __init__(self, path: Path) -> None:
        """Raises UserError for a file that is not there or cannot be opened."""
        self._path = path
        try:
            self._file = path.open("rb")
        except FileNotFoundError as missing:
            raise UsageError(N_("There is no file {file}."), file=str(path)) from missing
        except OSError as problem:
            raise self._unreadable(problem) from problem
        self._known = os.fstat(self._file.fileno())

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        try:
            return self._file.read(size)
        except OSError as problem:
            raise self._unreadable(problem) from problem

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to another place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where it is read on."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Whether ``seek`` works."""
        return True

    def close(self) -> None:
        """Read no more."""
        self._file.close()

    def check_unchanged(self) -> None:
        """Raise UserError where the file was written to, replaced or removed meanwhile."""
        try:
            now = self._path.stat()
        except OSError:
            now = None
        same = now is not None and (now.st_size, now.st_mtime_ns, now.st_ino) == (
            self._known.st_size,
            self._known.st_mtime_ns,
            self._known.st_ino,
        )
        if not same:
            raise UserError(
                N_("The file {file} was changed or removed meanwhile; open it again."),
                file=str(self._path),
            )

    def _unreadable(self, problem: OSError) -> UserError:
        return UsageError(
            N_("The file {file} cannot be opened: {reason}."),
            file=str(self._path),
            reason=reason_of(problem),
        )
