"""Scrolling a list: frame times of the real view, and whether memory stays what it is.

A frame is what lies between moving the scroll bar and the end of painting, on the window's thread,
waiting for rows included. Offscreen, so without what a graphics card adds or saves. Beside it a
plain loop of 5 ms, measured as often in the same minute: what exceeds that is what other programs
of the machine took.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.figures import Figure, memory_mb, spread
from tests.benchmarks.generator import contacts_database
from tests.benchmarks.sessions import application, let_pass, session_over, wait_until
from wicco_desktop.services.listing import Row
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.lists.model import ROW_ROLE

FRAME = 16.0
FRAMES = 400
HEIGHT = 720


def run(folder: Path, size: int) -> list[Figure]:
    """Page by page, wheel by wheel, and dragging the scroll bar through the whole list."""
    with session_over(contacts_database(folder, size)) as session:
        panel = ListPanel(session, "contact")
        panel.resize(292, HEIGHT)
        panel.show()
        began = time.perf_counter()
        panel.load()
        wait_until(lambda: panel.model.rowCount() > 0)
        first = (time.perf_counter() - began) * 1e3
        wait_until(lambda: panel.model.complete)
        whole = (time.perf_counter() - began) * 1e3
        figures = [
            Figure(
                "opening a list: first rows; every row known (in the background)",
                size,
                f"{first:.0f} ms; {whole:.0f} ms",
            )
        ]
        let_pass(0.5)
        bar = panel.view.verticalScrollBar()
        lot = random.Random(1)
        _scroll(panel, size, "to fill caches", [lot.randrange(bar.maximum()) for _ in range(100)])
        ways = {
            "page by page": (number * bar.pageStep() for number in range(FRAMES)),
            "by the wheel": (bar.maximum() // 3 + number * 60 for number in range(FRAMES)),
            "dragging the scroll bar": (round(bar.maximum() * lot.random()) for _ in range(FRAMES)),
        }
        for way, values in ways.items():
            figures.append(_scroll(panel, size, way, values))
        return figures


def _scroll(panel: ListPanel, size: int, way: str, values: Iterable[int]) -> Figure:
    bar, view = panel.view.verticalScrollBar(), panel.view
    let_pass(0.2)
    before, frames, blank, seen = memory_mb(), [], 0, 0
    computing: list[float] = []
    control: list[float] = []
    for value in values:
        control.append(_plain_loop())
        began, computed = time.perf_counter(), time.thread_time()
        bar.setValue(value)
        view.viewport().repaint()
        frames.append((time.perf_counter() - began) * 1e3)
        computing.append((time.thread_time() - computed) * 1e3)
        rows = view.rows_in_view()
        seen += len(rows)
        blank += sum(not isinstance(panel.model.index(row).data(ROW_ROLE), Row) for row in rows)
        application().processEvents()
    grown = memory_mb() - before
    return Figure(
        f"scrolling a list, {way}: frame",
        size,
        f"{spread(frames)}, of which computing at most {max(computing):.1f} ms; "
        f"{blank / seen:.1%} of rows first as placeholders; memory {grown:+.1f} MB; "
        f"beside it a loop of 5 ms took up to {max(control):.1f} ms",
        "every frame ≤ 16 ms, memory constant",
        max(frames) <= FRAME and grown < 5,
    )


def _plain_loop() -> float:
    """What a loop that should take 5 ms takes."""
    began = time.perf_counter()
    end = time.thread_time() + 0.005
    while time.thread_time() < end:
        pass
    return (time.perf_counter() - began) * 1e3
