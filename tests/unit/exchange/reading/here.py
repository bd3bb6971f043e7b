"""Reading without a process of its own, for tests that read hundreds of workbooks."""

from __future__ import annotations

import io

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.reading import Limits
from wicco_desktop.exchange.reading.child import serve
from wicco_desktop.exchange.reading.process import Taken
from wicco_desktop.exchange.reading.wire import frames
from wicco_desktop.exchange.reading.workbook import ReadWorkbook


def read_here(content: bytes, limits: Limits | None = None) -> ReadWorkbook:
    """What the reading process would send of a file, taken in; raises Refused."""
    out = io.BytesIO()
    serve(io.BytesIO(content), out, limits or Limits())
    out.seek(0)
    taken = Taken(lambda _done, _total: None)
    for kind, payload in frames(out):
        taken.take(kind, payload)
    assert taken.done
    return taken.workbook


def cells_of(book: ReadWorkbook, sheet: int = 0) -> dict[int, tuple[CellValue, ...]]:
    """The rows of a sheet by their number."""
    return {row.number: row.cells for row in book.sheets[sheet].rows()}
