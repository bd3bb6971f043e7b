"""A part of a benchmark in a process of its own: what it answers, and the memory of its tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psutil

LOOKING = 0.02
"""Seconds between two looks at the memory."""


def watched(module: str, *arguments: str, python: str = sys.executable) -> dict[str, Any]:
    """Run ``python -m module arguments``; its JSON, with ``peak_mb`` of all its processes.

    Resident memory is summed: what several processes share counts in each. Raises RuntimeError
    where it fails.
    """
    child = subprocess.Popen(
        [python, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    peak, over = 0.0, threading.Event()

    def look() -> None:
        nonlocal peak
        while not over.wait(LOOKING):
            peak = max(peak, tree_memory_mb(child.pid))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    out, errors = child.communicate()
    over.set()
    looking.join()
    if child.returncode:
        raise RuntimeError(f"{module} {arguments}:\n{errors}")
    answer: dict[str, Any] = json.loads(out.splitlines()[-1])
    return {**answer, "peak_mb": peak}


def tree_memory_mb(pid: int) -> float:
    """The memory of a process and all below it, in MB."""
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0.0
    total = 0
    for one in processes:
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue
    return total / 1e6
