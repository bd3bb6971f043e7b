"""What a bug leaves behind: a file in the log folder that holds nothing of the records.

It names where in the program it happened. The words of an error can carry a value of a record, so
they are kept only for those built-in errors whose words are about code.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import traceback
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

KEPT = 20
"""Reports kept; the oldest go."""

_WORDS_ABOUT_CODE = (
    AttributeError,
    ImportError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
)


def _words(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{type(error).__qualname__}: {error.strerror}"
    if isinstance(error, _WORDS_ABOUT_CODE):
        return f"{type(error).__qualname__}: {error}"
    return type(error).__qualname__


def _version() -> str:
    try:
        return metadata.version("wicco-desktop")
    except metadata.PackageNotFoundError:
        return "unknown"


def _told(error: BaseException) -> list[str]:
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*_told(cause), "", "which led to:", ""]
    for frame in traceback.extract_tb(error.__traceback__):
        # Parts of the path below the package or library say where; what is above says who.
        place = "/".join(Path(frame.filename).parts[-3:])
        lines += [f"  {place}:{frame.lineno} in {frame.name}", f"    {frame.line}"]
    return [*lines, _words(error)]


def report_text(error: BaseException, moment: datetime) -> str:
    """The report on a bug, as text."""
    head = [
        f"WICCO Desktop {_version()}",
        f"{moment.isoformat(timespec='seconds')}",
        f"Python {platform.python_version()}, {sys.platform}, {platform.machine()}",
    ]
    with contextlib.suppress(ImportError):
        from PySide6.QtCore import qVersion

        head.append(f"Qt {qVersion()}")
    return "\n".join([*head, "", *_told(error), ""])


def write_report(text: str, folder: Path, moment: datetime | None = None) -> Path | None:
    """Write a report to the folder, keeping the newest; None where it cannot be written."""
    stamp = (moment or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"bug-{stamp}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        for old in sorted(folder.glob("bug-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return path
