"""One database file: opened, checked, migrated, read by any thread, written by one, closed.

While open for writing the journal is a WAL with ``synchronous=FULL``; at a clean close it is
checkpointed and turned back, so that one file lies there at rest.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store import driver, migrations


class Database:
    """Connections to one file. ``read_only`` writes nothing, not even a header."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = driver.make_engine(
            path, read_only=read_only, immutable=read_only and _lies_still(path)
        )
        self._writer_lock = threading.Lock()
        self._readers: list[Connection] = []
        self._local = threading.local()
        self._generation = 0
        self._writer: Connection | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        upgrade: bool = True,
        clock: Clock = system_clock,
    ) -> Database:
        """Open a database that exists; raises UserError for one that cannot be used.

        A database of a newer version is refused before the library touches it, so not a byte of
        it changes. One of an older version is backed up, then migrated; without ``upgrade``, or
        for reading only, it is refused.
        """
        header = driver.read_header(path)
        if header is None:
            raise UsageError(N_("{file} is empty: it is not a WICCO database."), file=str(path))
        if header.application_id != driver.APPLICATION_ID:
            raise UsageError(N_("{file} is not a WICCO database."), file=str(path))
        _refuse_newer(header.user_version, path)
        database = cls(path, read_only=read_only)
        with driver.plain_errors(path):
            try:
                database._prepare(clock if upgrade and not read_only else None)
            except BaseException:
                database.close()
                raise
        return database

    @classmethod
    def create(cls, path: Path) -> Database:
        """Make a new database, whole or not at all: built beside, then renamed into place."""
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.touch(exist_ok=False)
            with driver.plain_errors(path):
                new = cls(beside)
                try:
                    with new.writing() as connection:
                        connection.exec_driver_sql(
                            f"PRAGMA application_id = {driver.APPLICATION_ID}"
                        )
                        migrations.upgrade(connection)
                finally:
                    new.close()
            if path.exists() and path.stat().st_size:
                raise UserError(N_("{file} exists already."), file=str(path))
            beside.replace(path)
            sync_folder(path.parent)
        except OSError as problem:
            raise UsageError(
                N_("The file {file} cannot be made: {reason}."),
                file=str(path),
                reason=reason_of(problem),
            ) from problem
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        return cls.open(path)

    def _prepare(self, clock: Clock | None) -> None:
        """Check the version and go into WAL mode; ``clock`` None: an older one is refused."""
        reader = self.reader()
        version = migrations.version(reader)
        _refuse_newer(version, self.path)
        if version < migrations.NEWEST:
            if clock is None:
                raise UserError(
                    N_("{file} was made by an older version. Open it in the window once."),
                    file=str(self.path),
                )
            # What most starts do without.
            from wicco_desktop.store import search_index
            from wicco_desktop.store.upgrade import upgrading

            # Before WAL mode, which changes the header: a step that fails leaves every byte.
            with upgrading(self.path, clock), self.writing() as connection:
                migrations.upgrade(connection)
                if 0 < version < search_index.SINCE:
                    search_index.rebuild(connection)
        if not self.read_only:
            reader.exec_driver_sql("PRAGMA journal_mode=WAL")

    def reader(self) -> Connection:
        """This thread's connection for reading; each statement sees the newest state."""
        own = getattr(self._local, "reader", None)
        if own is None or getattr(self._local, "generation", -1) != self._generation:
            own = self._engine.connect()
            self._local.reader = own
            self._local.generation = self._generation
            self._readers.append(own)
        return own

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """This thread's connection for reading, held at one state until the end."""
        reader = self.reader()
        if reader.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
            yield reader
            return
        reader.exec_driver_sql("BEGIN")
        try:
            # A transaction sees the file as it is when it first reads, not when it begins.
            reader.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1").all()
            yield reader
        finally:
            with contextlib.suppress(DBAPIError, UserError):
                reader.exec_driver_sql("COMMIT")

    @contextlib.contextmanager
    def inspecting(self) -> Iterator[Connection]:
        """A connection of its own for reading, closed at the end.

        The integrity check of FTS5 trusts what a connection remembers of the index: on one that
        has searched before a later write it finds damage where there is none (SQLite 3.51).
        """
        own = self._engine.connect()
        try:
            yield own
        finally:
            own.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one connection for writing, in a transaction: committed, or rolled back whole."""
        if self.read_only:
            raise UserError(
                N_("{file} is open for reading only; nothing can be changed."), file=str(self.path)
            )
        with self._writer_lock, driver.plain_errors(self.path):
            if self._writer is None:
                self._writer = self._engine.connect()
            with driver.transaction(self._writer):
                yield self._writer

    def close(self) -> None:
        """Close every connection; at a clean close one file lies at rest."""
        with self._writer_lock:
            self._generation += 1
            for reader in self._readers:
                reader.close()
            self._readers.clear()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            if not self.read_only:
                self._settle()
            self._engine.dispose()

    def _settle(self) -> None:
        # Another program may be reading the file just now; then the WAL stays, which is safe.
        with contextlib.suppress(driver.Error):
            connection = driver.connect(self.path)
            try:
                connection.execute("PRAGMA busy_timeout=200")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA journal_mode=DELETE")
            finally:
                connection.close()


def _refuse_newer(version: int, path: Path) -> None:
    if version > migrations.NEWEST:
        raise UsageError(
            N_(
                "{file} was made by a newer version of this program. Update the program to open it."
            ),
            file=str(path),
        )


def _lies_still(path: Path) -> bool:
    """Whether a file cannot change under us: no journal beside it, and a folder nobody writes."""
    journals = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    return not os.access(path.parent, os.W_OK) and not any(file.exists() for file in journals)
