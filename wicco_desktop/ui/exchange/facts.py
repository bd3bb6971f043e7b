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
    found: dict[Filter, Sequence[int]]
    """The rows of filters that were asked for since."""


def facts_of(review: Review, only: Filter = Filter.ALL) -> Facts:
    """Read the facts; goes through every row, hence in the background.

    ``only`` is the filter whose rows are shown and will be asked for at once.
    """
    needs, conflicts = review.indexes(Filter.NEEDS_ME), review.indexes(Filter.CONFLICTS)
    found = {Filter.NEEDS_ME: needs, Filter.CONFLICTS: conflicts}
    if only is not Filter.ALL and only not in found:
        found[only] = review.indexes(only)
    return Facts(review.counts, needs, conflicts, _spans(review), review.organisations, found)


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
