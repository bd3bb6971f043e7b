"""Pairs of records that somebody said are not the same: they are never proposed again.

Said of two ids; of a merged record it holds for the one that it stands for. Not logged.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from wicco_desktop.store import merged
from wicco_desktop.store.tables import DISTINCT_PAIR

Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """Two ids in the order in which they are kept."""
    return (a, b) if a <= b else (b, a)


def keep(connection: Connection, kind: str, a: str, b: str, *, at: str, who: str) -> None:
    """Remember that two are not the same."""
    first, second = pair(a, b)
    connection.execute(
        insert(DISTINCT_PAIR)
        .prefix_with("OR REPLACE")
        .values(first=first, second=second, kind=kind, at=at, who=who)
    )


def forget(connection: Connection, a: str, b: str) -> None:
    """They may be the same after all."""
    first, second = pair(a, b)
    connection.execute(
        delete(DISTINCT_PAIR).where(
            DISTINCT_PAIR.c.first == first, DISTINCT_PAIR.c.second == second
        )
    )


def pairs(connection: Connection, kind: str) -> frozenset[Pair]:
    """The pairs of a kind that are known not to be the same, by the records that stand now."""
    stands = merged.aliases(connection, kind)
    rows = connection.execute(
        select(DISTINCT_PAIR.c.first, DISTINCT_PAIR.c.second).where(DISTINCT_PAIR.c.kind == kind)
    )
    found = (pair(stands.get(row[0], row[0]), stands.get(row[1], row[1])) for row in rows)
    return frozenset(both for both in found if both[0] != both[1])
