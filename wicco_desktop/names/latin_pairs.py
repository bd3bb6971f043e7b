"""Two names in Latin letters compared: Chinese ones in any spelling, and Western ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wicco_desktop.foundation.messages import Message
from wicco_desktop.names import evidence
from wicco_desktop.names.matches import NO_MATCH, NameMatch
from wicco_desktop.names.parsing import Parsed
from wicco_desktop.names.romanised import Agreement, agreement
from wicco_desktop.names.spelled import is_chinese
from wicco_desktop.names.spellings import surnames_of
from wicco_desktop.names.western import PARTICLES, one_spelling

STRENGTH_OF_SAME = 6.5
"""From so strong an agreement between two systems on, names are held to be one person's."""

_STRENGTH_OF_POSSIBLE = 2.5
_ONE_SLIP_FROM = 5

_Words = tuple[str, ...]


def compare_latin(one: Parsed, other: Parsed) -> NameMatch:
    """How sure two names in Latin letters are one person's."""
    mine, theirs = _names(one.words), _names(other.words)
    if not mine or not theirs:
        return NO_MATCH
    if Counter(mine) == Counter(theirs):
        return _of_the_same_words(one, other, mine)
    if min(len(mine), len(theirs)) > 1 and _together(mine) & _together(theirs):
        return NameMatch(0.95, (evidence.SAME_WORDS,))
    agreed = _agreeing(agreement(one, other))
    if agreed.same:
        return agreed
    western = max(
        (_part(mine, theirs), _surname(mine, theirs), _slip(mine, theirs)),
        key=lambda match: match.score,
    )
    return max(agreed, western, key=lambda match: match.score)


def _names(words: _Words) -> _Words:
    """The words that tell: without particles, where others stand, in one spelling."""
    kept = tuple(one_spelling(word) for word in words if word not in PARTICLES)
    # A Chinese syllable may look like a particle: Li Da, Lei Cheng E.
    return kept if len(kept) > 1 and not all(map(is_chinese, kept)) else words


def _of_the_same_words(one: Parsed, other: Parsed, words: _Words) -> NameMatch:
    if len(words) == 1:
        return NameMatch(0.5, (evidence.SURNAME_ALONE,))
    told: Message = evidence.SAME_WORDS
    if one.words == other.words:
        told = evidence.WRITTEN_ALIKE
    elif len(one.words) != len(other.words):
        told = evidence.WITHOUT_PARTICLES
    return NameMatch(0.97, (told,))


def _together(words: _Words) -> set[str]:
    """All words as one, with the family name at either end."""
    return {"".join(words), "".join((words[-1], *words[:-1])), "".join((*words[1:], words[0]))}


def _agreeing(agreed: Agreement) -> NameMatch:
    if agreed.strength <= 0:
        return NO_MATCH
    if agreed.syllables > 1 or agreed.literal:
        told = evidence.WRITTEN_ALIKE if agreed.literal else evidence.ONE_READING
        if agreed.strength >= STRENGTH_OF_SAME:
            return NameMatch(min(0.95, 0.8 + (agreed.strength - STRENGTH_OF_SAME) / 40), (told,))
        if agreed.strength >= _STRENGTH_OF_POSSIBLE:
            return NameMatch(0.6, (told,))
        return NameMatch(0.35, (told,))
    score = 0.5 if agreed.strength >= _STRENGTH_OF_POSSIBLE else 0.3
    return NameMatch(score, (evidence.ONE_READING, evidence.ONE_SYLLABLE))


def _part(mine: _Words, theirs: _Words) -> NameMatch:
    """Where one name has all that the other has and more, initials standing for words."""
    shorter, longer = sorted((mine, theirs), key=lambda words: (len(words), words))
    left = list(longer)
    letters = [word for word in shorter if len(word) == 1]
    for word in (word for word in shorter if len(word) > 1):
        if word not in left:
            return NO_MATCH
        left.remove(word)
    full = len(shorter) - len(letters)
    for letter in letters:
        found = next((word for word in left if word.startswith(letter)), None)
        if found is None:
            return NO_MATCH
        left.remove(found)
    if full == 1 and not letters:
        ends = shorter[0] in {longer[0], longer[-1]}
        return NameMatch(0.45, (evidence.SURNAME_ALONE,)) if ends else NO_MATCH
    if letters:
        return NameMatch(0.55, (evidence.INITIALS,)) if full else NO_MATCH
    if all(map(is_chinese, shorter)) and all(map(is_chinese, left)):
        return NameMatch(0.2, (evidence.OTHER_GIVEN,))
    return NameMatch(0.7, (evidence.PART_OF_NAME,))


def _surnames(words: _Words) -> Iterator[tuple[frozenset[str], _Words]]:
    """The family names at either end, with the words beside them."""
    for many in (2, 1):
        if len(words) > many:
            for own, rest in ((words[:many], words[many:]), (words[-many:], words[:-many])):
                names = surnames_of("".join(own))
                if names:
                    yield names, rest


def _surname(mine: _Words, theirs: _Words) -> NameMatch:
    """Where the family names may be one and the given names do not speak against it."""
    best = NO_MATCH
    for names, rest in _surnames(mine):
        for others, beside in _surnames(theirs):
            if names & others:
                best = max(best, _of_given(rest, beside), key=lambda match: match.score)
    for one, other in ((mine, theirs), (theirs, mine)):
        if len(one) == 1:
            named = surnames_of(one[0])
            if any(named & names for names, _rest in _surnames(other)):
                best = max(
                    best, NameMatch(0.45, (evidence.SURNAME_ALONE,)), key=lambda match: match.score
                )
    return best


def _of_given(mine: _Words, theirs: _Words) -> NameMatch:
    western = [{word for word in words if not is_chinese(word)} for words in (mine, theirs)]
    letters = [all(len(word) == 1 for word in words) for words in (mine, theirs)]
    if any(letters) and not all(letters):
        short, full = (mine, theirs) if letters[0] else (theirs, mine)
        agree = len(short) <= len(full) and all(
            word.startswith(letter) for letter, word in zip(short, full, strict=False)
        )
        if agree:
            return NameMatch(0.5, (evidence.INITIALS,))
    if western[0] and western[1]:
        if western[0] & western[1] and (mine == theirs):
            return NameMatch(0.6, (evidence.WESTERN_AGREES,))
        return NameMatch(0.1, (evidence.OTHER_GIVEN,))
    if bool(western[0]) != bool(western[1]):
        only = mine if western[0] else theirs
        if not any(is_chinese(word) for word in only):
            return NameMatch(0.5, (evidence.GIVEN_SAYS_NOTHING,))
    return NameMatch(0.15, (evidence.OTHER_GIVEN,))


def _slip(mine: _Words, theirs: _Words) -> NameMatch:
    """Where one long Western word differs by one letter, and not as João from Joana."""
    if len(mine) != len(theirs):
        return NO_MATCH
    off = list((Counter(mine) - Counter(theirs)).elements())
    others = list((Counter(theirs) - Counter(mine)).elements())
    if len(off) != 1 or len(mine) < 2 or is_chinese(off[0]) or is_chinese(others[0]):
        return NO_MATCH
    if min(len(off[0]), len(others[0])) < _ONE_SLIP_FROM or {off[0][-1], others[0][-1]} == {
        "a",
        "o",
    }:
        return NO_MATCH
    return NameMatch(0.65, (evidence.NEARLY,)) if _one_letter_off(off[0], others[0]) else NO_MATCH


def _one_letter_off(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    return longer[start + 1 :] == shorter[start + (len(longer) == len(shorter)) :]
