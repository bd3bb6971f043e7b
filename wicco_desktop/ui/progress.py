"""How far long work is: the object the work reports to, and the strip that shows it.

The work may report from any thread and as often as it likes; the window hears a few times a
second. Cancelling is a wish: the work looks at ``cancelled`` and stops where it is safe.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.language import LanguageSwitch

OFTEN = 0.05
"""Seconds between two reports that reach the window."""

TELLING = 2.0
"""Seconds of work before the time left is estimated."""

Clock = Callable[[], float]


class Progress(QObject):
    """What a piece of long work reports to; ``cancelled`` is the user's wish to stop."""

    reported = Signal(int, int, object)
    """Done, total (0 where it is not known), what is being done (a Message)."""

    def __init__(self, parent: QObject | None = None, clock: Clock = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._told = float("-inf")
        self._doing: Message | None = None
        self._cancelled = False

    def report(self, done: int, total: int, doing: Message | None = None) -> None:
        """So many of so many are done; callable from any thread."""
        now = self._clock()
        last = total > 0 and done >= total
        if doing == self._doing and not last and now - self._told < OFTEN:
            return
        self._told, self._doing = now, doing
        self.reported.emit(done, total, doing)

    @property
    def cancelled(self) -> bool:
        """Whether the user wants it stopped."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancelled = True


class ProgressStrip(QWidget):
    """A bar, what is being done, how much is left, Cancel. Hidden while nothing is under way."""

    def __init__(
        self, switch: LanguageSwitch, parent: QWidget | None = None, clock: Clock = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._clock = clock
        self._progress: Progress | None = None
        self._state: tuple[int, int, Message | None] = (0, 0, None)
        self._started = 0.0
        self.doing = QLabel(self)
        self.left = QLabel(self)
        self.left.setProperty("look", "quiet")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(self)
        self.cancel.clicked.connect(self._cancel)
        words = QHBoxLayout()
        words.addWidget(self.doing, 1)
        words.addWidget(self.left)
        column = QVBoxLayout()
        column.addLayout(words)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.addLayout(column, 1)
        row.addWidget(self.cancel)
        switch.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def follow(self, progress: Progress) -> None:
        """Show this work from now on."""
        self.finish()
        self._progress = progress
        self._started = self._clock()
        self._state = (0, 0, None)
        progress.reported.connect(self._report)
        self.cancel.setEnabled(True)
        self.retranslate()
        self.show()

    def finish(self) -> None:
        """The work has ended, however it did."""
        if self._progress is not None:
            self._progress.reported.disconnect(self._report)
        self._progress = None
        self.hide()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        done, total, doing = self._state
        stopping = self._progress is not None and self._progress.cancelled
        self.cancel.setText(self._switch.tr(N_("Cancel")))
        text = N_("Stopping…") if stopping else (doing or N_("Working…"))
        self.doing.setText(self._switch.text(text))
        self.bar.setAccessibleName(self.doing.text())
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self.left.setText("" if stopping else " · ".join(self._amounts(done, total)))

    def _amounts(self, done: int, total: int) -> list[str]:
        if total <= 0:
            return []
        number = QLocale().toString
        # Translators: how much of long work is done, such as "1,200 of 10,000".
        of_all = N_("{done} of {total}")
        told = [self._switch.tr(of_all, done=number(done), total=number(total))]
        passed = self._clock() - self._started
        if done > 0 and passed >= TELLING:
            seconds = round(passed / done * (total - done))
            told.append(
                self._switch.tr(N_("about {seconds} s left"), seconds=seconds)
                if seconds < 90
                else self._switch.tr(N_("about {minutes} min left"), minutes=round(seconds / 60))
            )
        return told

    def _report(self, done: int, total: int, doing: Message | None) -> None:
        self._state = (done, total, doing)
        self.retranslate()

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self.cancel.setEnabled(False)
            self.retranslate()
