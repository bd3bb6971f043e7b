"""Text as it is stored and as it is searched: what is cleaned, what is folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONGEST_TEXT = 1_000_000
"""Characters in one value; more is refused by the field, so that no paste can fill the disk."""

# Kept: tab and newline. Removed: other control characters, lone surrogates, the noncharacters,
# and bidirectional overrides and isolates (they can make a name read as another one). The plain
# left-to-right and right-to-left marks go too, zero-width spaces and soft hyphens: they show
# nothing and break every comparison.
_UNWANTED = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff"
    "\u00ad\u200b\u2060\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]"
)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when first needed: these with their large sets take milliseconds."""
    return re.compile(pattern)


def clean(text: str, *, multiline: bool = False) -> str:
    """The text as stored: NFC, no control characters, no spaces around it.

    A single-line text has its line breaks and tabs turned into spaces, runs of them into one.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n").replace("\x85", "\n")
    # Pasted from elsewhere they look like spaces and break every comparison.
    text = text.replace("\xa0", " ").replace("\u202f", " ")
    text = unicodedata.normalize("NFC", _pattern(_UNWANTED).sub("", text))
    if multiline:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return re.sub(r"[\n\t]+", " ", text).strip()


class _BareCharacters(dict[int, str]):
    """Each character decomposed, without accents; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(char for char in decomposed if not unicodedata.combining(char))
        self[code] = bare
        return bare


_BARE = _BareCharacters()


def fold(text: str) -> str:
    """The text as compared and searched: no case, no accents, full width as half width."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFC", text.translate(_BARE)).casefold()


_HAN = "\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\U00020000-\U000323af\u3005\u3007"
"""The blocks of CJK ideographs, and the two marks that stand for one."""

_IS_HAN = f"[{_HAN}]"
_TOKENS = f"(?![\\W_])[{_HAN}]|[^\\W_{_HAN}]+"
_WORDS = f"(?:(?![\\W_])[{_HAN}])+|[^\\W_{_HAN}]+"


def is_han(char: str) -> bool:
    """Whether the character is a Chinese one (any CJK ideograph block)."""
    return _pattern(_IS_HAN).match(char) is not None


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return _pattern(_IS_HAN).search(text) is not None


def words(folded: str) -> list[str]:
    """The words of a folded text; a run of Han characters is one, and apart from Latin ones."""
    return _pattern(_WORDS).findall(folded)


def tokens(folded: str) -> list[str]:
    """Every Han character and every other word of a folded text."""
    return _pattern(_TOKENS).findall(folded)
