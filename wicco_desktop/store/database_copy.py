"""A consistent copy of a database that is in use, and what such a copy holds."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.records import KINDS
from wicco_desktop.records.fields import FieldType
from wicco_desktop.records.kinds import DELETED, Kind
from wicco_desktop.store import driver, driver_errors
from wicco_desktop.store.driver import Connect

__all__ = ["Connect", "Contents", "DamagedDatabaseError", "contents_of", "copy_database", "settle"]

PAGES = 1000
"""Pages copied at a time (4 MB): between them others get at the file, and it can be cancelled."""

_PATIENCE = 500
"""Milliseconds to wait for a reader that is just leaving."""
_STEPS = 100_000
"""Steps of SQLite's machine, some milliseconds, between two looks at a wish to cancel."""
_CORRUPT, _NOT_A_DATABASE = 11, 26


class DamagedDatabaseError(UserError):
    """The database itself cannot be read whole."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds.

    ``schema`` is its version; ``records`` how many of each kind, without deleted ones; ``files``
    the digests of the attachments that records name, deleted ones' too; ``place`` how far it was
    written (``place_of``).
    """

    schema: int
    records: dict[str, int]
    files: frozenset[str]
    place: str


def copy_database(
    connect: Connect, source: Path, target: Path, copied: Callable[[float], None]
) -> None:
    """Copy the database as it is at one moment, while it is in use; raises UserError.

    While the source is in WAL mode writers go on meanwhile. ``copied`` is told the part done,
    0 to 1; what it raises cancels the copy.
    """
    with _told(source):
        target.touch(exist_ok=False)
        with (
            contextlib.closing(connect(source, read_only=True)) as reader,
            contextlib.closing(connect(target)) as copy,
        ):
            copy.execute("PRAGMA synchronous=OFF")  # it is read back, and synced in the archive
            if _journal_mode(reader) == "wal":
                # One read transaction over all steps: without it every write would begin the
                # copy anew. In the other modes it would hold up the writers instead.
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            reader.backup(
                copy,
                pages=PAGES,
                progress=lambda _, rest, pages: copied(1 - rest / pages if pages else 1.0),
            )
            copy.execute("PRAGMA journal_mode=DELETE")


def contents_of(
    connect: Connect,
    path: Path,
    *,
    check: bool = True,
    going_on: Callable[[], None] = lambda: None,
) -> Contents:
    """Check a copy that nobody uses, and say what it holds; raises DamagedDatabaseError.

    ``going_on`` is called now and then; what it raises cancels.
    """
    with (
        _told(path),
        contextlib.closing(connect(path, read_only=True, immutable=True)) as reader,
        _cancellable(reader, going_on),
    ):
        if check and reader.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise DamagedDatabaseError(N_("The database {file} is damaged."), file=str(path))
        rows = reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables = {row[0] for row in rows}
        kinds = [kind for kind in KINDS.values() if kind.table.name in tables]
        return Contents(
            schema=reader.execute("PRAGMA user_version").fetchone()[0],
            records={kind.plural: _count(reader, kind) for kind in kinds},
            files=frozenset(digest for kind in kinds for digest in _files(reader, kind)),
            place=_place(reader, tables),
        )


@contextlib.contextmanager
def _cancellable(reader: Any, going_on: Callable[[], None]) -> Iterator[None]:
    """Have the library ask now and then, in the midst of a statement, whether to go on."""
    wish: list[BaseException] = []

    def stop() -> int:
        try:
            going_on()
        except BaseException as raised:  # noqa: BLE001 - it is raised below, past the library
            wish.append(raised)
        return len(wish)

    reader.set_progress_handler(stop, _STEPS)
    try:
        yield
    except driver.Error:
        if wish:
            raise wish[0] from None
        raise


def place_of(connect: Connect, path: Path) -> str:
    """How far a database is written: two that say the same hold the same. Raises UserError.

    The last transaction of the log, and what is kept without being logged: exports, mappings,
    pairs that are not the same. It may be in use.
    """
    with _told(path), contextlib.closing(connect(path, read_only=True)) as reader:
        rows = reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return _place(reader, {row[0] for row in rows})


def settle(connect: Connect, path: Path) -> None:
    """Bring a database that nobody writes to rest: one file, no journal beside it.

    Raises UserError when another program still reads it, DamagedDatabaseError when it is damaged.
    """
    with _told(path), contextlib.closing(connect(path)) as connection:
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        if _journal_mode(connection) != "delete":
            raise UserError(N_("{file} is in use by another program. Try again."), file=str(path))


def journals(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database, there or not."""
    return [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]


def _journal_mode(connection: Any) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0]).lower()


_PLACE = {
    "log_transaction": "SELECT id, at, device FROM log_transaction ORDER BY id DESC LIMIT 1",
    "log_change": "SELECT max(n) FROM log_change",
    "export": "SELECT count(*), max(at) FROM export",
    "workbook_mapping": "SELECT count(*), total(length(mapping)) FROM workbook_mapping",
    "distinct_pair": "SELECT count(*), max(at) FROM distinct_pair",
}


def _place(reader: Any, tables: set[str]) -> str:
    queries = ["PRAGMA user_version", *(_PLACE[name] for name in _PLACE if name in tables)]
    rows = [reader.execute(query).fetchone() or () for query in queries]
    return " ".join("" if part is None else str(part) for row in rows for part in row)


def _count(reader: Any, kind: Kind) -> int:
    # The names are our own declarations, not input.
    query = f'SELECT count(*) FROM "{kind.table.name}" WHERE "{DELETED}" IS NULL'  # noqa: S608
    return int(reader.execute(query).fetchone()[0])


def _files(reader: Any, kind: Kind) -> Iterator[str]:
    for field in kind.fields:
        if field.type is FieldType.DIGEST:
            query = f'SELECT DISTINCT "{field.key}" FROM "{kind.table.name}"'  # noqa: S608
            for (digest,) in reader.execute(query):
                if digest:
                    yield str(digest)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except driver.Error as problem:
        told = driver_errors.explained(problem, path)
        # Unexplained: it is a database, but not of the shape that it says it has.
        if told is None or driver_errors.error_code(problem) in (_CORRUPT, _NOT_A_DATABASE):
            told = DamagedDatabaseError(N_("The database {file} is damaged."), file=str(path))
        raise told from problem
    except OSError as problem:
        raise UserError(
            N_("{file} cannot be backed up: {reason}."),
            file=str(path),
            reason=reason_of(problem),
        ) from problem
