"""Which parts of a text match what was typed, also where the text is in another script.

``czr``, ``zurong`` and ``Chou Weng`` are in 陈祖荣, 陳祖榮 is, and digits are in a telephone number
whatever way it is grouped. Pure; tables of readings load with the first Chinese character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wicco_desktop.foundation.text import fold, has_han, is_han
from wicco_desktop.services.search_results import Span, joined, matches_in

LONGEST_TEXT = 400
"""Characters of a text that are looked at: more is never shown in a line."""

MOST_WORDS = 12
FEWEST_LETTERS, FEWEST_DIGITS = 2, 3
"""A single letter is the initial of too much to be marked."""


@lru_cache(maxsize=2_048)
def matched_parts(text: str, typed: str) -> tuple[Span, ...]:
    """The parts to be marked, in order and not overlapping."""
    text = text[:LONGEST_TEXT]
    spans: list[Span] = []
    for word in fold(typed.strip()).split()[:MOST_WORDS]:
        spans += matches_in(text, word) or _otherwise(text, word)
    return tuple(joined(spans))


def _otherwise(text: str, word: str) -> list[Span]:
    """Where a word is that does not stand there letter by letter."""
    if has_han(word):
        return _in_other_script(text, word)
    digits = re.sub(r"\D", "", word)
    if len(digits) >= FEWEST_DIGITS and not re.search("[a-z]", word):
        return _in_digits(text, digits)
    letters = re.sub("[^a-z]", "", word)
    return _in_readings(text, letters) if len(letters) >= FEWEST_LETTERS else []


def _in_other_script(text: str, word: str) -> list[Span]:
    from wicco_desktop.names.characters import in_simplified

    at = in_simplified(text).find(in_simplified(word))
    return [(at, at + len(word))] if at >= 0 else []


def _in_digits(text: str, digits: str) -> list[Span]:
    places = [place for place, char in enumerate(text) if char.isdecimal()]
    at = "".join(text[place] for place in places).find(digits)
    return [(places[at], places[at + len(digits) - 1] + 1)] if at >= 0 else []


def _in_readings(text: str, letters: str) -> list[Span]:
    """The first characters that are read so, or whose initials these are."""
    for start, char in enumerate(text):
        if is_han(char):
            end = next(_ends(text, start, letters), None) or _end_of_initials(text, start, letters)
            if end:
                return [(start, end)]
    return []


def _ends(text: str, at: int, letters: str) -> Iterator[int]:
    """Where characters from a place on end that are read so; of the last a part is enough."""
    if at >= len(text) or not is_han(text[at]):
        return
    for read in _readings(text[at]):
        if read.startswith(letters):
            yield at + 1
        elif letters.startswith(read):
            yield from _ends(text, at + 1, letters[len(read) :])


def _end_of_initials(text: str, start: int, letters: str) -> int | None:
    end = start + len(letters)
    if end > len(text) or not all(map(is_han, text[start:end])):
        return None
    agree = all(
        any(read.startswith(letter) for read in _readings(char))
        for char, letter in zip(text[start:end], letters, strict=True)
    )
    return end if agree else None


@lru_cache(maxsize=8_192)
def _readings(char: str) -> tuple[str, ...]:
    """Every way to write a character in Latin letters, pinyin first."""
    from wicco_desktop.names.romanise import further_readings, reading
    from wicco_desktop.names.spellings import spellings

    found = dict.fromkeys(filter(None, (reading(char), *further_readings(char))))
    for surname in (False, True):
        for several in spellings(char, surname=surname).values():
            found |= dict.fromkeys(sorted(several))
    return tuple(found)
