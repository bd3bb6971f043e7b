"""Time in which a process ran: what a busy machine or a stop took from it does not count."""

from __future__ import annotations

import mmap
import struct
import threading
import time

TICK, MOST = 0.005, 0.05
"""Seconds between two looks, and the most that counts between them."""


class RunningTime:
    """Made before a process is forked; the fork starts it, both can read it."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 8)

    def now(self) -> float:
        """Seconds of running so far."""
        (seconds,) = struct.unpack("d", self._shared[:8])
        return float(seconds)

    def start(self) -> None:
        """Count from now on, on a thread of this process."""
        threading.Thread(target=self._count, name="running time", daemon=True).start()

    def _count(self) -> None:
        pause = threading.Event().wait
        total, before = 0.0, time.monotonic()
        while True:
            pause(TICK)
            now = time.monotonic()
            total += min(now - before, MOST)
            before = now
            self._shared[:8] = struct.pack("d", total)
