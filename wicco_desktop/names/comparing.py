"""Whether two names are one person's, in any script and spelling."""

from __future__ import annotations

from functools import lru_cache

from wicco_desktop.foundation.text import clean, fold
from wicco_desktop.names import evidence
from wicco_desktop.names.chinese_pairs import compare_chinese
from wicco_desktop.names.latin_pairs import compare_latin
from wicco_desktop.names.matches import NO_MATCH, NameMatch
from wicco_desktop.names.parsing import LONGEST_COMPARED, Parsed, parsed
from wicco_desktop.names.spelled import Fit, spelled

_SCORES = {
    Fit.NONE: 0.0,
    Fit.OTHER: 0.15,
    Fit.SURNAME: 0.45,
    Fit.WESTERN: 0.5,
    Fit.INITIALS: 0.55,
    Fit.PART: 0.65,
    Fit.DOUBTFUL: 0.6,
    Fit.SLIP: 0.82,
    Fit.MIXED: 0.85,
    Fit.ALL: 0.96,
}
_ONE_SYLLABLE = 0.9
"""What a given name of one syllable leaves of the score."""


def compare_names(a: str, b: str) -> NameMatch:
    """How sure two names are one person's, and why; the order of the two does not matter.

    Either may be in Chinese, in Latin letters or both, with forms of address, a comma, initials.
    Any text may come; what holds no letter is like nothing.
    """
    return _compared(*sorted((a[: LONGEST_COMPARED * 4], b[: LONGEST_COMPARED * 4])))


@lru_cache(maxsize=2_048)
def _compared(a: str, b: str) -> NameMatch:
    if _alike(a) == _alike(b):
        has_letter = any(map(str.isalpha, _alike(a)))
        return NameMatch(1.0, (evidence.WRITTEN_ALIKE,)) if has_letter else NO_MATCH
    one, other = parsed(a), parsed(b)
    if one.is_empty or other.is_empty:
        return NO_MATCH
    found = NO_MATCH
    if one.han and other.han:
        found = compare_chinese(one.han, other.han)
        if found.same or min(len(one.han), len(other.han)) > 1:
            return found
    if one.words and other.words:
        found = max(found, compare_latin(one, other), key=_score)
    for chinese, latin in ((one, other), (other, one)):
        if chinese.han and latin.words:
            found = max(found, _between_scripts(chinese, latin), key=_score)
    return found


def _score(match: NameMatch) -> float:
    return match.score


@lru_cache(maxsize=4_096)
def _alike(text: str) -> str:
    return fold(clean(text)[:LONGEST_COMPARED])


def _between_scripts(chinese: Parsed, latin: Parsed) -> NameMatch:
    found = spelled(chinese.simplified, latin)
    score = _SCORES[found.fit]
    if found.fit >= Fit.DOUBTFUL and len(chinese.han) == 2:
        score = score * _ONE_SYLLABLE if found.fit is Fit.ALL else 0.5
    told = evidence.of_spelling(found.fit, found.system, chinese.han, found.extra)
    return NameMatch(score, tuple(told))
