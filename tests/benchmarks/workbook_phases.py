"""What is timed of workbooks, one thing a process: ``python -m tests.benchmarks.workbook_phases``.

Prints one line of JSON: ``seconds``, and what else was seen. Work of ours runs as the window runs
it, on its writing thread, while the window's event loop waits for events as the program's does. A
timer tells how long it was not free; no oftener than it must, since each beat stops the work.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self

from tests.benchmarks.watched import tree_memory_mb

Answer = dict[str, Any]

BEAT = 10
"""Milliseconds between two beats; how much later one comes is what the window was held."""


def read_with_openpyxl(path: str) -> Answer:
    """Every value of a workbook, read-only, entities refused."""
    import openpyxl
    from openpyxl.xml import DEFUSEDXML

    assert DEFUSEDXML
    began = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True)
    cells = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
    seconds = time.perf_counter() - began
    book.close()
    return {"seconds": seconds, "cells": cells}


def read_with_calamine(path: str, database: str) -> Answer:
    """Every value read by python-calamine, put into one table by one ``executemany``."""
    from python_calamine import CalamineWorkbook

    began = time.perf_counter()
    with CalamineWorkbook.from_path(path) as book:
        sheet = book.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    with closing(sqlite3.connect(database)) as connection:
        names = ", ".join(f"c{number} TEXT" for number in range(len(rows[0])))
        connection.execute(f"CREATE TABLE bare ({names})")
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO bare VALUES ({marks})", _texts(rows))
        connection.commit()
    return {"seconds": time.perf_counter() - began}


def _texts(rows: list[list[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [one if isinstance(one, str | int | float) else str(one) for one in row]


def write_with_openpyxl(path: str, source: str) -> Answer:
    """The cells of a workbook written by openpyxl, write-only; reading them is not counted."""
    import openpyxl
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(source) as read:
        rows = read.get_sheet_by_index(0).to_python(skip_empty_area=False)
    began = time.perf_counter()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)
    return {"seconds": time.perf_counter() - began}


def preview(path: str, database: str) -> Answer:
    """A workbook opened for review."""
    return _review(path, database, apply=False)


def import_(path: str, database: str) -> Answer:
    """A workbook opened for review, then applied."""
    return _review(path, database, apply=True)


def _review(path: str, database: str, *, apply: bool) -> Answer:
    from wicco_desktop.services.review.model import Choice, Filter
    from wicco_desktop.services.review.review import Review

    with _Window(database) as window:
        workspace = window.session.workspace
        review, opened = window.timed(lambda: Review.open(workspace, Path(path)))
        answer = {"opened": opened, "seconds": opened, "counts": str(review.counts)}
        if apply:
            # As with ``import --apply``; but a new row that looks like a record is made as well,
            # so that every row is written.
            for index in review.indexes(Filter.DUPLICATES):
                review.accept(index, accepted=True)
            review.decide_all(Choice.THEIRS)
            _, applied = window.timed(review.apply)
            answer |= {"applied": applied, "seconds": opened + applied}
        return {**answer, **window.seen()}


def export(path: str, database: str) -> Answer:
    """Every contact exported."""
    from wicco_desktop.services.exporting import Options
    from wicco_desktop.services.exporting_scope import Lists

    with _Window(database) as window:
        exporting = window.session.workspace.exporting
        what, options = Lists.of(("contact",)), Options("en")
        made, seconds = window.timed(lambda: exporting.export(Path(path), what, options))
        return {"seconds": seconds, "rows": made.rows["contact"], **window.seen()}


def export_alone(path: str, database: str) -> Answer:
    """Every contact exported without a window, as the command does it."""
    from tests.benchmarks.generator import IDENTITY
    from wicco_desktop.services.exporting import Options
    from wicco_desktop.services.exporting_scope import Lists
    from wicco_desktop.services.workspace import Workspace
    from wicco_desktop.store.store import Store

    with closing(Store.open(Path(database), writer=IDENTITY)) as store:
        exporting, began = Workspace.over(store).exporting, time.perf_counter()
        exporting.export(Path(path), Lists.of(("contact",)), Options("en"))
        return {"seconds": time.perf_counter() - began}


def comment(path: str, target: str, size: str) -> Answer:
    """Save with comments: every two hundredth row gets one."""
    from wicco_desktop.exchange.commenting import CellComment, save_with_comments

    rows = range(2, int(size) + 2, 200)
    comments = [CellComment("Contacts", f"D{row}", "Please check.", "doubt") for row in rows]
    began = time.perf_counter()
    save_with_comments(Path(path), Path(target), comments, author="Benchmark")
    return {"seconds": time.perf_counter() - began}


class _Window:
    """The program's window over a database, offscreen, and how long it did not answer."""

    def __init__(self, database: str) -> None:
        self._database = Path(database)
        self._longest = 0.0
        self._late: list[float] = []

    def __enter__(self) -> Self:
        self._inside = self._opened()
        self.session = self._inside.__enter__()
        return self

    def __exit__(self, *_error: object) -> None:
        self._inside.__exit__(None, None, None)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        from PySide6.QtCore import Qt, QTimer

        from tests.benchmarks.generator import IDENTITY
        from tests.benchmarks.sessions import application, let_pass, session_over
        from wicco_desktop.app import warm_up
        from wicco_desktop.store.store import Store
        from wicco_desktop.ui.collecting import Collecting
        from wicco_desktop.ui.window import MainWindow

        # As the program does: turns are taken often, and a second after the start the names are
        # there that the first save would have to wait for.
        sys.setswitchinterval(0.001)
        application()
        warm_up()
        if not self._database.exists():
            Store.open(self._database, writer=IDENTITY).close()
        with session_over(self._database) as session:
            collecting = Collecting()
            window = MainWindow(session)
            window.show()
            window.show_section("contacts")
            let_pass(1.0)
            self._before = tree_memory_mb(os.getpid())
            self._beat = time.perf_counter()
            timer = QTimer(window, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
            timer.timeout.connect(self._beats)
            self._timer = timer
            yield session
            timer.stop()
            collecting.end()
            window.close()

    def _beats(self) -> None:
        now = time.perf_counter()
        late = (now - self._beat) * 1e3 - BEAT
        self._beat = now
        self._longest = max(self._longest, late)
        if late > 50:
            self._late.append(late)

    def timed(self, work: Callable[[], Any]) -> tuple[Any, float]:
        """Do something on the writing thread while the window lives; what it gave, and seconds."""
        from PySide6.QtCore import QEventLoop

        done: list[Any] = []
        errors: list[BaseException] = []
        loop = QEventLoop()

        def ended(into: list[Any], what: Any) -> None:
            into.append(what)
            loop.quit()

        took: list[float] = []

        def timed_work() -> Any:
            began = time.perf_counter()
            made = work()
            took.append(time.perf_counter() - began)
            return made

        self._beat = time.perf_counter()
        self._timer.start()
        self.session.writer.write(timed_work, partial(ended, done), partial(ended, errors))
        loop.exec()
        self._timer.stop()
        if errors:
            raise errors[0]
        return done[0], took[0]

    def seen(self) -> Answer:
        """How long the window did not answer, and what it took of memory before the work."""
        return {
            "longest_ms": self._longest,
            "over_50_ms": len(self._late),
            "before_mb": self._before,
        }


PHASES: dict[str, Callable[..., Answer]] = {
    "read-with-openpyxl": read_with_openpyxl,
    "read-with-calamine": read_with_calamine,
    "write-with-openpyxl": write_with_openpyxl,
    "preview": preview,
    "import": import_,
    "export": export,
    "export-alone": export_alone,
    "comment": comment,
}


def main() -> int:
    """Run the phase that is named first with what follows."""
    answer = PHASES[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
