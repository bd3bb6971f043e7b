"""One database file: opened, checked, migrated, read by any thread, written by one, closed.

While open for writing the journal is a WAL with ``synchronous=EXTRA``; at a clean close it is
checkpointed and turned back, so that one file lies there at rest.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import make_folder, sync_folder
from wicco_desktop.store import driver, driver_errors, engine, migrations, shape
from wicco_desktop.store.driver import Connect, DamagedFileError
from wicco_desktop.store.opened_file import OpenedFile, lies_still

if TYPE_CHECKING:
    from wicco_desktop.store.database_key import DatabaseKey
    from wicco_desktop.store.sealing import Seal


class Database:
    """Connections to one file. ``read_only`` writes nothing, not even a header.

    ``key`` is that of an encrypted file (``database_key.unlocked``), None of any other.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, key: DatabaseKey | None = None
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.key = key
        self.connect: Connect = driver.connect if key is None else key.connect
        """How whatever opens this file past ``Database`` opens it, or a copy of it."""
        self._engine = engine.make_engine(
            path,
            read_only=read_only,
            immutable=read_only and lies_still(path),
            connect=self.connect,
            noticed=self._note,
        )
        self.damaged: DamagedFileError | None = None
        """Since the file was found broken: nothing is written into it any more."""
        self._writer_lock = threading.Lock()
        self._readers: list[Connection] = []
        self._local = threading.local()
        self._generation = 0
        self._writer: Connection | None = None
        self._opened: OpenedFile | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        upgrade: bool = True,
        clock: Clock = system_clock,
        key: DatabaseKey | None = None,
    ) -> Database:
        """Open a database that exists; raises UserError for one that cannot be used.

        A database of a newer version is refused before the library touches it, so not a byte of
        it changes. One of an older version is backed up, then migrated; without ``upgrade``, or
        for reading only, it is refused.
        """
        if key is None:
            header = driver.read_header(path)
            if header is None:
                raise UsageError(N_("{file} is empty: it is not a WICCO database."), file=str(path))
        else:
            header = driver.header_by(path, key.connect)
        if header is not None:
            if header.application_id != driver.APPLICATION_ID:
                raise UsageError(N_("{file} is not a WICCO database."), file=str(path))
            migrations.refuse_newer(header.user_version, path)
        database = cls(path, read_only=read_only, key=key)
        with driver_errors.plain_errors(path):
            try:
                database._prepare(clock if upgrade and not read_only else None)
            except BaseException:
                database.close()
                raise
        return database

    @classmethod
    def create(cls, path: Path, *, key: DatabaseKey | None = None) -> Database:
        """Make a new database, whole or not at all: built beside, then renamed into place.

        With a ``key`` it is encrypted from its first byte.
        """
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            make_folder(path.parent)
            beside.touch(exist_ok=False)
            with driver_errors.plain_errors(path):
                new = cls(beside, key=key)
                try:
                    with new.writing() as connection:
                        connection.exec_driver_sql(
                            f"PRAGMA application_id = {driver.APPLICATION_ID}"
                        )
                        migrations.upgrade(connection)
                        from wicco_desktop.store import search_index

                        search_index.mark(connection)
                        if key is not None:
                            from wicco_desktop.store import sealing_secret

                            sealing_secret.ensure(connection.connection.dbapi_connection)
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
        return cls.open(path, key=key)

    def _prepare(self, clock: Clock | None) -> None:
        """Check the version and go into WAL mode; ``clock`` None: an older one is refused."""
        reader = self.reader()
        version = migrations.version(reader)
        migrations.refuse_newer(version, self.path)
        # Before anything is written: what is foreign in a file would be executed with it.
        shape.refuse_foreign(reader.connection.dbapi_connection, version, str(self.path))
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
            with upgrading(self.path, self.connect, clock), self.writing() as connection:
                migrations.upgrade(connection)
                if version and search_index.is_old(connection):
                    search_index.rebuild(connection)
            self._local.reader = None  # it remembers the tables there were
            reader = self.reader()
        if not self.read_only:
            reader.exec_driver_sql("PRAGMA journal_mode=WAL")
            self._opened = OpenedFile(self.path)

    def _note(self, problem: UserError) -> None:
        if isinstance(problem, DamagedFileError):
            self.damaged = problem

    @contextlib.contextmanager
    def plain_errors(self, *, of_index: bool = False) -> Iterator[None]:
        """For what is asked past SQLAlchemy: errors in plain words, damage noticed."""
        try:
            with driver_errors.plain_errors(self.path, of_index=of_index):
                yield
        except UserError as problem:
            self._note(problem)
            raise

    def give_up(self) -> None:
        """Write nothing any more: the file was found broken."""
        self.damaged = self.damaged or DamagedFileError(driver_errors.DAMAGED, file=str(self.path))

    def seal(self) -> Seal | None:
        """What the files beside an encrypted database are sealed with; None of any other."""
        if self.key is None:
            return None
        from wicco_desktop.store import sealing_secret

        with driver_errors.plain_errors(self.path):
            return sealing_secret.seal_of(self.reader().connection.dbapi_connection)

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
        with self._writer_lock, driver_errors.plain_errors(self.path):
            if self.damaged is not None:
                raise self.damaged
            if self._opened is not None:
                self._opened.check()
            if self._writer is None:
                self._writer = self._engine.connect()
            with engine.transaction(self._writer):
                yield self._writer
                if self.damaged is not None:  # found meanwhile, by whoever reads
                    raise self.damaged
                if self._opened is not None:
                    self._opened.check()

    def in_place(self) -> bool:
        """Whether the file still lies where it was opened."""
        return self._opened is None or self._opened.in_place()

    def rewrite(self) -> None:
        """Write every page anew and empty the journal: what was deleted is nowhere any more.

        Raises UserError where the disk is too full for it, or somebody reads for too long.
        """
        with self._writer_lock, driver_errors.plain_errors(self.path):
            if self._writer is None:
                self._writer = self._engine.connect()
            self._writer.exec_driver_sql("VACUUM")
            held = self._writer.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        if held:
            raise UserError(
                N_("{file} is in use by another program. Try again."), file=str(self.path)
            )

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
            # What the journal of a broken file holds stays there: it may be needed to mend it.
            if not self.read_only and self.damaged is None:
                self._settle()
            self._engine.dispose()

    def _settle(self) -> None:
        # Another program may be reading the file just now; then the WAL stays, which is safe.
        with contextlib.suppress(driver.Error):
            connection = self.connect(self.path)
            try:
                connection.execute("PRAGMA busy_timeout=200")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA journal_mode=DELETE")
            finally:
                connection.close()
