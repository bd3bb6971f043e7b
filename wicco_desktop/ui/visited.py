"""Where one has been: sections and records, gone through with Alt+Left and Alt+Right. Pure."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 100
"""Places remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section, and the record shown there."""

    section: str
    record: tuple[str, str] | None = None


class Visited:
    """The places in the order one came to them, and where one is among them."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def go_to(self, place: Place, left: Place | None = None) -> None:
        """One goes to a place; ``left`` is the one just left, as it was last."""
        self._leave(left)
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places[self._at + 1 :] = [place]
        self._places = self._places[-MOST:]
        self._at = len(self._places) - 1

    def back(self, left: Place | None = None) -> Place | None:
        """The place before, None where there is none."""
        return self._move(-1, left)

    def forward(self, left: Place | None = None) -> Place | None:
        """The place after, None where there is none."""
        return self._move(1, left)

    def _move(self, by: int, left: Place | None) -> Place | None:
        self._leave(left)
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]

    def _leave(self, left: Place | None) -> None:
        """The record shown may have changed within the page since one came to it."""
        if left is None or self._at < 0 or self._places[self._at] == left:
            return
        here = self._places[self._at]
        if here.section == left.section and here.record is None:
            self._places[self._at] = left
        else:
            self._places[self._at + 1 :] = [left]
            self._at += 1
