"""Texts as they stand in a cell: nothing XML forbids, no longer than a cell holds, as they are.

What makes a text dangerous elsewhere (a formula, a link) cannot happen here: every text is written
as one. What is left are two traps of the format and of the library:

- ``_x0041_`` in a workbook means ``A`` (ECMA-376 part 1, 22.9.2.19). The escape for the underscore
  is read by Excel and LibreOffice, not by every library that our partners use. Cut in two runs,
  such a text is no escape to anybody.
- XlsxWriter takes an inline text from ``<r>`` to ``</r>`` for XML of its own.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

LONGEST = 32_767
"""UTF-16 units that a cell holds."""

CUT = "…"
"""The last character of a text that was longer."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("(?<=_x)(?=[0-9A-Fa-f]{4}_)")


def cell_text(text: str) -> str:
    """The text as a cell holds it. One that is too long is cut and ends in an ellipsis."""
    if len(text) * 2 <= LONGEST and text.isprintable():
        return text
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if _units(text) <= LONGEST else _shortened(text)


def written_text(text: str) -> str:
    """A ``cell_text`` as it is handed to XlsxWriter in its constant memory mode."""
    if "_x" in text:
        parts = _ESCAPE.split(text)
        if len(parts) > 1:
            return _runs(parts)
    return _runs([text]) if text.startswith("<r>") else text


def shown_width(text: str) -> int:
    """How wide the longest line of a text is, in Latin letters; a Han character is two."""
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(sum(1 + (east_asian_width(c) in "WF") for c in line) for line in text.split("\n"))


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _shortened(text: str) -> str:
    room = LONGEST - len(CUT)
    text = text[:room]
    while (over := _units(text) - room) > 0:
        text = text[: -max(1, over // 2)]
    return text.rstrip() + CUT


def _runs(parts: list[str]) -> str:
    return "".join(f'<r><t xml:space="preserve">{escape(part)}</t></r>' for part in parts)
