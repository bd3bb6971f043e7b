"""How far the names of two records are those of one person or one body, and the keys they share.

Chooses between names of people and of organisations; the comparing itself is in ``names``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from wicco_desktop import names
from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.matches import NO_MATCH, NameMatch
from wicco_desktop.names.organisations import compare_organisations, organisation_keys
from wicco_desktop.names.romanise import syllables

_KEPT = 32_768
"""Pairs of names whose comparison is kept: the same names come again and again."""

_MOST_NAMES = 6
"""Names of one record that are compared; more help nobody."""

_CHINESE_DIFFERS = 0.6
"""What agreement in Latin letters is worth beside Chinese names that do not agree."""


def name_keys(kind: str, called: Iterable[str]) -> frozenset[str]:
    """The keys of all names of a record: two that may be the same share one."""
    of_one = organisation_keys if kind == "organisation" else _match_keys
    return frozenset(key for name in called if name for key in of_one(name))


def names_alike(kind: str, one: Sequence[str], other: Sequence[str]) -> NameMatch:
    """The best agreement among the names of two records, any of one with any of the other.

    Where both have a Chinese name and these differ, agreement of the others counts for less.
    """
    best = NO_MATCH
    chinese: list[NameMatch] = []
    for a in one[:_MOST_NAMES]:
        for b in other[:_MOST_NAMES]:
            found = _compared(kind, *sorted((a, b)))
            if has_han(a) and has_han(b):
                chinese.append(found)
            if found.score > best.score:
                best = found
    if kind == "contact" and chinese and not any(found.same for found in chinese):
        return NameMatch(round(best.score * _CHINESE_DIFFERS, 3), best.evidence)
    return best


@lru_cache(maxsize=_KEPT)
def _compared(kind: str, a: str, b: str) -> NameMatch:
    return (compare_organisations if kind == "organisation" else names.compare)(a, b)


def whole_words(name: str) -> frozenset[str]:
    """A name run together in Latin letters, family name first or last, and its characters."""
    found: set[str] = set()
    for run in names.han_runs(name):
        found |= {run, "".join(syllables(run, person=True))}
    latin = names.latin_words(name)
    if len(latin) > 1:
        found |= {"".join(latin[turn:] + latin[:turn]) for turn in (0, 1, -1)}
    else:
        found |= set(latin)
    return frozenset(found)


def _match_keys(name: str) -> frozenset[str]:
    return whole_words(name)
