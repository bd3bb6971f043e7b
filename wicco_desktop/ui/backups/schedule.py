"""When backups are made by themselves: after half an hour of work, and on closing.

They run on a thread of their own, beside whatever writes and reads. What is due is asked of the
database, not of the clock; one that fails is told once and tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import Message
from wicco_desktop.services.backups import CLOSING, INTERVAL, WORKING
from wicco_desktop.store.edits import Written
from wicco_desktop.store.rota import Snapshot
from wicco_desktop.ui.background import Reader
from wicco_desktop.ui.progress import Progress
from wicco_desktop.ui.session import Session

HALF_HOUR = int(INTERVAL.total_seconds() * 1000)
SOON = 60_000
"""Milliseconds after the start until what was left without a backup has one."""
RETRY = 300_000
"""Milliseconds until a backup that failed is tried again."""


def reporting(progress: Progress, doing: Message | None = None) -> Callable[[float], None]:
    """What long work on backups tells how far it is; raises Cancelled where that is wished."""

    def tell(part: float) -> None:
        if progress.cancelled:
            raise Cancelled
        progress.report(round(part * 100), 100, doing)

    return tell


class BackupSchedule(QObject):
    """The backups of one open database that nobody asks for, and the one on closing."""

    made = Signal(object)
    """When the newest backup was made (a datetime)."""

    failed = Signal(object)
    """A ``UserError``: the backup could not be made. Told once while it says the same."""

    closing_ended = Signal()
    """The backup on closing is made, was not needed, given up or has failed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._backups = session.workspace.backups
        self._worker = Reader(session.errors.show, threads=1)
        self._progress: Progress | None = None
        self._preparing: Progress | None = None
        self._told = ""
        self._closing = False
        self._settled = False
        self.problem: UserError | None = None
        """Why the last backup failed, until one is made."""
        self.timer = QTimer(self, singleShot=True, interval=HALF_HOUR)
        self.timer.timeout.connect(lambda: self._back_up(WORKING))
        session.written.connect(self._note)

    def look_back(self) -> None:
        """Say when the last backup was made; have another soon where one is due already."""

        def look() -> tuple[Snapshot | None, bool]:
            newest, store = self._backups.latest(), self._session.workspace.store
            # A new file that nothing was written to needs none.
            begun = newest is not None or store.position() > 0
            return newest, begun and self._backups.is_due()

        def seen(found: tuple[Snapshot | None, bool]) -> None:
            newest, due = found
            if newest is not None:
                self.made.emit(newest.moment)
            if due and not self._closing:
                self.timer.start(SOON)

        self._worker.read(look, seen, owner=self)

    def prepare_merging(self) -> None:
        """Have the backup without which nothing is merged, while the pairs are still looked for.

        Where it fails, the first merge says so.
        """
        progress = Progress(self)
        self._preparing = progress
        backups, tell = self._backups, reporting(progress)

        def done(made: Snapshot | None) -> None:
            if made is not None:
                self.note(made.moment)

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, Cancelled | UserError):
                self._session.errors.show(problem)

        self._worker.read(lambda: backups.before_merge(tell), done, failed, owner=self)

    def is_settled(self) -> bool:
        """Whether the window may go. Begins the backup on closing; ``closing_ended`` follows."""
        if not self._settled and not self._closing:
            self._closing = True
            self.timer.stop()
            if self._preparing is not None:
                self._preparing.cancel()  # the one on closing holds the same
            self._back_up(CLOSING)
        return self._settled

    @property
    def progress(self) -> Progress | None:
        """Of the backup that is being made."""
        return self._progress

    def give_up(self) -> None:
        """Close without the backup: the one that is being made is stopped and leaves nothing."""
        if self._progress is not None:
            self._progress.cancel()
        self._end_closing(settled=True)

    def stay(self) -> None:
        """The window stays open after all."""
        self._closing = self._settled = False
        self.timer.start(RETRY if self.problem is not None else HALF_HOUR)

    def note(self, moment: datetime) -> None:
        """There is a backup made at that moment, whoever made it."""
        self._told, self.problem = "", None
        self.made.emit(moment)

    def close(self) -> None:
        """Stop what is under way, and wait until it has stopped."""
        self.timer.stop()
        for progress in (self._progress, self._preparing):
            if progress is not None:
                progress.cancel()
        self._worker.close()

    def _note(self, _written: Written) -> None:
        if not self.timer.isActive() and not self._closing:
            self.timer.start(HALF_HOUR)

    def _back_up(self, why: str) -> None:
        progress = self._progress = Progress(self)
        tell = reporting(progress)
        backups = self._backups

        def make() -> Snapshot | None:
            return backups.make_if_due(why, tell)

        def done(made: Snapshot | None) -> None:
            self._finish(progress)
            if made is not None or self.problem is not None:
                newest = made or backups.latest()
                if newest is not None:
                    self.note(newest.moment)
            self._end_closing(settled=True)

        def failed(problem: BaseException) -> None:
            self._finish(progress)
            if isinstance(problem, Cancelled):
                self._end_closing(settled=True)
                return
            if isinstance(problem, UserError):
                self._fail(problem)
            else:
                self._session.errors.show(problem)
            self._end_closing(settled=False)

        self._worker.read(make, done, failed, owner=self)

    def _fail(self, problem: UserError) -> None:
        self.problem = problem
        if not self._closing:
            self.timer.start(RETRY)
        if problem.message.id != self._told:  # the numbers in it may differ each time
            self._told = problem.message.id
            self.failed.emit(problem)

    def _finish(self, progress: Progress) -> None:
        if self._progress is progress:
            self._progress = None

    def _end_closing(self, *, settled: bool) -> None:
        if self._closing and not self._settled:
            self._settled = settled
            self.closing_ended.emit()
