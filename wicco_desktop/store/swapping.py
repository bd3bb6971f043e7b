"""A new database takes the place of the old one with all that lies beside: whole or not at all.

Everything new is first laid into a folder beside, which gets its name, ``<database>.converting``,
when all is in it. Then the new database is renamed over the old one: before that moment the old
state is whole, after it the new one, and what is left to do needs no key and can be done again. So
a folder that still holds the database is thrown away at the next opening; one that does not any
more is finished.
"""

from __future__ import annotations

import contextlib
import filecmp
import glob
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.database_copy import journals
from wicco_desktop.store.drafts import drafts_path
from wicco_desktop.store.swap_place import making_of, staging_of

NEW, DRAFTS = "new.db", "new.drafts"
"""What is laid into the folder: a database, its attachments beside it as of any other where they
are other ones, and a folder with its drafts where they are."""

_FILES, _OLD = "new.files", "old.files"


@contextlib.contextmanager
def new_state(database: Path) -> Iterator[Path]:
    """A folder for the new state, which takes its place at the end unless something is raised.

    The lock is held, and nothing is left of an earlier one (``finish``). Raises OSError, and
    UserError where somebody else has the database open.
    """
    real = database.resolve()
    making, staging = making_of(real), staging_of(real)
    making.mkdir()
    try:
        yield making
        with (making / NEW).open("rb+") as written:
            os.fsync(written.fileno())
        if real.exists():
            shutil.copymode(real, making / NEW)
        sync_folder(making)
        if any(journal.exists() for journal in journals(real)):
            raise UserError(N_("{file} is in use by another program. Try again."), file=str(real))
        making.rename(staging)
        sync_folder(real.parent)
        (staging / NEW).replace(real)
        sync_folder(real.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            finish(real)
        raise
    # From here on it is done: what fails now is finished at the next opening.
    with contextlib.suppress(OSError):
        finish(real)


def finish(database: Path) -> None:
    """Finish or throw away what a swap that died left. The lock is held. Raises OSError."""
    making, staging = making_of(database), staging_of(database)
    if making.exists():
        shutil.rmtree(making, ignore_errors=True)
    if not staging.exists() or not database.exists():
        return
    if _is_in_place(staging / NEW, database):
        _swap_files(staging, AttachmentFolder(database).folder)
        _swap_drafts(staging, drafts_path(database))
        sync_folder(database.resolve().parent)
    # Under its other name first: a folder that is half thrown away must not look finished.
    staging.rename(making)
    shutil.rmtree(making, ignore_errors=True)


def _is_in_place(new: Path, database: Path) -> bool:
    """Whether the new database has the old one's name already.

    A disk that keeps no journal may have lost the half of a renaming that takes the first name
    away: then it stands under both.
    """
    if not new.exists():
        return True
    if new.stat().st_size != database.stat().st_size or not filecmp.cmp(
        new, database, shallow=False
    ):
        return False
    new.unlink()
    sync_folder(new.parent)
    return True


def _swap_files(staging: Path, folder: Path) -> None:
    new, old = staging / _FILES, staging / _OLD
    if not new.is_dir():
        return
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
    new.rename(folder)
    sync_folder(folder.parent)


def _swap_drafts(staging: Path, drafts: Path) -> None:
    if not (staging / DRAFTS).is_dir():
        return
    for part in drafts.parent.glob(f"{glob.escape(drafts.name)}*.part"):
        part.unlink()
    for file in (staging / DRAFTS).iterdir():
        file.replace(drafts.with_name(file.name))
