"""The one SQLite library of the program, and what its errors mean to a user.

``sqlcipher3`` brings its own recent SQLite on all three systems (the WAL fault before 3.51.3 is
mended in it) and encrypts a file whose key it is given (SQLCipher). A process must use one SQLite
library for one file: a second copy would drop the first one's locks. So nothing else in the
program imports one.
"""

from __future__ import annotations

import contextlib
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of

APPLICATION_ID = 0x57494343
"""``WICC`` in the file header: tells our databases from others'."""

SQLITE_VERSION: str = dbapi2.sqlite_version
Error: type[Exception] = dbapi2.Error
LIBRARY: Any = dbapi2
"""The module, as SQLAlchemy wants it (PEP 249)."""

SALT = 16
"""Bytes of salt that an encrypted file begins with."""

_MAGIC = b"SQLite format 3\x00"
_HEAD = 100
_PAGE = 4096
"""Bytes of a page of an encrypted file."""
_RANDOM = 55
"""Different values that a hundred random bytes have at the very least (83 on average)."""


class Connect(Protocol):
    """How to open a database: ``connect``, or the same with a key."""

    def __call__(self, path: Path, *, read_only: bool = ..., immutable: bool = ...) -> Any: ...


class DamagedFileError(UsageError):
    """The library finds the file itself broken: a backup or a salvage helps, nothing else."""


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
    head, _size = _head_of(path)
    if not head:
        return None
    if len(head) < _HEAD or not head.startswith(_MAGIC):
        raise DamagedFileError(N_("{file} is not a WICCO database."), file=str(path))
    (user_version,) = struct.unpack(">i", head[60:64])
    (application_id,) = struct.unpack(">I", head[68:72])
    return Header(user_version, application_id)


def salt_of(path: Path) -> bytes | None:
    """What an encrypted file begins with; None for one that is not encrypted.

    Only the key proves that it is encrypted: any file of its size that looks random may be.
    """
    head, size = _head_of(path)
    random = len(set(head)) >= _RANDOM and not head.startswith(_MAGIC)
    return head[:SALT] if random and size % _PAGE == 0 else None


def _head_of(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD), os.fstat(file.fileno()).st_size
    except OSError as problem:
        raise UsageError(
            N_("The file {file} cannot be opened: {reason}."),
            file=str(path),
            reason=reason_of(problem),
        ) from problem


def opens(path: Path, connect: Connect) -> bool:
    """Whether a file can be read that way: with another key it is no database."""
    # First without a look at journals, which changes nothing. A power cut may have torn the first
    # page, which a journal then mends.
    for immutable in (True, False):
        with (
            contextlib.suppress(Error),
            contextlib.closing(
                connect(path, read_only=immutable, immutable=immutable)
            ) as connection,
        ):
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return True
        if not any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal")):
            return False
    return False


def header_by(path: Path, connect: Connect) -> Header | None:
    """The header of a file that is read with a key, as it lies there without its journal.

    None where only the journal can tell. The file is not changed.
    """
    with (
        contextlib.suppress(Error),
        contextlib.closing(connect(path, read_only=True, immutable=True)) as connection,
    ):
        return Header(
            connection.execute("PRAGMA user_version").fetchone()[0],
            connection.execute("PRAGMA application_id").fetchone()[0],
        )
    return None


def copy_into(connection: Any, path: Path, key: bytes | None) -> None:
    """Copy all that a database holds into a new file of another key (None: of no key)."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    connection.execute("ATTACH DATABASE ? AS copy KEY ?", (uri, _literal(key) if key else ""))
    try:
        connection.execute("PRAGMA copy.synchronous=OFF")  # the caller syncs the whole file
        connection.execute("SELECT sqlcipher_export('copy')").fetchone()
        for number in ("user_version", "application_id"):
            (value,) = connection.execute(f"PRAGMA main.{number}").fetchone()
            connection.execute(f"PRAGMA copy.{number}={value}")
    except BaseException:
        with contextlib.suppress(Error):
            connection.execute("DETACH DATABASE copy")
        raise
    connection.execute("DETACH DATABASE copy")


def _literal(key: bytes) -> str:
    return f"x'{key.hex()}'"


def connect(
    path: Path, *, read_only: bool = False, immutable: bool = False, key: bytes | None = None
) -> Any:
    """A plain DB-API connection with the settings that hold for every connection.

    Transactions are begun explicitly: the library begins none by itself. ``key`` is the raw key
    of an encrypted file with its salt (``database_key``).
    """
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = dbapi2.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # else it tells the error output
        if key is not None:
            connection.execute(f'PRAGMA key = "{_literal(key)}"')
        for pragma in (
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "temp_store=MEMORY",
            # FULL, and where there can be no WAL the folder is synced too: without that a commit
            # may be gone after a power cut.
            "synchronous=EXTRA",
            "cache_size=-16000",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory() -> Any:
    """A connection to a database of its own that lies nowhere."""
    return dbapi2.connect(":memory:", isolation_level=None)
