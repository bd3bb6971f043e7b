"""What is wrong with the search index: it is broken, old, or does not find what it should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, exists, literal, select, text

from wicco_desktop.records import KINDS, Record
from wicco_desktop.records.kinds import DELETED, Kind
from wicco_desktop.store import indexed_text, search_index
from wicco_desktop.store.driver_errors import DamagedIndexError
from wicco_desktop.store.finding import Finding, Sort
from wicco_desktop.store.kind_rules import rules_of
from wicco_desktop.store.queries import as_record
from wicco_desktop.store.tables import SEARCH_ENTRY

_WORDS_ASKED = 24
"""Words of a record that are looked for in the search index."""


def index_faults(connection: Connection) -> Iterator[Finding]:
    """Live records that search does not find by their own words, and entries without a record."""
    if search_index.is_old(connection):
        yield Finding(Sort.OLD_INDEX)  # all of it, not each record
        return
    try:
        yield from _index_faults(connection)
    except DamagedIndexError as problem:
        yield Finding(Sort.BROKEN_INDEX, detail=str(problem.__cause__))


def _index_faults(connection: Connection) -> Iterator[Finding]:
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
    words = asked_words(" ".join(indexed_text.document(rules_of(kind.key), record.values)).split())
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
