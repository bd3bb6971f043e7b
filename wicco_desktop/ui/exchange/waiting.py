"""Where somebody is waited for: the next cell or row, and the number of a conflict."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from wicco_desktop.services.review.model import ReviewCell, ReviewRow, RowState, State

Row = Callable[[int], ReviewRow]
Place = tuple[int, str | None]
"""Index of a row and path of a cell; no path: the row itself."""

BEFORE_ALL: Place = (-1, None)
"""Where one is before one has begun."""

_COUNTED = 60
"""Rows with conflicts that are gone through to number one."""


def waits(cell: ReviewCell) -> bool:
    """Whether a cell waits for somebody: undecided, or unreadable and nothing typed instead."""
    return cell.asks or (cell.state is State.ERROR and cell.choice is None)


def row_waits(row: ReviewRow) -> bool:
    """Whether a row waits, as a whole or in one of its cells."""
    skipped = row.judged and not row.accepted
    return row.waits or (not skipped and any(map(waits, row.cells))) or row.state is RowState.ERROR


def next_waiting(row: Row, places: Sequence[int], here: Place, step: int) -> Place:
    """The place that waits next after one (``step`` 1) or before it (-1), round about.

    ``places`` are the rows that may wait. Gives back where one is when nothing does.
    """
    if not places:
        return here
    at = bisect_left(places, here[0]) if step > 0 else bisect_right(places, here[0]) - 1
    for turn in range(len(places) + 1):
        found = row(places[(at + turn * step) % len(places)])
        path = _waiting_in(found, here, step, first=turn == 0)
        if path is not None:
            return found.index, path or None
    return here


def _waiting_in(row: ReviewRow, here: Place, step: int, *, first: bool) -> str | None:
    """What waits in a row: a path, empty for the row itself; None for nothing."""
    order = ["", *(cell.path for cell in row.cells)]
    if row.judged and not row.accepted:
        return None  # skipped: it asks nothing any more
    waiting = [""] if row.waits else []
    waiting += [cell.path for cell in row.cells if waits(cell)]
    index, path = here
    if first and row.index == index:
        at = order.index(path or "")
        waiting = [one for one in waiting if (order.index(one) - at) * step > 0]
    return (waiting[0] if step > 0 else waiting[-1]) if waiting else None


def conflict_number(row: Row, rows: Sequence[int], place: Place) -> int | None:
    """Which conflict a cell is, from 1; None where they are too many to be counted.

    ``rows`` are the rows with a conflict.
    """
    before = bisect_left(rows, place[0])
    if before > _COUNTED:
        return None
    number = 0
    for index in rows[: before + 1]:
        for cell in row(index).cells:
            if cell.state is State.CONFLICT:
                number += 1
                if (index, cell.path) == place:
                    return number
    return None
