"""Which language of the data a text is written in, guessed from its characters."""

from __future__ import annotations

import re

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.text import is_han

_LOOKED_AT = 2_000
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str, otherwise: str = ENGLISH.code) -> str:
    """The code of the language a text is in; ``otherwise`` for one without letters.

    Chinese where its characters are as many as the words in letters: 向 BEYOND Expo 推介 is
    Chinese, *the word 会议 in a sentence* is not.
    """
    start = text[:_LOOKED_AT]
    han = sum(is_han(char) for char in start)
    bare = "".join(" " if is_han(char) else char for char in start)
    words = len(_WORD.findall(bare))
    if not han and not words:
        return otherwise
    return CHINESE.code if han >= words else ENGLISH.code
