"""Where rows and headings lie in a list: rows of one height, headings of another. Pure arithmetic.

Bisection instead of a position a row: a list of 1,000,000 is laid out as fast as one of 10.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class Geometry:
    """Positions, in pixels from the top of the list, of ``count`` rows and their headings.

    ``starts`` are the rows that have a heading above them.
    """

    def __init__(
        self, count: int, row_height: int, heading_height: int, starts: Sequence[int] = ()
    ) -> None:
        self.count = count
        self.row_height = row_height
        self.heading_height = heading_height
        self._starts = starts
        self._tops = [
            start * row_height + before * heading_height for before, start in enumerate(starts)
        ]

    @property
    def height(self) -> int:
        """The height of the whole list."""
        return self.count * self.row_height + len(self._starts) * self.heading_height

    def top_of(self, row: int) -> int:
        """Where a row begins."""
        headings = bisect_right(self._starts, row)
        return row * self.row_height + headings * self.heading_height

    def row_at(self, y: int) -> int | None:
        """The row at a height, None between rows or outside."""
        if not 0 <= y < self.height:
            return None
        heading = bisect_right(self._tops, y) - 1
        if heading < 0:
            return y // self.row_height
        inside = y - self._tops[heading] - self.heading_height
        return None if inside < 0 else self._starts[heading] + inside // self.row_height

    def row_near(self, y: int) -> int:
        """The row at a height, the next one below a heading, the first or last one outside."""
        if y >= self.height:
            return self.count - 1
        y = max(0, y)
        row = self.row_at(y)
        return row if row is not None else self._starts[bisect_right(self._tops, y) - 1]

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows of which something lies between two heights (the lower one excluded)."""
        if not self.count or bottom <= max(0, top) or top >= self.height:
            return range(0)
        first, last = self.row_near(top), self.row_near(bottom - 1)
        if self.top_of(last) >= bottom:
            last -= 1
        return range(first, last + 1)

    def headings_between(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """Number and top of the headings of which something lies between two heights."""
        first = bisect_right(self._tops, top - self.heading_height)
        last = bisect_left(self._tops, bottom)
        return [(number, self._tops[number]) for number in range(first, last)]

    def heading_over(self, y: int) -> int | None:
        """The number of the heading that the row at a height stands under."""
        number = bisect_right(self._tops, y) - 1
        return number if number >= 0 else None

    def top_of_heading(self, number: int) -> int | None:
        """Where a heading begins, None where there is none of that number."""
        return self._tops[number] if 0 <= number < len(self._tops) else None
