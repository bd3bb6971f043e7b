"""Where an archive is written: its name, the room for it, the folder in which it is made."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.scratch import working_folder
from wicco_desktop.foundation.settings import make_folder
from wicco_desktop.store import archive
from wicco_desktop.store.attachments import MEGABYTE

SPARE = 4 * MEGABYTE
"""Bytes that shall stay free on a disk."""

PART = ".wicco-part"
"""How the folders end in which archives are made."""

_DAY = 86_400


def archive_name(database: Path, moment: datetime, *, why: str = "") -> str:
    """A name that sorts by time: ``wicco-2022-11-23-100000.wicco-backup``, in local time."""
    stamp = moment.astimezone().strftime("%Y-%m-%d-%H%M%S")
    return f"{database.stem}{f'-{why}' if why else ''}-{stamp}{archive.SUFFIX}"


def free_name(path: Path) -> Path:
    """The path itself, or with a number after its name where something lies there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def check_room(folder: Path, needed: int) -> None:
    """Refuse in plain words what would fill the disk; ``needed`` in bytes."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise UserError(
            N_("There is not enough room in {folder}: {needed} MB are needed, {free} MB are free."),
            folder=str(folder),
            needed=-(-(needed + SPARE) // MEGABYTE),
            free=free // MEGABYTE,
        )


def room_beside(archive_file: Path, needed: int) -> Path:
    """Where an archive may be unpacked to be looked at: beside it, or where temporary files lie."""
    places = (archive_file.parent, Path(tempfile.gettempdir()))
    for place in places:
        if os.access(place, os.W_OK) and shutil.disk_usage(place).free >= needed + SPARE:
            return place
    return places[-1]


def refuse_to_replace(target: Path) -> None:
    """Raise UserError where something lies that is no backup."""
    try:
        if target.exists() and not (target.is_file() and archive.is_sealed(target)):
            raise UserError(
                N_("{file} exists already and is no backup; it is not replaced."), file=str(target)
            )
    except OSError as problem:
        raise failed(target, problem) from problem


@contextlib.contextmanager
def workspace(target: Path) -> Iterator[Path]:
    """A folder beside the target, gone at the end, so that the last step is a mere renaming."""
    try:
        make_folder(target.parent)
        _clear_leftovers(target.parent)
        with unpacking_in(target.parent) as work:
            yield work
    except OSError as problem:
        raise failed(target, problem) from problem


def unpacking_in(folder: Path) -> contextlib.AbstractContextManager[Path]:
    """A folder in another, gone at the end, or at the next start where the process is killed."""
    return working_folder(folder / f".{new_id()}{PART}")


def _clear_leftovers(folder: Path) -> None:
    # Of processes that were killed on another machine. A day old: one may be at work just now.
    for leftover in folder.glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            if leftover.stat().st_mtime < time.time() - _DAY:
                shutil.rmtree(leftover, ignore_errors=True)


def failed(target: Path, problem: OSError) -> UserError:
    """The error for an archive that the system will not have written or read."""
    return UserError(
        N_("The backup {file} cannot be written or read: {reason}."),
        file=str(target),
        reason=reason_of(problem),
    )
