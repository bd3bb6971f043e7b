"""One returned workbook under review: opened, compared, decided cell by cell, applied.

Nothing is written before ``apply``. What a window shows is asked for row by row, so that a
workbook of 100,000 rows costs no more than what is in view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.services.review.model import (
    Caution,
    Choice,
    Counts,
    Filter,
    NewOrganisation,
    Origin,
    Problem,
    ReviewRow,
    ReviewSheet,
)
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Written

Report = Callable[[int, int, Message | None], None]
"""Takes how much is done, of how much (0: not known), and what is being done."""


class Review:
    """See the module. Not safe from several threads at once: one owner at a time."""

    file: Path
    origin: Origin
    sheets: tuple[ReviewSheet, ...]
    caution: Caution
    organisations: tuple[NewOrganisation, ...]

    @classmethod
    def open(
        cls,
        workspace: Workspace,
        file: Path,
        *,
        kind: str | None = None,
        sheet: str | None = None,
        report: Report = lambda _done, _total, _doing: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Review:
        """Read and compare a workbook. Raises UserError for one that cannot be read.

        ``kind`` (its key) and ``sheet`` (its name) narrow what is read; by themselves both are
        found. Writes nothing. Raises Cancelled where ``cancelled`` says so.
        """
        raise NotImplementedError

    @property
    def counts(self) -> Counts:
        """The figures as they are now, decisions included."""
        raise NotImplementedError

    @property
    def changes(self) -> int:
        """How many changes Apply would write: cells, and new records."""
        raise NotImplementedError

    def indexes(self, only: Filter = Filter.ALL) -> Sequence[int]:
        """The rows that a filter shows, by their index, in the order of the workbook."""
        raise NotImplementedError

    def row(self, index: int) -> ReviewRow:
        """One row as it is now."""
        raise NotImplementedError

    def problems(self) -> Sequence[Problem]:
        """Every cell that cannot be used or is doubtful."""
        raise NotImplementedError

    # Deciding

    def decide(self, index: int, path: str, choice: Choice | None, typed: Value = None) -> None:
        """Decide one cell; None takes a decision back. ``typed`` is canonical."""
        raise NotImplementedError

    def accept(self, index: int, *, accepted: bool) -> None:
        """Write a row at Apply, or leave it: nothing of it is written, and it is remembered."""
        raise NotImplementedError

    def decide_column(self, path: str, choice: Choice | None) -> int:
        """Decide every cell of a column that is not the same; returns how many."""
        raise NotImplementedError

    def decide_all(self, choice: Choice | None) -> int:
        """Decide every cell that is not the same; returns how many."""
        raise NotImplementedError

    def same_record(self, index: int, record: str | None) -> None:
        """A new row is that record after all (its cells are compared then), or nobody we have.

        None: it is made as a new record, whoever it looks like.
        """
        raise NotImplementedError

    def set_post(self, index: int, new_post: str | None) -> None:
        """A changed title or organisation is a new post from that day; None: a correction."""
        raise NotImplementedError

    def set_organisation(self, text: str, record: str | None) -> None:
        """What the rows call ``text`` is that organisation of ours; None: a new one is made."""
        raise NotImplementedError

    def remap(self, sheet: str, index: int, paths: tuple[str, ...]) -> None:
        """Read other fields from a column (counted from 0) and compare anew."""
        raise NotImplementedError

    # Ending

    def apply(
        self,
        report: Report = lambda _done, _total, _doing: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Written:
        """Write everything accepted as one transaction, after a verified backup.

        Leaves what asks and is not decided; those conflicts stay open. Raises UserError, or
        Cancelled; then nothing was written.
        """
        raise NotImplementedError
