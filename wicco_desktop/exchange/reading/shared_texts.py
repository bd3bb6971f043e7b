"""The table of texts of an ``.xlsx``; what is read aloud of Chinese (phonetic runs) is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import BinaryIO

from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.runs import Runs, read_with_runs
from wicco_desktop.exchange.reading.texts import (
    SharedTexts,
    encoded_all,
    encoded_text,
    unescaped,
)

_REGULAR = re.compile(rb'<si><t(?: xml:space="preserve")?(?:/>|>([^<]*)</t>)</si>')


class RichText:
    """Collects the text of one item: its ``t`` elements, also those of its runs."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._collected: list[str] = []
        self._size = 0
        self._in_text = False
        self._began = 0
        self._phonetic = 0

    def start(self, name: str) -> None:
        """An element inside the item begins."""
        if name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self._in_text = not self._phonetic
            self._began = len(self._collected)

    def end(self, name: str) -> None:
        """An element inside the item ends."""
        if name == "rPh":
            self._phonetic -= 1
        elif name == "t" and self._in_text:
            self._in_text = False
            # Each piece by itself: ``_x`` and ``0041_`` in two of them are no escape.
            piece = "".join(self._collected[self._began :])
            self._collected[self._began :] = [unescaped(piece)]

    def text(self, text: str) -> None:
        """Characters anywhere in the item."""
        if self._in_text:
            self.append(text)

    def append(self, text: str) -> None:
        """Characters that belong to the text for certain; raises Refused for too many."""
        self._size += len(text)
        if self._size > self._longest:
            raise Refused("text", self._longest)
        self._collected.append(text)

    def take(self) -> str:
        """The text; the next one begins."""
        text = "".join(self._collected)
        self._collected = []
        self._size = self._phonetic = 0
        self._in_text = False
        return text


class _SharedElements:
    runs = Runs("si", 1)
    expecting = True

    def __init__(self, texts: SharedTexts, limits: Limits, alive: Callable[[], None]) -> None:
        self._alive = alive
        self._texts = texts
        self._limits = limits
        self._item = RichText(limits.text)
        self._inside = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._inside = True
        elif self._inside:
            self._item.start(name)

    def end(self, name: str) -> None:
        if name == "si":
            self._inside = False
            self._texts.append(encoded_text(self._item.take()))
        elif self._inside:
            self._item.end(name)

    def text(self, text: str) -> None:
        if self._inside:
            self._item.text(text)

    def run(self, piece: bytes) -> bool:
        """Take a run of items at once if they are all of the usual form."""
        self._alive()
        parts = _REGULAR.split(piece)
        if any(parts[0::2]):
            return False
        found = encoded_all([text or b"" for text in parts[1::2]], self._limits.text)
        if found is None:
            return False
        self._texts.extend(found)
        return True


def read_shared_texts(
    source: BinaryIO | None,
    limits: Limits,
    alive: Callable[[], None],
    *,
    whole_runs: bool = True,
) -> Sequence[bytes]:
    """The whole table; an empty one where the workbook has none."""
    texts = SharedTexts(limits.memory_of_package * 2 // 3)
    if source is not None:
        read_with_runs(source, _SharedElements(texts, limits, alive), whole_runs=whole_runs)
    return texts.complete()
