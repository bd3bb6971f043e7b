"""Organisations that rows name and that we do not have: which of ours they may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from wicco_desktop.services.duplicates import Duplicates
from wicco_desktop.services.review.matching import Match
from wicco_desktop.services.review.model import Likeness
from wicco_desktop.services.review.references import MADE, values_of_new
from wicco_desktop.services.review.showing import Showing

MOST = 60
"""Texts that are looked up: more are not asked about one by one."""

_SHOWN = 2
"""Records shown for one text; more help nobody."""


class Resembling:
    """Looks each text up once."""

    def __init__(self, duplicates: Duplicates, showing: Showing) -> None:
        self._duplicates = duplicates
        self._showing = showing
        self._known: dict[str, tuple[Likeness, ...]] = {}

    def of(self, texts: Iterable[str]) -> Mapping[str, tuple[Likeness, ...]]:
        """The organisations of ours that each of the first texts may mean, the likeliest first."""
        new = [text for text in islice(texts, MOST) if text not in self._known]
        near = self._duplicates.near_rows(MADE, map(values_of_new, new), limit=_SHOWN)
        for text, several in zip(new, near, strict=True):
            matches = tuple(Match(one.record, one.evidence) for one in several)
            self._known[text] = self._showing.likenesses(MADE, matches)
        return self._known
