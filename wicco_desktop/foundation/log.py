"""The log: a few rotating files that say what happened and never what records say.

Messages of this program are written by it and name no values. What libraries log is kept only
where its words are about code. A crash of native code, which Python cannot catch, is written by
``faulthandler`` and found at the next start.
"""

from __future__ import annotations

import contextlib
import copy
import faulthandler
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from wicco_desktop.foundation.harmless import harmless_words, trace_lines

LOG_BYTES, LOG_FILES = 500_000, 3
LOG_NAME, CRASH_NAME = "wicco.log", "crash.txt"
CRASHES_KEPT = 5

_OWN = ("wicco_desktop", "qt")
"""Loggers whose messages are written here; those of ``qt`` are cut before they get here."""

_log = logging.getLogger(__name__)


def private_folder(folder: Path) -> None:
    """Make a folder that only its user can look into, where the system knows such."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(OSError):
        folder.chmod(0o700)


def open_private(path: Path, flags: int) -> int:
    """A descriptor of a file that only its user can read, made where it is not there."""
    return os.open(path, flags | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)


class LogFile(RotatingFileHandler):
    """The log. Where it cannot be written (disk full, no right to) a line is lost, nothing else."""

    def _open(self) -> TextIOWrapper:
        # A folder taken away while the program runs is made again.
        private_folder(Path(self.baseFilename).parent)
        handle = open_private(Path(self.baseFilename), os.O_WRONLY | os.O_APPEND)
        return os.fdopen(handle, "a", encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing: the error output is no place for it, and there is no other."""


class Discreet(logging.Formatter):
    """Lines without contents: errors by kind and place, others' messages only if about code."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        discreet = copy.copy(record)
        discreet.exc_text = None
        if record.name.partition(".")[0] not in _OWN:
            template = record.msg if isinstance(record.msg, str) else ""
            words = harmless_words(template.replace("%s", "…").replace("%r", "…"))
            discreet.msg = words or f"({record.module}:{record.lineno})"
            discreet.args = ()
        return super().format(discreet)

    def formatException(self, ei: object) -> str:  # noqa: N802
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(trace_lines(error)) if isinstance(error, BaseException) else ""


def start_log(folder: Path) -> logging.Handler:
    """Log to the folder from now on; gives what ``stop_log`` takes."""
    handler = LogFile(
        folder / LOG_NAME,
        maxBytes=LOG_BYTES,
        backupCount=LOG_FILES - 1,
        encoding="utf-8",
        errors="replace",
        delay=True,
    )
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Log there no more."""
    logging.getLogger().removeHandler(handler)
    handler.close()


@contextlib.contextmanager
def crashes_kept(folder: Path) -> Iterator[Path | None]:
    """While it lasts a crash of native code leaves its trace; gives that of an earlier run."""
    path = folder / CRASH_NAME
    earlier = _set_aside(path)
    if earlier is not None:
        _log.error("the program ended by a crash before: %s", earlier.name)
    try:
        private_folder(folder)
        file = os.fdopen(open_private(path, os.O_WRONLY | os.O_APPEND), "ab", buffering=0)
    except OSError:
        yield earlier
        return
    before = faulthandler.is_enabled()
    faulthandler.enable(file)
    try:
        yield earlier
    finally:
        faulthandler.disable()
        if before:
            faulthandler.enable()
        file.close()
        with contextlib.suppress(OSError):
            if not path.stat().st_size:
                path.unlink()


def crash_reports(folder: Path) -> list[Path]:
    """What earlier crashes left, the oldest first."""
    return sorted(folder.glob("crash-*.txt"))


def _set_aside(path: Path) -> Path | None:
    try:
        if not path.stat().st_size:
            return None
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        aside = path.with_name(f"crash-{moment:%Y%m%d-%H%M%S}.txt")
        path.replace(aside)  # on Windows refused while another window of this user is open
        for old in crash_reports(path.parent)[:-CRASHES_KEPT]:
            old.unlink()
    except OSError:
        return None
    return aside
