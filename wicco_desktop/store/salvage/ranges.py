"""The rows of a table of which some pages cannot be read: every row on a page that can.

Read upwards from the lowest, then downwards from the highest, until a page is broken; what lies
between is halved, again and again, until nothing is left or it takes too long. No index is
trusted: rows come from the table's own tree. A number that jumps about ends a walk as an error
does.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from wicco_desktop.store import driver

if TYPE_CHECKING:
    from wicco_desktop.store.salvage.copying import Damaged

TOP = (1 << 63) - 1
_BEYOND = 1 << 14
"""So far above the last row that was read others are looked for, where no index says how far."""
_MOST_PROBES = 8_000
"""Halvings that find nothing before the rest of a table is given up: about a second."""

Row = tuple[Any, ...]


class Unreadable:
    """Stands for a value that cannot be read."""


UNREADABLE = Unreadable()


def as_text(stored: bytes) -> str | Unreadable:
    """A stored text, read strictly."""
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:
        return UNREADABLE


class Ranges:
    """One table of a damaged file; ``gaps`` are the row numbers that could not be read."""

    def __init__(
        self,
        damaged: Damaged,
        table: str,
        columns: Iterable[str],
        take: Callable[[Row], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """``take`` is given every row, its number first; some perhaps twice."""
        self._damaged = damaged
        chosen = ", ".join(["rowid", *(f'"{name}"' for name in columns)])
        # The names are our own declarations, not input.
        self._query = (
            f'SELECT {chosen} FROM "{table}" NOT INDEXED '  # noqa: S608
            "WHERE rowid > ? AND rowid < ? ORDER BY rowid "
        )
        self._take = take
        self._cancelled = cancelled
        self._probes = 0
        self.gaps: list[tuple[int, int]] = []
        """Ranges of row numbers, both ends included."""

    def read(self, known_top: int = 0) -> None:
        """Read the table; ``known_top`` is the highest number that is known from elsewhere."""
        left: list[tuple[int, int, int]] = []
        self._note(left, self._narrowed(0, TOP))
        if left and left[0][2] == TOP:
            # The last page is broken, so that nothing says how far the table goes.
            low = left.pop()[1]
            high = known_top + 1 if known_top > low else low + _BEYOND
            self._look_ahead(low, low + (1 << 40))
            self._note(left, self._narrowed(low, high))
        while left and self._probes < _MOST_PROBES and not self._cancelled():
            _size, low, high = heapq.heappop(left)
            if high - low == 2:
                self.gaps.append((low + 1, low + 1))
                continue
            middle = (low + high) // 2
            self._note(left, self._narrowed(low, middle + 1))
            self._note(left, self._narrowed(middle, high))
        self.gaps = _joined([*self.gaps, *((low + 1, high - 1) for _size, low, high in left)])

    def _note(self, left: list[tuple[int, int, int]], gap: tuple[int, int] | None) -> None:
        if gap is not None:
            heapq.heappush(left, (gap[0] - gap[1], *gap))  # the widest comes first

    def _look_ahead(self, low: int, high: int) -> None:
        """Rows near and far beyond a broken page, so that the halving need not find them."""
        for power in range((high - low).bit_length()):
            self._walk(low + (1 << power) - 1, high, upwards=True)

    def _narrowed(self, low: int, high: int) -> tuple[int, int] | None:
        """Read an open range from both ends: what is left of it, None where nothing is."""
        while high - low > 1:
            last, up_ended = self._walk(low, high, upwards=True)
            first, down_ended = self._walk(last, high, upwards=False)
            nothing = (last, first) == (low, high)
            if nothing and up_ended and down_ended:
                return None
            if nothing or not (up_ended or down_ended):
                self._probes += 1
                return (last, first) if first - last > 1 else None
            low, high = last, first
        return None

    def _walk(self, low: int, high: int, *, upwards: bool) -> tuple[int, bool]:
        """Rows from one end: the last number that can be believed, and whether nothing broke."""
        before = last = low if upwards else high
        query = self._query + ("ASC" if upwards else "DESC")
        if self._damaged.connection is None:
            return last, False
        try:
            for row in self._damaged.connection.execute(query, (low, high)):
                number = row[0]
                if not (last < number < high if upwards else low < number < last):
                    return before, False
                before, last = last, number
                self._take(row)
        except (driver.Error, UnicodeDecodeError):
            self._damaged.renew()
            return last, False
        return last, True


def _joined(gaps: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for low, high in sorted(gaps):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found
