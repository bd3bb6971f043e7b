"""What is wrong with a database: its pages, its references, its log, its search index.

Reads only, in one state of the file and in constant memory. What is found is data; the wording
is the business of ``services.checking``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Row, exists, literal, select, text
from sqlalchemy.exc import DBAPIError

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.records.fields import Field
from wicco_desktop.records.kinds import DELETED, Kind
from wicco_desktop.store import changelog, indexed_text
from wicco_desktop.store.planning import Key
from wicco_desktop.store.queries import as_record
from wicco_desktop.store.rows import present_values
from wicco_desktop.store.tables import (
    CHANGE,
    MERGED_RECORD,
    RETURNED_VALUE,
    RETURNED_WORKBOOK,
    SEARCH_ENTRY,
    TRANSACTION,
)

_AT_ONCE = 500
_MOST_DAMAGES = 20
"""Messages of the library about broken pages; a broken file has thousands."""
_WORDS_ASKED = 24
"""Words of a record that are looked for in the search index."""


class Sort(Enum):
    """What sort of fault was found."""

    DAMAGED = "damaged"
    """The file itself; ``detail`` says what the library says."""
    DANGLING = "dangling"
    """``column`` of a record refers to one that does not exist."""
    UNLOGGED = "unlogged"
    """A record is there whose creation the log does not know."""
    VANISHED = "vanished"
    """The log knows a record that is not there."""
    DIFFERENT = "different"
    """The value of ``column`` is not what the log leads to."""
    BROKEN_LOG = "broken log"
    """The changes of a record in the log do not follow from one another."""
    LOOSE_CHANGE = "loose change"
    """A change in the log belongs to no transaction; ``detail`` is its place."""
    LOOSE_MERGE = "loose merge"
    """A merge belongs to no transaction; ``detail`` is its number."""
    LOOSE_RETURN = "loose return"
    """What became of a returned workbook belongs to no transaction; ``detail`` is its number."""
    NOT_FOUND = "not found"
    """Search does not find a record by its own words."""
    FOUND_IN_VAIN = "found in vain"
    """Search knows a record that is deleted or not there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and where it is."""

    sort: Sort
    kind: str = ""
    record: str = ""
    column: str | None = None
    detail: str = ""


def findings(connection: Connection) -> Iterator[Finding]:
    """Everything that is wrong, as it is found, as of one state of the database."""
    connection.exec_driver_sql("BEGIN")
    try:
        broken = False
        for finding in damages(connection):
            broken = True
            yield finding
        if not broken:
            yield from dangling_references(connection)
            yield from log_faults(connection)
            yield from index_faults(connection)
    finally:
        with contextlib.suppress(DBAPIError, UserError):
            connection.exec_driver_sql("ROLLBACK")


def damages(connection: Connection) -> Iterator[Finding]:
    """Broken pages, indexes that disagree with their tables, rows that break a constraint."""
    for (told,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_DAMAGES})"):
        if told != "ok":
            yield Finding(Sort.DAMAGED, detail=str(told))


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
    histories = groupby(
        connection.execute(select(CHANGE).order_by(CHANGE.c.record, CHANGE.c.n)),
        key=lambda row: (row.kind, row.record),
    )
    rolled = ((key, rolled_forward(rows)) for key, rows in histories)
    while several := dict(islice(rolled, _AT_ONCE)):
        known = [key for key in several if key[0] in KINDS]
        present = present_values(connection, known)
        for key, values in several.items():
            yield from _compared(key, values, present.get(key))
    for kind in KINDS.values():
        table = kind.table
        logged = select(CHANGE.c.n).where(CHANGE.c.record == table.c.id, CHANGE.c.kind == kind.key)
        for (id_,) in connection.execute(select(table.c.id).where(~exists(logged))):
            yield Finding(Sort.UNLOGGED, kind.key, id_)


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


# The search index


def index_faults(connection: Connection) -> Iterator[Finding]:
    """Live records that search does not find by their own words, and entries without a record."""
    for kind in KINDS.values():
        table = kind.table
        rows = connection.execute(
            select(table, SEARCH_ENTRY.c.id.label("entry"))
            .outerjoin(SEARCH_ENTRY, SEARCH_ENTRY.c.record == table.c.id)
            .where(table.c[DELETED].is_(None))
        ).mappings()
        for row in rows:
            if not _is_found(connection, kind, as_record(kind, row), row["entry"]):
                yield Finding(Sort.NOT_FOUND, kind.key, row["id"])
        yield from _found_in_vain(connection, kind)


def _is_found(connection: Connection, kind: Kind, record: Record, entry: int | None) -> bool:
    if entry is None:
        return False
    words = asked_words(" ".join(indexed_text.document(kind, record.values)).split())
    if words:
        query = "SELECT 1 FROM search_text WHERE search_text MATCH :words AND rowid = :entry"
    else:
        query = "SELECT 1 FROM search_text WHERE rowid = :entry AND :words = ''"
    asked = {"words": " AND ".join(f'"{word}"' for word in words), "entry": entry}
    return connection.execute(text(query), asked).first() is not None


def asked_words(words: Sequence[str]) -> list[str]:
    """Some words of a record, from all over it; only such as every tokeniser takes for words."""
    plain = [word for word in dict.fromkeys(words) if word.isalnum() and word.isascii()]
    plain += [word for word in dict.fromkeys(words) if "\u4e00" <= word <= "\u9fa5"]
    step = max(1, -(-len(plain) // _WORDS_ASKED))
    return plain[::step]


def _found_in_vain(connection: Connection, kind: Kind) -> Iterator[Finding]:
    live = select(literal(1)).where(
        kind.table.c.id == SEARCH_ENTRY.c.record, kind.table.c[DELETED].is_(None)
    )
    query = select(SEARCH_ENTRY.c.record, SEARCH_ENTRY.c.id).where(
        SEARCH_ENTRY.c.kind == kind.key, ~exists(live)
    )
    indexed = text("SELECT 1 FROM search_text WHERE rowid = :entry")
    for row in connection.execute(query):
        if connection.execute(indexed, {"entry": row.id}).first() is not None:
            yield Finding(Sort.FOUND_IN_VAIN, kind.key, row.record)
