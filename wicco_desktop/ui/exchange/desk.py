"""The desk at which one review is decided: what the keys mean, and what takes a while.

A review belongs to one thread at a time. Decisions about a row are made at once, here; whatever
goes through all rows is done in the background, and meanwhile nobody decides anything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.records import Value
from wicco_desktop.services.review.model import (
    Choice,
    Filter,
    ReviewSheet,
    State,
)
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.exchange.facts import Facts, facts_of
from wicco_desktop.ui.exchange.waiting import row_waits
from wicco_desktop.ui.progress import Progress
from wicco_desktop.ui.session import Session

if TYPE_CHECKING:
    from wicco_desktop.services.review.review import Review

T = TypeVar("T")

DECIDABLE = frozenset({State.THEIRS, State.OURS, State.CONFLICT, State.CLEAR, State.NEW})
"""States of cells about which there is something to choose."""

FEW, FEW_WAITING = 2_000, 200
"""Rows that a filter goes through at once; rows that are asked at once whether they wait."""


class Desk(QObject):
    """One review, with its facts."""

    decided = Signal(object)
    """Rows (their indexes) about which something was decided."""

    recompared = Signal()
    """Everything may be other than it was."""

    busy_changed = Signal(bool)

    writing_changed = Signal(bool)
    """Whether it is writing, which other writes wait for."""

    def __init__(self, session: Session, review: Review, facts: Facts, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.review = review
        self.facts = facts
        self.progress: Progress | None = None
        """The work that is under way; while there is some, nobody else touches the review."""
        self.only = Filter.ALL
        """The filter at hand."""
        self.touched = False
        """Whether somebody has decided anything."""
        self.judged_by_row = False
        """Whether a workbook to be careful with is taken row by row."""

    @property
    def busy(self) -> bool:
        """Whether the review is at work in the background."""
        return self.progress is not None

    @property
    def careful(self) -> bool:
        """Whether everything at once is not offered."""
        return bool(self.review.caution.reasons)

    def sheet(self, name: str) -> ReviewSheet:
        """A sheet by its name."""
        return next(one for one in self.review.sheets if one.name == name)

    def find(self, only: Filter, then: Callable[[], None]) -> None:
        """See to it that the rows of a filter are known; in the background where it takes long."""
        if self.busy:
            return
        self.only = only
        review = self.review
        if only is Filter.ALL or only in self.facts.found:
            then()
        elif self.facts.counts.rows <= FEW:
            self.facts.found[only] = review.indexes(only)
            then()
        else:
            self._look(lambda: review.indexes(only), then)

    def _look(self, look: Callable[[], Sequence[int]], then: Callable[[], None]) -> None:
        only, facts = self.only, self.facts
        self.progress = Progress(self)
        self.busy_changed.emit(True)

        def done(rows: Sequence[int]) -> None:
            facts.found[only] = rows
            self._rest()
            then()

        def failed(error: BaseException) -> None:
            self._rest()
            self._session.errors.show(error)

        self._session.reader.read(look, done, failed, owner=self)

    def rows(self, sheet: str) -> Sequence[int]:
        """The rows of one sheet that the filter at hand shows; see ``find``."""
        span = self.facts.spans.get(sheet, range(0))
        if self.only is Filter.ALL:
            return span
        found = self._waiting() if self.only is Filter.NEEDS_ME else self.facts.found[self.only]
        return found[bisect_left(found, span.start) : bisect_left(found, span.stop)]

    def _waiting(self) -> Sequence[int]:
        """The rows that wait now: of those that waited before, where they are few enough to ask."""
        needs = self.facts.needs
        if len(needs) > FEW_WAITING:
            return needs
        return [index for index in needs if row_waits(self.review.row(index))]

    # Deciding, at once

    def decide(self, index: int, path: str, choice: Choice | None, typed: Value = None) -> None:
        """Decide one cell."""
        if not self.busy:
            self.review.decide(index, path, choice, typed)
            self._tell([index])

    def decide_row(self, index: int, choice: Choice) -> None:
        """Decide every cell of a row that differs."""
        if self.busy:
            return
        for cell in self.review.row(index).cells:
            if cell.state in DECIDABLE:
                self.review.decide(index, cell.path, choice)
        self._tell([index])

    def toggle(self, index: int, path: str | None) -> None:
        """On a cell that differs theirs or ours; otherwise the row accepted or not."""
        if self.busy:
            return
        row = self.review.row(index)
        cell = next((one for one in row.cells if one.path == path), None)
        if cell is not None and cell.state in DECIDABLE and cell.state is not State.NEW:
            takes = cell.choice is Choice.THEIRS or (
                cell.choice is None and cell.state is State.THEIRS
            )
            self.decide(index, cell.path, Choice.OURS if takes else Choice.THEIRS)
        else:
            self.accept(index, accepted=not row.accepted)

    def accept(self, index: int, *, accepted: bool) -> None:
        """Write a row at Apply, or leave it."""
        if not self.busy:
            self.review.accept(index, accepted=accepted)
            self._tell([index])

    def set_post(self, index: int, day: str | None) -> None:
        """A changed post is a new one from a day on, or (None) a correction."""
        if not self.busy:
            self.review.set_post(index, day)
            self._tell([index])

    def same_record(self, index: int, record: str | None) -> None:
        """A new row is that record, or (None) nobody we have."""
        review = self.review
        self.touched = True
        self.run(lambda _progress: review.same_record(index, record))

    # Deciding much, in the background

    def decide_column(self, path: str, choice: Choice) -> None:
        """Decide every cell of a column that differs."""
        review = self.review
        self.touched = True
        self.run(lambda _progress: review.decide_column(path, choice))

    def decide_all(self, choice: Choice) -> None:
        """Decide every cell that differs; theirs only where nothing warns of it."""
        if choice is Choice.THEIRS and self.careful:
            return
        review = self.review
        self.touched = True
        self.run(lambda _progress: review.decide_all(choice))

    def skip_rows(self) -> None:
        """Accept no row; those that are trusted are accepted one by one after that."""
        self.touched = self.judged_by_row = True
        self.run(lambda _progress: _skip_all(self.review))

    def set_organisation(self, text: str, record: str | None) -> None:
        """What the rows call by that text is an organisation of ours; None: a new one."""
        review = self.review
        self.run(lambda _progress: review.set_organisation(text, record))

    def remap(self, sheet: str, column: int, paths: tuple[str, ...]) -> None:
        """Read other fields from a column; what was decided is gone."""
        review = self.review

        def remap(progress: Progress) -> None:
            review.remap(
                sheet, column, paths, progress.report, cancelled=lambda: progress.cancelled
            )
            self.touched = False

        self.run(remap)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        writes: bool = False,
    ) -> None:
        """Do something with the whole review in the background, then read its facts anew."""
        if self.busy:
            return
        progress = self.progress = Progress(self)
        review, only = self.review, self.only
        self.busy_changed.emit(True)

        def act() -> tuple[T | None, Exception | None, Facts]:
            result, problem = _tried(work, progress)
            return result, problem, facts_of(review, only)

        def tell(found: tuple[T | None, Exception | None, Facts]) -> None:
            result, problem, self.facts = found
            self._end()
            if problem is not None:
                (failed or self._tell_problem)(problem)
            elif done is not None:
                done(result)  # type: ignore[arg-type]  # without a problem there is a result

        def broke(error: BaseException) -> None:
            self._end()
            self._session.errors.show(error)

        if writes:
            self.writing_changed.emit(True)
            self._session.write(act, tell, broke, owner=self)
        else:
            self._session.reader.read(act, tell, broke, owner=self)

    def apply(
        self, done: Callable[[Written], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Write what is accepted, on the writing thread."""
        review = self.review
        self.run(
            lambda progress: review.apply(progress.report, lambda: progress.cancelled),
            done,
            failed,
            writes=True,
        )

    def skip_everything(
        self, done: Callable[[Written], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Accept nothing and remember that: the workbook asks no more when it comes back."""
        review = self.review

        def skip(progress: Progress) -> Written:
            _skip_all(review)
            return review.apply(progress.report, lambda: progress.cancelled)

        self.run(skip, done, failed, writes=True)

    def _tell_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Cancelled):
            self._session.errors.show(problem)

    def _rest(self) -> None:
        self.progress = None
        self.writing_changed.emit(False)
        self.busy_changed.emit(False)

    def _end(self) -> None:
        self._rest()
        self.recompared.emit()

    def _tell(self, indexes: Iterable[int]) -> None:
        self.touched = True
        self.decided.emit(list(indexes))


def _tried(work: Callable[[Progress], T], progress: Progress) -> tuple[T | None, Exception | None]:
    """Do the work; what goes wrong is given back, to be told together with the facts."""
    try:
        return work(progress), None
    except Exception as problem:  # noqa: BLE001 - told on the window's thread
        return None, problem


def _skip_all(review: Review) -> None:
    for index in review.indexes():
        review.accept(index, accepted=False)
