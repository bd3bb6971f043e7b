"""An older database becomes one of this version: a verified backup first, then every step or none.

The steps themselves are ``migrations``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from wicco_desktop.foundation.clock import Clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store.driver import Connect
from wicco_desktop.store.rota import backed_up

NO_BACKUP = N_(
    "{file} was made by an older version. It is upgraded only after a backup, and the "
    "backup failed: {problem}"
)


@contextlib.contextmanager
def upgrading(path: Path, connect: Connect, clock: Clock) -> Iterator[Path]:
    """Have a backup of a database, then let it be migrated; gives the backup.

    The lock on the database is held by the caller. Raises UserError: without a backup nothing is
    migrated, and a step that fails is told as such.
    """
    kept = backed_up(path, "before-upgrade", NO_BACKUP, connect=connect, clock=clock)
    try:
        yield kept
    except UserError:
        raise  # says what the user can do: the disk is full, another program has the file
    except Exception as problem:
        raise UserError(
            N_(
                "{file} could not be upgraded to this version of the program, and is as it was "
                "before. A backup of it is in {backup}. The reason was: {reason}"
            ),
            file=str(path),
            backup=str(kept),
            reason=str(getattr(problem, "orig", None) or problem),
        ) from problem
