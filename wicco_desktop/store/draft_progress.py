"""When the drafts are written next: soon after the last key, again and again while it fails."""

from __future__ import annotations

import time
from dataclasses import dataclass

from wicco_desktop.foundation.errors import UserError

RETRY = 1.0
"""Seconds until a write that failed is tried again; doubled each time, up to ``RETRY_LONGEST``."""
RETRY_LONGEST = 10.0


@dataclass(slots=True)
class DraftProgress:
    """How far the file is behind. Generations count the changes of the set."""

    changed: int = 0
    written: int = 0
    failed: int = 0
    """Generation that could not be written at the last attempt."""
    wanted: int = 0
    """Generation that somebody waits for."""
    first: float | None = None
    """When the oldest change that is not written was made (seconds, monotonic)."""
    last: float = 0.0
    """When the newest was made; while writing fails, when that was last tried."""
    attempts: int = 0
    failures: int = 0
    """In a row."""
    problem: UserError | None = None

    def change(self) -> None:
        self.changed += 1
        if not self.failures:
            self.last = time.monotonic()
            self.first = self.last if self.first is None else self.first

    def due(self, interval: float, longest: float) -> float | None:
        """The monotonic moment of the next write, None where there is nothing to write."""
        if self.written == self.changed:
            return None
        if self.written < self.wanted:
            return 0.0
        if self.failures:
            pause: float = RETRY * 2 ** min(self.failures - 1, 10)
            return self.last + min(pause, RETRY_LONGEST)
        return min(self.last + interval, (self.first or self.last) + longest)

    def tried(self, generation: int, problem: UserError | None) -> None:
        self.attempts += 1
        self.problem = problem
        if problem is None:
            self.written, self.failures = generation, 0
            return
        self.failed, self.failures, self.last = generation, self.failures + 1, time.monotonic()
        if generation >= self.wanted:
            self.wanted = 0
