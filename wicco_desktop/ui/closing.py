"""Closing the window without losing a character: what is typed is saved, the queue is emptied.

Then the backup on closing is made. The window closes at once where all that is quick. Where it is
not it stays, says what it waits for, and closes by itself; for a backup nobody has to wait.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from wicco_desktop.ui.backups.schedule import BackupSchedule
    from wicco_desktop.ui.closing_told import ClosingTold

AT_ONCE = 0.05
"""Seconds in which the queue may empty itself before the window answers again."""

PATIENCE = 1000
"""Milliseconds after which it is said why the window is still there."""


class Closing(QObject):
    """Asked by the window whether it may close; calls ``again`` when it may."""

    def __init__(
        self,
        session: Session,
        flush: Callable[[], None],
        again: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._flush = flush
        self._again = again
        self._window = window
        self.backups: BackupSchedule | None = None
        """Makes the backup on closing, where there is one to be made."""
        self._awaited: SignalInstance | None = None
        self._for_backup = False
        self._anyway = False
        self._held = False
        """Whether the window has stayed because of a mistake; it does so only once."""
        self.told: ClosingTold | None = None
        """What says why the window is still there."""
        self.question: QMessageBox | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._tell)

    def settled(self) -> bool:
        """Save what is typed; whether everything is written and the window may go now."""
        if self._awaited is not None or self.question is not None:
            return False
        if not self._flushed():
            return False
        if not self._session.writer.flush(AT_ONCE):
            self._wait(self._session.writer.idle)
            return False
        try:
            self._session.drafts.flush()
        except UserError as problem:
            if not self._anyway:
                self._ask(problem, N_("If you close now, it is lost."))
                return False
        return self._backed_up()

    def _flushed(self) -> bool:
        """Turn what is typed into changes. A mistake of the program holds the window once."""
        try:
            self._flush()
        except Exception as bug:  # noqa: BLE001 - told; what was typed is kept as drafts
            self._session.errors.show(bug)
            held, self._held = self._held, True
            return held
        return True

    def _backed_up(self) -> bool:
        backups = self.backups
        if backups is None or backups.is_settled():
            return True
        self._for_backup = True
        self._wait(backups.closing_ended)
        return False

    def _wait(self, awaited: SignalInstance) -> None:
        self._awaited = awaited
        self._window.setEnabled(False)
        awaited.connect(self._go_on)
        self._patience.start()

    def _go_on(self) -> None:
        if self._awaited is None:
            return
        self._awaited.disconnect(self._go_on)
        self._awaited, for_backup, self._for_backup = None, self._for_backup, False
        self._patience.stop()
        self._window.setEnabled(True)
        if self.told is not None:
            self.told.deleteLater()
            self.told = None
        backups = self.backups
        if for_backup and backups is not None and backups.problem and not backups.is_settled():
            told = N_("What you changed is saved, but it has no backup yet.")
            self._ask(backups.problem, told)
            return
        # Not from within the writer's own signal: closing waits for its queue.
        QTimer.singleShot(0, self, self._again)

    def _tell(self) -> None:
        from wicco_desktop.ui.closing_told import ClosingTold

        backups = self.backups
        if backups is not None and self._for_backup:
            told = N_("A backup is being made and checked. The window closes by itself.")
            self.told = ClosingTold(
                self._session.language,
                self._window,
                told,
                progress=backups.progress,
                skip=backups.give_up,
            )
        else:
            told = N_("Saving what is still waiting. The window closes by itself.")
            self.told = ClosingTold(self._session.language, self._window, told)
        self.told.show()

    def _ask(self, problem: UserError, more: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        language = self._session.language
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(language.tr(N_("Closing")))
        box.setText(language.text(problem.message))
        box.setInformativeText(language.tr(more))
        stay = box.addButton(language.tr(N_("Stay")), QMessageBox.ButtonRole.RejectRole)
        close = box.addButton(language.tr(N_("Close anyway")), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)

        def answered(_result: int) -> None:
            self.question = None
            self._anyway = box.clickedButton() is close
            box.deleteLater()
            if self.backups is not None:
                if self._anyway:
                    self.backups.give_up()
                else:
                    self.backups.stay()
            if self._anyway:
                QTimer.singleShot(0, self, self._again)

        box.finished.connect(answered)
        self.question = box
        box.open()
