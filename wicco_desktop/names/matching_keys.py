"""The keys by which the duplicate finder brings names together that may be one person's.

Two names that compare as one person's nearly always share a key; few others do. Each key holds
the family name as its simplified character, so that the spellings of it meet, and then

- ``h``: the characters of the name,
- ``m``: the given name in pinyin,
- ``c``: the given name in Cantonese by its consonants alone, in which Macao, Hong Kong and a slip
  are the same,
- ``w``: a Western given name that stands before the family name,
- ``l``: the words of a name in Latin letters, and the first and the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, product

from wicco_desktop.names.cantonese import cantonese_readings
from wicco_desktop.names.characters import forms
from wicco_desktop.names.customary import COMMON
from wicco_desktop.names.parsing import LONGEST_CHINESE, Parsed, parsed
from wicco_desktop.names.romanised import Reading, readings
from wicco_desktop.names.spelled import is_chinese
from wicco_desktop.names.spellings import (
    System,
    characters_of,
    mandarin_readings,
    surnames_of,
    syllables_of,
    weight,
)
from wicco_desktop.names.surnames import family_name
from wicco_desktop.names.western import PARTICLES, one_spelling

_MOST_WAYS = 8
"""Ways to read one name that become keys."""

_MOST_BRIDGES = 24
"""Keys in pinyin of a name that is spelled in Cantonese, the likeliest ones."""

_BRIDGED = 5
"""Pinyin syllables that a Cantonese one is looked up by."""

_SURNAMES = 5
_SYLLABLE = re.compile("(gw|kw|ng(?=.)|[bpmfdtnlgkhzcsjw]?)(.*?)(ng|[nmptk]|[iu](?<=.))?$")
_INITIALS = {"p": "b", "t": "d", "k": "g", "kw": "g", "gw": "g", "c": "z", "n": "l", "ng": ""}


@lru_cache(maxsize=4_096)
def keys_to_match(name: str) -> frozenset[str]:
    """The keys of one person's name, in either script or both; none if it says too little.

    A family name alone, and one with nothing but initials, has no key: too many would share it.
    """
    one = parsed(name)
    return frozenset({*_of_chinese(one), *_of_latin(one)})


def _of_chinese(one: Parsed) -> Iterator[str]:
    if not 2 <= len(one.han) <= LONGEST_CHINESE:
        return
    canonical = "".join(min(forms(char)) for char in one.han)
    yield f"h{canonical}"
    family = family_name(one.simplified)
    parted = [(family, one.simplified[len(family) :])]
    if len(one.simplified) >= 4 and len(family) == 1 and one.simplified[1] in COMMON:
        # A married name: with the one, the other, and both family names.
        given = one.simplified[2:]
        parted += [(one.simplified[0], given), (one.simplified[1], given)]
    for surname, given in parted:
        if not given:
            continue
        yield from _with(surname, "m", product(*(mandarin_readings(char)[:3] for char in given)))
        alone = len(given) == 1
        cantonese = (_skeletons(cantonese_readings(char)[:3], alone=alone) for char in given)
        yield from _with(surname, "c", product(*cantonese))


def _with(surname: str, kind: str, ways: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for way in islice(ways, _MOST_WAYS):
        yield f"{kind}{surname} {' '.join(way)}"


def _of_latin(one: Parsed) -> Iterator[str]:
    words = [one_spelling(word) for word in one.words if word not in PARTICLES] or list(one.words)
    full = [word for word in words if len(word) > 1 or is_chinese(word)]
    if len(full) > 1:
        first, last = sorted((full[0], full[-1]))
        yield f"l{first} {last}"
        yield f"l{' '.join(sorted(full))}"
        western = [word for word in full if not is_chinese(word)]
        chinese = [word for word in full if is_chinese(word)]
        for first, last in product(western[:2], {*chinese[:1], *chinese[-1:]}):
            yield f"l{' '.join(sorted((first, last)))}"
    if one.before_comma:
        family, *given = (one_spelling(word) for word in one.words[one.before_comma - 1 :])
        for word in (given[0], given[-1]):
            first, last = sorted((family, word))
            yield f"l{first} {last}"
    for read in readings(one):
        yield from _of_reading(read)
        if len(read.given) == 3 and surnames_of(read.given[0]):
            # A married name may also come without the second family name.
            yield from _of_reading(replace(read, given=read.given[1:]))


def _of_reading(read: Reading) -> Iterator[str]:
    for surname in sorted(read.surnames or surnames_of(read.surname), key=COMMON.find)[:_SURNAMES]:
        if read.group is System.MACAO:
            alone = len(read.given) == 1
            skeletons = (
                _skeletons(syllables_of(word, read.group), alone=alone) for word in read.given
            )
            yield from _with(surname, "c", product(*skeletons))
            if len(read.given) > 1:
                ways = product(*(_bridges(word) for word in read.given))
                for way in islice(ways, _MOST_BRIDGES):
                    yield f"m{surname} {' '.join(way)}"
        else:
            syllables = (sorted(syllables_of(word, read.group)) for word in read.given)
            yield from _with(surname, "m", product(*syllables))
        for western in read.western:
            yield f"w{surname} {western}"


@lru_cache(maxsize=8_192)
def _bridges(spelling: str) -> tuple[str, ...]:
    """The pinyin syllables of the characters a Cantonese spelling stands for, likeliest first."""
    found: dict[str, float] = {}
    for char in characters_of(spelling, System.MACAO):
        for syllable in mandarin_readings(char)[:1]:
            found[syllable] = found.get(syllable, 0.0) + weight(char)
    return _likeliest(found)


def _likeliest(found: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda one: (-found[one], one))[:_BRIDGED])


def _skeletons(syllables: Iterable[str], *, alone: bool) -> list[str]:
    """The consonants of Jyutping syllables; the whole one where it is the only one of a name."""
    return sorted({syllable if alone else _skeleton(syllable) for syllable in syllables})


@cache
def _skeleton(syllable: str) -> str:
    parted = _SYLLABLE.fullmatch(syllable)
    if parted is None:
        return syllable
    initial, _vowels, ending = parted.groups()
    final = ending if ending and ending not in "iu" else "-"
    return _INITIALS.get(initial, initial) + final
