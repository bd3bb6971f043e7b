"""What a heading says: which field of which kind, and which side of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from wicco_desktop.exchange.columns import EXPORT_HEADING, ID_HEADING
from wicco_desktop.exchange.interpreting import synonyms
from wicco_desktop.exchange.interpreting.names_in_use import (
    LONGEST,
    base_of,
    code_names,
    exact_names,
    folded,
    known_names,
    qualifier,
)
from wicco_desktop.exchange.plan import EXPORT, FAMILY, GIVEN, ID, ROW_CODE
from wicco_desktop.foundation.text import fold, has_han
from wicco_desktop.records import KINDS

EXACT, KNOWN, PART = 3, 2, 1
"""How well a heading fits: as we write it, names in use, a name beside something unknown."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a heading may mean. ``base`` is a path without language, ``side`` what it says of it."""

    base: str
    side: str | None
    fit: int


_SHORTENED = 60
"""Characters of the longest heading that is taken apart: a sentence is none."""

_BRACKETS = re.compile(r"[(\[{【「《<][^()\[\]{}【】「」《》<>]*[)\]}】」》>]")
_PARTS = re.compile(r"\s*[/|\n\r·•,、&+;]+\s*|\s+(?:and|or|e)\s+|(?<=[^和或及])[和或及](?=.)")
_RUNS = re.compile(r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff][^\u3400-\u9fff]*")
_COUNTED = re.compile(
    r"\s*(?:\b(?:number|no|num|nr|info|details)\b\.?|号码?|號碼?|信息|資料|资料)$"
)
_PINYIN = frozenset({"拼音", "汉语拼音", "漢語拼音", "pinyin"})
_PHONES = ("mobile", "phone")
_OF_NAME = frozenset({"", "名"})
"""What is left of 中文名 and of *Chinese*, which stand for the name."""


def held(text: str) -> str:
    """What a column holds besides fields, by its heading; empty for none of it."""
    return _held(text) if len(text) <= _SHORTENED else ""


@lru_cache(maxsize=4096)
def _held(text: str) -> str:
    plain = text.strip().casefold()
    if plain == ID_HEADING:
        return ID
    if plain == EXPORT_HEADING:
        return EXPORT
    if folded(text) in code_names():
        return ROW_CODE
    return _half(text)


def _half(text: str) -> str:
    """Whether a heading is that of a family name or a given name alone."""
    bare = _BRACKETS.sub(" ", fold(text))
    parts = {part.strip(" *:.#") for part in _PARTS.split(bare)} - {""}
    runs = {run.strip(" *:.#") for part in parts for run in (part, *_RUNS.findall(part))}
    if parts and (parts <= synonyms.FAMILY_NAMES or _each(parts, runs, synonyms.FAMILY_NAMES)):
        return FAMILY
    if parts and (parts <= synonyms.GIVEN_NAMES or _each(parts, runs, synonyms.GIVEN_NAMES)):
        return GIVEN
    return ""


def _each(parts: set[str], runs: set[str], names: frozenset[str]) -> bool:
    """Whether one part in two scripts (姓 Surname) says the same twice."""
    return len(parts) == 1 and len(runs) > 1 and runs - parts <= names


@lru_cache(maxsize=4096)
def counts_rows(text: str) -> bool:
    """Whether a heading stands above a column that only counts rows."""
    if len(text) > _SHORTENED:
        return False
    plain = fold(text).strip().rstrip(".:")
    if plain in synonyms.IGNORED:
        return True
    parts = [part.strip(" .:()") for part in [*_PARTS.split(plain), *_RUNS.findall(plain)]]
    return bool(plain) and all(not part or part in synonyms.IGNORED for part in parts[-2:])


@lru_cache(maxsize=4096)
def not_kept(text: str) -> bool:
    """Whether a heading says that its column holds what is kept nowhere here."""
    return _not_kept().search(fold(text[:_SHORTENED])) is not None


@cache
def _not_kept() -> re.Pattern[str]:
    several = map(fold, synonyms.NOT_KEPT.split("|"))
    return re.compile("|".join(rf"\b{name}" if name.isascii() else name for name in several))


