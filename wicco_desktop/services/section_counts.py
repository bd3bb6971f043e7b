"""How many records each section of the window has; of follow-ups those that are open."""

from __future__ import annotations

from wicco_desktop.services.follow_ups import OPEN, with_status
from wicco_desktop.services.places import TOP_LEVEL
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store


def section_counts(store: Store) -> dict[str, int]:
    """Live records by kind."""
    return {
        kind: store.count(Query(kind, with_status(OPEN) if kind == "follow_up" else ()))
        for kind in TOP_LEVEL
    }
