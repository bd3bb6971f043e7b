"""The reading half of a store: records, lists, search and the log. Nothing here writes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.store import (
    changelog,
    comparing,
    driver,
    engine,
    erased,
    in_force,
    outlining,
    queries,
    rows,
    search_index,
    search_matches,
)
from wicco_desktop.store.database import Database
from wicco_desktop.store.edits import Change, Transaction, Writer
from wicco_desktop.store.exchange_reading import ExchangeReading
from wicco_desktop.store.merge_reading import MergeReading
from wicco_desktop.store.outline import GroupBy, Outline
from wicco_desktop.store.outlining import Step
from wicco_desktop.store.queries import Query

if TYPE_CHECKING:
    from wicco_desktop.store.attachments import AttachmentFolder
    from wicco_desktop.store.erasure_scope import Scope
    from wicco_desktop.store.finding import Finding
    from wicco_desktop.store.mentions import Mention
    from wicco_desktop.store.wording import Wording


class Reading(ExchangeReading, MergeReading):
    """What can be asked of an open database, from any thread.

    ``writer`` is whoever would write: a bare undo is about this device's transactions.
    """

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database = database
        self.writer = writer

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._database.read_only

    @property
    def connect(self) -> driver.Connect:
        """How to open this file, or a copy of it, past the store: with its key if it has one."""
        return self._database.connect

    @property
    def encrypted(self) -> bool:
        """Whether the file has a passphrase."""
        return self._database.key is not None

    @cached_property
    def attachments(self) -> AttachmentFolder:
        """The files that belong to records."""
        from wicco_desktop.store.attachments import AttachmentFolder

        return AttachmentFolder(self.path, seal=self._database.seal())

    # Records and lists

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
        # Of one state: what is found by one statement may be deleted before the next.
        with self._database.snapshot() as reader:
            with self._database.plain_errors(of_index=True):
                hits = search_matches.matches(
                    reader, typed, kinds=kinds, names_only=names_only, limit=limit
                )
            by_kind: dict[str, list[str]] = {}
            for kind, id_ in hits:
                by_kind.setdefault(kind, []).append(id_)
            found: dict[str, Record] = {}
            for kind, ids in by_kind.items():
                found |= self.many(ids, kind)
        return [found[id_] for _kind, id_ in hits if id_ in found]

    # The log

    def undoable(self) -> Transaction | None:
        """What a bare undo would take back."""
        return in_force.latest_undoable(self._database.reader(), self.writer.device)

    def redoable(self) -> Transaction | None:
        """What a redo would do again."""
        return in_force.latest_redoable(self._database.reader(), self.writer.device)

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

    def changes_of(self, transaction: int, *, limit: int | None = None) -> list[Change]:
        """The changes of one transaction; the first of them where there may be many."""
        return changelog.changes_of(self._database.reader(), transaction, limit=limit)

    def size_of(self, transaction: int) -> tuple[int, int]:
        """How many changes a transaction has, and to how many records."""
        return changelog.size_of(self._database.reader(), transaction)

    def history(self, ids: Iterable[str], *, limit: int | None = None) -> list[Change]:
        """Every change to some records, newest first."""
        return changelog.changes_to(self._database.reader(), ids, limit=limit)

    def as_of(self, id_: str, n: int) -> Mapping[str, Value] | None:
        """A record's logged values as of a place in the log; None if it was not there yet."""
        reader = self._database.reader()
        kind = queries.locate(reader, [id_]).get(id_)
        if kind is None:
            return None
        present = rows.present_values(reader, [(kind, id_)])[kind, id_]
        return changelog.rolled_back(present, changelog.changes_after(reader, n, record=id_))

    # Comparing

    def former(
        self, records: Iterable[Record], position: int
    ) -> dict[str, dict[str, Value] | None]:
        """The logged values as of a place in the log of those records that were changed since.

        ``records`` as just read; those that are as they were are left out. None: not there yet.
        """
        return comparing.former(self._database.reader(), records, position)

    def scan(
        self,
        kind: str,
        columns: Sequence[str],
        *,
        deleted: bool | None = False,
        ids: Iterable[str] | None = None,
    ) -> Iterator[tuple[Value, ...]]:
        """The id and some columns of every record of a kind; see ``comparing.scan``."""
        with self._database.plain_errors():
            reader = self._database.reader()
            yield from comparing.scan(reader, kind, columns, deleted=deleted, ids=ids)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[int]:
        """Whatever this thread reads meanwhile is of one state; gives its place in the log.

        Not to be held for long: the file grows by what is written meanwhile.
        """
        with self._database.snapshot() as reader:
            yield changelog.position(reader)

    # Erased people

    def erased(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of some ids that stand for an erased record."""
        return erased.among(self._database.reader(), ids)

    def erased_of(self, kind: str) -> frozenset[str]:
        """Every erased record of a kind."""
        return erased.of_kind(self._database.reader(), kind)

    def belonging_to(self, contact: str) -> tuple[Scope, Wording]:
        """What an erasure of a person would touch, and how they are spoken of."""
        from wicco_desktop.store import erasure, erasure_scope

        reader = self._database.reader()
        scope = erasure_scope.scope_of(reader, contact)
        return scope, erasure.wording_of(reader, scope.people)

    def mentions(self, spoken: Wording) -> list[Mention]:
        """The records of others that speak of a person; see ``mentions.mentions``."""
        from wicco_desktop.store import mentions

        return mentions.mentions(self._database.reader(), spoken)

    def life_of(self, id_: str) -> tuple[int, int | None]:
        """The transactions that made a record and erased it; None: it is not erased."""
        return erased.life_of(self._database.reader(), id_)

    def unswept(self) -> bool:
        """Whether an erasure is not finished: something may still lie in the file."""
        return erased.unswept(self._database.reader())

    # Upkeep

    def findings(
        self,
        begun: Callable[[int], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Finding]:
        """Everything that is wrong with the database, as it is found; reads only.

        ``begun`` hears which of ``inspection.PHASES`` parts begins. Raises Cancelled soon after
        ``cancelled`` says so.
        """
        from wicco_desktop.store import inspection

        with self._database.plain_errors(), self._database.inspecting() as connection:
            engine.stop_when(connection, cancelled)
            yield from engine.stoppable(inspection.findings(connection, begun), cancelled)

    def quick_findings(self, cancelled: Callable[[], bool] = lambda: False) -> list[Finding]:
        """What is soon seen of damage after the program was killed; reads only."""
        from wicco_desktop.store import inspection

        with self._database.plain_errors(), self._database.inspecting() as connection:
            engine.stop_when(connection, cancelled)
            return list(engine.stoppable(inspection.quick_findings(connection), cancelled))

    def index_is_old(self) -> bool:
        """Whether the search index was made by a program that indexed otherwise."""
        return search_index.is_old(self._database.reader())

    @property
    def damaged(self) -> driver.DamagedFileError | None:
        """Since the file was found broken, and how that is told: nothing is written any more."""
        return self._database.damaged
