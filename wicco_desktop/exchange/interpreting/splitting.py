"""One cell that holds a text in both languages: 陈祖荣 Chan Chou Wang, 处长/Head of Division."""

from __future__ import annotations

import re

from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.both import both_names

_BETWEEN = re.compile(r"\s*[/／|｜\n\r]+\s*")


def sides_of(text: str) -> dict[str, str]:
    """The text by language; a text in one language says nothing of the other."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) == 2 and has_han(parts[0]) != has_han(parts[1]):
        chinese, other = parts if has_han(parts[0]) else reversed(parts)
        return {"zh": chinese, "en": other}
    return both_names(text)
