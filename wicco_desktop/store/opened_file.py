"""Whether a file that is open still lies where it was opened.

Systems other than Windows let a folder be moved, deleted or unplugged under a program. What it
writes then goes into a file without a name, and is gone when the program ends.
"""

from __future__ import annotations

import os
from pathlib import Path

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_


class OpenedFile:
    """The very file that lies at a path now. Raises OSError where there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _identity(path)

    def in_place(self) -> bool:
        """Whether it still lies there."""
        try:
            return _identity(self._path) == self._file
        except OSError:
            return False

    def check(self) -> None:
        """Raise UserError when another file lies there, or none."""
        if not self.in_place():
            raise UserError(
                N_(
                    "{file} is no longer where it was: it was moved, deleted or replaced, or its "
                    "disk was taken out. Nothing was changed; what you typed is kept."
                ),
                file=str(self._path),
            )


def lies_still(path: Path) -> bool:
    """Whether a file cannot change under us: no journal beside it, and a folder nobody writes."""
    journals = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    return not os.access(path.parent, os.W_OK) and not any(file.exists() for file in journals)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
