"""``.xlsx`` and ``.xlsm``: the parts of the package in the order in which they are needed."""

from __future__ import annotations

from wicco_desktop.exchange.reading.office_package import (
    read_book,
    read_properties,
    read_styles,
    relations_of,
)
from wicco_desktop.exchange.reading.outgoing import Outgoing
from wicco_desktop.exchange.reading.package import Package
from wicco_desktop.exchange.reading.shared_texts import read_shared_texts
from wicco_desktop.exchange.reading.worksheet import read_worksheet
from wicco_desktop.exchange.reading.xlsx_cells import CellReader


def read_xlsx(
    package: Package, part: str, format_: str, rows: dict[str, int], outgoing: Outgoing
) -> None:
    """Send everything that is in a workbook. ``rows`` are those that each part seems to hold."""
    limits = outgoing.limits
    book = read_book(package, part, limits)
    relations = relations_of(package, part)
    outgoing.rows_expected = sum(
        rows.get(sheet.part.lower().lstrip("/"), 0) for sheet in book.sheets
    )
    outgoing.opened(format_, read_properties(package))
    shows = read_styles(package, relations.first("styles"))
    shared = relations.first("sharedStrings")
    stream = package.open(shared) if shared is not None and shared in package else None
    texts = read_shared_texts(stream, limits, outgoing.alive)
    cells = CellReader(texts, shows, limits.text, from_1904=book.from_1904)
    for sheet in book.sheets:
        outgoing.sheet(sheet.name, hidden=sheet.hidden, from_1904=book.from_1904)
        with package.open(sheet.part) as source:
            read_worksheet(source, cells, outgoing)
