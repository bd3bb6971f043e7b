"""The rows of a returned workbook as read, kept small: all of them at hand, few of them unpacked.

A hundred thousand rows as objects would take hundreds of megabytes; they lie here in compressed
blocks (in memory: nothing of a partner's data is written to a temporary file).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from wicco_desktop.exchange.plan import IncomingRow
from wicco_desktop.foundation.json_text import from_json, to_json
from wicco_desktop.foundation.quick_deflate import packed, unpacked
from wicco_desktop.records import Value

BLOCK = 256
"""Rows in a block: unpacking one takes about a millisecond."""

_BLOCKS_AT_HAND = 8

Values = tuple[Value, ...]


@dataclass(slots=True)
class IncomingRows:
    """The values of every row by the order of ``paths``; ``ABSENT`` where a row says nothing."""

    paths: tuple[str, ...]
    _blocks: list[tuple[int, bytes]] = field(default_factory=list)
    _open: list[Values] = field(default_factory=list)
    _cache: dict[int, list[Values]] = field(default_factory=dict)
    count: int = 0

    def append(self, row: IncomingRow) -> None:
        """Take a row up; its place is the count before."""
        self._open.append(tuple(map(row.values.get, self.paths, repeat(ABSENT))))
        self.count += 1
        if len(self._open) == BLOCK:
            self.close()

    def close(self) -> None:
        """Pack what is not yet packed."""
        if self._open:
            told = to_json(self._open).encode()
            self._blocks.append((len(told), packed(told)))
            self._open = []

    def values(self, index: int) -> dict[str, Value]:
        """What one row says, by path; a field it says nothing about is left out."""
        return self._named(self._block(index // BLOCK)[index % BLOCK])

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for block in self._blocks:
            yield from map(self._named, _unpacked(*block))

    def _named(self, values: Sequence[Value]) -> dict[str, Value]:
        named = zip(self.paths, values, strict=True)
        if ABSENT not in values:
            return dict(named)
        return {path: value for path, value in named if value != ABSENT}

    def _block(self, number: int) -> list[Values]:
        found = self._cache.pop(number, None)
        if found is None:
            found = _unpacked(*self._blocks[number])
            if len(self._cache) >= _BLOCKS_AT_HAND:
                self._cache.pop(next(iter(self._cache)))
        self._cache[number] = found
        return found


ABSENT = "\x00"
"""Stands for a field of which a row says nothing: no canonical text holds this character."""


def _unpacked(length: int, block: bytes) -> list[Values]:
    found: list[Values] = from_json(unpacked(block, length))
    return found