@lru_cache(maxsize=8192)
def read_heading(kind: str, text: str) -> Said | None:
    """What a heading means for a kind, None where it means nothing known."""
    if len(text) > LONGEST:
        return None
    key = folded(text)
    column = exact_names(kind).get(key)
    if column is not None:
        return Said(base_of(column), column.language, EXACT)
    base = known_names(kind).get(key)
    if base is not None:
        return Said(base, None, KNOWN)
    told = set(_told(kind, text)) if len(text) <= _SHORTENED else set()
    found = {base for base, _side, _fit in told}
    if len(found) > 1 and found <= {*_PHONES}:
        found = {_PHONES[0]}
    if len(found) != 1:
        return None
    (base,) = found
    sides = {side for _base, side, _fit in told if side}
    fit = min(fit for _base, _side, fit in told)
    return Said(base, sides.pop() if len(sides) == 1 else None, fit)


@lru_cache(maxsize=1024)
def names_several(kind: str, text: str) -> bool:
    """Whether a heading names several fields at once: 单位/职务."""
    told = _told(kind, text) if len(text) <= _SHORTENED else ()
    return len({base for base, _side, _fit in told}) > 1


_Told = tuple[str, str | None, int]


def _told(kind: str, text: str) -> Iterator[_Told]:
    """Every field that the parts of a heading name, the side, and how plainly."""
    plain = fold(text).replace("_", " ")
    outside = _BRACKETS.sub(" ", plain).strip()
    inside = [found.group()[1:-1].strip() for found in _BRACKETS.finditer(plain)]
    sides = {side for part in inside if (side := _only_side(part))}
    side = sides.pop() if len(sides) == 1 else None
    whole = _meaning(kind, outside)
    if whole is not None:
        yield whole[0], side or whole[1], KNOWN
        for part in inside:
            named = _meaning(kind, part)
            if named is not None and named[0] in _PHONES and whole[0] in _PHONES:
                yield named[0], None, PART
        return
    if len(inside) == 1 and not outside:
        outside = inside[0]
    parts = [part for part in _PARTS.split(outside) if part and not _only_side(part)]
    for part in parts:
        named = _meaning(kind, part)
        runs = [part] if named else _RUNS.findall(part)
        meanings = [named] if named else [_meaning(kind, run) for run in runs]
        fit = KNOWN if all(meanings) else PART
        for meant in meanings:
            if meant is not None:
                yield meant[0], side or meant[1], fit


def _meaning(kind: str, text: str) -> tuple[str, str | None] | None:
    """The field and the side that a text of one name means."""
    known = known_names(kind)
    base = known.get(folded(text))
    if base is not None:
        return base, None
    side, rest = _without_side(text)
    title = KINDS[kind].title
    if folded(text) in _PINYIN and title == "name" and kind == "contact":
        return title, "en"
    bare = qualifier(kind).sub("", rest, count=1)
    for name in (rest, bare, _COUNTED.sub("", bare)):
        key = folded(name)
        if key in known:
            return known[key], side
        if side and key in _OF_NAME and name != text and title:
            return (title, side) if key else None
    return None


@lru_cache(maxsize=4096)
def names_side(text: str) -> bool:
    """Whether a heading says nothing but a side: 中文, *English*."""
    return len(text) <= _SHORTENED and _only_side(fold(text)) is not None


def _only_side(text: str) -> str | None:
    """The side that a text names and nothing else."""
    side, rest = _without_side(text)
    return side if side and not folded(rest) else synonyms.SHORT_SIDES.get(text.strip())


@cache
def _sides() -> tuple[tuple[str | None, re.Pattern[str]], ...]:
    def of(han: str, words: str) -> re.Pattern[str]:
        several = sorted((re.escape(word) for word in words.split("|")), key=len, reverse=True)
        return re.compile(f"{fold(han)}|(?:\\bin )?\\b(?:{'|'.join(several)})\\b")

    return (
        (None, of(synonyms.BOTH_SIDES, "bilingual|chinese and english|chinese/english")),
        ("en", of(synonyms.EN_SIDE, synonyms.EN_SIDE_WORDS)),
        ("zh", of(synonyms.ZH_SIDE, synonyms.ZH_SIDE_WORDS)),
    )


@lru_cache(maxsize=4096)
def _without_side(text: str) -> tuple[str | None, str]:
    """The one side that a text names, and the text without it."""
    found: list[str | None] = []
    rest = text
    for side, pattern in _sides():
        rest, count = pattern.subn(" ", rest, count=1)
        if count:
            if side is None:
                return None, rest
            found.append(side)
    return (found[0], rest) if len(found) == 1 else (None, text)


def only_script_of(text: str) -> str | None:
    """The language a heading is written in; None for one in both."""
    latin = any(char.isascii() and char.isalpha() for char in text)
    return None if latin and has_han(text) else script_of(text)


def script_of(text: str) -> str:
    """The language a heading is written in."""
    return "zh" if has_han(text) else "en"
