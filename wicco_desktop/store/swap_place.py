"""Where a new state is laid that is to be swapped in. Looked at in every opening: light."""

from __future__ import annotations

from pathlib import Path

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of


def staging_of(database: Path) -> Path:
    """The folder with the new state, whole."""
    real = database.resolve()
    return real.with_name(f"{real.name}.converting")


def making_of(database: Path) -> Path:
    """The same folder as long as something may be missing from it, or is being thrown away."""
    staging = staging_of(database)
    return staging.with_name(f"{staging.name}.part")


def finish_interrupted(database: Path) -> None:
    """Finish or throw away what a swap that died left (``swapping``). The lock is held.

    Raises UserError where the disk does not let it.
    """
    if staging_of(database).exists() or making_of(database).exists():
        from wicco_desktop.store import swapping

        try:
            swapping.finish(database)
        except OSError as problem:
            raise UserError(
                N_("The file {file} cannot be opened: {reason}."),
                file=str(database),
                reason=reason_of(problem),
            ) from problem
