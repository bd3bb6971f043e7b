"""The newest good backup of a database, whether or not the database itself can be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.store import driver
from wicco_desktop.store.driver import Connect
from wicco_desktop.store.rota import Rota, Snapshot, verify_snapshot


def newest_good_backup(
    database: Path,
    *,
    connect: Connect = driver.connect,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda _: None,
) -> Snapshot | None:
    """The newest whose every byte is as it was written and whose database opens, None for none.

    ``progress`` is told the part done of the one that is looked at. Raises Cancelled.
    """

    def go_on(part: float) -> None:
        if cancelled():
            raise Cancelled
        progress(part)

    for snapshot in Rota(database).snapshots():
        try:
            verified = verify_snapshot(snapshot.path, connect=connect, progress=go_on)
        except UserError:
            continue
        if not verified.damaged:
            return snapshot
    return None
