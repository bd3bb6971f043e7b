"""What can be asked of an open database about records that are, or may be, the same."""

from __future__ import annotations

from collections.abc import Iterable

from wicco_desktop.store import distinct, keyed, merged
from wicco_desktop.store.database import Database
from wicco_desktop.store.distinct import Pair
from wicco_desktop.store.merged import Alias


class MergeReading:
    """A part of ``reading.Reading``."""

    _database: Database

    def survivor(self, id_: str) -> str:
        """The record that an id stands for: its own, or the one that it was merged into."""
        return self.survivors([id_]).get(id_, id_)

    def survivors(self, ids: Iterable[str]) -> dict[str, str]:
        """Those of some ids that were merged into another record, and into which."""
        return merged.survivors(self._database.reader(), ids)

    def aliases(self, kind: str) -> dict[str, str]:
        """Every record of a kind that was merged into another, and into which."""
        return merged.aliases(self._database.reader(), kind)

    def alias_of(self, id_: str) -> Alias | None:
        """Into which record one was merged by which transaction; None for one of its own."""
        return merged.alias_of(self._database.reader(), id_)

    def merged_into(self, id_: str) -> list[Alias]:
        """What was merged into a record and still stands for it, the oldest first."""
        return merged.merged_into(self._database.reader(), id_)

    def distinct_pairs(self, kind: str) -> frozenset[Pair]:
        """The pairs of a kind that somebody said are not the same; see ``distinct.pair``."""
        return distinct.pairs(self._database.reader(), kind)

    def carrying(
        self,
        kind: str,
        *,
        names: Iterable[str] = (),
        begins: Iterable[tuple[str, str]] = (),
        words: Iterable[str] = (),
        limit: int,
    ) -> list[str]:
        """The ids of records that carry one of some words; see ``keyed.carrying``."""
        with self._database.plain_errors(of_index=True):
            return keyed.carrying(
                self._database.reader(), kind, names=names, begins=begins, words=words, limit=limit
            )
