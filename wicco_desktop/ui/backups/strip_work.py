"""One piece of long work at a time, read off the window's thread and shown in a strip."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui.backups.schedule import reporting
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.session import Session

T = TypeVar("T")

Tell = Callable[[float], None]
"""What work tells how far it is, 0 to 1; raises Cancelled where that is wished."""


class StripWork(QObject):
    """Begins work while none is under way; says when it may begin again."""

    changed = Signal()
    """Work has begun or ended."""

    cancelled = Signal()
    """It ended because the user wanted it to."""

    failed = Signal(object)
    """A ``UserError``; a mistake of the program is told at its one door."""

    def __init__(self, session: Session, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._strip = strip
        self._progress: Progress | None = None

    @property
    def at_rest(self) -> bool:
        """Whether work may begin."""
        return self._progress is None

    def begin(
        self,
        doing: str,
        work: Callable[[Tell], T],
        done: Callable[[T], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Do it in the background; ``doing`` is a message id, ``failed`` is called beside."""
        if self._progress is not None:
            return
        progress = self._progress = Progress(self)
        self._strip.follow(progress)
        progress.report(0, 100, Message(doing))
        self.changed.emit()
        tell = reporting(progress, Message(doing))

        def ended(result: T) -> None:
            self._finish()
            done(result)

        def stopped(problem: BaseException) -> None:
            if not shiboken6.isValid(self):
                return  # closed, which cancelled it
            self._finish()
            if isinstance(problem, Cancelled):
                self.cancelled.emit()
            elif isinstance(problem, UserError):
                self.failed.emit(problem)
                failed()
            else:
                self._session.errors.show(problem)

        self._session.reader.read(lambda: work(tell), ended, stopped, owner=self)

    def cancel(self) -> None:
        """Ask what is under way to stop."""
        if self._progress is not None:
            self._progress.cancel()

    def _finish(self) -> None:
        self._progress = None
        self._strip.finish()
        self.changed.emit()
