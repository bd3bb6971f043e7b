"""The search box: what was found, in which field, with the words around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wicco_desktop.names.characters import as_searched
from wicco_desktop.records import KINDS, Column, Record
from wicco_desktop.store.search_index import LONGEST_ASKED
from wicco_desktop.store.store import Store

AROUND = 24
"""Characters shown on either side of a match."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, the column that matched (None: by a key of the name), and a snippet."""

    record: Record
    column: Column | None
    snippet: str

    @property
    def where(self) -> str:
        """The field that matched, as the command line names it: ``name.zh``, ``mobile``."""
        if self.column is None:
            return KINDS[self.record.kind].title or ""
        key = self.column.field.key
        return f"{key}.{self.column.language}" if self.column.language else key


class Searching:
    """Full text search over every kind."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(
        self, typed: str, *, kinds: Iterable[str] | None = None, limit: int = 50
    ) -> list[Hit]:
        """What matches all the words typed, best first."""
        typed = typed.strip()[:LONGEST_ASKED]
        found = self._store.search(typed, kinds=kinds, limit=limit)
        return [self._hit(record, typed) for record in found]

    def complete(self, typed: str, kinds: Iterable[str], *, limit: int = 12) -> list[Record]:
        """Records whose name matches the beginning of what was typed, for a reference field."""
        return self._store.search(typed, kinds=kinds, names_only=True, limit=limit)

    def _hit(self, record: Record, typed: str) -> Hit:
        words = [word for word in as_searched(typed).split() if word]
        kind = KINDS[record.kind]
        columns = sorted(
            (column for column in kind.columns.values() if column.field.searched),
            key=lambda column: column.field.key != kind.title,
        )
        for word in words:
            for column in columns:
                value = record.text(column.name)
                at = as_searched(value).find(word) if not column.mark else -1
                if at >= 0:
                    return Hit(record, column, excerpt(value, at, len(word)))
        shown = next((record.text(c.name) for c in columns if record.text(c.name)), "")
        return Hit(record, None, shown[: 2 * AROUND])


def excerpt(value: str, at: int, length: int) -> str:
    """The words around a match, in one line, with an ellipsis where it was cut."""
    start, end = max(0, at - AROUND), min(len(value), at + length + AROUND)
    text = " ".join(value[start:end].split())
    return ("…" if start else "") + text + ("…" if end < len(value) else "")
