"""The search box, keystroke by keystroke: names in both scripts, initials, telephones, words."""

from __future__ import annotations

import time
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile, spread
from tests.benchmarks.generator import IDENTITY, contacts_database
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store

TYPED = (
    "陈祖荣",
    "chenzurong",
    "czr",
    "ferreira",
    "wang wei",
    "macao",
    "澳门科技",
    "6612 34",
    "实验室",
    "general manager",
    "smart",
)
"""Each is typed letter by letter."""

GOALS = {100_000: 16.0, 1_000_000: 50.0}


def run(folder: Path, size: int) -> list[Figure]:
    """Search after every keystroke of every text."""
    store = Store.open(contacts_database(folder, size), writer=IDENTITY, read_only=True)
    try:
        searching = Workspace.over(store).searching
        searching.search("x")
        times: dict[str, float] = {}
        for text in TYPED:
            for length in range(1, len(text) + 1):
                began = time.perf_counter()
                searching.search(text[:length], limit=20)
                times[text[:length]] = (time.perf_counter() - began) * 1e3
    finally:
        store.close()
    goal = GOALS.get(size)
    slowest = sorted(times, key=lambda typed: -times[typed])[:3]
    worst = ", ".join(f"{typed!r} {times[typed]:.0f} ms" for typed in slowest)
    found = percentile(list(times.values()), 0.99)
    return [
        Figure(
            "search, each keystroke",
            size,
            f"{spread(list(times.values()))} (slowest: {worst})",
            f"99 % ≤ {goal:.0f} ms" if goal else "",
            found <= goal if goal else None,
        )
    ]
