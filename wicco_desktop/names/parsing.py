"""What stands in one cell: the Chinese name, the words of the Latin one, the forms of address.

Nothing is decided about which word is the family name; only what is written is kept (a comma,
which words were joined by hyphens).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wicco_desktop.foundation.text import clean, fold, has_han, is_han
from wicco_desktop.names.characters import in_simplified
from wicco_desktop.names.honorifics import addressed

LONGEST_COMPARED = 120
"""Characters of a name that are looked at; the rest of a pasted page is no name."""

MOST_WORDS = 8
LONGEST_CHINESE = 6
"""Characters of a Chinese person's name with two family names; what is longer is none."""

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_HYPHENS = re.compile("[-‐‑–—_]+")
_COMMA = re.compile("[,，、]")
_WORD = re.compile(r"[^\W\d_]+")
_TITLE_WORDS = """
    mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme hon honourable
    president vice chair chairman chairwoman chairperson director deputy minister premier mayor
    ambassador secretary general governor consul sr sra senhor senhora dom dona eng engr rev bishop
    cardinal justice judge captain colonel doctor doutor doutora exmo exma chief executive
    commissioner councillor jr phd gbm gbs jp sbs excellency his her
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_POST_BEFORE = (
    "^(?:.{0,12}?(?:行政长官|特首|总统|总理|主席|部长|局长|司长|处长|厅长|市长|省长|书记|校长|院长|议员"
    "|大使|教授|博士|总裁|董事长|经理|主任|秘书长|委员长|先生|女士))(?=.{2,4}$)"
)
_POST_AFTER = (
    "(?<=.)(?:副?(?:行政长官|特首|总统|总理|总裁|行长|检察长|审计长|专员|司长|部长|委员长|会长|署长)"
    "|爵士|勋爵|律师|神父|主教)$"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One name as written.

    ``han`` is the Chinese name without forms of address, ``simplified`` the same in simplified
    characters; ``words`` the folded Latin words, parted at hyphens; ``before_comma`` how many of
    them stand before a comma (0 where there is none); ``joined`` places of words that a hyphen
    joins to the one before.
    """

    han: str
    simplified: str
    words: tuple[str, ...]
    before_comma: int
    joined: frozenset[int]

    @property
    def is_empty(self) -> bool:
        """Whether there is no letter in it."""
        return not self.han and not self.words


@lru_cache(maxsize=4_096)
def parsed(name: str) -> Parsed:
    """What is written in a cell that holds one person's name, in either script or both."""
    cut = clean(name[: LONGEST_COMPARED * 4])[:LONGEST_COMPARED]
    han = _chinese(cut)
    words, before, joined = _latin(cut)
    return Parsed(han, in_simplified(han), words, before, joined)


def _chinese(text: str) -> str:
    if not has_han(text):
        return ""
    joined = "".join(filter(is_han, text))
    if not joined:
        return ""
    plain = in_simplified(joined)
    before = re.match(_POST_BEFORE, plain)
    if before:
        joined, plain = joined[before.end() :], plain[before.end() :]
    after = re.search(_POST_AFTER, plain)
    if after:
        joined = joined[: after.start()]
    # Titles of several levels stand one after another: 陈祖荣 处长 先生.
    for _ in range(2):
        named = addressed(joined)
        joined = named.name
        if not named.form:
            break
    return joined


def _latin(text: str) -> tuple[tuple[str, ...], int, frozenset[int]]:
    kept = "".join(" " if is_han(char) else char for char in text)
    kept = _APOSTROPHES.sub("", kept)
    words: list[str] = []
    joined: set[int] = set()
    before_comma = 0
    for number, part in enumerate(_COMMA.split(kept)):
        for group in part.split():
            for index, piece in enumerate(_HYPHENS.split(group)):
                for found in _WORD.findall(fold(piece)):
                    if found in _TITLES:
                        continue
                    if index and words:
                        joined.add(len(words))
                    words.append(found)
        if number == 0 and "," in kept.replace("，", ",").replace("、", ","):
            before_comma = len(words)
    if before_comma >= len(words):
        before_comma = 0
    return tuple(words[:MOST_WORDS]), before_comma, frozenset(joined)
