"""Reading at length as of one moment: whatever is written meanwhile is not seen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from wicco_desktop.store.reading import Reading


@contextlib.contextmanager
def snapshot(store: Reading) -> Iterator[int]:
    """Everything this thread reads of the store meanwhile is as of one place in the log, told.

    Writers go on; what they write is kept in the journal until this ends. Not to be nested, and
    nothing is to be written by the same thread within.
    """
    connection = store._database.reader()  # noqa: SLF001 - the half of the store that reads
    connection.exec_driver_sql("BEGIN")
    try:
        yield store.position()  # the first statement is what fixes the moment
    finally:
        connection.exec_driver_sql("ROLLBACK")
