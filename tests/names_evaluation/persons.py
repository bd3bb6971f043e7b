"""By what a person is recognised in both halves: any way of writing the same name gives one key.

Nothing of the comparison that is measured is used here. Two persons may have one key, one person
in two scripts has one whenever the letters are pinyin: so two halves without a common key share no
person that is written alike in both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pypinyin import lazy_pinyin

from tests.names_evaluation.pairs import Pair

HAN = re.compile(r"[㐀-䶿一-鿿]+")
WORDS = re.compile(r"[a-z]+")
TITLES = re.compile(
    "mr|ms|dr|prof|professor|president|secretary|sir|general|vice|premier|procurator|sr|sra"
)
HONORIFICS = re.compile(
    "先生|女士|同志|博士|教授|院士|院长|主席|副总理|总理|检察长|行政长官|司长|司長|局长|处长|大使"
)


def keys(name: str) -> Iterator[str]:
    """The keys of the names in a cell; a surname alone has none.

    Traditional and simplified characters, tones, spaces, hyphens, accents, capitals, titles and the
    order of the words make no difference.
    """
    for run in HAN.findall(HONORIFICS.sub("", name)):
        if len(run) > 1:
            yield _letters(lazy_pinyin(run))
    words = [word for word in WORDS.findall(_folded(name)) if not TITLES.fullmatch(word)]
    if len(words) > 1:
        yield _letters(words)


def of(pairs: Iterable[Pair]) -> set[str]:
    """The keys of everybody who stands in the pairs."""
    return {key for pair in pairs for name in (pair.a, pair.b) for key in keys(name)}


def _letters(words: Iterable[str]) -> str:
    """The letters in order: whatever order the words stand in and wherever they are divided."""
    return "".join(sorted("".join(words)))


def _folded(name: str) -> str:
    """Small letters without accents; an apostrophe divides nothing."""
    apart = unicodedata.normalize("NFKD", HAN.sub(" ", name)).casefold()
    return "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in "'’")
