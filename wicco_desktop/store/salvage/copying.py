"""A copy of a damaged database that can be asked: journals played in, a lost header put back.

The damaged file itself is only read, byte by byte, and never opened by the database library.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.records import METADATA
from wicco_desktop.store import driver, migrations
from wicco_desktop.store.database_copy import journals
from wicco_desktop.store.driver import Connect
from wicco_desktop.store.salvage.ranges import as_text

_MAGIC = b"SQLite format 3\x00"
_SIZES = tuple(1 << power for power in range(9, 17))
_LEAF_OR_INNER = (b"\x02", b"\x05", b"\x0a", b"\x0d")

BROKEN = (driver.Error, UnicodeDecodeError)
"""What the library raises at a page, or a schema, that is broken; it cannot word every one."""


@dataclass(slots=True)
class Damaged:
    """A copy of a damaged file: a connection to it where it can be asked, and its pages."""

    connection: Any
    path: Path
    page_size: int
    """0 where nothing tells it."""
    connect: Connect

    def renew(self) -> None:
        """Ask another connection from now on, where one that met a broken page answers no more.

        So it is with an encrypted file (SQLCipher 4).
        """
        if self.page_size or self.connection is None:
            return
        self.connection.close()
        self.connection = _opened(self.path, self.connect)


@contextmanager
def readable(source: Path, folder: Path, connect: Connect) -> Iterator[Damaged]:
    """A copy in ``folder``, as far as it can be asked. Raises UsageError."""
    copy = folder / "damaged.db"
    _copy(source, copy)
    size = _told_size(copy)
    connection = _opened(copy, connect)
    if connection is None and not size:
        for journal in journals(copy):  # without a header there is none that fits
            journal.unlink(missing_ok=True)
        for likely in _likely_sizes(copy):
            _overwrite(copy, _header(likely, copy.stat().st_size // likely))
            size = size or likely
            connection = _opened(copy, connect)
            if connection is not None:
                size = likely
                break
    damaged = Damaged(connection, copy, size, connect)
    try:
        yield damaged
    finally:
        if damaged.connection is not None:
            damaged.connection.close()


def _copy(source: Path, copy: Path) -> None:
    try:
        shutil.copyfile(source, copy)
        for journal, beside in zip(journals(source), journals(copy), strict=True):
            if journal.exists() and not journal.name.endswith("-shm"):
                shutil.copyfile(journal, beside)
    except OSError as problem:
        raise UsageError(
            N_("The file {file} cannot be opened: {reason}."),
            file=str(source),
            reason=reason_of(problem),
        ) from problem


def _opened(copy: Path, connect: Connect) -> Any:
    """A connection that finds a table of ours in the file, None where none can be found."""
    connection = None
    try:
        connection = connect(copy)
        connection.text_factory = as_text
        # So that pages alone hold everything; a page that is broken does not hinder it.
        with suppress(*BROKEN):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        # What can be read of the schema counts, even where it is not whole.
        connection.execute("PRAGMA writable_schema=ON")
        # The first question may be answered by an error, the next by what was found all the same.
        with suppress(*BROKEN):
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        if tables(connection).keys() & METADATA.tables.keys():
            return connection
    except BROKEN:
        pass
    if connection is not None:
        connection.close()
    return None


def tables(connection: Any) -> dict[str, tuple[str, ...]]:
    """The ordinary tables of a file with their columns; no view, no virtual table."""
    found: dict[str, tuple[str, ...]] = {}
    names = []
    with suppress(*BROKEN):
        for _schema, name, kind, _columns, without_rowid, _strict in connection.execute(
            "PRAGMA table_list"
        ):
            if kind == "table" and not without_rowid and isinstance(name, str):
                names.append(name)
    for name in names:
        with suppress(*BROKEN):
            quoted = name.replace('"', '""')
            # Hidden and generated columns are none that this program made.
            found[name] = tuple(
                row[1]
                for row in connection.execute(f'PRAGMA table_xinfo("{quoted}")')
                if row[6] == 0 and isinstance(row[1], str)
            )
    return {name: columns for name, columns in found.items() if columns}


def _told_size(copy: Path) -> int:
    """The size of a page as the header says, 0 where it cannot be believed."""
    with copy.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        return 0
    (size,) = struct.unpack(">H", head[16:18])
    size = 1 << 16 if size == 1 else size
    return size if size in _SIZES else 0


def _likely_sizes(copy: Path) -> list[int]:
    """Page sizes by which pages begin as pages do, the likeliest first."""
    length = copy.stat().st_size
    told: list[tuple[float, int]] = []
    with copy.open("rb") as file:
        for size in _SIZES:
            starts = range(size, min(length, size * 400), size)
            good = 0
            for at in starts:
                file.seek(at)
                good += file.read(1) in _LEAF_OR_INNER
            if starts:
                told.append((good / len(starts), size))
    # Every second page begins as a page, too: of those that fit about as well the smallest is it.
    best = max((share for share, _size in told), default=0)
    return [size for _poor, size in sorted((share < 0.7 * best, size) for share, size in told)]


def _overwrite(path: Path, beginning: bytes) -> None:
    with path.open("r+b") as file:
        file.write(beginning)


def _header(size: int, pages: int) -> bytes:
    """The first hundred bytes of a database (sqlite.org/fileformat.html, 1.3), at rest."""
    return b"".join(
        (
            _MAGIC,
            struct.pack(">HBBBBBB", size if size < 1 << 16 else 1, 1, 1, 0, 64, 32, 32),
            struct.pack(">IIIIIIIIII", 1, pages, 0, 0, 1, 4, 0, 0, 1, migrations.NEWEST),
            struct.pack(">II", 0, driver.APPLICATION_ID),
            bytes(20),
            struct.pack(">II", 1, 3053004),
        )
    )
