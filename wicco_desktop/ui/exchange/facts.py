"""What is known of a review as a whole, read in one go in the background."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wicco_desktop.services.review.model import Counts, Filter, NewOrganisation

if TYPE_CHECKING:
    from wicco_desktop.services.review.review import Review


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a review as a whole: read once after everything was compared."""

    counts: Counts
    needs: Sequence[int]
    """The rows that waited for somebody when this was read."""
    conflicts: Sequence[int]
    """The rows with a cell that both sides changed."""
    spans: dict[str, range]
    """The rows of each sheet."""
    organisations: tuple[NewOrganisation, ...]


def facts_of(review: Review) -> Facts:
    """Read the facts; goes through every row, hence in the background."""
    return Facts(
        review.counts,
        review.indexes(Filter.NEEDS_ME),
        review.indexes(Filter.CONFLICTS),
        _spans(review),
        review.organisations,
    )


def _spans(review: Review) -> dict[str, range]:
    read = [sheet.name for sheet in review.sheets if sheet.kind is not None]
    every = review.indexes()
    spans: dict[str, range] = {}
    start = 0
    for number, name in enumerate(read):
        end = bisect_right(
            every, number, lo=start, key=lambda index: read.index(review.row(index).sheet)
        )
        spans[name] = range(start, end)
        start = end
    return spans
