"""Backups that can still be read without the passphrase that the database has now."""

from __future__ import annotations

import contextlib
from pathlib import Path

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.services.backups import ENCRYPTED
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import archive, driver
from wicco_desktop.store.archive_manifest import DATABASE
from wicco_desktop.store.rota import Rota
from wicco_desktop.store.store import Store


def open_backups(store: Store) -> list[Path]:
    """The backups of an encrypted database that hold it readable or under another passphrase.

    Those in its folder of backups and archives beside it; empty for one without a passphrase.
    """
    key = store.key
    if key is None:
        return []
    rota = Rota(store.path)
    beside = sorted(store.path.resolve().parent.glob(f"{store.path.stem}-*{archive.SUFFIX}"))
    files = [*(snapshot.path for snapshot in rota.snapshots()), *beside]
    return [file for file in files if _beginning(file) not in (None, key.salt)]


def replace_open_backups(workspace: Workspace) -> None:
    """Make an encrypted backup, verified; then remove those that others could read."""
    store = workspace.store
    workspace.backups.make(ENCRYPTED)
    for file in open_backups(store):
        with contextlib.suppress(OSError):
            file.unlink()
    Rota(store.path).clear_pool()


def _beginning(file: Path) -> bytes | None:
    """What the database in an archive begins with; None where that cannot be read."""
    try:
        return archive.beginning(file, DATABASE, driver.SALT)
    except UserError:
        return None
