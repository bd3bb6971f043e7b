"""What could not be saved is tried again by itself, ever more rarely, and told once.

A disk that was full has room again at some moment of which nobody tells the program.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.ui.errors import ErrorDoor

FIRST, LONGEST = 2_000, 60_000
"""Milliseconds until the next attempt: doubled each time, up to the longest."""


class Retry(QObject):
    """The attempts of one piece of work."""

    def __init__(self, errors: ErrorDoor, again: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._errors = errors
        self._told = ""
        self.timer = QTimer(self, singleShot=True, interval=FIRST)
        self.timer.timeout.connect(again)

    @property
    def pending(self) -> bool:
        """Whether it will be tried again."""
        return self.timer.isActive()

    def failed(self, error: BaseException) -> None:
        """It went wrong: say so where that is news, and try again unless it is a bug."""
        if not isinstance(error, UserError):
            self._errors.show(error)
            return
        if str(error) != self._told:
            self._told = str(error)
            self._errors.show(error)
        else:
            self.timer.setInterval(min(2 * self.timer.interval(), LONGEST))
        self.timer.start()

    def reset(self) -> None:
        """It went well, or the user tries anew: the next failure is news again."""
        self._told = ""
        self.timer.stop()
        self.timer.setInterval(FIRST)
