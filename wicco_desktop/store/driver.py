"""The one SQLite library of the program, and what its errors mean to a user.

``sqlcipher3`` brings its own recent SQLite on all three systems (the WAL fault before 3.51.3 is
mended in it) and can encrypt later. A process must use one SQLite library for one file: a second
copy would drop the first one's locks. So nothing else in the program imports one.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of

APPLICATION_ID = 0x57494343
"""``WICC`` in the file header: tells our databases from others'."""

SQLITE_VERSION: str = dbapi2.sqlite_version
Error: type[Exception] = dbapi2.Error

_MAGIC = b"SQLite format 3\x00"
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _CONSTRAINT, _NOTADB = (
    5,
    6,
    8,
    10,
    11,
    13,
    14,
    19,
    26,
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of a database file say (sqlite.org/fileformat.html, 1.3)."""

    user_version: int
    application_id: int


def read_header(path: Path) -> Header | None:
    """The header of a database file, None for an empty one.

    To be called only while the file is not open in this process: closing the file again would
    drop the locks that SQLite holds on it. Raises UsageError for a file that is no database or
    cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as problem:
        raise UsageError(
            N_("The file {file} cannot be opened: {reason}."),
            file=str(path),
            reason=reason_of(problem),
        ) from problem
    if not head:
        return None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise UsageError(N_("{file} is not a WICCO database."), file=str(path))
    (user_version,) = struct.unpack(">i", head[60:64])
    (application_id,) = struct.unpack(">I", head[68:72])
    return Header(user_version, application_id)


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> Any:
    """A plain DB-API connection with the settings that hold for every connection.

    Transactions are begun explicitly: the library begins none by itself.
    """
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = dbapi2.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10
    )
    try:
        for pragma in (
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "temp_store=MEMORY",
            "synchronous=FULL",
            "cache_size=-16000",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def make_engine(path: Path, *, read_only: bool, immutable: bool = False) -> Engine:
    """An SQLAlchemy engine over ``connect``; each connection it opens is a new one."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, read_only=read_only, immutable=immutable),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )

    def explain(context: ExceptionContext) -> UserError | None:
        # Reading, too, meets a disk that is gone; whoever reads has this said in plain words.
        return explained(context.original_exception, path)

    event.listen(engine, "handle_error", explain)
    return engine


@contextlib.contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """A write transaction: committed at the end, rolled back whole on any exception.

    Begun IMMEDIATE: asking for the write lock at once cannot fail halfway as an upgrade can.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        # A full disk rolls back by itself; then there is nothing left to roll back.
        with contextlib.suppress(DBAPIError, UserError):
            connection.exec_driver_sql("ROLLBACK")
        raise


def error_code(problem: BaseException) -> int | None:
    """The primary SQLite result code behind an exception, None where there is none."""
    seen: BaseException | None = problem
    while seen is not None:
        code = getattr(seen, "sqlite_errorcode", None)
        if isinstance(code, int):
            return code & 0xFF
        seen = getattr(seen, "orig", None) or seen.__cause__
    return None


def explained(problem: BaseException, path: Path) -> UserError | None:
    """What a database error means in plain words, None for one that is a bug of ours."""
    told = _TOLD.get(error_code(problem) or 0)
    return told[0](told[1], file=str(path)) if told else None


_TOLD: dict[int, tuple[type[UserError], str]] = {
    _FULL: (
        UserError,
        N_("The disk is full. Nothing was changed; what you typed is kept. Free some space."),
    ),
    _READONLY: (UserError, N_("{file} cannot be written: it or its folder is read-only.")),
    _CORRUPT: (UsageError, N_("{file} is damaged or not a WICCO database.")),
    _NOTADB: (UsageError, N_("{file} is damaged or not a WICCO database.")),
    _IOERR: (UserError, N_("The disk did not answer while {file} was in use.")),
    _CANTOPEN: (UsageError, N_("The file {file} cannot be opened.")),
    _CONSTRAINT: (UserError, N_("That would refer to a record that does not exist.")),
    _BUSY: (UserError, N_("{file} is in use by another program. Try again.")),
    _LOCKED: (UserError, N_("{file} is in use by another program. Try again.")),
}


@contextlib.contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn database errors that a user can do something about into ``UserError``."""
    try:
        yield
    except Exception as problem:
        told = explained(problem, path)
        if told is None:
            raise
        raise told from problem
