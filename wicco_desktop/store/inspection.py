"""What is wrong with a database: its pages, its references, its log, its search index.

Reads only, in one state of the file and in constant memory. What is found is data; the wording
is the business of ``services.checking``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Row, exists, literal, select
from sqlalchemy.exc import SQLAlchemyError

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import KINDS, METADATA, Value
from wicco_desktop.records.fields import Field
from wicco_desktop.records.kinds import OWN_COLUMNS, Kind
from wicco_desktop.store import changelog
from wicco_desktop.store.driver_errors import DamagedIndexError
from wicco_desktop.store.finding import Finding, Sort
from wicco_desktop.store.index_faults import index_faults
from wicco_desktop.store.planning import Key
from wicco_desktop.store.readable import is_moment, is_readable
from wicco_desktop.store.rows import present_values
from wicco_desktop.store.tables import (
    CHANGE,
    MERGED_RECORD,
    RETURNED_VALUE,
    RETURNED_WORKBOOK,
    TRANSACTION,
)

_AT_ONCE = 500
_MOST_DAMAGES = 20
"""Messages of the library about broken pages; a broken file has thousands."""
_OF_INDEX = (
    "missing from index",
    "wrong # of entries in index",
    "values differ from index",
    "non-unique entry in index",
    "malformed inverted index",
    "unable to validate the inverted index",
    "fts5: ",
)
"""What the library says of an index whose table is sound."""
_NEWEST = 400
"""Changes at the end of the log whose records are looked at after the program was killed."""


PHASES = 4
"""How many parts a whole inspection has: the file, references, the log, the search index."""


def findings(
    connection: Connection, begun: Callable[[int], None] = lambda _: None
) -> Iterator[Finding]:
    """Everything that is wrong, as it is found, as of one state of the database.

    ``begun`` hears the number of each part; what it raises ends the inspection.
    """
    connection.exec_driver_sql("BEGIN")
    try:
        begun(0)
        told: set[Finding] = set()
        for finding in damages(connection):
            told.add(finding)
            yield finding
        if all(finding.sort is not Sort.DAMAGED for finding in told):
            parts = (dangling_references, log_faults, index_faults)
            for number, part in enumerate(parts, 1):
                begun(number)
                # An index that cannot be checked cannot be asked either, for the same reason.
                yield from (finding for finding in part(connection) if finding not in told)
                if part is dangling_references:
                    yield from unreadable_rows(connection)
    finally:
        # The connection may be closed already where somebody stopped listening.
        with contextlib.suppress(SQLAlchemyError, UserError):
            connection.exec_driver_sql("ROLLBACK")


def damages(connection: Connection) -> Iterator[Finding]:
    """Broken pages, indexes that disagree with their tables, rows that break a constraint."""
    yield from _pages(connection, "integrity_check")


def _pages(connection: Connection, check: str) -> Iterator[Finding]:
    try:
        yield from _checked(connection, f"{check}({_MOST_DAMAGES})")
    except DamagedIndexError as problem:
        # The search index is too broken even to be checked: everything else is, by itself.
        yield Finding(Sort.BROKEN_INDEX, detail=str(problem.__cause__))
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        for name in connection.exec_driver_sql(tables).scalars().all():
            yield from _checked(connection, f'{check}("{name}")')


def _checked(connection: Connection, check: str) -> Iterator[Finding]:
    for (told,) in connection.exec_driver_sql(f"PRAGMA {check}"):
        if told != "ok":
            of_index = any(words in str(told) for words in _OF_INDEX)
            detail = str(told).removeprefix("*** in database main ***\n")
            yield Finding(Sort.BROKEN_INDEX if of_index else Sort.DAMAGED, detail=detail)


def quick_findings(connection: Connection) -> Iterator[Finding]:
    """What is soon seen after the program was killed: the pages, and the newest of the log."""
    connection.exec_driver_sql("BEGIN")
    try:
        broken = False
        for finding in _pages(connection, "quick_check"):
            broken = broken or finding.sort is Sort.DAMAGED
            yield finding
        if not broken:
            newest = select(CHANGE.c.record).order_by(CHANGE.c.n.desc()).limit(_NEWEST)
            records = list(dict.fromkeys(connection.execute(newest).scalars()))
            yield from faults_of(connection, records)
    finally:
        # The connection may be closed already where somebody stopped listening.
        with contextlib.suppress(SQLAlchemyError, UserError):
            connection.exec_driver_sql("ROLLBACK")


def faults_of(connection: Connection, records: Sequence[str]) -> Iterator[Finding]:
    """Where the log of some records does not give their present values."""
    rows = connection.execute(
        select(CHANGE).where(CHANGE.c.record.in_(records)).order_by(CHANGE.c.record, CHANGE.c.n)
    )
    yield from _log_faults(connection, rows)


def dangling_references(connection: Connection) -> Iterator[Finding]:
    """References to records that do not exist, those to several kinds included."""
    for kind in KINDS.values():
        for spec in kind.references():
            for row in connection.execute(_without_target(kind, spec)):
                yield Finding(Sort.DANGLING, kind.key, row[0], spec.key)
    loose = select(CHANGE.c.n).where(
        ~exists(select(TRANSACTION.c.id).where(TRANSACTION.c.id == CHANGE.c.transaction))
    )
    for (n,) in connection.execute(loose):
        yield Finding(Sort.LOOSE_CHANGE, detail=str(n))
    for table, owner in (
        (RETURNED_WORKBOOK, TRANSACTION.c.id),
        (RETURNED_VALUE, RETURNED_WORKBOOK.c.transaction),
        (MERGED_RECORD, TRANSACTION.c.id),
    ):
        untied = select(table.c.transaction).where(
            ~exists(select(literal(1)).where(owner == table.c.transaction))
        )
        for (number,) in connection.execute(untied.distinct()):
            sort = Sort.LOOSE_MERGE if table is MERGED_RECORD else Sort.LOOSE_RETURN
            yield Finding(sort, detail=str(number))


def unreadable_rows(connection: Connection) -> Iterator[Finding]:
    """What of a row cannot be understood and is compared with nothing; every value is read."""
    for kind in KINDS.values():
        own = [kind.table.c[name] for name in OWN_COLUMNS if name in kind.table.c]
        for record in connection.execute(select(*own)):
            if not (is_moment(record.created) and is_moment(record.changed)):
                yield Finding(Sort.UNDATED, kind.key, record.id)
    for table in METADATA.sorted_tables:
        if table.name in KINDS or table is CHANGE:
            continue
        for row in connection.execute(select(table)).mappings():
            if not is_readable(table.name, row):  # type: ignore[arg-type]
                number = next(iter(row.values()))
                yield Finding(Sort.UNREADABLE, detail=f"{table.name} {number}")


def _without_target(kind: Kind, spec: Field) -> Any:
    refers = kind.table.c[spec.key]
    query = select(kind.table.c.id).where(refers.is_not(None))
    for target in spec.targets:
        other = KINDS[target].table.alias("target")
        query = query.where(~exists(select(literal(1)).where(other.c.id == refers)))
    return query


# The log


def log_faults(connection: Connection) -> Iterator[Finding]:
    """Where the log, rolled forward from each creation, does not give the present values."""
    rows = connection.execute(select(CHANGE).order_by(CHANGE.c.record, CHANGE.c.n))
    yield from _log_faults(connection, rows)
    for kind in KINDS.values():
        table = kind.table
        logged = select(CHANGE.c.n).where(CHANGE.c.record == table.c.id, CHANGE.c.kind == kind.key)
        for (id_,) in connection.execute(select(table.c.id).where(~exists(logged))):
            yield Finding(Sort.UNLOGGED, kind.key, id_)


def _log_faults(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[Finding]:
    histories = groupby(rows, key=lambda row: (row.kind, row.record))
    rolled = ((key, rolled_forward(rows)) for key, rows in histories)
    while several := dict(islice(rolled, _AT_ONCE)):
        known = [key for key in several if key[0] in KINDS]
        present = present_values(connection, known)
        for key, values in several.items():
            yield from _compared(key, values, present.get(key))


def rolled_forward(rows: Iterator[Row[Any]]) -> dict[str, Value] | None:
    """The values that the changes of one record lead to; None where they do not fit together."""
    values: dict[str, Value] | None = None
    sound = True
    for row in rows:  # to the end, or the next history would begin in the middle of this one
        try:
            change = changelog.as_change(row)
        except ValueError:
            sound = False
            continue
        if change.column is None and values is None and isinstance(change.new, Mapping):
            values = dict(change.new)
        elif change.column is not None and values is not None:
            sound = sound and values.get(change.column) == change.old
            values[change.column] = change.new  # type: ignore[assignment]
        else:
            sound = False
    return values if sound else None


def _compared(
    key: Key, logged: Mapping[str, Value] | None, present: Mapping[str, Value] | None
) -> Iterator[Finding]:
    if present is None:
        yield Finding(Sort.VANISHED, *key)
    elif logged is None:
        yield Finding(Sort.BROKEN_LOG, *key)
    else:
        for column in sorted(present.keys() | logged.keys()):
            if present.get(column) != logged.get(column):
                yield Finding(Sort.DIFFERENT, *key, column)
