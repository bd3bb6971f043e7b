"""Campaign: workbooks changed at random are read, or told in one sentence; previews write nothing.

Most are read by a fork of a warm process, every fiftieth by a process started as the program starts
it (``warm_reader.py``). Many of those that could be read go on through the whole preview, against a
database of which not one byte may change; a few are confirmed, checked, and undone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial
from tests.faults.campaigns.fuzzing import fuzzed
from wicco_desktop.exchange.cells import Workbook
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.foundation.errors import UsageError

if TYPE_CHECKING:
    from tests.faults.campaigns.previewed import Previewed

SLOWEST = 20
"""Seconds that one small workbook may take at most, where nothing else is done."""
COLD_EVERY, PREVIEWED_EVERY, APPLIED_EVERY = 50, 20, 400


def check(book: Workbook) -> None:
    """What can be said of any workbook that was read."""
    for sheet in book.sheets:
        last = count = 0
        for row in sheet.rows():
            assert row.number > last, f"row {row.number} after {last}"
            assert row.cells, f"row {row.number} is empty"
            assert row.cells[-1] is not None, f"row {row.number} ends in nothing"
            last = row.number
            count += 1
        assert count == sheet.facts.rows, f"{count} rows, {sheet.facts.rows} said"


class Fuzzed:
    """One trial: which workbook it is, and how far it goes, follows from the seed."""

    def __init__(self, previewed: Previewed) -> None:
        self._previewed = previewed
        self._others = {"returned": previewed.workbook}

    def __call__(self, seed: int, folder: Path) -> str:
        """What became of it in a few words."""
        from tests.faults.campaigns.aftermath import in_time
        from tests.faults.campaigns.warm_reader import cold_reader

        kind, content = fuzzed(seed, self._others)
        path = folder / f"{seed}.{'xlsx' if kind == 'returned' else kind}"
        path.write_bytes(content)
        started = time.monotonic()
        try:
            with cold_reader() if seed % COLD_EVERY == 0 else nullcontext():
                check(read_workbook(path))
        except UsageError as problem:
            answer = str(problem).partition("because ")[2]
            assert "stopped at it" not in answer, "the reading process died"
            return answer
        else:
            return self._seen(seed, kind, path)
        finally:
            in_time(time.monotonic() - started, SLOWEST)

    def _seen(self, seed: int, kind: str, path: Path) -> str:
        if seed % APPLIED_EVERY == 1:
            return self._previewed.applied(path, seed)
        if seed % PREVIEWED_EVERY == 1 or (kind == "returned" and seed % 4 == 1):
            return self._previewed.preview(path, seed)
        return "read"


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """Warm readers and a database to preview against."""
    if os.name == "nt":
        raise NotHere("processes do not fork here")
    from tests.faults.campaigns.previewed import Previewed
    from tests.faults.campaigns.warm_reader import warm_readers

    with ExitStack() as kept:
        kept.enter_context(warm_readers())
        yield Fuzzed(kept.enter_context(Previewed.in_folder(folder)))


CAMPAIGNS = (
    Campaign(
        "fuzzed_workbooks",
        100_000,
        "A changed workbook is read, or told in one sentence; the reader neither dies nor hangs, "
        "and a preview changes no byte of the database.",
        begin,
        seconds=600,
    ),
)
