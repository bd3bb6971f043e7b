"""What a caller asks the store to write, and what the store answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.records.kinds import DELETED


class Through(StrEnum):
    """By what way a change came."""

    TYPED = "typed"
    WORKBOOK = "workbook"
    MERGE = "merge"
    SAMPLE = "sample"
    UNDO = "undo"
    REDO = "redo"
    ERASURE = "erasure"
    """A person erased: the one thing that is never taken back."""
    SALVAGE = "salvage"
    """By mending what could be read of a damaged database."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, on which device: told by every transaction in the log."""

    who: str
    device: str
    device_name: str


@dataclass(frozen=True, slots=True)
class Create:
    """A new record with the canonical values of its columns; blank ones may be left out."""

    kind: str
    values: Mapping[str, Value]
    id: str = field(default_factory=new_id)
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """New values of some columns of a record.

    ``base`` is what the writer saw when the edit began. A column whose present value is neither
    that nor the new one was changed elsewhere: it is not overwritten but answered as a conflict.
    Without a base the value is written whatever is there.
    """

    kind: str
    id: str
    values: Mapping[str, Value]
    base: Mapping[str, Value] | None = None
    source: str | None = None


def deletion(kind: str, id_: str, moment: str) -> Edit:
    """The edit that puts a record into the Trash."""
    return Edit(kind, id_, {DELETED: moment})


def restoration(kind: str, id_: str) -> Edit:
    """The edit that takes a record out of the Trash."""
    return Edit(kind, id_, {DELETED: None})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A column that was changed elsewhere since the writer looked; it was not written."""

    kind: str
    record: str
    column: str
    base: Value
    wanted: Value
    present: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the log. ``column`` None: the record was made with the values in ``new``."""

    n: int
    transaction: int
    kind: str
    record: str
    column: str | None
    old: Value
    new: Value | Mapping[str, Value]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Transaction:
    """One write as a whole."""

    id: int
    at: str
    who: str
    device: str
    device_name: str
    through: str
    summary: Message | None
    reverses: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to a write. ``transaction`` is None when nothing had to be changed.

    ``many``: there are too many changes to list, so that ``changes`` is empty; whoever shows
    records reads again what it shows. How many they are says ``count`` all the same.
    """

    transaction: int | None
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    many: bool = False
    left_out: int = 0
    """Changes that were written and are not listed."""

    @property
    def count(self) -> int:
        """How many changes were written."""
        return len(self.changes) + self.left_out

    @property
    def records(self) -> frozenset[tuple[str, str]]:
        """Kind and id of every record touched; none where they are ``many``."""
        return frozenset((change.kind, change.record) for change in self.changes)

    def concerns(self, *kinds: str) -> bool:
        """Whether a record of one of these kinds was touched, or may have been."""
        return self.many or any(change.kind in kinds for change in self.changes)


@dataclass(frozen=True, slots=True)
class Kept:
    """Something an undo left as it is, because it was edited since (``column`` None: a record)."""

    kind: str
    record: str
    column: str | None


@dataclass(frozen=True, slots=True)
class Reversed:
    """The answer to an undo or redo: what was written, what it reversed, what was kept."""

    written: Written
    reverses: Transaction
    kept: tuple[Kept, ...] = ()
