"""How rows get into the database in a write: at once, or behind the back of who makes them.

A long write spends half its time in Python, making rows, and half in SQLite, writing them. Beside
one another they take the time of one: the rows of a chunk go as one JSON text to a thread that
inserts them with one statement, so that SQLite works without the interpreter's lock. Row by row
the lock would change hands for each of them, which takes longer than the row.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Sequence
from functools import cache
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from wicco_desktop.records import Value

_TOGETHER = 500
"""Rows that go to the thread as one text: while it is made, the window must wait for it."""

_WAITING = 24
"""So many statements may wait, about one chunk: more would only take memory."""

_NUL = "\\u0000"
"""What a character becomes in JSON at which SQLite takes a text in JSON for ended."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Inserting:
    """The way into the database for one write; a context that ends with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: queue.Queue[tuple[str, str] | None] | None = None
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
        self._waiting.put(None)
        self._thread.join()
        self._thread = None
        if problem is None and self._problem is not None:
            raise self._problem

    @property
    def connection(self) -> Connection:
        """The connection, when all that was to be inserted is. Raises what went wrong with it."""
        if self._waiting is not None:
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

    def insert(
        self, table: str, columns: tuple[str, ...], rows: Sequence[tuple[Value, ...]]
    ) -> None:
        """Insert rows into a table; in order, but perhaps only later."""
        if self._problem is not None:
            raise self._problem
        if not rows:
            return
        one, many = _statements(table, columns)
        for start in range(0, len(rows), _TOGETHER):
            several = rows[start : start + _TOGETHER]
            told = _NUL if self._waiting is None else _ENCODER.encode(several)
            if self._waiting is not None and _NUL not in told:
                self._waiting.put((many, told))
            else:
                self.connection.exec_driver_sql(one, list(several))

    def _work(self, waiting: queue.Queue[tuple[str, str] | None], connection: Any) -> None:
        while (job := waiting.get()) is not None:
            try:
                if self._problem is None:
                    connection.execute(job[0], (job[1],))
            except BaseException as problem:  # noqa: BLE001 - raised where the rows come from
                self._problem = problem
            finally:
                waiting.task_done()
        waiting.task_done()


@cache
def _statements(table: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """What inserts one row, and what inserts all rows of a JSON text."""
    quoted = ", ".join(f'"{name}"' for name in columns)
    into = f'INSERT INTO "{table}" ({quoted})'
    places = ", ".join("?" * len(columns))
    values = ", ".join(f"value ->> {place}" for place in range(len(columns)))
    return f"{into} VALUES ({places})", f"{into} SELECT {values} FROM json_each(?)"  # noqa: S608
