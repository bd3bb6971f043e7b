"""Schema versions as numbered steps on ``PRAGMA user_version``.

Why not Alembic: one file a user, one line of versions, and 120 ms less at start. A step is a
module ``step_NNNN`` with ``STATEMENTS``; it never imports the live models, so that it does the
same in ten years. CONTRIBUTING.md says what goes in for a field and for a record kind.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_

NEWEST = 4
"""The version this program writes."""


def version(connection: Connection) -> int:
    """The schema version of an open database."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def step(number: int) -> ModuleType:
    """One step."""
    return importlib.import_module(f"{__name__}.step_{number:04d}")


def refuse_newer(number: int, path: Path) -> None:
    """Raise UsageError for a file whose version this program does not know."""
    if number > NEWEST:
        raise UsageError(
            N_(
                "{file} was made by a newer version of this program. Update the program to open it."
            ),
            file=str(path),
        )


def upgrade(connection: Connection) -> None:
    """Run the steps that are missing, inside the caller's transaction: all or none."""
    for number in range(version(connection) + 1, NEWEST + 1):
        for statement in step(number).STATEMENTS:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
