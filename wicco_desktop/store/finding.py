"""What an inspection of a database finds, one fault at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Sort(Enum):
    """What sort of fault was found."""

    DAMAGED = "damaged"
    """The file itself; ``detail`` says what the library says."""
    BROKEN_INDEX = "broken index"
    """An index of the file disagrees with what it is of; ``detail`` says what the library says."""
    DANGLING = "dangling"
    """``column`` of a record refers to one that does not exist."""
    UNLOGGED = "unlogged"
    """A record is there whose creation the log does not know."""
    VANISHED = "vanished"
    """The log knows a record that is not there."""
    DIFFERENT = "different"
    """The value of ``column`` is not what the log leads to."""
    BROKEN_LOG = "broken log"
    """The changes of a record in the log do not follow from one another."""
    LOOSE_CHANGE = "loose change"
    """A change in the log belongs to no transaction; ``detail`` is its place."""
    UNREADABLE = "unreadable"
    """A row beside the records cannot be understood; ``detail`` is its table and number."""
    UNDATED = "undated"
    """It cannot be read when a record was made or changed."""
    LOOSE_MERGE = "loose merge"
    """A merge belongs to no transaction; ``detail`` is its number."""
    LOOSE_RETURN = "loose return"
    """What became of a returned workbook belongs to no transaction; ``detail`` is its number."""
    NOT_FOUND = "not found"
    """Search does not find a record by its own words."""
    OLD_INDEX = "old index"
    """The search index was made by a program that indexed otherwise."""
    FOUND_IN_VAIN = "found in vain"
    """Search knows a record that is deleted or not there."""

    @property
    def of_index(self) -> bool:
        """Whether it ends when the indexes are made anew."""
        return self in (Sort.NOT_FOUND, Sort.FOUND_IN_VAIN, Sort.OLD_INDEX, Sort.BROKEN_INDEX)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and where it is."""

    sort: Sort
    kind: str = ""
    record: str = ""
    column: str | None = None
    detail: str = ""
