"""Duplicates: among all contacts, and among the rows of an import against all contacts."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from random import Random

from tests.benchmarks.figures import Figure
from tests.benchmarks.generator import IDENTITY, contact_values, contacts_database
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store

NEW_ROWS = 1_000
KNOWN = 0.1
"""Share of the new rows that are of somebody who is there already."""

AMONG_ALL = {100_000: 60.0}
AMONG_NEW = {100_000: 2.0}


def run(folder: Path, size: int) -> list[Figure]:
    """Both rows of the limits, on a database that is only read."""
    store = Store.open(contacts_database(folder, size), writer=IDENTITY, read_only=True)
    try:
        # What compares names is loaded already, as in a window that has been open for a while.
        Workspace.over(store).duplicates.near("contact", {"name_zh": "陈", "name_en": "Chan Chou"})
        new, near = _new_rows(store)
        before = _memory()
        began = time.perf_counter()
        pairs = Workspace.over(store).duplicates.pairs("contact")
        took = time.perf_counter() - began
        grown = _memory() - before
    finally:
        store.close()
    goal, goal_new = AMONG_ALL.get(size), AMONG_NEW.get(size)
    return [
        Figure(
            f"duplicates among {NEW_ROWS:,} new rows against all contacts",
            size,
            f"{new:.2f} s ({near} rows resemble somebody)",
            f"≤ {goal_new:.0f} s" if goal_new else "",
            new <= goal_new if goal_new else None,
        ),
        Figure(
            "duplicates among all contacts",
            size,
            f"{took:.1f} s ({len(pairs)} pairs listed; {grown:.0f} MB more at the highest)",
            f"≤ {goal:.0f} s" if goal else "",
            took <= goal if goal else None,
        ),
    ]


def _new_rows(store: Store) -> tuple[float, int]:
    random = Random(7)
    rows = [contact_values(random) for _ in range(NEW_ROWS)]
    columns = ("name_zh", "name_en", "mobile")
    known = store.scan("contact", columns)
    for row, (_id, *values) in zip(rows[: int(NEW_ROWS * KNOWN)], known, strict=False):
        row.update(dict(zip(columns, values, strict=True)))
    began = time.perf_counter()
    found = list(Workspace.over(store).duplicates.near_rows("contact", rows))
    return time.perf_counter() - began, sum(map(bool, found))


def _memory() -> float:
    """The most this process has used, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
