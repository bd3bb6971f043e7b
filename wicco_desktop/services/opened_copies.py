"""Copies of attachments that other programs were given to look at: a private temporary folder.

The only place where contents of an encrypted database lie readable for long. It is emptied on
closing, on locking, on the next opening of the same database and, should the program have died, on
its next start.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from wicco_desktop.foundation.scratch import PREFIX, Scratch, remove_tree


class OpenedCopies:
    """The copies of one database; whoever clears holds its lock."""

    def __init__(self, database: Path) -> None:
        path = os.fsencode(database.resolve())
        self._name = f"open-{hashlib.sha256(path).hexdigest()[:12]}-"
        self._scratch: Scratch | None = None

    def folder(self) -> Path:
        """Where a copy may be put, readable to nobody else. Raises OSError."""
        if self._scratch is None or not self._scratch.folder.is_dir():
            self._scratch = Scratch(self._name)
        return self._scratch.folder

    def clear(self) -> None:
        """Remove them all, those of a process that died too; what another program holds stays."""
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None
        with contextlib.suppress(OSError):
            for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}{self._name}*"):
                remove_tree(folder)
