"""Workbooks as they come in, read by a process of its own that may fail in any way it likes.

A workbook from outside is not to be trusted: it can be damaged, made to fill the memory, or of a
shape that a parser dies of. So a child process reads it (``child.py``, it must load neither Qt nor
the records), within limits of memory and time, and streams rows back; what arrives is kept packed
(``workbook.py``). Whatever goes wrong is one sentence. Formulas and macros are never run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wicco_desktop.exchange.reading.limits import Limits

if TYPE_CHECKING:
    from wicco_desktop.exchange.cells import Workbook

__all__ = ["Limits", "read_workbook"]


def _unreported(_done: int, _total: int, /) -> None:
    """Nobody wants to know."""


def _never() -> bool:
    return False


def read_workbook(
    path: Path,
    *,
    report: Callable[[int, int], None] = _unreported,
    cancelled: Callable[[], bool] = _never,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Workbook:
    """Read a workbook of any known format whole; what it is shows in its content.

    ``report`` hears how many rows are read and how many there are, 0 where that is not known.
    It and ``cancelled`` are called often, on the calling thread. Raises UsageError with one
    sentence for whatever cannot be read, Cancelled when ``cancelled`` says so.
    """
    from wicco_desktop.exchange.reading.process import read_in_child

    return read_in_child(path, report=report, cancelled=cancelled, limits=limits)
