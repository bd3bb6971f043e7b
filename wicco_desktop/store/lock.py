"""The lock that keeps a second instance from writing the same database.

A lock of the operating system on ``<database>.lock``: it ends with the process that holds it,
however that ends, so a stale file locks nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of

PATIENCE = 0.2
"""Seconds to wait for a holder that is closing just now."""


class DatabaseLock:
    """The right to write one database. Paths that lead to the same file share one lock."""

    def __init__(self, database: Path) -> None:
        self.database = database.resolve()
        self.path = self.database.with_name(self.database.name + ".lock")
        # Not bound to a thread: the window takes it on one and may let go on another. No lock by
        # mere existence of a file, which would outlive a killed process.
        self._lock = FileLock(self.path, thread_local=False, fallback_to_soft=False)

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return bool(self._lock.is_locked)

    def acquire(self) -> Self:
        """Take the lock; raises UserError: held by another window, or the folder is read-only.

        The folder is made where there is none. Keep this object: the lock ends with it.
        """
        if self.held:
            return self
        try:
            self._clear_foreign()
            self._lock.acquire(timeout=PATIENCE, poll_interval=PATIENCE / 4)
        except Timeout as taken:
            raise UserError(
                N_(
                    "{file} is already open in another window of the program. Go on there, or "
                    "close it first."
                ),
                file=str(self.database),
            ) from taken
        except OSError as problem:
            raise _told(problem, self.database) from problem
        return self

    def _clear_foreign(self) -> None:
        """Remove what a dead process of somebody else left, where that file may not be written.

        Nobody holds it if it can be locked for reading it. Raises Timeout where somebody does.
        """
        if os.name == "nt" or _may(os.W_OK, self.path) or not _may(os.R_OK, self.path):
            return
        import fcntl  # not there on Windows

        with self.path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise Timeout(str(self.path)) from held
            with contextlib.suppress(OSError):
                self.path.unlink()  # still locked: see ``release``

    def release(self) -> None:
        """Let go, and leave no file behind. Harmless when not held."""
        if not self.held:
            return
        if os.name != "nt":
            # While it is still locked: whoever opened it before looks, when it has the lock,
            # whether the file still has a name, and begins anew where it has none (filelock does
            # so since 3.20.4). On Windows the library removes the file itself.
            with contextlib.suppress(OSError):
                self.path.unlink()
        with contextlib.suppress(OSError):  # a disk that is gone: the lock ends with the process
            self._lock.release()

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _may(right: int, path: Path) -> bool:
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)


def _told(problem: OSError, database: Path) -> UserError:
    no_right = isinstance(problem, PermissionError) and not _may(os.W_OK, database.parent)
    if no_right or problem.errno == errno.EROFS:
        return UserError(
            N_("The folder {folder} cannot be written, so {file} cannot be changed there."),
            folder=str(database.parent),
            file=database.name,
        )
    return UserError(
        N_("{file} cannot be locked against a second window: {reason}."),
        file=str(database),
        reason=reason_of(problem),
    )
