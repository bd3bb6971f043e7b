"""How far the names of two records are those of one person or one body, and the keys they share.

Chooses between names of people and of organisations; the comparing itself is in ``names``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wicco_desktop import names
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.organisations import compare_organisations, organisation_keys
from wicco_desktop.names.romanise import syllables

SAME, POSSIBLE, DIFFERENT = "same", "possible", "different"

_KEPT = 32_768
"""Pairs of names whose comparison is kept: the same names come again and again."""

_MOST_NAMES = 6
"""Names of one record that are compared; more help nobody."""


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """The best agreement among the names of two records."""

    score: float
    verdict: str
    evidence: tuple[Message, ...] = ()


_NOTHING = NameLikeness(0.0, DIFFERENT)


def name_keys(kind: str, called: Iterable[str]) -> frozenset[str]:
    """The keys of all names of a record: two that may be the same share one."""
    of_one = organisation_keys if kind == "organisation" else _match_keys
    return frozenset(key for name in called if name for key in of_one(name))


def names_alike(kind: str, one: Sequence[str], other: Sequence[str]) -> NameLikeness:
    """The best agreement among the names of two records, any of one with any of the other.

    Where both have a Chinese name and these differ, agreement of the others counts for less.
    """
    best = _NOTHING
    chinese: list[NameLikeness] = []
    for a in one[:_MOST_NAMES]:
        for b in other[:_MOST_NAMES]:
            found = _compared(kind, *sorted((a, b)))
            if has_han(a) and has_han(b):
                chinese.append(found)
            if found.score > best.score:
                best = found
    if kind == "contact" and chinese and all(found.verdict == DIFFERENT for found in chinese):
        verdict = POSSIBLE if best.verdict == SAME else DIFFERENT
        return NameLikeness(round(best.score * 0.6, 3), verdict, best.evidence)
    return best


@lru_cache(maxsize=_KEPT)
def _compared(kind: str, a: str, b: str) -> NameLikeness:
    match = (compare_organisations if kind == "organisation" else _compare)(a, b)
    evidence = () if match.verdict == DIFFERENT else tuple(match.evidence)
    return NameLikeness(match.score, str(match.verdict), evidence)


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


@dataclass(frozen=True, slots=True)
class _Match:
    score: float
    verdict: str
    evidence: tuple[Message, ...]


def _compare(a: str, b: str) -> _Match:
    if whole_words(a) & whole_words(b):
        return _Match(0.95, SAME, (Message(N_("The same name: {name}"), {"name": a}),))
    return _Match(0.0, DIFFERENT, ())
