"""How far the names of two records are those of one person or one body, and the keys they share.

Chooses between names of people and of organisations; the comparing itself is in ``names``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from wicco_desktop import names
from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.honorifics import addressed
from wicco_desktop.names.keys import name_parts
from wicco_desktop.names.matches import NO_MATCH, NameMatch
from wicco_desktop.names.organisations import compare_organisations, organisation_keys
from wicco_desktop.names.other_spellings import spelled_keys
from wicco_desktop.names.romanise import syllables

_KEPT = 32_768
"""Pairs of names whose comparison is kept: the same names come again and again."""

_MOST_NAMES = 6
"""Names of one record that are compared; more help nobody."""

_SEVERAL_SYLLABLES = 6
"""Letters from which on a key is mostly of more than one syllable."""

_MOST_BEGINNINGS = 8

CHINESE_DIFFER = 0.6
"""What agreement in Latin letters is worth beside Chinese names that do not agree."""


def name_keys(kind: str, called: Iterable[str]) -> frozenset[str]:
    """The keys of all names of a record: two that may be the same share one.

    A Chinese name has the keys of its spellings as well, so that the spellings beside it are only
    looked up as they are written.
    """
    several = [name for name in called if name]
    if kind == "organisation":
        return frozenset(key for name in several for key in organisation_keys(name))
    parts = [name_parts(name) for name in several]
    chinese = [name for name in several if has_han(name)]
    seen: set[str] = set()
    found = {f"n{' '.join(sorted(words))}" for words in parts if words}
    for name, words in zip(several, parts, strict=True):
        if (name in chinese or not chinese) and not seen.issuperset(words):
            found |= names.match_keys(name)
        seen.update(words)
    return frozenset(found)


def names_alike(
    kind: str, one: Sequence[str], other: Sequence[str], *, chinese_decide: bool = False
) -> NameMatch:
    """The best agreement among the names of two records.

    Where both have Chinese names these decide, and if they differ, agreement of the others counts
    for less (``CHINESE_DIFFER``), or with ``chinese_decide`` for nothing; else any name of one is
    compared with any of the other.
    """
    alike = _written_alike(one, other)
    if alike:
        return _compared(kind, alike, alike)
    (chinese, latin), (other_chinese, other_latin) = _telling(tuple(one)), _telling(tuple(other))
    if not chinese or not other_chinese:
        return _best(kind, product((*chinese, *latin), (*other_chinese, *other_latin)))
    found = _best(kind, product(chinese, other_chinese))
    if found.same or chinese_decide:
        return found
    others = _best(kind, product(latin, other_latin))
    if kind == "contact":
        others = NameMatch(round(others.score * CHINESE_DIFFER, 3), others.evidence)
    return max(found, others, key=_score)


@lru_cache(maxsize=_KEPT)
def _telling(called: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first names of a record, those with Chinese characters and those without.

    Without one that repeats others, such as both names in one cell.
    """
    if len(called) == 1:
        return (called, ()) if has_han(called[0]) else ((), called)
    chinese: list[str] = []
    latin: list[str] = []
    seen: list[set[str]] = []
    for name in called[:_MOST_NAMES]:
        words = set(name_parts(name))
        runs = set() if name.isascii() else words.intersection(names.han_runs(name))
        words -= runs
        if words | runs and all(
            not part or any(part <= known for known in seen) for part in (words, runs)
        ):
            continue
        seen += [words, runs]
        (chinese if runs else latin).append(name)
    return tuple(chinese), tuple(latin)


def _best(kind: str, pairs: Iterable[tuple[str, str]]) -> NameMatch:
    return max((_compared(kind, *sorted(pair)) for pair in pairs), key=_score, default=NO_MATCH)


def _score(match: NameMatch) -> float:
    return match.score


def _written_alike(one: Sequence[str], other: Sequence[str]) -> str:
    """A name that both have, ``""`` where that does not settle it: a Chinese one does always."""
    common = [name for name in one if name in other]
    chinese = next((name for name in common if has_han(name)), "")
    if chinese or not common:
        return chinese
    both_chinese = any(map(has_han, one)) and any(map(has_han, other))
    return "" if both_chinese else common[0]


@lru_cache(maxsize=_KEPT)
def _compared(kind: str, a: str, b: str) -> NameMatch:
    return (compare_organisations if kind == "organisation" else names.compare)(a, b)


def written_as(name: str) -> frozenset[str]:
    """The words under which the search index has a person's name as a whole.

    Run together in Latin letters: Chinese characters as they are spelled in Mandarin and Cantonese,
    other words with the family name first or last.
    """
    found: set[str] = set()
    bare = addressed(name).name
    for run in names.han_runs(bare):
        spelled = (key for key in spelled_keys(run) if len(key) >= _SEVERAL_SYLLABLES)
        read = syllables(run, person=True)
        # The characters themselves only where they have no reading: each is in thousands of names.
        found |= {"".join(read) if all(read) else run, *spelled}
    latin = names.latin_words(bare)
    if len(latin) > 1:
        found |= {"".join(latin[turn:] + latin[:turn]) for turn in (0, 1, -1)}
    else:
        found |= set(latin)
    return frozenset(found)


def begins_as(name: str) -> list[tuple[str, str]]:
    """Two words that begin words of a name spelled otherwise: family name and first syllable."""
    bare = addressed(name).name
    found: list[tuple[str, str]] = []
    for run in names.han_runs(bare):
        family = names.family_name(run)
        first = run[len(family) :][:1]
        found += product(sorted(spelled_keys(family)), sorted(spelled_keys(first)))
    latin = [word for word in names.latin_words(bare) if len(word) > 1]
    if len(latin) > 1:
        found += [(latin[0], latin[1]), (latin[-1], latin[0])]
    return found[:_MOST_BEGINNINGS]
