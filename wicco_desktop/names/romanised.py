"""Two names in Latin letters: whether some Chinese name is spelled by both.

A spelling in one system and one in another agree where some character has both readings (rong and
weng: 榮). How much that tells depends on how many names they would agree with by chance: the
logarithm of that ratio, summed over the syllables of the given name, is the strength.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import log

from wicco_desktop.names.parsing import Parsed
from wicco_desktop.names.spelled import is_chinese
from wicco_desktop.names.spellings import (
    System,
    characters_of,
    surnames_in,
    surnames_of,
    syllables_of,
    total_weight,
    weight,
)
from wicco_desktop.names.western import PARTICLES

LONGEST_GIVEN = 3
_MOST_READINGS = 40
_SAME_TEXT = 8.0
_GROUPS = (System.PINYIN, System.TAIWAN, System.MACAO)


@dataclass(frozen=True, slots=True)
class Reading:
    """Latin words read as a Chinese name: the family names it may have, the given name by syllable.

    ``group`` is the system of the given name; Macao stands for Hong Kong too.
    """

    surname: str
    surnames: frozenset[str]
    given: tuple[str, ...]
    group: System
    western: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two names in Latin letters may be one Chinese name: strength 0 for not at all."""

    strength: float
    syllables: int
    literal: bool = False
    """Whether both are written the same, letter by letter."""


NO_AGREEMENT = Agreement(0.0, 0)


@lru_cache(maxsize=2_048)
def readings(latin: Parsed) -> tuple[Reading, ...]:
    """The ways to read Latin words as a Chinese name, Western given names set apart."""
    found: dict[Reading, None] = {}
    words = latin.words
    own = tuple(word for word in words if is_chinese(word))
    if len(own) < len(words):
        # Beside a Western name a particle is one: van den Berg, João da Silva.
        own = tuple(word for word in own if word not in PARTICLES)
    for base in dict.fromkeys((words, own)):
        western = frozenset(word for word in words if word not in base)
        for surname, given in _parted(base, latin.before_comma if base is words else 0):
            for group, syllables in _segmented(given):
                names = surnames_in(surname, group)
                found[Reading(surname, names, syllables, group, western)] = None
    return tuple(found)[:_MOST_READINGS]


def _parted(words: tuple[str, ...], before_comma: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    if before_comma and surnames_of("".join(words[:before_comma])):
        yield "".join(words[:before_comma]), words[before_comma:]
        return
    for many in (1, 2):
        if len(words) > many:
            for own, given in ((words[:many], words[many:]), (words[-many:], words[:-many])):
                surname = "".join(own)
                if surnames_of(surname):
                    yield surname, given


def _segmented(given: tuple[str, ...]) -> Iterator[tuple[System, tuple[str, ...]]]:
    """The given name by syllables, in each system in which all of it is one."""
    if len(given) > LONGEST_GIVEN:
        return
    for group in _GROUPS:
        ways = [_cut(word, group) for word in given]
        for way in product(*ways):
            syllables = tuple(syllable for part in way for syllable in part)
            if 1 <= len(syllables) <= LONGEST_GIVEN:
                yield group, syllables


@lru_cache(maxsize=8_192)
def _cut(word: str, group: System) -> tuple[tuple[str, ...], ...]:
    whole = ((word,),) if syllables_of(word, group) else ()
    # Run together are only given names in pinyin.
    if group is not System.PINYIN:
        return whole
    return whole + tuple(
        (word[:at], word[at:])
        for at in range(1, len(word))
        if syllables_of(word[:at], group) and syllables_of(word[at:], group)
    )


def agreement(one: Parsed, other: Parsed) -> Agreement:
    """The strongest way to read both names as one Chinese name."""
    best = NO_AGREEMENT
    for mine, theirs in product(readings(one), readings(other)):
        if len(mine.given) != len(theirs.given) or not mine.surnames & theirs.surnames:
            continue
        if mine.western and theirs.western and not mine.western & theirs.western:
            continue
        strength = _strength(mine, theirs)
        if strength > best.strength:
            literal = (mine.surname, mine.given) == (theirs.surname, theirs.given)
            best = Agreement(strength, len(mine.given), literal)
    return best


def _strength(mine: Reading, theirs: Reading) -> float:
    if mine.given == theirs.given and mine.surname == theirs.surname:
        return _SAME_TEXT * len(mine.given)
    total = 0.0
    for my, their in zip(mine.given, theirs.given, strict=True):
        told = _told(my, mine.group, their, theirs.group)
        if told <= 0:
            return 0.0
        total += told
    return total


@lru_cache(maxsize=4_096)
def _told(my: str, mine: System, their: str, theirs: System) -> float:
    """How much more often both are one character than two by chance, as a logarithm."""
    if mine is theirs or System.MACAO not in {mine, theirs}:
        # One language: the syllable itself must be one.
        if not syllables_of(my, mine) & syllables_of(their, theirs):
            return 0.0
        if mine is theirs is System.PINYIN and my != their and "u" not in my:
            return 0.0
    own, others = characters_of(my, mine), characters_of(their, theirs)
    both = own & others
    if not both:
        return 0.0
    return log(total_weight() * weight(both) / (weight(own) * weight(others)))
