"""The spellings in Latin letters of a Chinese character, by system; what a spelling may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache

from wicco_desktop.names.cantonese import (
    cantonese_characters,
    cantonese_readings,
    cantonese_syllables,
)
from wicco_desktop.names.cantonese_spelling import in_hong_kong, in_macao
from wicco_desktop.names.characters import common_characters, in_simplified
from wicco_desktop.names.customary import COMMON, CUSTOMARY, OFTEN_GIVEN
from wicco_desktop.names.pinyin_syllables import PINYIN_SYLLABLES
from wicco_desktop.names.romanise import further_readings, reading
from wicco_desktop.names.surnames import COMPOUND, SINGLE
from wicco_desktop.names.wade_giles import taiwanese


class System(StrEnum):
    """A way to write Chinese names in Latin letters."""

    PINYIN = "pinyin"
    TAIWAN = "taiwan"
    MACAO = "macao"
    HONG_KONG = "hong_kong"


CANTONESE = (System.MACAO, System.HONG_KONG)
OFTEN = 6.0
"""How much commoner in given names those characters are that often stand there."""


@cache
def mandarin_readings(char: str, *, surname: bool = False) -> tuple[str, ...]:
    """The pinyin syllables of a character, ü as v, the commonest first."""
    own = (SINGLE[char],) if surname and char in SINGLE else ()
    found = dict.fromkeys((*own, reading(char), *further_readings(char)))
    return tuple(syllable for syllable in found if syllable)


def pinyin_spellings(syllable: str) -> tuple[str, ...]:
    """A pinyin syllable as typed: ü as v, u and yu."""
    if "v" not in syllable:
        return (syllable,)
    return syllable, syllable.replace("v", "u"), syllable.replace("v", "yu")


@cache
def spellings(char: str, *, surname: bool = False) -> Mapping[System, frozenset[str]]:
    """All known spellings of one character, rare ones too."""
    mandarin = mandarin_readings(char, surname=surname)
    cantonese = cantonese_readings(char, surname=surname)
    return {
        System.PINYIN: frozenset(s for read in mandarin for s in pinyin_spellings(read)),
        System.TAIWAN: frozenset(s for read in mandarin for s in taiwanese(read)),
        System.MACAO: frozenset(s for read in cantonese for s in in_macao(read, rare=True)),
        System.HONG_KONG: frozenset(s for read in cantonese for s in in_hong_kong(read, rare=True)),
    }


@cache
def usual_spellings(char: str, system: System) -> frozenset[str]:
    """The commonest spelling of each reading of a character in a system."""
    if system is System.PINYIN:
        return frozenset(mandarin_readings(char))
    if system is System.TAIWAN:
        return frozenset(taiwanese(read)[0] for read in mandarin_readings(char))
    spelled = in_macao if system is System.MACAO else in_hong_kong
    return frozenset(spelled(read)[0] for read in cantonese_readings(char))


@cache
def surname_spellings(char: str) -> frozenset[str]:
    """Every spelling of a family name of one character, customary ones too."""
    systems = spellings(char, surname=True)
    return frozenset(CUSTOMARY.get(char, ())).union(*systems.values())


@cache
def family_spellings(surname: str) -> tuple[frozenset[str], ...]:
    """Every spelling of each character of a family name; 尉迟 is read otherwise than 尉 alone."""
    own = COMPOUND.get(surname, ("",) * len(surname))
    return tuple(
        surname_spellings(char) | ({read} if read else frozenset())
        for char, read in zip(surname, own, strict=True)
    )


@cache
def _weights() -> Mapping[str, float]:
    return {**dict.fromkeys(common_characters(), 1.0), **dict.fromkeys(OFTEN_GIVEN, OFTEN)}


@cache
def total_weight() -> float:
    """The weight of all characters that given names are thought to be made of."""
    return sum(_weights().values())


def weight(chars: Iterable[str]) -> float:
    """How much of all given names such characters make up."""
    weights = _weights()
    return sum(weights[char] for char in chars)


@cache
def _by_syllable() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    known = _weights().keys()
    mandarin: dict[str, set[str]] = {}
    for char in known:
        for syllable in (reading(char), *further_readings(char)):
            mandarin.setdefault(syllable, set()).add(char)
    return (
        {syllable: frozenset(chars) for syllable, chars in mandarin.items()},
        {syllable: chars.intersection(known) for syllable, chars in cantonese_characters().items()},
    )


@cache
def _by_spelling(group: System) -> Mapping[str, frozenset[str]]:
    """What each spelling may be: pinyin syllables, or Jyutping ones."""
    found: dict[str, set[str]] = {}
    cantonese = cantonese_syllables()
    for syllable in cantonese if group in CANTONESE else PINYIN_SYLLABLES:
        if group is System.PINYIN:
            spelled = pinyin_spellings(syllable)
        elif group is System.TAIWAN:
            spelled = taiwanese(syllable)
        else:
            spelled = (*in_macao(syllable), *in_hong_kong(syllable))
        for one in spelled:
            found.setdefault(one, set()).add(syllable)
    if group in CANTONESE:
        _add_rare(found, cantonese)
    return {spelling: frozenset(syllables) for spelling, syllables in found.items()}


def _add_rare(found: dict[str, set[str]], syllables: Iterable[str]) -> None:
    """Rare spellings count where they are no usual one of another syllable."""
    rare: dict[str, set[str]] = {}
    for syllable in syllables:
        for one in (*in_macao(syllable, rare=True), *in_hong_kong(syllable, rare=True)):
            if one not in found:
                rare.setdefault(one, set()).add(syllable)
    found.update(rare)


@lru_cache(maxsize=8_192)
def syllables_of(spelling: str, group: System) -> frozenset[str]:
    """The syllables a spelling stands for in a system; Macao and Hong Kong are one here."""
    return _by_spelling(group).get(spelling, frozenset())


@lru_cache(maxsize=8_192)
def characters_of(spelling: str, group: System) -> frozenset[str]:
    """The characters of given names a spelling may stand for in a system."""
    by_syllable = _by_syllable()[group in CANTONESE]
    none: frozenset[str] = frozenset()
    return none.union(*(by_syllable.get(read, none) for read in syllables_of(spelling, group)))


@cache
def _surnames() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for char in COMMON:
        for spelling in surname_spellings(char):
            found.setdefault(spelling, set()).add(char)
    for name in COMPOUND:
        if in_simplified(name) != name:
            continue
        first, second = (surname_spellings(char) for char in name)
        for one in first:
            for other in second:
                found.setdefault(f"{one}{other}", set()).add(name)
        found.setdefault("".join(COMPOUND[name]), set()).add(name)
    for name, spelled in (("司徒", "szeto"), ("欧阳", "auyeung"), ("欧阳", "owyang")):
        found.setdefault(spelled, set()).add(name)
    return {spelling: frozenset(names) for spelling, names in found.items()}


def surnames_of(spelling: str) -> frozenset[str]:
    """The family names (simplified, one or two characters) a spelling may stand for."""
    return _surnames().get(spelling, frozenset())


@lru_cache(maxsize=8_192)
def surnames_in(spelling: str, group: System) -> frozenset[str]:
    """The family names a spelling may stand for beside a given name in one system.

    Customary spellings (Lee, Soong) stand beside all of them.
    """
    systems = {
        System.PINYIN: (System.PINYIN,),
        System.TAIWAN: (System.TAIWAN, System.PINYIN),
    }.get(group, CANTONESE)
    return frozenset(
        name
        for name in surnames_of(spelling)
        if len(name) > 1
        or spelling in CUSTOMARY.get(name, ())
        or any(spelling in spellings(name, surname=True)[system] for system in systems)
    )
