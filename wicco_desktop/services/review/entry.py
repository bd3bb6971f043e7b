"""One row under review as it is kept: small, and changed by what a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.services.review.matching import Match
from wicco_desktop.services.review.model import Choice, ReviewCell, RowState, State


@dataclass(slots=True)
class Entry:
    """A row of the workbook. ``cells`` holds those that are not the same, by path.

    Of a new row only the cells that cannot be read or were decided: everything else of it is new.
    References are ids here, or ``NEW_RECORD`` and a text.
    """

    sheet: int
    place: int
    """Of its values in ``IncomingRows``."""
    number: int
    state: RowState
    record: str | None = None
    by_likeness: bool = False
    """Whether the record was not named by the row but found by what it says: what was sent of it
    nobody knows then."""
    accepted: bool = True
    cells: dict[str, ReviewCell] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    same_as_row: int | None = None
    problem: Message | None = None
    base_known: bool = True
    export: str | None = None
    """Id of the export the row came out with."""
    code: str | None = None
    """The short code in the row."""
    asks_post: bool = False
    new_post: str | None = None
    doubts: Mapping[str, Message] = field(default_factory=dict)
    judged: bool = False
    """Whether a person has said who a new row is, or what becomes of a deleted record."""

    @property
    def waits(self) -> bool:
        """Whether a person must say whether the row as a whole is to be written."""
        alike = self.state is RowState.NEW and bool(self.matches)
        return not self.judged and (alike or self.state is RowState.GONE)

    def decide(self, path: str, choice: Choice | None, typed: Value = None) -> None:
        """Decide one cell; an unreadable one can only be typed anew."""
        cell = self.cells[path]
        if cell.state is State.ERROR and choice is Choice.THEIRS:
            return
        self.cells[path] = replace(
            cell, choice=choice, typed=typed if choice is Choice.TYPED else None
        )

    @property
    def skipped(self) -> bool:
        """Whether a person has said that nothing of the row is to be written."""
        return self.judged and not self.accepted

    def weight(self) -> Weight:
        """What the row counts for as it is decided now; a row that is skipped asks nothing."""
        if self.skipped:
            return Weight(0, 0)
        asking = sum(cell.asks for cell in self.cells.values()) + self.waits
        if not self.accepted or self.state in (RowState.ERROR, RowState.UNCHANGED):
            return Weight(asking, 0)
        if self.state is RowState.NEW:
            return Weight(asking, 0 if self.waits else 1)
        changes = sum(cell.result != cell.ours for cell in self.cells.values())
        return Weight(asking, 0 if self.waits else changes)


@dataclass(frozen=True, slots=True)
class Weight:
    """What one row adds to the counts that decisions change."""

    asking: int
    changes: int
