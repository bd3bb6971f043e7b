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
    names: Iterable[str],
    words: Iterable[str] = (),
    limit: int,
) -> list[str]:
    """The ids of live records whose names have one of ``names``, or that say one of ``words``.

    Each is folded already; one of several words is looked for as they stand together.
    """
    named = " OR ".join(filter(None, map(_phrase, names)))
    terms = [f"{{title named}} : ({named})"] if named else []
    terms += filter(None, map(_phrase, words))
    if not terms:
        return []
    rows = connection.exec_driver_sql(_QUERY, (" OR ".join(terms), kind, limit))
    return [row[0] for row in rows]


def _phrase(text: str) -> str:
    parts = " ".join(tokens(text))
    return f'"{parts}"' if parts else ""
