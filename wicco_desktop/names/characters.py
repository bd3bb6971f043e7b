"""Chinese characters in either script, made comparable: simplified forms and common variants.

Several traditional characters may share one simplified form (發 and 髮 are both 发), so that equal
forms propose that two names are the same; they do not prove it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wicco_desktop.foundation.text import fold, has_han, is_han

if TYPE_CHECKING:
    from opencc import OpenCC

_ALSO = {
    **dict.fromkeys("峯", "峰"),
    **dict.fromkeys("鉅", "钜"),
    **dict.fromkeys("昇陞", "升昇"),
    **dict.fromkeys("乾", "乾干"),
    **dict.fromkeys("徵", "征徵"),
    **dict.fromkeys("崑", "昆"),
    **dict.fromkeys("鍾", "钟锺"),
    **dict.fromkeys("锺", "钟"),
    **dict.fromkeys("濬", "浚"),
    **dict.fromkeys("叡", "睿"),
    **dict.fromkeys("祐", "佑"),
    **dict.fromkeys("喆", "哲"),
    **dict.fromkeys("瀋", "沈"),
    **dict.fromkeys("於", "于於"),
    **dict.fromkeys("餘", "余馀"),
    **dict.fromkeys("馀", "余"),
    **dict.fromkeys("藉", "藉籍"),
    **dict.fromkeys("祕", "秘"),
    **dict.fromkeys("堃", "坤"),
    **dict.fromkeys("洗", "冼"),
    **dict.fromkeys("肖", "萧"),
    **dict.fromkeys("锦", "錦"),
    **dict.fromkeys("甯", "宁"),
    **dict.fromkeys("麽", "么"),
}
"""Forms a character may also be written in, beside its own simplified one."""


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def simplified(char: str) -> str:
    """The simplified form of one character; the character itself where it has no other."""
    return _converter().convert(char)[:1] or char


@cache
def forms(char: str) -> frozenset[str]:
    """The simplified forms a character may stand for; two characters that share one may agree."""
    return frozenset({simplified(char), char, *map(simplified, _ALSO.get(char, ""))})


class _Simplified(dict[int, str]):
    """The simplified form of each character, for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        self[code] = form = simplified(chr(code)) if is_han(chr(code)) else chr(code)
        return form


_SIMPLIFIED = _Simplified()


def in_simplified(text: str) -> str:
    """A text with every character in its simplified form, one by one and of the same length."""
    return text.translate(_SIMPLIFIED)


def as_searched(text: str) -> str:
    """A text folded and in simplified characters: as it is indexed and looked for."""
    folded = fold(text)
    return in_simplified(folded) if has_han(folded) else folded


@cache
def common_characters() -> str:
    """The 3,755 simplified characters of the first level of GB 2312, the commonest ones."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return b"".join(rows).decode("gb2312", errors="ignore")
