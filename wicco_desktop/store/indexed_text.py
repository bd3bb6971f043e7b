"""What is indexed of a record: its words folded, Han characters apart, the keys of its names.

Han characters in their simplified form, as those that are typed, so that either script finds both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from wicco_desktop.foundation.text import fold, is_han, tokens
from wicco_desktop.names import keys
from wicco_desktop.names.characters import as_searched, simplified
from wicco_desktop.records import KINDS, FieldType, Value
from wicco_desktop.records.kinds import Kind

NAMED = ("contact", "organisation")
"""Kinds whose titles get keys of romanised names."""

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


def _spaced(value: str) -> str:
    spaced = value.translate(_SPACED)
    return " ".join(tokens(as_searched(value)) if _NOT_ALONE in spaced else spaced.split())


_indexable = lru_cache(maxsize=4_096)(_spaced)
"""Cities, posts and names come again and again."""


def document(kind: Kind, values: Mapping[str, Value]) -> tuple[str, str, str]:
    """What is indexed of a record: its title, the keys of its names, everything else searched."""
    title: list[str] = []
    names: list[str] = []
    body: list[str] = []
    for name, is_title, is_name, is_phone in _searched_columns(kind.key):
        value = values.get(name)
        if not isinstance(value, str):
            continue
        (title if is_title else body).append(indexable(value))
        if is_name:
            for part in value.split(";"):
                names.extend(sorted(keys(part[:200])))
        if is_phone:
            body.extend(_numbers(value))
    return " ".join(title), " ".join(names), " ".join(body)


@cache
def _searched_columns(kind: str) -> tuple[tuple[str, bool, bool, bool], ...]:
    """The columns that are indexed: whether it is the title, has names, is a telephone number."""
    title = KINDS[kind].title
    named = (title, "other_spellings", "other_names") if kind in NAMED else ()
    return tuple(
        (stored.name, spec.key == title, spec.key in named, spec.type is FieldType.PHONE)
        for stored in KINDS[kind].columns.values()
        if (spec := stored.field).searched and not stored.mark
    )


def _numbers(phone: str) -> Iterator[str]:
    """A telephone number as it may be typed: from each of its groups to the end, without spaces."""
    groups = re.findall(r"\d+", fold(phone))
    for start in range(len(groups)):
        yield "".join(groups[start:])
