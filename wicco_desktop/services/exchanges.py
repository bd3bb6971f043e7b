"""What came in from workbooks and other laptops: the transactions of the log that say so."""

from __future__ import annotations

from dataclasses import dataclass

from wicco_desktop.foundation.messages import Message
from wicco_desktop.services.history import History
from wicco_desktop.store.edits import Through
from wicco_desktop.store.store import Store

FROM_OUTSIDE = frozenset({Through.WORKBOOK.value, Through.MERGE.value})
MOST = 200
LOOKED_AT = 20_000
"""Transactions looked through, the newest first: years of work on one laptop."""

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Exchange:
    """One import as the log has it."""

    transaction: int
    told: Message
    at: str
    who: str
    device: str


class Exchanges:
    """Past imports, the newest first."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history

    def past(self, language: str) -> list[Exchange]:
        """What came in, in the words of a language."""
        found: list[Exchange] = []
        before: int | None = None
        for _ in range(0, LOOKED_AT, _AT_ONCE):
            looked_at = self._store.transactions(limit=_AT_ONCE, before=before)
            found += [
                Exchange(
                    entry.id,
                    self._history.describe(entry, language),
                    entry.at,
                    entry.who,
                    entry.device_name,
                )
                for entry in looked_at
                if entry.through in FROM_OUTSIDE
            ]
            if len(looked_at) < _AT_ONCE or len(found) >= MOST:
                break
            before = looked_at[-1].id
        return found[:MOST]
