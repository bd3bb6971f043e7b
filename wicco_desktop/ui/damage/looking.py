"""What is looked at by itself a moment after the start, and what the window says of damage.

After an end that was none (killed, no power) the database is checked quickly, beside everything
else. A search index that an older program made is made anew.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.checking import Outcome
from wicco_desktop.store.driver import DamagedFileError
from wicco_desktop.store.driver_errors import DamagedIndexError
from wicco_desktop.ui.background import Reader
from wicco_desktop.ui.notices import Action
from wicco_desktop.ui.progress import Progress
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

CHECK = N_("Check the database…")


class Looking(QObject):
    """Looks once, and tells the window."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._ended = False
        self._worker = Reader(session.errors.show, threads=1)
        store, checking = session.workspace.store, session.workspace.checking
        if store.unclean:
            self._worker.read(
                lambda: checking.quick(lambda: self._ended), self._tell, self._failed, owner=self
            )
        self._worker.read(store.index_is_old, self._make_anew, self._failed, owner=self)

    def close(self) -> None:
        """Stop looking, and wait until it has stopped."""
        self._ended = True
        self._worker.close()

    def _tell(self, outcome: Outcome) -> None:
        if outcome.sound:
            return
        told = N_(
            "The program did not end as it should last time, and the database is not as it should "
            "be."
        )
        if outcome.broken:
            told = N_(
                "The file of the database is damaged. Nothing is written into it any more; what "
                "you type is kept as drafts."
            )
        check = Action(CHECK, self._window.dialogs.check)
        self._window.notices.notify(told, "unreadable", check)

    def _make_anew(self, old: bool) -> None:
        if not old or self._ended:
            return
        store, progress = self._session.workspace.store, Progress(self)
        doing = Message(N_("Making the search index anew…"))

        def told(done: int, of: int) -> None:
            if progress.cancelled or self._ended:
                raise Cancelled
            progress.report(done, of, doing)

        def failed(problem: BaseException) -> None:
            self._window.long_work_ended()
            self._failed(problem)

        # Translators: what saves wait for, as in "2 saves wait for the search index".
        self._window.follow(progress, Message(N_("the search index")))
        self._session.write(
            lambda: store.rebuild_index(told),
            lambda _none: self._window.long_work_ended(),
            failed,
            owner=self,
        )

    def _failed(self, problem: BaseException) -> None:
        if not isinstance(problem, Cancelled) and not self._ended:
            self._session.errors.show(problem)


def look_after_start(session: Session, window: MainWindow) -> Looking:
    """Look at what the last end left, and have damage told with what can be done about it."""

    def answer(error: UserError) -> Action | None:
        own = error.message.parameters.get("file") == str(session.workspace.store.path)
        if own and isinstance(error, DamagedFileError | DamagedIndexError):
            return Action(CHECK, window.dialogs.check)
        return None

    session.errors.answer_by(answer)
    return Looking(session, window)
