"""A workbook that was read, kept packed: a block of rows is unpacked when rows of it are wanted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from wicco_desktop.exchange.cells import Area, RawRow, SheetFacts
from wicco_desktop.exchange.reading.wire import BrokenFrame, block_ends, block_rows

_UNPACKED_BLOCKS = 4


class ReadSheet:
    """One sheet; see ``cells.Sheet``."""

    def __init__(self, name: str, *, hidden: bool, from_1904: bool) -> None:
        self.facts = SheetFacts(name, hidden, from_1904=from_1904)
        self._blocks: list[bytes] = []
        self._lasts: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._unpacked = lru_cache(maxsize=_UNPACKED_BLOCKS)(self._unpack)

    def add(self, block: bytes) -> None:
        """Keep a block that arrived; raises BrokenFrame for one that is out of order."""
        first, last, count, width = block_ends(block)
        if not first <= last or (self._lasts and first <= self._lasts[-1]):
            raise BrokenFrame
        self._blocks.append(block)
        self._lasts.append(last)
        facts = self.facts
        self.facts = replace(facts, rows=facts.rows + count, columns=max(facts.columns, width))

    def complete(self, told: dict[str, Any]) -> None:
        """Take over what is known of the sheet now that all its rows are there."""
        last = self._lasts[-1] if self._lasts else 0
        try:
            self.facts = replace(
                self.facts,
                merged=tuple(Area(*area) for area in told["merged"]),
                hidden_rows=_numbers(told["hidden_rows"], 1, last),
                hidden_columns=_numbers(told["hidden_columns"], 0, self.facts.columns - 1),
            )
        except (LookupError, TypeError, ValueError) as problem:
            raise BrokenFrame from problem

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[RawRow]:
        """The rows whose numbers lie between two, both included."""
        for block in range(bisect_left(self._lasts, first), len(self._blocks)):
            for row in self._unpacked(block):
                if last is not None and row.number > last:
                    return
                if row.number >= first:
                    yield row

    def _unpack(self, block: int) -> list[RawRow]:
        return block_rows(self._blocks[block])


def _numbers(ranges: list[list[int]], lowest: int, highest: int) -> frozenset[int]:
    """Ranges of numbers as a set of those that count."""
    return frozenset(
        number
        for first, last in ranges
        for number in range(max(first, lowest), min(last, highest) + 1)
    )


@dataclass
class ReadWorkbook:
    """A whole workbook; see ``cells.Workbook``."""

    format: str = ""
    digest: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    _sheets: list[ReadSheet] = field(default_factory=list)

    @property
    def sheets(self) -> tuple[ReadSheet, ...]:
        """The sheets in order, hidden ones too."""
        return tuple(self._sheets)

    def begin(self, name: str, *, hidden: bool, from_1904: bool) -> ReadSheet:
        """One more sheet."""
        sheet = ReadSheet(name, hidden=hidden, from_1904=from_1904)
        self._sheets.append(sheet)
        return sheet
