"""Backups: making one, making the next when little changed, checking every byte, restoring."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.benchmarks.figures import Figure
from tests.benchmarks.generator import IDENTITY, contacts_database, copied
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.queries import Query
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota, verify_snapshot
from wicco_desktop.store.store import Store

T = TypeVar("T")

PHOTOGRAPHS, BYTES = 200, 1_000_000
RESTORED = 60.0


def run(folder: Path, size: int) -> list[Figure]:
    """The row of the fault table, and what the half-hourly backups cost."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = copied(contacts_database(folder, size), Path(place))
        files = AttachmentFolder(path)
        generator = random.Random(1)
        for number in range(PHOTOGRAPHS):
            files.add_bytes(generator.randbytes(BYTES), f"{number}.jpg")
        store = Store.open(path, writer=IDENTITY)
        workspace = Workspace.over(store)
        first, took_first = _timed(lambda: workspace.backups.make("working"))
        workspace.editing.create("contact", {"name_en": "Ann Example"})
        second, took_second = _timed(lambda: workspace.backups.make("working"))
        _none, took_none = _timed(lambda: workspace.backups.make_if_due("closing"))
        store.close()
        found, took_check = _timed(lambda: verify_snapshot(second.path))
        restored, took_restore = _timed(lambda: restore_archive(first.path, path))
        store = Store.open(path, writer=IDENTITY, read_only=True)
        whole = store.count(Query("contact")) == found.manifest.records["contacts"] - 1
        store.close()
        kept = Rota(path)
        megabytes = path.stat().st_size / 1e6, second.path.stat().st_size / 1e6
        pool = sum(file.stat().st_size for file in kept.pool.folder.rglob("*") if file.is_file())
    photographs = f"{PHOTOGRAPHS} photographs of {BYTES / 1e6:.0f} MB"
    good = whole and not found.damaged and not restored.lost
    return [
        Figure(f"first backup, with {photographs}", size, str(took_first)),
        Figure(
            "the next one, verified",
            size,
            f"{took_second}; {megabytes[0]:.0f} MB become {megabytes[1]:.0f} MB; the photographs "
            f"lie there once, {pool / 1e6:.0f} MB",
        ),
        Figure("seeing that nothing has changed", size, f"{took_none.seconds * 1000:.0f} ms"),
        Figure("checking every byte, photographs too", size, str(took_check)),
        Figure(
            "backup restored and verified, the present state backed up before",
            size,
            str(took_restore),
            f"≤ {RESTORED:.0f} s",
            good and took_restore.seconds <= RESTORED,
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Took:
    """Seconds by the clock, and those for which this process had the processor."""

    seconds: float
    busy: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.busy:.1f} s of the processor)"


def _timed(work: Callable[[], T]) -> tuple[T, _Took]:
    began, busy = time.perf_counter(), time.process_time()
    result = work()
    return result, _Took(time.perf_counter() - began, time.process_time() - busy)
