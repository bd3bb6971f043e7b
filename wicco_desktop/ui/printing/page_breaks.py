"""Where the pages of a long sheet end. Pure arithmetic on the heights of its rows.

Qt breaks a table wherever a page happens to end: a heading stays behind alone, a sentence is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SPLIT = 1 / 3
"""A row that is higher than this share of a page may be broken, at the end of a line."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet, measured from its top.

    ``ink``: where its text begins, below the space that sets it off. ``heading``: it stays with
    the row after it. ``ends``: where a line ends in every column at once.
    """

    top: float
    bottom: float
    ink: float
    heading: bool = False
    ends: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of the sheet that one page shows."""

    top: float
    bottom: float


def slices(rows: Sequence[SheetRow], height: float) -> list[Slice]:
    """The pages of a sheet, each at most so high; at least one."""
    pages: list[Slice] = []
    top, at = 0.0, 0
    while at < len(rows):
        limit = top + height
        following = at
        while following < len(rows) and rows[following].bottom <= limit:
            following += 1
        if following == len(rows):
            pages.append(Slice(top, rows[-1].bottom))
            break
        cut = _cut_within(rows[following], top, limit, height)
        if cut is None:
            kept = _without_headings(rows, at, following)
            cut = rows[kept].top if kept > at else limit
            following = kept if kept > at else following
        pages.append(Slice(top, cut))
        at = following
        top = max(cut, rows[at].ink) if cut <= rows[at].top else cut
    return pages or [Slice(0.0, 0.0)]


def _cut_within(row: SheetRow, top: float, limit: float, height: float) -> float | None:
    """Where a row that reaches over the end of the page is broken, None where it is kept whole."""
    if row.bottom - row.top <= height * SPLIT:
        return None
    return max((end for end in row.ends if max(top, row.ink) < end <= limit), default=None)


def _without_headings(rows: Sequence[SheetRow], first: int, following: int) -> int:
    """The row before which the page ends, so that no heading is left alone at its foot."""
    kept = following
    while kept > first and rows[kept - 1].heading:
        kept -= 1
    return kept if kept > first else following


def common_ends(columns: Sequence[Sequence[tuple[float, float]]]) -> Iterator[float]:
    """The ends of lines (top, bottom) at which no line of any column is cut."""
    lines = [line for column in columns for line in column]
    for end in sorted({bottom for _top, bottom in lines}):
        if not any(top < end - 0.01 and bottom > end + 0.01 for top, bottom in lines):
            yield end
