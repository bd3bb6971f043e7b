"""What a bug leaves behind: a file in the log folder that holds nothing of the records.

The same text, with the last lines of the log and what an earlier crash left, is the report that a
user copies from the menu to send to whoever helps.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from wicco_desktop.foundation.harmless import trace_lines
from wicco_desktop.foundation.log import LOG_NAME, crash_reports, open_private, private_folder

KEPT = 20
"""Reports kept; the oldest go."""

LOG_LINES = 200
"""Last lines of the log in a diagnostic report."""

_MOST = 100_000
"""Characters of one file in a diagnostic report, its end."""


def _version() -> str:
    try:
        return metadata.version("wicco-desktop")
    except metadata.PackageNotFoundError:
        return "unknown"


def _head(moment: datetime) -> list[str]:
    head = [
        f"WICCO Desktop {_version()}",
        f"{moment.isoformat(timespec='seconds')}",
        f"Python {platform.python_version()}",
        f"{sys.platform} {platform.release()}, {platform.machine()}",
    ]
    with contextlib.suppress(ImportError):
        from PySide6.QtCore import qVersion

        head.append(f"Qt {qVersion()}")
    return head


def report_text(error: BaseException, moment: datetime) -> str:
    """The report on a bug, as text."""
    return "\n".join([*_head(moment), "", *trace_lines(error), ""])


def diagnostic_text(folder: Path, moment: datetime, facts: list[str]) -> str:
    """What helps to find a mistake: this machine, ``facts``, reports and the end of the log."""
    parts = ["\n".join([*_head(moment), *facts])]
    found = [*sorted(folder.glob("bug-*.txt"))[-3:], *crash_reports(folder)[-1:]]
    parts += [f"=== {path.name}\n{_end_of(path)}" for path in found]
    lines = _end_of(folder / LOG_NAME).splitlines()[-LOG_LINES:]
    parts.append("\n".join([f"=== {LOG_NAME}", *lines]))
    return "\n\n".join(parts) + "\n"


def _end_of(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")[-_MOST:]
    except OSError:
        return ""


def write_report(text: str, folder: Path, moment: datetime | None = None) -> Path | None:
    """Write a report to the folder, keeping the newest; None where it cannot be written."""
    stamp = (moment or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"bug-{stamp}.txt"
    try:
        private_folder(folder)
        with os.fdopen(open_private(path, os.O_WRONLY | os.O_TRUNC), "w", encoding="utf-8") as file:
            file.write(text)
        for old in sorted(folder.glob("bug-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return path
