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
_POST = "副?(?:[局处厅市区省部司科组院校所会馆]长|主席|主任|书记|教授|博士|先生|女士|小姐|太太)"
_POST_AFTER = (
    "(?<=.)(?:副?(?:行政长官|特首|总统|总理|总裁|行长|检察长|审计长|专员|司长|部长|委员长|会长|署长)"
    "|爵士|勋爵|律师|神父|主教)$"
)


_is_han = lru_cache(maxsize=8_192)(is_han)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One name as written.

    ``han`` is the Chinese name without forms of address, ``simplified`` the same in simplified
    characters; ``words`` the folded Latin words, parted at hyphens; ``before_comma`` how many of
    them stand before a comma (0 where there is none).
    """

    han: str
    simplified: str
    words: tuple[str, ...]
    before_comma: int

    @property
    def is_empty(self) -> bool:
        """Whether there is no letter in it."""
        return not self.han and not self.words


@lru_cache(maxsize=4_096)
def parsed(name: str) -> Parsed:
    """What is written in a cell that holds one person's name, in either script or both."""
    cut = clean(name[: LONGEST_COMPARED * 4])[:LONGEST_COMPARED]
    han = _chinese(cut)
    words, before = _latin(cut)
    return Parsed(han, in_simplified(han), words, before)


def _chinese(text: str) -> str:
    if text.isascii() or not has_han(text):
        return ""
    joined = "".join(filter(_is_han, text))
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
    return "" if re.fullmatch(_POST, in_simplified(joined)) else joined


def _latin(text: str) -> tuple[tuple[str, ...], int]:
    """The words without forms of address, and how many of them stand before the first comma."""
    if not text.isascii():
        text = "".join(" " if _is_han(char) else char for char in text)
    bare = _APOSTROPHES.sub("", text)
    before, *after = (_words(part) for part in _COMMA.split(bare, maxsplit=1))
    words = [*before, *after[0]] if after else before
    return tuple(words[:MOST_WORDS]), len(before) if after and after[0] else 0


def _words(text: str) -> list[str]:
    found = _WORD.findall(fold(_HYPHENS.sub(" ", text)))
    return [word for word in found if word not in _TITLES]
