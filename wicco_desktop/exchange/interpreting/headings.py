"""What a heading says: which field of which kind, and which side of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from wicco_desktop.exchange.columns import (
    CODE,
    EXPORT_HEADING,
    ID_HEADING,
    ExchangeColumn,
    column_at,
    sheet_columns,
)
from wicco_desktop.exchange.heading_text import BETWEEN, heading
from wicco_desktop.exchange.interpreting.synonyms import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    IGNORED,
    SYNONYMS,
)
from wicco_desktop.exchange.plan import EXPORT, FAMILY, GIVEN, ID, ROW_CODE
from wicco_desktop.foundation.languages import LANGUAGES
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.foundation.text import fold, has_han

LONGEST = 200
"""Characters of a heading that are looked at; the rest of a pasted page is none."""

EXACT, KNOWN, PART = 3, 2, 1
"""How well a heading fits: as we write it, a name in use, one of two names in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a heading may mean. ``base`` is a path without language, ``side`` what it says of it."""

    base: str
    side: str | None
    fit: int


_SIDES = (
    ("zh", re.compile(r"中文名?|汉语|漢語|简体|繁体|繁體|\bchinese\b|\bcn\b|\bzh\b")),
    ("en", re.compile(r"英文名?|英语|英語|外文|拼音|\benglish\b|\ben\b|\blatin\b|\bpinyin\b")),
)
_PARTS = re.compile(r"\s*[/／|｜\n\r]+\s*")


def folded(text: str) -> str:
    """A heading as compared: no case, no spaces, no signs, no star of a required field."""
    return re.sub(r"[\W_]+", "", fold(text[:LONGEST]))


def _base(column: ExchangeColumn) -> str:
    return column.path.removesuffix(f".{column.language}") if column.language else column.path


@cache
def _exact(kind: str) -> dict[str, str]:
    """Headings as we write them, folded, to paths."""
    found: dict[str, str] = {}
    for column in sheet_columns(kind, remarks=True):
        for language in ("both", "zh", "en"):
            found.setdefault(folded(heading(column, language)), column.path)
    return found


@cache
def _known(kind: str) -> dict[str, str]:
    """Names in use, folded, to paths without language."""
    found: dict[str, str] = {}
    for column in sheet_columns(kind, remarks=True):
        for language in LANGUAGES:
            found.setdefault(folded(Translator(language).tr(column.label)), _base(column))
    for base, names in SYNONYMS.get(kind, {}).items():
        for name in names.split("|"):
            found.setdefault(folded(name), base)
    return found


@cache
def bases(kind: str) -> dict[str, tuple[ExchangeColumn, ...]]:
    """The columns of a kind by their path without language."""
    found: dict[str, list[ExchangeColumn]] = {}
    for column in sheet_columns(kind, remarks=True):
        found.setdefault(_base(column), []).append(column)
    return {base: tuple(columns) for base, columns in found.items()}


@cache
def _codes() -> frozenset[str]:
    shown = [Translator(language).tr(CODE) for language in LANGUAGES]
    return frozenset(map(folded, [*shown, BETWEEN.join(shown), BETWEEN.join(reversed(shown))]))


def held(text: str) -> str:
    """What a column holds besides fields, by its heading; empty for none of it."""
    plain = text.strip().casefold()
    if plain == ID_HEADING:
        return ID
    if plain == EXPORT_HEADING:
        return EXPORT
    if folded(text) in _codes():
        return ROW_CODE
    words = plain.strip(" *:：")
    return FAMILY if words in FAMILY_NAMES else GIVEN if words in GIVEN_NAMES else ""


def counts_rows(text: str) -> bool:
    """Whether a heading stands above a column that only counts rows."""
    return text.strip().casefold().rstrip(".:：") in IGNORED


@lru_cache(maxsize=4096)
def read_heading(kind: str, text: str) -> Said | None:
    """What a heading means for a kind, None where it means nothing known."""
    text = text[:LONGEST]
    exact = _exact(kind).get(folded(text))
    if exact is not None:
        column = column_at(kind, exact)
        return Said(_base(column), column.language, EXACT)
    known = _known(kind)
    base = known.get(folded(text))
    if base is not None:
        return Said(base, None, KNOWN)
    side, rest = _without_side(text)
    base = known.get(folded(rest)) if side else None
    if base is not None:
        return Said(base, side, KNOWN)
    # Both languages in one heading: 姓名 Name, 职务/Title. They must not disagree.
    told = {said.base: said for said in _parts(kind, text)}
    if len(told) == 1:
        (only,) = told.values()
        return Said(only.base, side or only.side, PART)
    return None


def _without_side(text: str) -> tuple[str | None, str]:
    lowered = fold(text)
    sides = [(code, found) for code, pattern in _SIDES if (found := pattern.search(lowered))]
    if len(sides) != 1:
        return None, text
    code, found = sides[0]
    rest = lowered[: found.start()] + lowered[found.end() :]
    return code, rest or ("姓名" if found.group().endswith("名") else "")


def _parts(kind: str, text: str) -> Iterator[Said]:
    known = _known(kind)
    pieces = [piece for piece in _PARTS.split(text) if piece]
    for piece in pieces:
        runs = [piece, *re.findall(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z .'-]*", piece)]
        for run in runs:
            side, rest = _without_side(run)
            base = known.get(folded(run)) or (known.get(folded(rest)) if side else None)
            if base is not None:
                yield Said(base, side, PART)
                break


def script_of(text: str) -> str:
    """The language a heading is written in."""
    return "zh" if has_han(text) else "en"
