"""Two names in Chinese characters compared."""

from __future__ import annotations

from wicco_desktop.foundation.messages import Message
from wicco_desktop.names import evidence
from wicco_desktop.names.characters import forms, in_simplified
from wicco_desktop.names.customary import COMMON
from wicco_desktop.names.matches import NO_MATCH, NameMatch
from wicco_desktop.names.parsing import LONGEST_CHINESE
from wicco_desktop.names.romanise import syllables
from wicco_desktop.names.surnames import family_name

_APART = tuple(map(frozenset, ("發髮", "曆歷", "鍾鐘", "復複覆", "幹乾", "後后", "雲云", "薑姜")))
"""Characters of different meaning that were simplified into one."""


def compare_chinese(one: str, other: str) -> NameMatch:
    """How sure two Chinese names (in either script, no forms of address) are one person's."""
    if len(one) == len(other) and all(
        forms(mine) & forms(theirs) for mine, theirs in zip(one, other, strict=True)
    ):
        return _of_one_writing(one, other)
    shorter, longer = sorted((in_simplified(one), in_simplified(other)), key=lambda h: (len(h), h))
    if len(longer) > LONGEST_CHINESE:
        return NO_MATCH
    if shorter == family_name(longer):
        return NameMatch(0.45, (evidence.SURNAME_ALONE,))
    if _is_part(shorter, longer):
        return NameMatch(0.6, (evidence.PART_OF_NAME,))
    if family_name(shorter) != family_name(longer):
        return NameMatch(0.05, (evidence.OTHER_CHARACTERS,))
    if syllables(shorter, person=True) == syllables(longer, person=True):
        return NameMatch(0.35, (evidence.READ_ALIKE, evidence.OTHER_CHARACTERS))
    return NameMatch(0.15, (evidence.OTHER_GIVEN,))


def _of_one_writing(one: str, other: str) -> NameMatch:
    alone = len(one) == 1 or one == family_name(one)
    if any(
        {*pair} <= apart
        for pair in zip(one, other, strict=True)
        for apart in _APART
        if pair[0] != pair[1]
    ):
        return NameMatch(0.6, (evidence.ONE_SIMPLIFIED,))
    told: Message = evidence.VARIANT
    score = 0.92
    if one == other:
        told, score = evidence.SAME_CHARACTERS, 0.99
    elif in_simplified(one) == in_simplified(other):
        told, score = evidence.TRADITIONAL, 0.97
    if alone:
        return NameMatch(0.5, (told, evidence.SURNAME_ALONE))
    return NameMatch(score, (told,))


def _is_part(shorter: str, longer: str) -> bool:
    """Whether it is the longer name without one of its two family names, or its given name."""
    if len(shorter) < 2:
        return False
    if len(longer) >= 4 and longer[1] in COMMON and shorter in {longer[1:], longer[0] + longer[2:]}:
        return True
    given = longer[len(family_name(longer)) :]
    return shorter == given and shorter[0] not in COMMON
