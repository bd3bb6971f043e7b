"""What one past exchange was about, as rows: what an import changed, what an export took along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import KINDS
from wicco_desktop.services.exchanges import Exchange
from wicco_desktop.services.places import Key
from wicco_desktop.services.titles import UNNAMED
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.history_reading import HistoryReading, HistoryRow

MOST = 500
"""Rows shown: who looks for one of more goes to the record itself."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The rows, the record each is about, and how many more there are."""

    rows: tuple[HistoryRow, ...] = ()
    keys: tuple[Key, ...] = ()
    more: int = 0


class ExchangedReading:
    """Reads them; runs in the background."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._history = HistoryReading(session)

    def read(self, exchange: Exchange) -> Exchanged:
        """Everything of one exchange, up to ``MOST`` rows."""
        if exchange.transaction is not None:
            return self._came_in(exchange.transaction)
        return self._went_out(exchange.export or "")

    def _came_in(self, transaction: int) -> Exchanged:
        found = self._history.of_transaction(transaction, MOST)
        changes, _records = self._session.workspace.store.size_of(transaction)
        more = max(0, changes - MOST)
        return Exchanged(tuple(row for _, row in found), tuple(key for key, _ in found), more)

    def _went_out(self, id_: str) -> Exchanged:
        export = self._session.workspace.store.export(id_)
        if export is None:
            return Exchanged()
        every = ((kind, ids) for kind, ids in export.records.items())
        keys = tuple(islice(chain.from_iterable(((k, i) for i in ids) for k, ids in every), MOST))
        more = sum(export.counts.values()) - len(keys)
        return Exchanged(tuple(self._named(keys)), keys, max(0, more))

    def _named(self, keys: tuple[Key, ...]) -> Iterator[HistoryRow]:
        switch = self._session.language
        titles = self._session.workspace.titles.many((id_ for _, id_ in keys), self._session.code)
        for kind, id_ in keys:
            title = titles.get(id_)
            name = title.both if title and title.text else switch.tr(UNNAMED)
            yield HistoryRow(name, "", "", switch.text(Message(KINDS[kind].label)), None, None)
