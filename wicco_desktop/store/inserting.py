"""How rows get into the database in a write: at once, or behind the back of who makes them.

A long write spends half its time in Python, making rows, and half in SQLite, writing them. Beside
one another they take the time of one: the rows of a chunk go as one JSON text to a thread that
inserts them with one statement, so that SQLite works without the interpreter's lock. Row by row
the lock would change hands for each of them, which takes longer than the row. And where very much
is to come, new records go to a process beside, which derives what is derived of them: the thread
takes their rows from it and hands them on as they are.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from wicco_desktop.foundation.json_text import to_json
from wicco_desktop.records import Value
from wicco_desktop.store.derived_rules import Rules
from wicco_desktop.store.deriving import DOCUMENT, INDEX, Made, derived_rows
from wicco_desktop.store.deriving_aside import DerivingAside
from wicco_desktop.store.kind_rules import all_rules, rules_of

_TOGETHER = 500
"""Rows that go to the thread as one text: while it is made, the window must wait for it."""

_GATHERED = 1 << 21
"""Characters of documents for the search index that go to SQLite together."""

_SEVERAL = 50
"""New records of a kind in one chunk from which on they are taken for the first of many."""

_WAITING = 64
"""So many statements may wait, a dozen chunks: more would only take memory."""

_NUL = "\\u0000"
"""What a character becomes in JSON at which SQLite takes a text in JSON for ended."""


class Inserting:
    """The way into the database for one write; a context that ends with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: queue.Queue[_Job | None] | None = None
        self._aside: DerivingAside | None = None
        self._may_derive_aside = False
        self._documents = _Documents()
        self._thread: threading.Thread | None = None
        self._problem: BaseException | None = None
        self.last_entry: int | None = None
        """The number given last in the directory of the search index, None if not looked up."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._thread is None or self._waiting is None:
            return
        if problem is not None and self._problem is None:
            self._problem = problem  # what still waits is not worth doing
            if self._aside is not None:
                self._aside.stop()
        self._waiting.put(self._documents.insert)
        self._waiting.put(None)
        self._thread.join()
        self._thread = None
        if self._aside is not None:
            self._aside.end()
            self._aside = None
        if problem is None and self._problem is not None:
            raise self._problem

    @property
    def connection(self) -> Connection:
        """The connection, when all that was to be inserted is. Raises what went wrong with it."""
        if self._waiting is not None:
            self._waiting.put(self._documents.insert)
            self._waiting.join()
        if self._problem is not None:
            raise self._problem
        return self._connection

    def work_behind(self) -> None:
        """From now on insert on a thread of its own: there is much to come."""
        if self._thread is None:
            self._waiting = queue.Queue(_WAITING)
            driver_connection = self._connection.connection.dbapi_connection
            self._thread = threading.Thread(
                target=self._work,
                args=(self._waiting, driver_connection),
                name="inserting",
                daemon=True,
            )
            self._thread.start()

    def derive_aside(self) -> None:
        """Have a process beside derive what is derived of new records, as soon as several come."""
        self._may_derive_aside = True

    def insert_made(
        self, rules: Rules, at: str, columns: tuple[str, ...], records: Sequence[Made]
    ) -> None:
        """Insert records of one kind, made at a moment, and put them into the search index.

        In order with all else, but perhaps only later.
        """
        if self._problem is not None:
            raise self._problem
        if self._may_derive_aside and self._aside is None and len(records) >= _SEVERAL:
            self.work_behind()
            self._aside = DerivingAside(all_rules())
        if self._aside is None or self._waiting is None or self._aside.behind:
            rows, documents = derived_rows(rules, at, columns, records)
            self.insert(rules.kind, columns, rows)
            self.insert(INDEX, DOCUMENT, documents)
            return
        request = to_json((rules.kind, at, columns, records)).encode()
        self._aside.ask(request)
        self._waiting.put(partial(self._insert_answered, rules.kind, columns, request))

    def insert(
        self, table: str, columns: tuple[str, ...], rows: Sequence[tuple[Value, ...]]
    ) -> None:
        """Insert rows into a table; in order, but perhaps only later."""
        if self._problem is not None:
            raise self._problem
        if not rows:
            return
        for start in range(0, len(rows), _TOGETHER):
            several = rows[start : start + _TOGETHER]
            told = _NUL if self._waiting is None else to_json(several)
            if self._waiting is not None and _NUL not in told:
                if table == INDEX:
                    self._waiting.put(partial(self._documents.add, told))
                else:
                    self._waiting.put(partial(_insert_text, table, columns, told))
            else:
                one, _many = _statements(table, columns)
                self.connection.exec_driver_sql(one, list(several))

    def _work(self, waiting: queue.Queue[_Job | None], connection: Any) -> None:
        while (job := waiting.get()) is not None:
            try:
                if self._problem is None:
                    job(connection)
            except BaseException as problem:  # noqa: BLE001 - raised where the rows come from
                self._problem = problem
            finally:
                waiting.task_done()
        waiting.task_done()

    def _insert_answered(
        self, kind: str, columns: tuple[str, ...], request: bytes, connection: Any
    ) -> None:
        """Insert what the process beside made of a request; if it is gone, what is made here."""
        answer = self._aside.answer() if self._aside is not None else None
        rows, documents = answer or _derived_here(request)
        _insert_text(kind, columns, rows.decode(), connection)
        self._documents.add(documents.decode(), connection)


class _Documents:
    """What goes into the search index, many at a time.

    FTS5 writes what it has gathered whenever a statement begins that may have to be taken back by
    itself, as one with several rows may: so there are few of these.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._size = 0

    def add(self, rows: str, connection: Any) -> None:
        """Take up the rows of a JSON text."""
        if len(rows) > len("[]"):
            self._texts.append(rows[1:-1])
            self._size += len(rows)
        if self._size >= _GATHERED:
            self.insert(connection)

    def insert(self, connection: Any) -> None:
        """Insert all that was taken up."""
        texts, self._texts, self._size = self._texts, [], 0
        if texts:
            _insert_text(INDEX, DOCUMENT, f"[{','.join(texts)}]", connection)


_Job = Callable[[Any], object]
"""Something to be done with the driver's connection."""


def _derived_here(request: bytes) -> tuple[bytes, bytes]:
    kind, at, columns, records = json.loads(request)
    rows, documents = derived_rows(rules_of(kind), at, columns, records)
    return to_json(rows).encode(), to_json(documents).encode()


def _insert_text(table: str, columns: tuple[str, ...], rows: str, connection: Any) -> None:
    """Insert all rows of a JSON text."""
    one, many = _statements(table, columns)
    if _NUL in rows:
        connection.executemany(one, json.loads(rows))
    else:
        connection.execute(many, (rows,))


@lru_cache(maxsize=256)
def _statements(table: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """What inserts one row, and what inserts all rows of a JSON text.

    The latter leaves what it did where it fails: nothing else than the whole write is taken back,
    and a statement that can be by itself has FTS5 write all that it has gathered.
    """
    quoted = ", ".join(f'"{name}"' for name in columns)
    into = f'INTO "{table}" ({quoted})'
    places = ", ".join("?" * len(columns))
    # Each row is taken out of the text once; asked for column by column it would be each time.
    values = ", ".join(f"one ->> {place}" for place in range(len(columns)))
    several = "WITH rows(one) AS MATERIALIZED (SELECT value FROM jsonb_each(?))"
    return (
        f"INSERT {into} VALUES ({places})",  # noqa: S608 - our own names
        f"{several} INSERT OR FAIL {into} SELECT {values} FROM rows",  # noqa: S608 - our own names
    )
