"""The text of a cell of an ``.ods``: paragraphs, and white space as programs write it."""

from __future__ import annotations

import re

from wicco_desktop.exchange.reading.markup import attribute
from wicco_desktop.exchange.reading.refused import Refused

_WRAPPED = re.compile("[ \t\n]*[\t\n][ \t\n]*")
"""White space that only lays out the XML."""

_NOT_SPOKEN = frozenset({"ruby-text", "note"})


class Paragraphs:
    """Collects the paragraphs of one cell.

    White space that is meant exactly is written as an element (part 3, 6.1.2), other white space
    would count as one space and as none at the ends of a paragraph; but LibreOffice writes spaces
    of a text of several lines as they are, and reads them so. So only wrapped lines are joined.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._lines: list[str] = []
        self._parts: list[str] = []
        self._inside = 0
        self._left_out = 0
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element inside the cell begins."""
        if self._left_out or name in _NOT_SPOKEN:
            self._left_out += 1
        elif name in {"p", "h"}:
            self._inside += 1
        elif self._inside and name == "s":
            count = attribute(attributes, "c") or "1"
            spaces = int(count) if count.isdecimal() and len(count) < 9 else 1
            self._add(_KEPT * min(spaces, self._longest + 1))
        elif self._inside and name in _KEPT_AS:
            self._add(_KEPT_AS[name])

    def end(self, name: str) -> None:
        """An element inside the cell ends."""
        if self._left_out:
            self._left_out -= 1
        elif name in {"p", "h"}:
            self._inside -= 1
            line = "".join(self._parts)
            if "\n" in line or "\t" in line:
                line = _WRAPPED.sub(" ", line.strip("\t\n"))
            self._lines.append(line.translate(_AS_MEANT))
            self._parts = []
            self._size += 1

    def text(self, text: str) -> None:
        """Characters inside the cell."""
        if self._inside and not self._left_out:
            self._add(text)

    def take(self) -> str | None:
        """The text of the cell, None where it has no paragraph; the next one begins."""
        text = "\n".join(self._lines) if self._lines else None
        self._lines = []
        self._parts = []
        self._inside = self._left_out = self._size = 0
        return text

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > self._longest:
            raise Refused("text", self._longest)
        self._parts.append(text)


_KEPT = "\ufdd0"
_KEPT_AS = {"tab": "\ufdd1", "line-break": "\ufdd2"}
_AS_MEANT = str.maketrans({"\ufdd0": " ", "\ufdd1": "\t", "\ufdd2": "\n"})
"""Characters that no text has stand for white space that counts."""
