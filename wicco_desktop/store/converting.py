"""A database gets a passphrase, another one, or none: whole or not at all, with what lies beside.

The new state is made and verified in a folder beside, then swapped in (``swapping``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.store import driver, driver_errors, sealing_secret
from wicco_desktop.store.archive_place import check_room
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.database import Database
from wicco_desktop.store.database_copy import contents_of, settle
from wicco_desktop.store.database_key import (
    DatabaseKey,
    Passphrase,
    connection_to,
    new_key,
    unlocked,
)
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.resealing import reseal_drafts, reseal_files, size_of
from wicco_desktop.store.sealing import Seal
from wicco_desktop.store.swapping import DRAFTS, NEW, finish, new_state

Progress = Callable[[float], None]
"""Told the part done, 0 to 1; what it raises cancels the work, and nothing has changed."""


def convert(
    database: Path,
    present: Passphrase | None,
    wanted: Passphrase | None,
    *,
    progress: Progress = lambda _: None,
) -> None:
    """Give a database that is closed another passphrase (None: none); raises UserError.

    ``present`` is the one it has. Whenever this ends, by an error or by a power cut, the database
    with its attachments and drafts is the one before or the new one, whole. Attachments and
    drafts are sealed anew only where there was no passphrase before, or is none afterwards.
    """
    real = database.resolve()
    with _plain_errors(real), DatabaseLock(real):
        finish(real)
        old = unlocked(real, present)
        new = new_key(wanted)
        Database.open(real, key=old).close()  # ours, not newer, upgraded, its journal played in
        settle(connection_to(old), real)
        files = AttachmentFolder(real)
        size = real.stat().st_size + (size_of(files.folder) if _reseals(old, new) else 0)
        check_room(real.parent, 2 * size)
        with new_state(real) as making:
            _make(real, making, old, new, progress)
    progress(1.0)


def _reseals(old: DatabaseKey | None, new: DatabaseKey | None) -> bool:
    return (old is None) != (new is None)


def _make(
    database: Path,
    staging: Path,
    old: DatabaseKey | None,
    new: DatabaseKey | None,
    progress: Progress,
) -> None:
    """Lay the whole new state into the folder, verified and synced."""
    beside = staging / NEW
    beside.touch()
    with contextlib.closing(connection_to(old)(database)) as connection:
        before = _seal_in(connection, old)
        driver.copy_into(connection, beside, new.raw + new.salt if new else None)
        after = _prepared(beside, new, before)
        _compare(connection, beside, new, database)
    progress(0.5)
    if _reseals(old, new):
        folder = AttachmentFolder(database).folder
        if folder.is_dir():
            made = AttachmentFolder(beside, seal=after)
            reseal_files(folder, made, before, lambda part: progress(0.5 + part * 0.5))
        reseal_drafts(database, staging / DRAFTS, before, after)


def _seal_in(connection: Any, key: DatabaseKey | None) -> Seal | None:
    return None if key is None else sealing_secret.seal_of(connection)


def _prepared(path: Path, key: DatabaseKey | None, before: Seal | None) -> Seal | None:
    """Bring the copy to rest, with a secret where it is encrypted and without one elsewhere."""
    with contextlib.closing(connection_to(key)(path)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE").fetchone()
        if key is None:
            copy.execute(f"DROP TABLE IF EXISTS {sealing_secret.TABLE}")
            return None
        sealing_secret.ensure(copy)
        return before or sealing_secret.seal_of(copy)


def _compare(connection: Any, path: Path, key: DatabaseKey | None, database: Path) -> None:
    """Read the copy back: sound, and as many rows in every table as there were."""
    contents_of(connection_to(key), path)  # checks every page
    with contextlib.closing(connection_to(key)(path, read_only=True, immutable=True)) as copy:
        if _rows(connection) != _rows(copy):
            raise UserError(
                N_("The new file made of {file} is not as it should be. Nothing was changed."),
                file=str(database),
            )


def _rows(connection: Any) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ? "
        "AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'",
        (sealing_secret.TABLE,),
    )
    found = {name: 0 for (name,) in tables}
    for name in found:
        query = f'SELECT count(*) FROM "{name}"'  # noqa: S608
        found[name] = connection.execute(query).fetchone()[0]
    found["sqlite_sequence"] = connection.execute(
        "SELECT coalesce(sum(seq), 0) FROM sqlite_sequence"
    ).fetchone()[0]
    return found


@contextlib.contextmanager
def _plain_errors(database: Path) -> Iterator[None]:
    try:
        with driver_errors.plain_errors(database):
            yield
    except OSError as problem:
        raise UserError(
            N_("The passphrase of {file} cannot be changed: {reason}. Nothing was changed."),
            file=str(database),
            reason=reason_of(problem),
        ) from problem
