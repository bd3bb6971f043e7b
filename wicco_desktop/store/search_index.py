"""The full text index: kept in the record's own transaction, asked by one search box.

Han characters are separated by spaces and matched as a phrase: so every word of two characters
is found in either script, which neither the raw text nor trigrams give. Latin words are folded
(no case, no accents) and matched from their beginning; telephone numbers also as bare digits.
Names carry their keys (spellings, initials) in a column of their own. Contentless, so that nothing
is stored twice; the record is found through ``search_entry``.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count

from sqlalchemy import Connection, Integer, Select, column, delete, insert, select, table, text

from wicco_desktop.foundation.text import is_han, words
from wicco_desktop.names.characters import as_searched
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store.deriving import DOCUMENT
from wicco_desktop.store.indexed_text import document
from wicco_desktop.store.inserting import Inserting
from wicco_desktop.store.kind_rules import rules_of
from wicco_desktop.store.tables import SEARCH_ENTRY

SEARCH_TEXT = table("search_text", column("rowid", Integer))
"""The full text table as far as SQLAlchemy needs to know it."""

_DIGITS = re.compile(r"[+(]?\d[\d\s()./-]*\d")

SINCE = 3
"""The schema since which the index is as it is made here; that of an older one is made anew."""

MAKING = 1
"""How a record is indexed, as a number that is stored with the index: to be raised whenever what
``indexed_text.document`` gives for a record changes, the keys of names included."""

_MADE = "making"
"""What the entry that holds the number has in place of a record."""

LONGEST_ASKED = 400
"""Characters of what was typed that are looked for; a pasted book is found by its beginning."""

LONGEST_BEGINNING = 3
"""Beginnings of words of up to so many letters have lists of their own in the index."""

_AT_ONCE = 500

_GATHERED_USUALLY = 1 << 20
_GATHERED = 8 << 20
"""Bytes of postings that FTS5 holds in memory: its own default, and for an import."""


def expression(typed: str) -> str | None:
    """The FTS5 expression for what was typed, None if there is nothing to look for.

    Every word must be there; a Han run as a phrase, another word as the beginning of one.
    """
    typed = typed.strip()[:LONGEST_ASKED]
    digits = digits_of(typed)
    if digits:
        return f'"{digits}"*'
    terms = []
    for run in words(as_searched(typed)):
        quoted = " ".join(run) if is_han(run[0]) else run
        terms.append(f'"{quoted}"*')
    return " AND ".join(terms) or None


def digits_of(typed: str) -> str:
    """The digits of what was typed where it is a number, however it is grouped; else none."""
    return re.sub(r"[^0-9]", "", typed) if _DIGITS.fullmatch(typed) else ""


def add(target: Inserting, records: Mapping[tuple[str, str], Mapping[str, Value]]) -> None:
    """Put records into the index that were never in it; deleted ones stay out."""
    live = [(key, values) for key, values in records.items() if values.get(DELETED) is None]
    if not live:
        return
    entries: dict[str, int] = {}
    for kind in dict.fromkeys(kind for (kind, _id), _values in live):
        entries |= enter(target, kind, [id_ for (of, id_), _values in live if of == kind])
    _index(target, live, entries)


def enter(target: Inserting, kind: str, ids: Sequence[str]) -> dict[str, int]:
    """Put records of a kind into the directory of the index; the numbers they have there.

    Each higher than all before: FTS5 writes what it has gathered when a lower one comes.
    """
    if target.last_entry is None:
        newest = target.connection.exec_driver_sql("SELECT max(id) FROM search_entry").scalar()
        target.last_entry = newest or 0
    entries = dict(zip(ids, count(target.last_entry + 1), strict=False))
    target.last_entry += len(ids)
    new = [(entry, id_, kind) for id_, entry in entries.items()]
    target.insert("search_entry", ("id", "record", "kind"), new)
    return entries


def refresh(target: Inserting, records: Mapping[tuple[str, str], Mapping[str, Value]]) -> None:
    """Bring the index up to date with some records' present values (deleted ones leave it)."""
    if not records:
        return
    connection = target.connection
    entries = _entries(connection, [id_ for _kind, id_ in records])
    if entries:
        # Upwards: FTS5 takes forty times as long to note deletions in falling order (SQLite 3.53).
        gone = [(entry,) for entry in sorted(entries.values())]
        connection.exec_driver_sql("DELETE FROM search_text WHERE rowid = ?", gone)
    known = [
        (key, values)
        for key, values in records.items()
        if key[1] in entries and values.get(DELETED) is None
    ]
    _index(target, known, entries)
    add(target, {key: values for key, values in records.items() if key[1] not in entries})


