"""What went out in workbooks, and what came in from them and from other laptops, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wicco_desktop.foundation.messages import NN_, Message
from wicco_desktop.services.history import History
from wicco_desktop.store.edits import Through, Transaction
from wicco_desktop.store.exports import Export
from wicco_desktop.store.store import Store

FROM_OUTSIDE = frozenset({Through.WORKBOOK.value, Through.MERGE.value})
MOST = 200
LOOKED_AT = 20_000
"""Transactions looked through, the newest first: years of work on one laptop."""

_AT_ONCE = 1000
_BACK_AND_FORTH = frozenset({Through.UNDO.value, Through.REDO.value})

SENT = {
    "contact": NN_("{count} contact to {file}", "{count} contacts to {file}"),
    "organisation": NN_("{count} organisation to {file}", "{count} organisations to {file}"),
    "meeting": NN_("{count} meeting to {file}", "{count} meetings to {file}"),
    "event": NN_("{count} event to {file}", "{count} events to {file}"),
    "follow_up": NN_("{count} follow-up to {file}", "{count} follow-ups to {file}"),
    "delegation": NN_("{count} delegation to {file}", "{count} delegations to {file}"),
}
"""What an export of one kind is called."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One export, or one import as the log has it."""

    told: Message
    at: str
    who: str
    device: str
    transaction: int | None = None
    """None for an export: nothing was changed by it."""
    export: str | None = None
    """Id of an export, None for an import."""
    stands: bool = True
    """Whether it is in force: not taken back, or done again since."""

    @property
    def out(self) -> bool:
        """Whether it went out."""
        return self.transaction is None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page of exchanges shows."""

    past: tuple[Exchange, ...] = ()
    open: int = 0
    """Conflicts that nobody has decided."""


class Exchanges:
    """Past exports and imports, the newest first."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history

    def overview(self, language: str) -> Overview:
        """Everything the page shows, in the words of a language."""
        return Overview(tuple(self.past(language)), len(self._store.open_conflicts()))

    def stands(self, transaction: int) -> bool:
        """Whether a transaction is in force: not taken back, or done again since."""
        for entry in self._store.transactions(limit=_AT_ONCE):
            if entry.id <= transaction:
                break
            if entry.through in _BACK_AND_FORTH and self._origin(entry) == transaction:
                return entry.through == Through.REDO.value
        return True

    def _origin(self, entry: Transaction) -> int:
        """What the user once did: behind an undo or a redo lies what it reversed."""
        while entry.reverses is not None and entry.through in _BACK_AND_FORTH:
            earlier = self._store.transaction(entry.reverses)
            if earlier is None:
                break
            entry = earlier
        return entry.id

    def past(self, language: str) -> list[Exchange]:
        """What went out and came in, in the words of a language."""
        several = [*self._came_in(language), *self._went_out()]
        return sorted(several, key=lambda exchange: exchange.at, reverse=True)[:MOST]

    def _went_out(self) -> Iterator[Exchange]:
        for export in self._store.exports(MOST):
            sent = _sent(export)
            yield Exchange(sent, export.at, export.who, export.device_name, export=export.id)

    def _came_in(self, language: str) -> list[Exchange]:
        found: list[Exchange] = []
        reversed_: dict[int, bool] = {}  # the latest is met first
        before: int | None = None
        for _ in range(0, LOOKED_AT, _AT_ONCE):
            looked_at = self._store.transactions(limit=_AT_ONCE, before=before)
            for entry in looked_at:
                if entry.through in _BACK_AND_FORTH:
                    stands = entry.through == Through.REDO.value
                    reversed_.setdefault(self._origin(entry), stands)
            found += [
                Exchange(
                    self._history.describe(entry, language),
                    entry.at,
                    entry.who,
                    entry.device_name,
                    entry.id,
                    stands=reversed_.get(entry.id, True),
                )
                for entry in looked_at
                if entry.through in FROM_OUTSIDE
            ]
            if len(looked_at) < _AT_ONCE or len(found) >= MOST:
                break
            before = looked_at[-1].id
        return found


def _sent(export: Export) -> Message:
    """How many of what went where; of several kinds what was asked for."""
    kinds = [kind for kind, count in export.counts.items() if count]
    if len(kinds) == 1 and kinds[0] in SENT:
        one, many = SENT[kinds[0]]
        return Message(one, {"file": export.file}, many, export.counts[kinds[0]])
    return export.told
