"""The space between Han characters and Latin letters or digits, where a placeholder is filled.

A catalogue can set what it says itself. Whether *{name}的手机* needs a space shows only with the
name: *Ding Tian 的手机*, *丁恬的手机*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_HAN = "\u4e00-\u9fff"
_EAST_ASIAN = 0x2E80
"""From here on the characters are of East Asia, below of alphabets."""

_DATE = re.compile(r"\d+[年月日]")


def spaced(text: str, values: Mapping[str, object]) -> str:
    """The text, still with its placeholders, with a space where the value that comes asks for one.

    Dates are set without, as formats of dates have it: *至2022年11月23日*.
    """

    def before(match: re.Match[str]) -> str:
        value = str(values.get(match[1], ""))
        return " " if _is_latin(value[:1]) and not _DATE.match(value) else ""

    def after(match: re.Match[str]) -> str:
        last = str(values.get(match[1], ""))[-1:]
        dated = match["unit"] is not None and last.isdigit()
        return match[0] + (" " if _is_latin(last) and not dated else "")

    after_han, before_han = _places()
    return before_han.sub(after, after_han.sub(before, text))


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Placeholders behind Han characters and before them; made with the first Chinese sentence."""
    return (
        re.compile(rf"(?<=[{_HAN}])(?=\{{(\w+)[^{{}}]*\}})"),
        re.compile(rf"(?<!\{{)\{{(\w+)[^{{}}]*\}}(?=[{_HAN}])(?P<unit>(?=[年月日]))?"),
    )


def _is_latin(character: str) -> bool:
    return character.isalnum() and ord(character) < _EAST_ASIAN
