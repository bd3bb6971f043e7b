"""The mistakes of this run: each reported once to the log folder, then counted. Knows no widget.

Called on any thread, from wherever something went wrong.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wicco_desktop.foundation.harmless import trace_key
from wicco_desktop.ui.bug_report import report_text, write_report

DIFFERENT = 50
"""Different mistakes of one run that are reported; any further are only logged."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Bug:
    """One mistake of the program: its report, where that lies, how often it has happened."""

    key: str
    report: str
    path: Path | None
    count: int = 1

    def text(self) -> str:
        """The report, with how often it happened."""
        return self.report if self.count == 1 else f"{self.report}({self.count} ×)\n"


class Bugs:
    """Takes in what went wrong; ``untold`` gives what nobody was told of yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._known: dict[str, Bug] = {}
        self._untold: dict[str, Bug] = {}

    def take(self, error: BaseException, *, told: bool = False) -> Bug | None:
        """Report or count a mistake; None for one too many. ``told``: that is seen to."""
        key = trace_key(error)
        with self._lock:
            bug = self._known.get(key)
            if bug is not None:
                bug.count += 1
            elif len(self._known) >= DIFFERENT:
                _log.error("one bug too many: %s", type(error).__qualname__)
                return None
            else:
                bug = self._known[key] = self._reported(key, error)
            if not told:
                self._untold[key] = bug
            if bug.count >= 10 and str(bug.count).rstrip("0") == "1":
                _log.error("the same bug %d times: %s", bug.count, type(error).__qualname__)
        return bug

    def untold(self) -> list[Bug]:
        """The mistakes that happened since this was asked last."""
        with self._lock:
            untold, self._untold = list(self._untold.values()), {}
        return untold

    def _reported(self, key: str, error: BaseException) -> Bug:
        moment = datetime.now(UTC)
        report = report_text(error, moment)
        path = write_report(report, self._folder, moment)
        name = path.name if path else "its report could not be written"
        _log.error("bug: %s (%s)", type(error).__qualname__, name)
        return Bug(key, report, path)
