"""SQLAlchemy over the driver: errors in plain words, transactions, long questions stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.store import driver
from wicco_desktop.store.driver import Connect, Error
from wicco_desktop.store.driver_errors import INTERRUPT, error_code, explained

_STEPS = 100_000
"""Steps of the library, a few milliseconds, between two looks at whether somebody wants to stop."""
T = TypeVar("T")


def make_engine(
    path: Path,
    *,
    read_only: bool,
    immutable: bool = False,
    connect: Connect = driver.connect,
    noticed: Callable[[UserError], None] = lambda _: None,
) -> Engine:
    """An SQLAlchemy engine over a way to connect; each connection it opens is a new one.

    ``noticed`` hears of everything that is told in plain words.
    """
    engine = create_engine(
        "sqlite://",
        module=driver.LIBRARY,
        creator=lambda: connect(path, read_only=read_only, immutable=immutable),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,  # an error of the database must not name what is stored
    )

    def explain(context: ExceptionContext) -> UserError | None:
        # Reading, too, meets a disk that is gone; whoever reads has this said in plain words.
        told = explained(context.original_exception, path)
        if told is not None:
            noticed(told)
        return told

    event.listen(engine, "handle_error", explain)
    return engine


def stop_when(connection: Connection, cancelled: Callable[[], bool]) -> None:
    """Have a long question on a connection end with an error soon after somebody wants it to."""
    own: Any = connection.connection.dbapi_connection
    own.set_progress_handler(lambda: int(cancelled()), _STEPS)


def stoppable(found: Iterator[T], cancelled: Callable[[], bool]) -> Iterator[T]:
    """What comes from such a connection; raises Cancelled where it was stopped."""
    try:
        for each in found:
            if cancelled():
                raise Cancelled
            yield each
        if cancelled():
            raise Cancelled
    except (Error, DBAPIError) as problem:
        if error_code(problem) == INTERRUPT:
            raise Cancelled from problem
        raise


@contextlib.contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """A write transaction: committed at the end, rolled back whole on any exception.

    Begun IMMEDIATE: asking for the write lock at once cannot fail halfway as an upgrade can.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        # A full disk rolls back by itself; then there is nothing left to roll back.
        with contextlib.suppress(DBAPIError, UserError):
            connection.exec_driver_sql("ROLLBACK")
        raise
