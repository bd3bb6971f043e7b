"""A plugin of pytest: whatever is done in the background is late at random, before or after.

Finds tests, and parts of the program, that take for granted what they have to wait for:
``LATE=before`` (or ``after``, ``beforeafter``) ``LATE_MS=100 pytest -p tests.ui.late tests/ui``.
"""

from __future__ import annotations

import os
import random
import time

from wicco_desktop.ui import background


def pytest_configure() -> None:
    """Put a pause of at most ``LATE_MS`` milliseconds before or after each task."""
    where = os.environ.get("LATE", "beforeafter")
    longest = int(os.environ.get("LATE_MS", "60")) / 1000
    # Not the generator that pytest-randomly seeds: the threads would take turns with the tests'.
    chance = random.Random()
    at_once = background._Task.run

    def late(self: background._Task) -> None:
        if "before" in where:
            time.sleep(chance.random() * longest)
        at_once(self)
        if "after" in where:
            time.sleep(chance.random() * longest)

    background._Task.run = late  # type: ignore[method-assign]
