"""What comes before a database is opened: its folder, and what a crash left beside it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from wicco_desktop.foundation import settings
from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.store.database import Database
from wicco_desktop.store.database_key import Passphrase, unlocked
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.swap_place import finish_interrupted, staging_of


@contextlib.contextmanager
def plainly(path: Path) -> Iterator[None]:
    """What the system refuses while a file is opened, as a sentence."""
    try:
        yield
    except OSError as problem:
        raise UsageError(
            N_("The file {file} cannot be opened: {reason}."),
            file=str(path),
            reason=reason_of(problem),
        ) from problem


def make_folder(path: Path) -> None:
    """Make the folder of a new database; raises UserError."""
    try:
        settings.make_folder(path.parent)
    except OSError as problem:
        raise UserError(
            N_("The folder {folder} cannot be made: {reason}."),
            folder=str(path.parent),
            reason=reason_of(problem),
        ) from problem


def left_by_a_crash(path: Path) -> bool:
    """Whether files lie there that a program takes with it when it closes a database."""
    ends = ("-wal", "-journal", ".lock")
    return any(path.with_name(path.name + end).exists() for end in ends)


def settle_after_crash(path: Path, passphrase: Passphrase | None) -> None:
    """Let SQLite recover a file whose last user died, so that it can then be read only."""
    left = [path.with_name(path.name + end) for end in ("-wal", "-journal")]
    left.append(staging_of(path))
    if not any(file.exists() for file in left) or not os.access(path.parent, os.W_OK):
        return
    lock = DatabaseLock(path)
    try:
        lock.acquire()
    except UserError:
        return  # a window has it open: its WAL is alive and well
    try:
        finish_interrupted(path)
        Database.open(path, upgrade=False, key=unlocked(path, passphrase)).close()
    finally:
        lock.release()
