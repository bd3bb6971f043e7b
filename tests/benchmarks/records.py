"""Opening a record beside its list, and saving a field of one: durable, logged, indexed."""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile, spread
from tests.benchmarks.generator import contacts_database, copied
from tests.benchmarks.sessions import application, let_pass, session_over, wait_until
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.session import Session

TIMES = 200
OPENED, SAVED = 50.0, 30.0


def run(folder: Path, size: int) -> list[Figure]:
    """Both, on a copy that may be written to."""
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        with session_over(copied(contacts_database(folder, size), Path(temporary))) as session:
            ids = session.workspace.store.outline(Query("contact")).ids()
            lot = random.Random(2)
            opened = _open(session, [lot.choice(ids) for _ in range(TIMES)])
            saved = _save(session, [lot.choice(ids) for _ in range(TIMES)])
        synced = _sync(Path(temporary))
    return [
        Figure(
            "opening a record (shown and painted)",
            size,
            spread(opened),
            "≤ 50 ms",
            percentile(opened, 0.99) <= OPENED,
        ),
        Figure(
            "saving a field (durable, logged, indexed)",
            size,
            f"{spread(saved)}; a bare write and sync of a page: {spread(synced)}",
            "≤ 30 ms",
            percentile(saved, 0.99) <= SAVED,
        ),
    ]


def _open(session: Session, ids: list[str]) -> list[float]:
    page = RecordsPage(session, "contact")
    page.resize(1164, 780)
    page.show()
    page.activate()
    wait_until(lambda: page.list.model.complete)
    let_pass(0.5)
    times = []
    for id_ in ids:
        began = time.perf_counter()
        page.show_record("contact", id_)
        page.repaint()
        application().sendPostedEvents()
        times.append((time.perf_counter() - began) * 1e3)
        let_pass(0.05)
    page.close()
    return times


def _save(session: Session, ids: list[str]) -> list[float]:
    editing, times = session.workspace.editing, []
    for number, id_ in enumerate(ids):
        record = editing.record("contact", id_)
        text = f"{record.text('remarks_en')} {number}"
        began = time.perf_counter()
        editing.change(
            "contact", id_, {"remarks_en": text}, base={"remarks_en": record["remarks_en"]}
        )
        times.append((time.perf_counter() - began) * 1e3)
        let_pass(0.01)
    return times


def _sync(folder: Path) -> list[float]:
    """What the disk itself takes: 4 KB written and synced."""
    times = []
    handle = os.open(folder / "synced", os.O_CREAT | os.O_WRONLY)
    try:
        for _ in range(TIMES):
            began = time.perf_counter()
            os.write(handle, b"x" * 4096)
            os.fsync(handle)
            times.append((time.perf_counter() - began) * 1e3)
    finally:
        os.close(handle)
    return times
