"""Python's garbage collector, kept on the window's thread.

Left alone it runs on whichever thread makes an object; on a worker it may destroy a widget or a
running timer there, and Qt then ends the process. So the automatic collector is off, and a timer
of the window does what it would have done, at the same thresholds.

A collection looks at all objects of its generation with everything else standing still. So what
the program is made of once it has started (its modules, the window) is set aside for good, and
while objects come fast, as in an import, the young ones are looked at often and few at a time.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

IDLE, BUSY = 1_000, 250
"""Milliseconds between two looks at whether it is time to collect: usually, after one was."""


class Collecting(QObject):
    """While it lives, garbage is collected here and nowhere else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=IDLE)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        QTimer.singleShot(IDLE, self, gc.freeze)

    def collect(self) -> None:
        """Collect the oldest generation that is due, if any."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                self._timer.setInterval(BUSY)
                return
        self._timer.setInterval(IDLE)

    def end(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
