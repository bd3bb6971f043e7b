"""What people type, before it is understood: full width, Chinese numerals, endless pastes.

Shared by the readers of dates, times and zones; what is shown back in a message is cut here too.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_READ = 100
"""Characters beyond which a text cannot be a date, a time, a zone or a country."""

_QUOTED = 40
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_HAN_NUMBER = re.compile("[〇零一二三四五六七八九两十廿卅]+")


def plain(text: str) -> str:
    """The text with full width as half width, every space a plain one, nothing invisible."""
    half = unicodedata.normalize("NFKC", text[: LONGEST_READ * 4])
    return " ".join(_INVISIBLE.sub("", half).split())


def half_width(text: str) -> str:
    """The text with full-width ASCII and spaces as half width, nothing invisible, else as it is."""
    return _INVISIBLE.sub("", text.translate(_FULL_WIDTH))


def quoted(text: str) -> str:
    """The text as a message shows it: on one line, cut where it is long."""
    shown = " ".join(text[: _QUOTED * 4].split())
    return shown if len(shown) <= _QUOTED else shown[:_QUOTED] + "…"


def with_digits(text: str) -> str:
    """The text with Chinese numerals as digits: ``二〇二二年十一月`` is ``2022年11月``."""
    return _HAN_NUMBER.sub(lambda found: _number(found.group()), text)


def _number(han: str) -> str:
    han = han.replace("廿", "二十").replace("卅", "三十")
    if "十" not in han:
        return "".join(str(_DIGITS[char]) for char in han)
    tens, _, units = han.partition("十")
    if len(tens) > 1 or len(units) > 1:
        return han
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0))
