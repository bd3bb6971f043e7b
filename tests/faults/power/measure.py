"""What there is, said so that two states can be compared: databases, drafts, other files."""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.store import driver
from wicco_desktop.store.database_key import DatabaseKey, connection_to
from wicco_desktop.store.drafts import Drafts, drafts_path
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

PASSPHRASE = "Sesame, open"
"""Of the database that gets one."""
WRITER = Writer("Wang Haolan", "device-1", "Laptop")


@cache
def _key(salt: bytes) -> DatabaseKey:
    return DatabaseKey.derived(PASSPHRASE, salt)


def key_of(path: Path) -> DatabaseKey | None:
    """What a closed database is encrypted with; None of one that is not."""
    salt = driver.salt_of(path)
    return None if salt is None else _key(salt)


def _opened(path: Path, key: DatabaseKey | None) -> Any:
    return contextlib.closing(connection_to(key)(path, read_only=True))


def database_of(path: Path, key: DatabaseKey | None = None) -> str:
    """The digest of everything that a database holds, but for its search index."""
    with _opened(path, key) as connection:
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        indexes = tuple(name for name, sql in tables if sql.startswith("CREATE VIRTUAL"))
        digest = hashlib.sha256(repr(tables).encode())
        for name, _sql in tables:
            if name.startswith(indexes):
                continue
            for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def damages_of(path: Path, key: DatabaseKey | None = None) -> list[str]:
    """What is broken in the pages of a database, its indexes and its search index."""
    with _opened(path, key) as connection:
        told = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    return [] if told == ["ok"] else told


def attachments_of(path: Path, key: DatabaseKey | None = None) -> list[str]:
    """The digests of the files that its records name."""
    with _opened(path, key) as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT file FROM attachment")]


def drafts_of(database: Path) -> str:
    """The drafts that would be offered, in a line."""
    return _told(Drafts(drafts_path(database), system_clock))


def drafts_in(store: Store) -> str:
    """The drafts of an open database, sealed or not."""
    return _told(store.open_drafts())


def _told(drafts: Drafts) -> str:
    try:
        assert drafts.set_aside is None, "the drafts are damaged"
        texts = sorted((draft.key.column, draft.text) for draft in drafts.recovered)
        return repr(texts)
    finally:
        drafts.close()


def file_of(path: Path) -> str | None:
    """The digest of a file; None where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except FileNotFoundError:
        return None
