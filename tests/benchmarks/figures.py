"""What a benchmark answers: rows of a table, with what is to be reached."""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import PySide6

from wicco_desktop.store.driver import SQLITE_VERSION


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, on how many contacts, what came out, what is to be reached."""

    what: str
    size: int
    measured: str
    goal: str = ""
    reached: bool | None = None


def keep_bytecode() -> None:
    """Let the processes that are measured keep what Python compiles of the program.

    Where the environment forbids it, every start would compile the program anew, and nothing but
    the program: what pip has installed is compiled.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(milliseconds: Sequence[float]) -> str:
    """Median, 99th percentile and longest of some times."""
    return (
        f"median {statistics.median(milliseconds):.1f} ms, "
        f"99 % {percentile(milliseconds, 0.99):.1f} ms, longest {max(milliseconds):.1f} ms"
    )


def memory_mb() -> float:
    """Resident memory of this process in MB; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def machine() -> str:
    """On what it was measured."""
    cores = os.cpu_count()
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, "
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"SQLite {SQLITE_VERSION}, "
        f"Qt platform {os.environ.get('QT_QPA_PLATFORM', 'default')}{_load()}"
    )


def _load() -> str:
    """What else the machine is doing, where it tells: 1.0 is one core at work."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f"; load when it ended {os.getloadavg()[0]:.1f}"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    marks = {True: "yes", False: "no", None: ""}
    lines = [
        "| what | contacts | measured | to reach | reached |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {one.what} | {one.size:,} | {one.measured} | {one.goal} | {marks[one.reached]} |"
        for one in figures
    ]
    return "\n".join(lines)
