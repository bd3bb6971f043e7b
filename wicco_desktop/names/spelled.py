"""Whether Latin words spell a Chinese name: which of its syllables, in which system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from wicco_desktop.names.customary import COMMON
from wicco_desktop.names.parsing import LONGEST_CHINESE, Parsed
from wicco_desktop.names.spellings import (
    CANTONESE,
    System,
    family_spellings,
    spellings,
    surnames_of,
    syllables_of,
    usual_spellings,
)
from wicco_desktop.names.surnames import COMPOUND, family_name
from wicco_desktop.names.western import GIVEN, PARTICLES

_VOWELS = "aeiouy"
_NEAR_VOWELS = ({"a", "e"}, {"e", "i"}, {"o", "u"})


class Fit(IntEnum):
    """How well words spell a Chinese name, worst first."""

    NONE = 0
    OTHER = 1
    """The family name agrees, the given name is another."""
    SURNAME = 2
    """The family name stands alone."""
    WESTERN = 3
    """The family name agrees; the given name is a Western one."""
    INITIALS = 4
    PART = 5
    """One of two family names, or more syllables than characters."""
    DOUBTFUL = 6
    """One syllable is another one that looks alike."""
    SLIP = 7
    MIXED = 8
    """Each syllable is spelled, but not all in one system."""
    ALL = 9


@dataclass(frozen=True, slots=True)
class Spelled:
    """How Latin words spell a Chinese name, and in which system the given name is spelled."""

    fit: Fit
    system: System | None = None
    extra: tuple[str, ...] = ()


_GROUPS: tuple[tuple[System, ...], ...] = (
    (System.PINYIN,),
    (System.MACAO,),
    (System.HONG_KONG,),
    (System.TAIWAN, System.PINYIN),
    CANTONESE,
)


def spelled(han: str, latin: Parsed) -> Spelled:
    """The best way to see the Latin words as a spelling of the Chinese name (simplified)."""
    if not 1 <= len(han) <= LONGEST_CHINESE or not latin.words:
        return Spelled(Fit.NONE)
    found = Spelled(Fit.NONE)
    for surname, given in _parted(han):
        for extra, own, rest in _arranged(latin):
            one = _fit(surname, given, own, rest, extra)
            if one.fit > found.fit:
                found = one
            if found.fit is Fit.ALL:
                return found
        weak = _surname_only(surname, given, latin)
        found = max(found, weak, key=lambda known: known.fit)
    part = _part_of_two(han, latin) if found.fit < Fit.PART else found
    return max(found, part, key=lambda known: known.fit)


def _parted(han: str) -> Iterator[tuple[str, str]]:
    """Family name and given name; of four characters also as a married name of two surnames."""
    family = family_name(han)
    yield family, han[len(family) :]
    if len(han) >= 4 and len(family) == 1 and han[1] in COMMON:
        yield han[:2], han[2:]


def _part_of_two(han: str, latin: Parsed) -> Spelled:
    """Whether the words spell the name with one of its two family names only."""
    if len(han) < 4 or han[:2] in COMPOUND or han[1] not in COMMON:
        return Spelled(Fit.NONE)
    for surname in han[:2]:
        for extra, own, rest in _arranged(latin):
            one = _fit(surname, han[2:], own, rest, extra)
            if one.fit is Fit.ALL:
                return Spelled(Fit.PART, one.system, extra)
    weak = (_surname_only(surname, han[2:], latin) for surname in han[:2])
    return max(weak, key=lambda known: known.fit)


_Words = tuple[str, ...]


@lru_cache(maxsize=1_024)
def _arrangements(words: _Words, before_comma: int) -> tuple[tuple[_Words, _Words, _Words], ...]:
    found: dict[tuple[_Words, _Words, _Words], None] = {}
    kept = tuple(word for word in words if word not in GIVEN)
    for base in dict.fromkeys((words, kept)):
        dropped = tuple(word for word in words if word not in base)
        for start in range(len(base)):
            for end in range(len(base), start, -1):
                window = base[start:end]
                extra = (*dropped, *base[:start], *base[end:])
                found[(extra, window, ())] = None
                for many in range(1, min(3, len(window))):
                    found[(extra, window[:many], window[many:])] = None
                    found[(extra, window[-many:], window[:-many])] = None
    if before_comma and len(words) > before_comma:
        family, given = words[:before_comma], words[before_comma:]
        kept = tuple(word for word in given if word not in GIVEN)
        found[((), family, given)] = None
        found[(tuple(word for word in given if word in GIVEN), family, kept)] = None
    return tuple(sorted(found, key=lambda one: len(one[0])))


def _arranged(latin: Parsed) -> tuple[tuple[_Words, _Words, _Words], ...]:
    """Words beside the Chinese name, those of the family name, those of the given name."""
    return _arrangements(latin.words, latin.before_comma)


def _fit(surname: str, given: str, own: _Words, rest: _Words, extra: _Words) -> Spelled:
    families = family_spellings(surname)
    if not rest:
        return _run_together(families, given, own, extra)
    if not given or not fits(families, own):
        return Spelled(Fit.NONE)
    known = [spellings(char) for char in given]
    fitting = [
        group
        for group in _GROUPS
        if fits([frozenset().union(*(one[system] for system in group)) for one in known], rest)
    ]
    if fitting:
        likeliest = max(fitting, key=lambda group: _usual(group[0], surname, given, own, rest))
        return Spelled(_with_extra(Fit.ALL, extra), likeliest[0], extra)
    everything = [frozenset().union(*one.values()) for one in known]
    if fits(everything, rest):
        return Spelled(_with_extra(Fit.MIXED, extra), None, extra)
    fit = _slip(everything, rest)
    return Spelled(_with_extra(fit, extra), None, extra)


def _usual(system: System, surname: str, given: str, own: _Words, rest: _Words) -> int:
    """How many of the words are spelled as is usual in a system."""
    families = zip(surname, own, strict=False)
    count = sum(word in spellings(char, surname=True)[system] for char, word in families)
    return count + sum(
        word in usual_spellings(char, system) for char, word in zip(given, rest, strict=False)
    )


def _run_together(
    families: Sequence[frozenset[str]], given: str, own: _Words, extra: _Words
) -> Spelled:
    known = [spellings(char)[System.PINYIN] for char in given]
    if len(own) == 1 and given and fits([*families, *known], own):
        return Spelled(_with_extra(Fit.ALL, extra), System.PINYIN, extra)
    return Spelled(Fit.NONE)


def _with_extra(fit: Fit, extra: _Words) -> Fit:
    """How far words beside a whole name are allowed: Western ones and initials are."""
    strange = [word for word in extra if is_chinese(word) and len(word) > 1]
    if not strange or fit is Fit.NONE:
        return fit
    married = len(strange) == 1 and len(extra) == 1 and bool(surnames_of(strange[0]))
    return Fit.PART if married and fit is Fit.ALL else Fit.OTHER


@lru_cache(maxsize=4_096)
def is_chinese(word: str) -> bool:
    """Whether a Latin word may spell Chinese syllables, and is no usual Western name."""
    if word in GIVEN:
        return False
    if surnames_of(word) or any(syllables_of(word, group) for group in System):
        return True
    return any(
        syllables_of(word[:at], System.PINYIN) and syllables_of(word[at:], System.PINYIN)
        for at in range(1, len(word))
    )


def fits(sets: Sequence[AbstractSet[str]], words: Sequence[str]) -> bool:
    """Whether the words are one spelling of each syllable after another, none across two words."""
    if not sets or not words:
        return not sets and not words
    word, others = words[0], words[1:]
    if word in sets[0] and fits(sets[1:], others):
        return True
    return any(
        fits(sets[1:], (word[len(spelling) :], *others))
        for spelling in sets[0]
        if spelling and len(spelling) < len(word) and word.startswith(spelling)
    )


def _slip(sets: Sequence[AbstractSet[str]], words: Sequence[str]) -> Fit:
    """Whether all words but one are spellings, and that one nearly is."""
    if len(sets) != len(words) or len(sets) < 2:
        return Fit.NONE
    off = [index for index, word in enumerate(words) if word not in sets[index]]
    if len(off) != 1:
        return Fit.NONE
    word, expected = words[off[0]], sets[off[0]]
    if not any(near(word, spelling) for spelling in expected):
        return Fit.NONE
    strange = not any(syllables_of(word, group) for group in System)
    pinyin = all(syllables_of(one, System.PINYIN) for one in words)
    close = not pinyin and any(_one_vowel_off(word, spelling) for spelling in expected)
    sounds = any(_e_for_a(word, spelling) for spelling in expected)
    return Fit.SLIP if strange or close or sounds else Fit.DOUBTFUL


def _e_for_a(word: str, spelling: str) -> bool:
    """Whether they differ by *a* for *e* alone, which sound alike before *n* and *ng*."""
    return len(word) > 2 and word.replace("a", "e") == spelling.replace("a", "e")


def _one_vowel_off(word: str, spelling: str) -> bool:
    """Whether one vowel is left out, or is one that sounds near."""
    shorter, longer = sorted((word, spelling), key=len)
    if len(longer) == len(shorter) + 1:
        left_out = (longer[:at] + longer[at + 1 :] for at in range(1, len(longer)))
        return shorter in left_out
    off = [{one, other} for one, other in zip(word, spelling, strict=False) if one != other]
    return len(word) == len(spelling) and len(off) == 1 and off[0] in _NEAR_VOWELS


def near(word: str, spelling: str) -> bool:
    """Whether two spellings have the same consonants and nearly the same vowels."""
    bare = str.maketrans("", "", _VOWELS)
    if not spelling or word[0] != spelling[0] or word.translate(bare) != spelling.translate(bare):
        return False
    shared = set(word) & set(spelling) & set(_VOWELS)
    return _e_for_a(word, spelling) or (bool(shared) and abs(len(word) - len(spelling)) <= 2)


def _surname_only(surname: str, given: str, latin: Parsed) -> Spelled:
    """Where only the family name agrees: alone, with initials, with a Western name, with others."""
    families = family_spellings(surname)
    words = latin.words
    found = Spelled(Fit.NONE)
    for many in (1, 2):
        for own, rest in ((words[:many], words[many:]), (words[-many:], words[:-many])):
            if fits(families, own):
                one = Spelled(_of_the_rest(given, rest), None, rest)
                found = max(found, one, key=lambda known: known.fit)
    return found


def _of_the_rest(given: str, rest: _Words) -> Fit:
    rest = tuple(word for word in rest if len(word) == 1 or word not in PARTICLES) or rest
    if not rest:
        return Fit.SURNAME
    if not given:
        return Fit.OTHER if is_chinese(rest[0]) else Fit.WESTERN
    letters = "".join(rest) if all(len(word) <= 2 for word in rest) else ""
    if letters and _are_initials(given, letters):
        return Fit.INITIALS
    if any(is_chinese(word) for word in rest) or letters:
        return Fit.OTHER
    return Fit.WESTERN


def _are_initials(given: str, letters: str) -> bool:
    if not 1 <= len(letters) <= len(given):
        return False
    return all(
        any(one.startswith(letter) for known in spellings(char).values() for one in known if one)
        for char, letter in zip(given, letters, strict=False)
    )
