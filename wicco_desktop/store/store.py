"""The store as services see it: read, write, undo, history, search. One object a database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from wicco_desktop.foundation.clock import Clock, moment_text, system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.store import (
    changelog,
    driver,
    inspection,
    outlining,
    queries,
    search_index,
    writer,
)
from wicco_desktop.store.database import Database
from wicco_desktop.store.edits import Change, Create, Edit, Reversed, Through, Transaction, Written
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.outline import GroupBy, Outline
from wicco_desktop.store.outlining import Step
from wicco_desktop.store.queries import Query
from wicco_desktop.store.writer import Writer


class Store:
    """One open database. Reading is safe from any thread; writes are serialised."""

    def __init__(
        self,
        database: Database,
        lock: DatabaseLock | None,
        *,
        writer: Writer,
        clock: Clock = system_clock,
    ) -> None:
        self._database = database
        self._lock = lock
        self.writer = writer
        self._clock = clock
        self._listeners: list[Callable[[Written], None]] = []

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        writer: Writer,
        clock: Clock = system_clock,
        read_only: bool = False,
        create: bool = True,
    ) -> Store:
        """Open a database, making it first if it does not exist and ``create`` allows.

        For writing it takes the lock against a second instance; for reading it takes none, unless
        a crash left a journal that must be settled first. Raises UserError.
        """
        missing = not path.exists()
        if missing and not create:
            raise UserError(N_("There is no file {file}."), file=str(path))
        if read_only and not missing:
            _settle_after_crash(path)
            return cls(Database.open(path, read_only=True), None, writer=writer, clock=clock)
        if missing:
            _make_folder(path)
        lock = DatabaseLock(path)
        lock.acquire()
        try:
            database = Database.create(path) if missing else Database.open(path)
        except BaseException:
            lock.release()
            raise
        return cls(database, lock, writer=writer, clock=clock)

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._database.read_only

    def close(self) -> None:
        """Close the file and let others have it."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    def now(self) -> str:
        """The present moment as stored."""
        return moment_text(self._clock())

    # Reading

    def get(self, kind: str, id_: str) -> Record | None:
        """One record of a known kind, deleted or not; None where there is none."""
        found = queries.records_by_id(self._database.reader(), KINDS[kind], [id_])
        return found[0] if found else None

    def find(self, id_: str) -> Record | None:
        """One record of whatever kind."""
        return self.many([id_]).get(id_)

    def many(self, ids: Iterable[str], kind: str | None = None) -> dict[str, Record]:
        """Several records by id; give the kind if it is the same for all, it saves a search."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_]
        reader = self._database.reader()
        if kind is not None:
            return {entry.id: entry for entry in queries.records_by_id(reader, KINDS[kind], wanted)}
        by_kind: dict[str, list[str]] = {}
        for id_, found in queries.locate(reader, wanted).items():
            by_kind.setdefault(found, []).append(id_)
        return {
            entry.id: entry
            for name, ids_ in by_kind.items()
            for entry in queries.records_by_id(reader, KINDS[name], ids_)
        }

    def select(self, query: Query) -> list[Record]:
        """The records of a list, or of a window of it, in order."""
        return queries.run(self._database.reader(), query)

    def count(self, query: Query) -> int:
        """How many records a list has."""
        return queries.count(self._database.reader(), query)

    def outline(
        self,
        query: Query,
        group: GroupBy | None = None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> Outline:
        """The ids of a whole list in order, and its groups; see ``outlining.outline``."""
        return outlining.outline(self._database.reader(), query, group, wanted)

    def moved(
        self, query: Query, group: GroupBy | None, before: Outline, ids: Iterable[str]
    ) -> list[Step]:
        """How an outline changes with some records as they are now; see ``outlining.moved``."""
        return outlining.moved(self._database.reader(), query, group, before, ids)

    def counts_by(self, query: Query, column: str) -> dict[Value, int]:
        """How many records of a list have each value of a column."""
        return queries.counts_by(self._database.reader(), query, column)

    def referring(self, id_: str) -> list[tuple[str, str, str]]:
        """Kind, id and field of the live records that refer to one."""
        return queries.referring(self._database.reader(), id_)

    def search(
        self,
        typed: str,
        *,
        kinds: Iterable[str] | None = None,
        names_only: bool = False,
        limit: int = 50,
    ) -> list[Record]:
        """The records that match what was typed, best first."""
        hits = search_index.matches(
            self._database.reader(), typed, kinds=kinds, names_only=names_only, limit=limit
        )
        by_kind: dict[str, list[str]] = {}
        for kind, id_ in hits:
            by_kind.setdefault(kind, []).append(id_)
        found: dict[str, Record] = {}
        for kind, ids in by_kind.items():
            found |= self.many(ids, kind)
        return [found[id_] for _kind, id_ in hits if id_ in found]

    # Writing

    def write(
        self,
        edits: Sequence[Create | Edit],
        *,
        through: Through = Through.TYPED,
        summary: Message | None = None,
    ) -> Written:
        """Write some edits as one logged transaction, all or none."""
        with self._database.writing() as connection:
            written = writer.write(
                connection,
                edits,
                writer=self.writer,
                at=self.now(),
                through=through,
                summary=summary,
            )
        self._tell(written)
        return written

    def subscribe(self, listener: Callable[[Written], None]) -> None:
        """Have a function called after each committed transaction, on the thread that wrote."""
        self._listeners.append(listener)

    def _tell(self, written: Written) -> None:
        if written.transaction is not None:
            for listener in self._listeners:
                listener(written)

    def undo(self, transaction: int | None = None) -> Reversed:
        """Take back a transaction (default: this device's latest in force).

        Refuses nothing: what was edited since is kept and listed. Raises UserError when there is
        nothing to take back, or no such transaction.
        """
        with self._database.writing() as connection:
            if transaction is None:
                target = changelog.latest_undoable(connection, self.writer.device)
                if target is None:
                    raise UserError(N_("There is nothing to undo."))
            else:
                target = changelog.transaction(connection, transaction)
                if target is None:
                    raise UserError(
                        N_("There is no transaction {number}."), number=str(transaction)
                    )
                if changelog.standing_undo(connection, transaction) is not None:
                    raise UserError(
                        N_("Transaction {number} is undone already."), number=str(transaction)
                    )
            answer = self._reverse(connection, target)
        self._tell(answer.written)
        return answer

    def redo(self) -> Reversed:
        """Do again what this device undid last. Raises UserError when there is nothing."""
        with self._database.writing() as connection:
            target = changelog.latest_redoable(connection, self.writer.device)
            if target is None:
                raise UserError(N_("There is nothing to redo."))
            answer = self._reverse(connection, target)
        self._tell(answer.written)
        return answer

    def _reverse(self, connection: Connection, target: Transaction) -> Reversed:
        undone = target.through == Through.UNDO.value
        return writer.reverse(
            connection,
            target,
            writer=self.writer,
            at=self.now(),
            through=Through.REDO if undone else Through.UNDO,
        )

    # The log

    def undoable(self) -> Transaction | None:
        """What a bare undo would take back."""
        return changelog.latest_undoable(self._database.reader(), self.writer.device)

    def redoable(self) -> Transaction | None:
        """What a redo would do again."""
        return changelog.latest_redoable(self._database.reader(), self.writer.device)

    def position(self) -> int:
        """The place of the newest change in the log."""
        return changelog.position(self._database.reader())

    def transaction(self, number: int) -> Transaction | None:
        """One transaction of the log."""
        return changelog.transaction(self._database.reader(), number)

    def transactions(self, *, limit: int = 50, before: int | None = None) -> list[Transaction]:
        """The newest transactions first."""
        return changelog.transactions(self._database.reader(), limit=limit, before=before)

    def transactions_of(self, numbers: Iterable[int]) -> dict[int, Transaction]:
        """Several transactions by number."""
        return changelog.transactions_of(self._database.reader(), numbers)

    def changes_of(self, transaction: int) -> list[Change]:
        """The changes of one transaction."""
        return changelog.changes_of(self._database.reader(), transaction)

    def history(self, ids: Iterable[str], *, limit: int | None = None) -> list[Change]:
        """Every change to some records, newest first."""
        return changelog.changes_to(self._database.reader(), ids, limit=limit)

    def as_of(self, id_: str, n: int) -> Mapping[str, Value] | None:
        """A record's logged values as of a place in the log; None if it was not there yet."""
        reader = self._database.reader()
        kind = queries.locate(reader, [id_]).get(id_)
        if kind is None:
            return None
        present = writer.present_values(reader, [(kind, id_)])[kind, id_]
        return changelog.rolled_back(present, changelog.changes_after(reader, n, record=id_))

    # Upkeep

    def findings(self) -> Iterator[inspection.Finding]:
        """Everything that is wrong with the database, as it is found; reads only."""
        with driver.plain_errors(self.path):
            yield from inspection.findings(self._database.reader())

    def rebuild_index(self) -> None:
        """Make the search index anew."""
        with self._database.writing() as connection:
            search_index.rebuild(connection)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(
            N_("The folder {folder} cannot be made: {reason}."),
            folder=str(path.parent),
            reason=problem.strerror or str(problem),
        ) from problem


def _settle_after_crash(path: Path) -> None:
    """Let SQLite recover a file whose last user died, so that it can then be read only."""
    left = [path.with_name(path.name + end) for end in ("-wal", "-journal")]
    if not any(file.exists() for file in left) or not os.access(path.parent, os.W_OK):
        return
    lock = DatabaseLock(path)
    try:
        lock.acquire()
    except UserError:
        return  # a window has it open: its WAL is alive and well
    try:
        Database.open(path).close()
    finally:
        lock.release()
