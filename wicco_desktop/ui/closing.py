"""Closing the window without losing a character: what is typed is saved, the queue is emptied.

The window closes at once where that is quick. Where it is not it stays, says what it waits for,
and closes by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

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
        self._waiting = False
        self._anyway = False
        self.told: QWidget | None = None
        """What says why the window is still there."""
        self.question: QMessageBox | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._tell)

    def settled(self) -> bool:
        """Save what is typed; whether everything is written and the window may go now."""
        if self._waiting or self.question is not None:
            return False
        self._flush()
        if not self._session.writer.flush(AT_ONCE):
            self._wait()
            return False
        try:
            self._session.drafts.flush()
        except UserError as problem:
            if not self._anyway:
                self._ask(problem)
                return False
        return True

    def _wait(self) -> None:
        self._waiting = True
        self._window.setEnabled(False)
        self._session.writer.idle.connect(self._go_on)
        self._patience.start()

    def _go_on(self) -> None:
        self._session.writer.idle.disconnect(self._go_on)
        self._waiting = False
        self._patience.stop()
        self._window.setEnabled(True)
        if self.told is not None:
            self.told.deleteLater()
            self.told = None
        # Not from within the writer's own signal: closing waits for its queue.
        QTimer.singleShot(0, self, self._again)

    def _tell(self) -> None:
        tr = self._session.language.tr
        told = QWidget(self._window, Qt.WindowType.Dialog)
        told.setProperty("look", "panel")
        told.setWindowTitle(tr(N_("Closing")))
        sentence = QLabel(
            tr(N_("Saving what is still waiting. The window closes by itself.")), told
        )
        bar = QProgressBar(told)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        column = QVBoxLayout(told)
        column.setContentsMargins(20, 20, 20, 20)
        column.addWidget(sentence)
        column.addWidget(bar)
        told.setEnabled(True)
        self.told = told
        told.show()

    def _ask(self, problem: UserError) -> None:
        from PySide6.QtWidgets import QMessageBox

        language = self._session.language
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(language.tr(N_("Closing")))
        box.setText(language.text(problem.message))
        box.setInformativeText(language.tr(N_("If you close now, it is lost.")))
        stay = box.addButton(language.tr(N_("Stay")), QMessageBox.ButtonRole.RejectRole)
        close = box.addButton(language.tr(N_("Close anyway")), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)

        def answered(_result: int) -> None:
            self.question = None
            self._anyway = box.clickedButton() is close
            box.deleteLater()
            if self._anyway:
                QTimer.singleShot(0, self, self._again)

        box.finished.connect(answered)
        self.question = box
        box.open()
