"""What a salvage found and what it could not read: data; ``services.salvaging`` words it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class What(Enum):
    """What became of something that was not whole."""

    FROM_LOG = "record from log"
    """The record could not be read; its values are those of the log."""
    LOST = "record lost"
    """A record of that id was there; nothing else of it can be read."""
    ROWS_LOST = "records lost"
    """So many records are lost of which not even the id can be read."""
    FIELD_FROM_LOG = "value from log"
    """A value could not be read; it is that of the log."""
    FIELD_LOST = "value lost"
    """A value can be read nowhere."""
    DIFFERENT = "values differ"
    """Record and log say different values; the record's is kept, the other is in its history."""
    LINK_LOST = "link lost"
    """A reference to a record that is not there any more is blank now."""
    HISTORY_LOST = "history lost"
    """The history of a record begins anew."""
    HISTORY_SHORT = "history short"
    """Some changes of a record are missing in its history."""
    CHANGES_LOST = "changes lost"
    """So many places of the log could not be read, whosesoever they were."""
    OTHER_LOST = "other lost"
    """So many rows of another table could not be read: exports, returned workbooks, merges."""
    FILE_MISSING = "file missing"
    FILE_DAMAGED = "file damaged"
    """The file of an attachment is not there, or not what was stored."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is not as it was.

    ``kind`` is a record kind, or the name of another table; ``detail`` the name of a file.
    """

    what: What
    kind: str = ""
    record: str = ""
    column: str | None = None
    count: int = 1
    detail: str = ""


@dataclass(slots=True)
class Report:
    """The new database, how many live records of each kind (plural) it has, what was not whole."""

    file: Path
    records: Counter[str] = field(default_factory=Counter)
    changes: int = 0
    """Entries of the log that were taken."""
    items: list[Item] = field(default_factory=list)
    _known: set[Item] = field(default_factory=set, repr=False)

    def add(self, item: Item) -> None:
        """Note one more."""
        if item not in self._known:
            self._known.add(item)
            self.items.append(item)

    def count(self, what: What, kind: str) -> int:
        """How many of one sort there are of a kind."""
        return sum(item.what is what and item.kind == kind for item in self.items)
