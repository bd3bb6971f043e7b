"""One cell that holds a text in both languages: 陈祖荣 Chan Chou Wang, 处长/Head of Division."""

from __future__ import annotations

import re
from itertools import groupby

from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.both import both_names

LONGEST = 5_000
"""Characters of a text that is taken apart; a longer one is no name, title or address."""

_LINES = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_SIGNS = re.compile(r"\s*[/／|｜]+\s*")
_SPACES = {0xA0: " ", 0x3000: " "}
_SHORT_WORD = re.compile(r"[A-Z]{1,5}[ \t-]+[^\sA-Za-z]")
"""IT 经理, WICCO 秘书长: the letters are part of the Chinese."""
_LETTERS = re.compile(r"[^\W\d_]")


def sides_of(text: str, *, words: int = 1) -> dict[str, str]:
    """The text by language; a text in one language says nothing of the other.

    ``words``: so many the Latin part has at least; see ``names.both``.
    """
    text = text.translate(_SPACES).strip()
    if len(text) > LONGEST or not has_han(text):
        return {"zh" if has_han(text) else "en": text}
    for pattern, joined in ((_LINES, "\n"), (_SIGNS, " / ")):
        parts = [part for part in pattern.split(text) if part]
        if len(parts) > 1 and all(_LETTERS.search(part) for part in parts):
            runs = [(han, joined.join(run)) for han, run in groupby(parts, has_han)]
            if len(runs) == 2:
                return {"zh" if han else "en": run for han, run in runs}
    if _SHORT_WORD.match(text):
        return {"zh": text}
    return both_names(text, words=words)


_ONE_WORD = {
    ("contact", "name"),
    ("contact", "affiliation.title"),
    ("contact", "affiliation.department"),
}


def fewest_words(kind: str, base: str) -> int:
    """How many words the Latin part of a field has at least, to be one of its own.

    Names of bodies and events may begin with a Latin word: *BEYOND 国际科技创新博览会*.
    """
    return 1 if (kind, base) in _ONE_WORD else 2
