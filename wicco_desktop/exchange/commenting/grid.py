"""How large the columns and rows of a sheet are, so that a comment's box fits its text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wicco_desktop.exchange.commenting.model import LAST_COLUMN, LAST_ROW

_DIGIT = 7
"""Pixels of a digit of the usual font, in which widths are given (ECMA-376 part 1, 18.3.1.13)."""

BOX_WIDTH = 260
"""Pixels of a comment's box."""

_LINE, _MARGIN = 16, 14
_SMALLEST, _LARGEST = 60, 640
_WIDE, _NARROW = 12, 7
"""Pixels of a Han character and of a Latin one, 9 points high."""

_NEAR = 40
"""Rows below a comment whose heights can matter to its box."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a comment's box lies, and how large it is in pixels."""

    anchor: tuple[int, ...]
    """Left column and pixels into it, top row and pixels, right, bottom; counted from 0."""
    width: int
    height: int


@dataclass(slots=True)
class Grid:
    """The widths, heights and default styles of a sheet, as far as they are not the usual ones."""

    wanted_rows: frozenset[int] = frozenset()
    """Rows that get a comment; the heights near them are kept."""
    width: int = 64
    height: int = 20
    columns: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First, last, pixels, style."""
    heights: dict[int, int] = field(default_factory=dict)
    _near: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for row in self.wanted_rows:
            self._near.update(range(row - 1, row + _NEAR))

    def read_defaults(self, attributes: Mapping[str, str]) -> None:
        """Take what ``sheetFormatPr`` says."""
        height = _number(attributes.get("defaultRowHeight"))
        width = _number(attributes.get("defaultColWidth"))
        self.height = _points(height) if height else self.height
        self.width = _pixels(width) if width else self.width

    def read_column(self, attributes: Mapping[str, str]) -> None:
        """Take what a ``col`` says."""
        first, last = (int(_number(attributes.get(name)) or 0) for name in ("min", "max"))
        width = _number(attributes.get("width"))
        pixels = self.width if width is None else _pixels(width)
        if attributes.get("hidden") in ("1", "true"):
            pixels = 0
        self.columns.append((first, last, pixels, int(_number(attributes.get("style")) or 0)))

    def read_row(self, row: int, attributes: Mapping[str, str]) -> None:
        """Take what a ``row`` says of its height."""
        if row not in self._near:
            return
        height = _number(attributes.get("ht"))
        if attributes.get("hidden") in ("1", "true"):
            self.heights[row] = 0
        elif height is not None:
            self.heights[row] = _points(height)

    def style(self, column: int) -> int:
        """The style of a column (from 1), which cells have that are not there."""
        return next((one[3] for one in self.columns if one[0] <= column <= one[1]), 0)

    def column_width(self, column: int) -> int:
        """In pixels, of a column counted from 1."""
        return next((one[2] for one in self.columns if one[0] <= column <= one[1]), self.width)

    def row_height(self, row: int) -> int:
        """In pixels, of a row counted from 1."""
        return self.heights.get(row, self.height)

    def box(self, row: int, column: int, text: str) -> Box:
        """A box for a text, to the right of a cell and a little above it."""
        height = text_height(text)
        left = min(column, LAST_COLUMN - 4)
        top = max(0, min(row - 2, LAST_ROW - _NEAR))
        start = (left, 15, top, 2)
        return Box((*start, *self.corner(start, text)), BOX_WIDTH, height)

    def corner(self, start: tuple[int, ...], text: str) -> tuple[int, ...]:
        """Where a box for a text ends; start and end are column and pixels, row and pixels."""
        left, left_px, top, top_px = start
        across = _reach(left, left_px + BOX_WIDTH, self.column_width, LAST_COLUMN)
        return across + _reach(top, top_px + text_height(text), self.row_height, LAST_ROW)


def _reach(first: int, pixels: int, size: Callable[[int], int], most: int) -> tuple[int, int]:
    """The column or row, and the pixels into it, that lie so far behind the beginning of one."""
    at = first
    while at < most - 1 and pixels >= (own := size(at + 1)):
        pixels -= own
        at += 1
    return at, max(0, pixels)


def text_height(text: str) -> int:
    """The pixels that a comment's text needs in height."""
    across = BOX_WIDTH - _MARGIN
    lines = sum(max(1, -(-_length(line) // across)) for line in text.split("\n"))
    return max(_SMALLEST, min(_LARGEST, lines * _LINE + _MARGIN))


def _length(line: str) -> int:
    return sum(_WIDE if unicodedata.east_asian_width(one) in "WF" else _NARROW for one in line)


def _number(said: str | None) -> float | None:
    try:
        number = float(said or "")
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None


def _pixels(width: float) -> int:
    return round(width * _DIGIT)


def _points(height: float) -> int:
    return round(height * 4 / 3)
