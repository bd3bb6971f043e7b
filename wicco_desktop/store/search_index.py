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
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Integer, Select, column, delete, select, table, text

from wicco_desktop.foundation.text import is_han, words
from wicco_desktop.names.characters import as_searched
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store.indexed_text import document
from wicco_desktop.store.inserting import Inserting
from wicco_desktop.store.tables import SEARCH_ENTRY

SEARCH_TEXT = table("search_text", column("rowid", Integer))
"""The full text table as far as SQLAlchemy needs to know it."""

_DIGITS = re.compile(r"[+(]?\d[\d\s()./-]*\d")

SINCE = 3
"""The schema since which the index is as it is made here; that of an older one is made anew."""

LONGEST_ASKED = 400
"""Characters of what was typed that are looked for; a pasted book is found by its beginning."""

_RANKED = 400
"""So many matches are ranked; more take longer than a keystroke may."""

_AT_ONCE = 500

_GATHERED_USUALLY = 1 << 20
_GATHERED = 8 << 20
"""Bytes of postings that FTS5 holds in memory: its own default, and for an import."""


def expression(typed: str) -> str | None:
    """The FTS5 expression for what was typed, None if there is nothing to look for.

    Every word must be there; a Han run as a phrase, another word as the beginning of one.
    """
    typed = typed.strip()[:LONGEST_ASKED]
    digits = _DIGITS.fullmatch(typed)
    if digits:
        return f'"{re.sub(r"[^0-9]", "", typed)}"*'
    terms = []
    for run in words(as_searched(typed)):
        quoted = " ".join(run) if is_han(run[0]) else run
        terms.append(f'"{quoted}"*')
    return " AND ".join(terms) or None


def add(target: Inserting, records: Mapping[tuple[str, str], Mapping[str, Value]]) -> None:
    """Put records into the index that were never in it; deleted ones stay out."""
    live = [(key, values) for key, values in records.items() if values.get(DELETED) is None]
    if not live:
        return
    if target.last_entry is None:
        newest = target.connection.exec_driver_sql("SELECT max(id) FROM search_entry").scalar()
        target.last_entry = newest or 0
    entries = {id_: target.last_entry + n for n, ((_kind, id_), _values) in enumerate(live, 1)}
    target.last_entry += len(live)
    new = [(entries[id_], id_, kind) for (kind, id_), _values in live]
    target.insert("search_entry", ("id", "record", "kind"), new)
    _index(target, live, entries)


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
    rows = [(entries[id_], *document(KINDS[kind], values)) for (kind, id_), values in records]
    target.insert("search_text", ("rowid", "title", "named", "body"), rows)


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


def matches(
    connection: Connection,
    typed: str,
    *,
    kinds: Iterable[str] | None = None,
    names_only: bool = False,
    limit: int,
) -> list[tuple[str, str]]:
    """Kind and id of what matches, best first: a name before a mention.

    What matches too much to be worth ranking (one letter, the name of a city) comes as it lies in
    the index, names first: to rank it would take longer than the next keystroke.
    """
    wanted = expression(typed)
    if wanted is None:
        return []
    named = f"{{title named}} : ({wanted})"
    chosen = None if kinds is None else list(kinds)
    if names_only:
        wanted = named
    found = _first(connection, wanted, chosen, max(limit, _RANKED) + 1)
    if len(found) <= _RANKED:
        return _best(connection, wanted, chosen, limit)
    names = found if names_only else _first(connection, named, chosen, _RANKED + 1)
    if len(names) <= _RANKED:
        names = _best(connection, named, chosen, limit)
    return list(dict.fromkeys([*names, *found]))[:limit]


def _matched(wanted: str, kinds: list[str] | None, limit: int) -> Select[tuple[str, str]]:
    query = (
        select(SEARCH_ENTRY.c.kind, SEARCH_ENTRY.c.record)
        .join(SEARCH_TEXT, SEARCH_TEXT.c.rowid == SEARCH_ENTRY.c.id)
        .where(text("search_text MATCH :wanted").bindparams(wanted=wanted))
        .limit(limit)
    )
    return query if kinds is None else query.where(SEARCH_ENTRY.c.kind.in_(kinds))


def _first(
    connection: Connection, wanted: str, kinds: list[str] | None, limit: int
) -> list[tuple[str, str]]:
    """The matches that come first in the index: found without looking at the others."""
    rows = connection.execute(_matched(wanted, kinds, limit))
    return [(row.kind, row.record) for row in rows]


def _best(
    connection: Connection, wanted: str, kinds: list[str] | None, limit: int
) -> list[tuple[str, str]]:
    """The best matches, of which there are only so many that all can be ranked."""
    ranked = text("bm25(search_text, 10.0, 8.0, 1.0)")
    rows = connection.execute(_matched(wanted, kinds, limit).order_by(ranked, SEARCH_ENTRY.c.id))
    return [(row.kind, row.record) for row in rows]


def matching(wanted: str) -> Select[tuple[str]]:
    """The ids of all records that match an expression, for filtering a list."""
    rows = select(SEARCH_TEXT.c.rowid).where(
        text("search_text MATCH :matching").bindparams(matching=wanted)
    )
    return select(SEARCH_ENTRY.c.record).where(SEARCH_ENTRY.c.id.in_(rows))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the records."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(delete(SEARCH_ENTRY))
    for kind in KINDS.values():
        columns = [kind.table.c.id, kind.table.c[DELETED]]
        columns += [kind.table.c[name] for name in kind.columns]
        rows = connection.execute(select(*columns).where(kind.table.c[DELETED].is_(None)))
        while several := rows.mappings().fetchmany(_AT_ONCE):
            refresh(Inserting(connection), {(kind.key, row["id"]): row for row in several})  # type: ignore[misc]


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
