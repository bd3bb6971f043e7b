"""What is indexed of a record: its words folded, Han characters apart, the keys of its names.

Han characters in their simplified form, as those that are typed, so that either script finds both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from wicco_desktop.foundation.text import fold, is_han, tokens
from wicco_desktop.names import keys
from wicco_desktop.names.characters import as_searched, simplified
from wicco_desktop.store.derived_rules import Rules

if TYPE_CHECKING:
    from wicco_desktop.records import Value

_SHORT = 48
"""Texts of up to so many characters are kept as they were indexed last."""

_LONGEST_INDEXED = 20_000
"""Characters of one value that are indexed; the rest of a pasted book is not worth its index."""


class _Spaced(dict[int, str]):
    """What a character becomes in the index where that does not depend on its neighbours.

    Folded, Han characters simplified and between spaces, a space for what is no word.
    ``_NOT_ALONE`` for the few that may join with others when they are folded, such as the letters
    of Korean.
    """

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        if folded.isascii():
            spaced = "".join(char if char.isalnum() else " " for char in folded)
        elif tokens(folded) == [folded] and len(folded) == 1 and is_han(folded):
            spaced = f" {simplified(folded)} "
        else:
            spaced = _NOT_ALONE
        self[code] = spaced
        return spaced


_NOT_ALONE = "\uffff"
_SPACED = _Spaced()


def indexable(value: str) -> str:
    """A text as indexed: folded, Han characters separated, other words kept."""
    return _indexable(value) if len(value) <= _SHORT else _spaced(value[:_LONGEST_INDEXED])


_ASCII_WORDS = re.compile("[a-z0-9]+")


def _spaced(value: str) -> str:
    if value.isascii():
        return " ".join(_ASCII_WORDS.findall(value.lower()))
    spaced = value.translate(_SPACED)
    return " ".join(tokens(as_searched(value)) if _NOT_ALONE in spaced else spaced.split())


_indexable = lru_cache(maxsize=4_096)(_spaced)
"""Cities, posts and names come again and again."""


def document(rules: Rules, values: Mapping[str, Value]) -> tuple[str, str, str]:
    """What is indexed of a record: its title, the keys of its names, everything else searched."""
    title: list[str] = []
    names: list[str] = []
    body: list[str] = []
    for name, is_title, is_name, is_phone in rules.searched:
        value = values.get(name)
        if value is None or value.__class__ is not str:
            continue
        text = str(value)
        spaced = _indexable(text) if len(text) <= _SHORT else _spaced(text[:_LONGEST_INDEXED])
        (title if is_title else body).append(spaced)
        if is_name:
            for part in text.split(";"):
                names += sorted(keys(part[:200]))
        if is_phone:
            body += _numbers(text)
    return " ".join(title), " ".join(names), " ".join(body)


_GROUPS = re.compile(r"\d+")


def _numbers(phone: str) -> list[str]:
    """A telephone number as it may be typed: from each of its groups to the end, without spaces."""
    groups = _GROUPS.findall(fold(phone))
    return ["".join(groups[start:]) for start in range(len(groups))]
