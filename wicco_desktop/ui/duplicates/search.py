"""The search for pairs, in the background: one at a time, with its progress, to be stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.services.duplicates import Pair
from wicco_desktop.ui.duplicates.reading import DuplicateReading, PairShown
from wicco_desktop.ui.progress import Progress
from wicco_desktop.ui.session import Session


class PairSearch(QObject):
    """Finds the pairs of one kind; what it found is kept and read again after every write."""

    begun = Signal(object)
    """A ``Progress`` to be followed."""

    ended = Signal()
    """It is over, however it ended: found, stopped, failed."""

    shown = Signal(object)
    """The list of ``PairShown`` that are left to be decided."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._found: list[Pair] | None = None
        self._progress: Progress | None = None

    @property
    def known(self) -> bool:
        """Whether a search has been made to its end."""
        return self._found is not None

    @property
    def running(self) -> bool:
        """Whether one is under way."""
        return self._progress is not None

    def begin(self, kind: str) -> None:
        """Look anew through the records of a kind; a search under way is given up."""
        self.stop()
        self._session.reader.forget(self, "pairs")
        self._found = None
        progress = self._progress = Progress(self)
        workspace = self._session.workspace
        reading = DuplicateReading(workspace, self._session.language.translator)

        def find() -> tuple[list[Pair], list[PairShown]]:
            found = workspace.duplicates.pairs(
                kind, progress.report, cancelled=lambda: progress.cancelled
            )
            return found, reading.pairs(found)

        def done(told: tuple[list[Pair], list[PairShown]]) -> None:
            if progress is self._progress:
                self._found, shown = told
                self._end()
                self.shown.emit(shown)

        def failed(problem: BaseException) -> None:
            if progress is self._progress:
                self._end()
            if not isinstance(problem, Cancelled):
                self._session.errors.show(problem)

        self.begun.emit(progress)
        self._session.reader.read(find, done, failed, owner=self)

    def stop(self) -> None:
        """Have a search under way stop; it does not end any more, its answer is dropped."""
        if self._progress is not None:
            self._progress.cancel()
            self._progress = None

    def bring_back(self, pair: Pair) -> None:
        """Propose a pair that was left out, in its place; shown when it is read again."""
        if self._found is not None and pair not in self._found:
            self._found = sorted([*self._found, pair], key=lambda one: -one.score)

    def read(self) -> None:
        """Read again what is left to be decided of what was found."""
        found = self._found
        if found is None:
            return
        reading = DuplicateReading(self._session.workspace, self._session.language.translator)
        self._session.read(lambda: reading.pairs(found), self.shown.emit, owner=self, topic="pairs")

    def _end(self) -> None:
        self._progress = None
        self.ended.emit()
