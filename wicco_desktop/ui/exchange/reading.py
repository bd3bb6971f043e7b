"""Reading a workbook in the background, with its progress; why one was refused is told once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui.exchange.facts import Facts, facts_of
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.session import Session

if TYPE_CHECKING:
    from wicco_desktop.services.review.review import Review


class WorkbookReading(QObject):
    """One workbook at a time."""

    done = Signal(object, object)
    """The ``Review`` of the workbook that was read, and its ``Facts``."""

    def __init__(self, session: Session, strip: ProgressStrip, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._strip = strip
        self._page = page
        self._progress: Progress | None = None
        self._refused: Message | None = None
        """Why the last workbook could not be read."""

    @property
    def busy(self) -> bool:
        """Whether a workbook is being read."""
        return self._progress is not None

    def cancel(self) -> None:
        """Nobody wants it any more."""
        if self._progress is not None:
            self._progress.cancel()

    def read(self, file: Path, kind: str | None, sheet: str | None) -> None:
        """Read and compare a workbook; ``kind`` and ``sheet`` say how, where it does not."""
        from wicco_desktop.services.review.review import Review

        workspace = self._session.workspace
        progress = self._progress = Progress(self)
        self._strip.follow(progress)
        self._forget_refused()

        def read() -> tuple[Review, Facts]:
            review = Review.open(
                workspace,
                file,
                kind=kind,
                sheet=sheet,
                report=progress.report,
                cancelled=lambda: progress.cancelled,
            )
            return review, facts_of(review)

        def done(found: tuple[Review, Facts]) -> None:
            self._end()
            self.done.emit(*found)

        def failed(problem: BaseException) -> None:
            self._end()
            if isinstance(problem, UserError):
                self._refused = problem.message
            if not isinstance(problem, Cancelled):
                self._session.errors.show(problem)

        self._session.reader.read(read, done, failed, owner=self)

    def _end(self) -> None:
        self._progress = None
        self._strip.finish()

    def _forget_refused(self) -> None:
        """Another workbook is opened: why the one before was refused needs no more room."""
        bar, told = self._page.window().findChild(NoticeBar), self._refused
        if bar is not None and told is not None:
            bar.withdraw(told)
        self._refused = None
