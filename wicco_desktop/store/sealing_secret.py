"""The random secret that attachments and drafts are sealed with: it lies inside the database.

So changing the passphrase touches neither, and a copy of the database opens the copies of its
files. Only an encrypted database has the table: in another it would protect nothing.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import Any

from wicco_desktop.store.driver import Connect, Error
from wicco_desktop.store.sealing import SECRET, Seal

TABLE = "sealing_secret"
STATEMENT = (
    f"CREATE TABLE {TABLE} "
    "(id INTEGER NOT NULL CONSTRAINT pk_sealing_secret PRIMARY KEY, secret BLOB NOT NULL)"
)


def ensure(connection: Any) -> None:
    """Give an encrypted database its secret if it has none; ``connection`` as DB-API has it."""
    found = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = ?", (TABLE,))
    if found.fetchone() == (0,):
        connection.execute(STATEMENT)
    connection.execute(
        f"INSERT OR IGNORE INTO {TABLE} VALUES (1, ?)",  # noqa: S608
        (secrets.token_bytes(SECRET),),
    )


def seal_by(connect: Connect, database: Path) -> Seal | None:
    """The seal of a database that is opened that way; None for one that is not encrypted.

    None too for one that cannot be read: whoever reads more of it will say so.
    """
    with (
        contextlib.suppress(Error),
        contextlib.closing(connect(database, read_only=True)) as connection,
    ):
        found = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = ?", (TABLE,))
        return seal_of(connection) if found.fetchone() != (0,) else None
    return None


def seal_of(connection: Any) -> Seal:
    """The seal of an encrypted database."""
    ((secret,),) = connection.execute(f"SELECT secret FROM {TABLE}")  # noqa: S608
    return Seal(bytes(secret))
