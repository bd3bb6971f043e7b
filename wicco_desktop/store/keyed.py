"""The records that carry one of some words in the full text index: exact words, nothing ranked.

A search looks for all words of what was typed; here any one of them is enough, for candidates
that are compared afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from wicco_desktop.foundation.text import tokens

_QUERY = (
    "SELECT e.record FROM search_text JOIN search_entry AS e ON e.id = search_text.rowid "
    "WHERE search_text MATCH ? AND e.kind = ? LIMIT ?"
)


def carrying(
    connection: Connection,
    kind: str,
    *,
    names: Iterable[str] = (),
    begins: Iterable[tuple[str, str]] = (),
    words: Iterable[str] = (),
    limit: int,
) -> list[str]:
    """The ids of live records of a kind, so many at most, that say one of several things.

    ``names`` are words of a name, ``begins`` pairs of beginnings of such words (both must be
    there), ``words`` stand anywhere. Each is folded already; one that has several words is looked
    for as they stand together.
    """
    named = list(filter(None, map(_phrase, names)))
    named += [
        f"({one}* AND {other}*)"
        for one, other in (map(_phrase, pair) for pair in begins)
        if one and other
    ]
    terms = [f"{{title named}} : ({' OR '.join(named)})"] if named else []
    terms += filter(None, map(_phrase, words))
    if not terms:
        return []
    # Past SQLAlchemy: an import asks a thousand times.
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_QUERY, (" OR ".join(terms), kind, limit))
        return [row[0] for row in cursor.fetchall()]
    finally:
        cursor.close()


def _phrase(text: str) -> str:
    parts = " ".join(tokens(text))
    return f'"{parts}"' if parts else ""
