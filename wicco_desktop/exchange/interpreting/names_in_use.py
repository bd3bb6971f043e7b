"""The names of fields as they are looked up: ours and those in use, by kind, folded."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from wicco_desktop.exchange.columns import CODE, ExchangeColumn, sheet_columns
from wicco_desktop.exchange.heading_text import BETWEEN, heading
from wicco_desktop.exchange.interpreting.synonyms import QUALIFIERS, SYNONYMS
from wicco_desktop.foundation.languages import LANGUAGES
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.foundation.text import fold

LONGEST = 200
"""Characters of a heading that are looked at; the rest of a pasted page is none."""


_NEITHER = re.compile(r"[\W_]+")
"""What is neither letter nor digit."""


def folded(text: str) -> str:
    """A heading as compared: no case, no accents, no spaces, no signs."""
    return _folded(text[:LONGEST])


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Each cell near the top of a sheet is asked for by every kind that it may head."""
    return _NEITHER.sub("", fold(text))


def base_of(column: ExchangeColumn) -> str:
    """The path of a column without its language."""
    return column.path.removesuffix(f".{column.language}") if column.language else column.path


@cache
def bases(kind: str) -> dict[str, tuple[ExchangeColumn, ...]]:
    """The columns of a kind by their path without language."""
    found: dict[str, list[ExchangeColumn]] = {}
    for column in sheet_columns(kind, remarks=True):
        found.setdefault(base_of(column), []).append(column)
    return {base: tuple(columns) for base, columns in found.items()}


@cache
def exact_names(kind: str) -> dict[str, ExchangeColumn]:
    """The headings that we write ourselves, folded."""
    found: dict[str, ExchangeColumn] = {}
    for column in sheet_columns(kind, remarks=True):
        for language in ("both", "zh", "en"):
            found.setdefault(folded(heading(column, language)), column)
    return found


@cache
def known_names(kind: str) -> dict[str, str]:
    """Names in use, folded, to paths without language."""
    found: dict[str, str] = {}
    for column in sheet_columns(kind, remarks=True):
        for language in LANGUAGES:
            found.setdefault(folded(Translator(language).tr(column.label)), base_of(column))
    for base, names in SYNONYMS.get(kind, {}).items():
        for name in names.split("|"):
            found.setdefault(folded(name), base)
    return found


@cache
def qualifier(kind: str) -> re.Pattern[str]:
    """What stands before a name and adds nothing."""
    several = sorted(QUALIFIERS.get(kind, "").split("|"), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in several if name.isascii())
    others = "|".join(re.escape(fold(name)) for name in several if not name.isascii())
    return re.compile(rf"(?:(?:the )?(?:{latin})(?:'s)?\s+|(?:{others})(?:的)?\s*)+")


@cache
def code_names() -> frozenset[str]:
    """What the column of the short code is called."""
    shown = [Translator(language).tr(CODE) for language in LANGUAGES]
    return frozenset(map(folded, [*shown, BETWEEN.join(shown), BETWEEN.join(reversed(shown))]))
