"""The order of names: Chinese ones by pinyin, Latin ones among them, the same on every system."""

from __future__ import annotations

from wicco_desktop.foundation.text import fold, is_han
from wicco_desktop.names.keys import LONGEST_NAME, name_parts
from wicco_desktop.names.romanise import LONGEST_PERSON, syllables

_LAST = "~"
"""What has no reading stands after every letter."""

_DIGITS = 9
"""Numbers of up to so many digits are put in order of their value."""


def sort_key(zh: str, en: str, *, person: bool = True) -> str:
    """The text by which a record with this name sorts; compare it character by character.

    By the Chinese name where there is one: each character by its reading without tone, then by
    itself, so that those of one family name stand together. A Latin name sorts by its words, the
    family name first where capitals (Jason HO) or a comma show it. ``person`` is for names of
    people: family names are read as such. A name without any letter sorts last, none at all
    first.
    """
    name = zh.strip() or en.strip()
    if not name:
        return ""
    cut = name[:LONGEST_NAME]
    parts = _parts(_family_first(cut) if person else cut, person=person)
    return " ".join(parts) or f"{_LAST} {fold(cut)}"


def _parts(name: str, *, person: bool) -> list[str]:
    sorted_by: list[str] = []
    for part in name_parts(name):
        sorted_by += _han(part, person=person) if is_han(part[0]) else [_latin(part)]
    return sorted_by


def _han(run: str, *, person: bool) -> list[str]:
    read = syllables(run, person=person and len(run) <= LONGEST_PERSON)
    return [f"{syllable or _LAST} {char}" for syllable, char in zip(read, run, strict=True)]


def _latin(word: str) -> str:
    return word.zfill(_DIGITS) if word.isdecimal() and word.isascii() else word


def _family_first(name: str) -> str:
    """The words with the family name first where it alone is written in capitals at the end."""
    words = name.split()
    last = words[-1] if words else ""
    others = words[:-1]
    capitals = len(last) > 1 and last.isalpha() and last.isupper()
    if capitals and others and not any(word.isupper() and len(word) > 2 for word in others):
        return " ".join([last, *others])
    return name
