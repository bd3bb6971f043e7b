"""What is found for what was typed: best first, within the time until the next keystroke.

That time must be enough among a million records, so whatever grows with them is kept out:

- The beginning of a longer word is looked for as the words that there are with it: they are read
  in order and no further than needed. FTS5 by itself gathers all places of all of them first.
- What matches too much to be worth ranking (one letter, the name of a city) comes as it lies in
  the index, names first.
- Names are ranked by the length of the name, mentions by that of what they stand in. bm25 would
  first count how often each word stands anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from wicco_desktop.foundation.text import is_han, words
from wicco_desktop.names.characters import as_searched
from wicco_desktop.store.search_index import LONGEST_ASKED, LONGEST_BEGINNING, digits_of

_RANKED = 400
"""So many matches are ranked; more take longer than a keystroke may."""

_MOST_WORDS = 16
"""Words with one beginning that are looked for by themselves."""

_TITLE, _BODY = 0, 2
"""Columns of the index by whose length matches are ranked."""

_WORDS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word "
    "USING fts5vocab('main', 'search_text', 'instance')"
)
"""The words of the index in order; of the connection alone, nothing of it is in the file."""

_NEXT_WORD = "SELECT term FROM temp.search_word WHERE term >= ? LIMIT 1"
_BEYOND = " "
"""Put behind a word it is less than every other word that begins so."""

_MATCHED = "SELECT search_text.rowid FROM search_text"
_OF_KINDS = " JOIN search_entry AS e ON e.id = search_text.rowid AND e.kind IN ({places})"

_LENGTHS = "SELECT id, sz FROM search_text_docsize WHERE id IN (SELECT value FROM json_each(?))"
_RECORDS = "SELECT id, kind, record FROM search_entry WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One expression; ``most`` leaves some words out where many have the same beginning."""

    most: str
    whole: str


def matches(
    connection: Connection,
    typed: str,
    *,
    kinds: Iterable[str] | None = None,
    names_only: bool = False,
    limit: int,
) -> list[tuple[str, str]]:
    """Kind and id of what matches, best first: a name before a mention."""
    asked = _asked(connection, typed)
    if asked is None:
        return []
    matching = _Matching(connection, None if kinds is None else tuple(kinds))
    found, many = matching.best(asked.most, limit, names_only=names_only)
    if not many and asked.whole != asked.most:
        found, many = matching.best(asked.whole, limit, names_only=names_only)
    return _records(connection, found[:limit])


def _named(wanted: str) -> str:
    return f"{{title named}} : ({wanted})"


def _asked(connection: Connection, typed: str) -> _Asked | None:
    """What to look for: every word must be there. None where one of them cannot be."""
    typed = typed.strip()[:LONGEST_ASKED]
    digits = digits_of(typed)
    most: list[str] = []
    whole: list[str] = []
    for run in [digits] if digits else words(as_searched(typed)):
        beginning = f'"{" ".join(run) if is_han(run[0]) else run}"*'
        if len(run) <= LONGEST_BEGINNING or not run.isascii():
            most.append(beginning)
            whole.append(beginning)
            continue
        begun = list(_begun_by(connection, run))
        if not begun:
            return None
        exact = " OR ".join(f'"{word}"' for word in begun).join("()")
        most.append(exact)
        whole.append(exact if len(begun) < _MOST_WORDS else beginning)
    if not whole:
        return None
    return _Asked(" AND ".join(most), " AND ".join(whole))


def _begun_by(connection: Connection, beginning: str) -> Iterator[str]:
    """The first words of the index that begin so, in order."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_WORDS)
        at = beginning
        for _ in range(_MOST_WORDS):
            row = cursor.execute(_NEXT_WORD, (at,)).fetchone()
            if row is None or not row[0].startswith(beginning):
                return
            yield row[0]
            at = row[0] + _BEYOND
    finally:
        cursor.close()


class _Matching:
    """Asks the index for what matches an expression, among some kinds or all."""

    def __init__(self, connection: Connection, kinds: Sequence[str] | None) -> None:
        self._connection = connection
        self._kinds = kinds or ()
        of_kinds = "" if kinds is None else _OF_KINDS.format(places=", ".join("?" * len(kinds)))
        self._query = f"{_MATCHED}{of_kinds} WHERE search_text MATCH ? LIMIT ?"

    def best(self, wanted: str, limit: int, *, names_only: bool) -> tuple[list[int], bool]:
        """The best matches, and whether there are too many to be ranked.

        Mentions are only looked for where there are too few names.
        """
        names = self._first(
            _named(wanted), _RANKED + 1 if not names_only else max(limit, _RANKED) + 1
        )
        many = len(names) > _RANKED
        if not many:
            names = self._ranked(names, _TITLE)
        if names_only or len(names) >= limit:
            return names, many
        known = set(names)
        found = self._first(wanted, max(limit, _RANKED) + 1)
        others = [at for at in found if at not in known]
        if len(found) > _RANKED:
            return names + others, True
        return names + self._ranked(others, _BODY), many

    def _first(self, wanted: str, limit: int) -> list[int]:
        """The matches that come first in the index: found without looking at the others."""
        rows = self._connection.exec_driver_sql(self._query, (*self._kinds, wanted, limit))
        return list(rows.scalars())

    def _ranked(self, found: Sequence[int], column: int) -> list[int]:
        """Where fewer words stand the ones that are looked for say more."""
        rows = self._connection.exec_driver_sql(_LENGTHS, (json.dumps(found),))
        lengths = {row.id: _varints(row.sz)[column] for row in rows}
        return sorted(found, key=lambda at: (lengths[at], at))


def _varints(blob: bytes) -> list[int]:
    """How many words each column of a record has, as FTS5 keeps it: seven bits a byte."""
    numbers = [0]
    for byte in blob:
        numbers[-1] = numbers[-1] << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(0)
    return numbers


def _records(connection: Connection, found: Sequence[int]) -> list[tuple[str, str]]:
    """Kind and id of what is found, in its order."""
    rows = connection.exec_driver_sql(_RECORDS, (json.dumps(found),))
    known = {row.id: (row.kind, row.record) for row in rows}
    return [known[at] for at in found if at in known]
