"""The outline of a list: the ids of its records in order, and where its groups begin. Pure.

Sixteen bytes a record, so that the order of 1,000,000 is at hand whole; every window of it, however
deep, is then a look-up by id. ``outlining`` reads one and keeps it up to date.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

WIDTH = 16
"""Bytes of one id: it is a UUID."""

_LARGEST = 8_192 * WIDTH
"""Bytes of one part; a larger one is halved."""


@dataclass(frozen=True, slots=True)
class GroupBy:
    """What rows that follow each other must share to be a group.

    ``first`` takes only so many characters of the column; where that is blank, ``otherwise``
    decides.
    """

    column: str
    first: int | None = None
    otherwise: GroupBy | None = None

    def columns(self) -> frozenset[str]:
        """Every column that takes part."""
        return frozenset([self.column]) | (
            self.otherwise.columns() if self.otherwise else frozenset()
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other in one group."""

    start: int
    key: str


def pack(id_: str) -> bytes:
    """An id as kept in an outline; raises ValueError for a text that is no UUID."""
    packed = bytes.fromhex(id_.replace("-", ""))
    if len(packed) != WIDTH:
        raise ValueError(f"no identifier: {id_[:40]!r}")
    return packed


def unpack(packed: bytes) -> str:
    """The id that was packed."""
    text = packed.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Outline:
    """A list as its ids in order. Never changes: ``inserted`` and ``removed`` give another.

    The ids lie in parts, of which such a step copies only one.
    """

    __slots__ = ("_parts", "_starts", "runs")

    def __init__(self, parts: Iterable[bytes] = (), runs: tuple[Run, ...] = ()) -> None:
        self._parts = [part for part in parts if part]
        self._starts = [0, *accumulate(len(part) // WIDTH for part in self._parts)]
        self.runs = runs

    def __len__(self) -> int:
        return self._starts[-1]

    def id_at(self, row: int) -> str:
        """The id in a row; raises IndexError."""
        if not 0 <= row < len(self):
            raise IndexError(row)
        part, at = self._place(row)
        return unpack(self._parts[part][at : at + WIDTH])

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """The ids of some rows."""
        rows = range(*slice(start, stop).indices(len(self)))
        return [self.id_at(row) for row in rows]

    def begins_with(self, other: Outline) -> bool:
        """Whether the other list is the beginning of this one (or the same)."""
        return b"".join(self._parts).startswith(b"".join(other._parts))

    def row_of(self, id_: str) -> int | None:
        """The row an id is in, None where it is in none."""
        wanted = pack(id_)
        for start, part in zip(self._starts, self._parts, strict=False):
            at = part.find(wanted)
            while at >= 0 and at % WIDTH:
                at = part.find(wanted, at + 1)
            if at >= 0:
                return start + at // WIDTH
        return None

    def run_at(self, row: int) -> int:
        """The number of the group a row is in; raises IndexError in a list without groups."""
        number = bisect_right(self.runs, row, key=lambda run: run.start) - 1
        if number < 0:
            raise IndexError(row)
        return number

    def key_at(self, row: int) -> str:
        """The key of the group a row is in, empty in a list without groups."""
        return self.runs[self.run_at(row)].key if self.runs else ""

    def removed(self, row: int) -> Outline:
        """The list without a row."""
        number, at = self._place(row)
        parts = list(self._parts)
        parts[number] = parts[number][:at] + parts[number][at + WIDTH :]
        runs = [replace(run, start=run.start - 1) if run.start > row else run for run in self.runs]
        return Outline(parts, _tidied(runs, len(self) - 1))

    def inserted(self, row: int, id_: str, key: str | None) -> Outline:
        """The list with an id put into a row; ``key`` is its group, None in a list without."""
        parts = self._with(row, pack(id_))
        if key is None:
            return Outline(parts)
        split = self.key_at(row - 1) if 0 < row < len(self) else None
        runs = [run for run in self.runs if run.start < row]
        runs.append(Run(row, key))
        later = [replace(run, start=run.start + 1) for run in self.runs if run.start >= row]
        if split is not None and not (later and later[0].start == row + 1):
            runs.append(Run(row + 1, split))
        return Outline(parts, _tidied([*runs, *later], len(self) + 1))

    def _place(self, row: int) -> tuple[int, int]:
        """The part a row is in, and where in it."""
        part = bisect_right(self._starts, row) - 1
        return part, (row - self._starts[part]) * WIDTH

    def _with(self, row: int, packed: bytes) -> list[bytes]:
        parts = list(self._parts) or [b""]
        number, at = self._place(row)
        if number == len(parts):  # behind the last row
            number, at = number - 1, len(parts[-1])
        grown = parts[number][:at] + packed + parts[number][at:]
        middle = len(grown) // WIDTH // 2 * WIDTH
        parts[number : number + 1] = (
            [grown[:middle], grown[middle:]] if len(grown) > _LARGEST else [grown]
        )
        return parts


def _tidied(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    """Runs without empty ones, and neighbours of the same key made one."""
    kept: list[Run] = []
    for run in runs:
        if run.start >= length:
            continue
        if kept and kept[-1].start == run.start:
            kept.pop()
        if not kept or kept[-1].key != run.key:
            kept.append(run)
    return tuple(kept)