def _index(
    target: Inserting,
    records: Iterable[tuple[tuple[str, str], Mapping[str, Value]]],
    entries: Mapping[str, int],
) -> None:
    rows = [(entries[id_], *document(rules_of(kind), values)) for (kind, id_), values in records]
    rows.sort()  # upwards: see ``enter``
    target.insert("search_text", DOCUMENT, rows)


@contextlib.contextmanager
def much_to_come(target: Inserting) -> Iterator[None]:
    """While much is indexed in one transaction: collect more before it is sorted and written.

    FTS5 gathers a megabyte of postings by itself, so that an import makes hundreds of small
    segments and merges them again and again.
    """
    statement = "INSERT INTO search_text (search_text, rank) VALUES ('hashsize', ?)"
    target.connection.exec_driver_sql(statement, (_GATHERED,))
    yield
    target.connection.exec_driver_sql(statement, (_GATHERED_USUALLY,))


def _entries(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(SEARCH_ENTRY.c.record, SEARCH_ENTRY.c.id).where(
            SEARCH_ENTRY.c.record.in_(ids[start : start + _AT_ONCE])
        )
        found.update((row.record, row.id) for row in connection.execute(query))
    return found


def matching(wanted: str) -> Select[tuple[str]]:
    """The ids of all records that match an expression, for filtering a list."""
    rows = select(SEARCH_TEXT.c.rowid).where(
        text("search_text MATCH :matching").bindparams(matching=wanted)
    )
    return select(SEARCH_ENTRY.c.record).where(SEARCH_ENTRY.c.id.in_(rows))


def mark(connection: Connection) -> None:
    """Say that the index is as this program makes it."""
    connection.execute(delete(SEARCH_ENTRY).where(SEARCH_ENTRY.c.record == _MADE))
    # No row of the full text has that number, so no search finds it.
    connection.execute(insert(SEARCH_ENTRY).values(id=0, record=_MADE, kind=str(MAKING)))


def is_old(connection: Connection) -> bool:
    """Whether the index was made by a program that indexed otherwise."""
    made = select(SEARCH_ENTRY.c.kind).where(SEARCH_ENTRY.c.record == _MADE)
    return bool(connection.execute(made).scalar() != str(MAKING))


def rebuild(
    connection: Connection, wanted: Callable[[int, int], None] = lambda _done, _of: None
) -> None:
    """Make the whole index anew from the records; ``wanted`` hears how many kinds are done."""
    _clear(connection)
    connection.execute(delete(SEARCH_ENTRY))
    mark(connection)
    for done, kind in enumerate(KINDS.values()):
        wanted(done, len(KINDS))
        columns = [kind.table.c.id, kind.table.c[DELETED]]
        columns += [kind.table.c[name] for name in kind.columns]
        rows = connection.execute(select(*columns).where(kind.table.c[DELETED].is_(None)))
        while several := rows.mappings().fetchmany(_AT_ONCE):
            refresh(Inserting(connection), {(kind.key, row["id"]): row for row in several})  # type: ignore[misc]


def _clear(connection: Connection) -> None:
    """Take everything out of the full text table, whatever of it is broken.

    What it keeps its settings in is first made as it is in a new one: it reads them before it does
    anything else, and refuses all where they are damaged.
    """
    run = connection.exec_driver_sql
    run("DELETE FROM search_text_config")
    run("INSERT INTO search_text_config (k, v) VALUES ('version', 4)")
    run("INSERT INTO search_text (search_text) VALUES ('delete-all')")


def problems(connection: Connection) -> list[str]:
    """What is wrong with the index: records not in it, entries for records that are not there."""
    found = []
    for kind in KINDS.values():
        missing = connection.execute(
            text(
                f"SELECT count(*) FROM {kind.key} AS r WHERE r.deleted IS NULL AND NOT EXISTS "  # noqa: S608
                "(SELECT 1 FROM search_entry AS e JOIN search_text AS t ON t.rowid = e.id "
                "WHERE e.record = r.id)"
            )
        ).scalar_one()
        if missing:
            found.append(f"{kind.plural}: {missing}")
    return found
