"""Garbage is collected on the window's thread only."""

from __future__ import annotations

import gc
import threading
from typing import ClassVar

from pytestqt.qtbot import QtBot

from wicco_desktop.ui.collecting import Collecting


class Cycle:
    """Collectable garbage that tells on which thread it goes."""

    went: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Cycle.went.append(threading.current_thread().name)


def test_garbage_made_on_a_worker_goes_on_the_window_s_thread(qtbot: QtBot) -> None:
    was_enabled = gc.isenabled()
    collecting = Collecting()
    Cycle.went.clear()

    def make_garbage() -> None:
        for _ in range(5_000):
            Cycle()

    worker = threading.Thread(target=make_garbage, name="worker")
    worker.start()
    worker.join()
    assert Cycle.went == []
    collecting.collect()
    assert set(Cycle.went) == {"MainThread"}
    collecting.end()
    assert gc.isenabled()
    if not was_enabled:
        gc.disable()
