"""Python's garbage collector, kept on the window's thread.

Left alone it runs on whichever thread makes an object; on a worker it may destroy a widget or a
running timer there, and Qt then ends the process. So the automatic collector is off, and a timer
of the window does what it would have done, at the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 1_000
"""Milliseconds between two looks at whether it is time to collect."""


class Collecting(QObject):
    """While it lives, garbage is collected here and nowhere else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, if any."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.enable()
