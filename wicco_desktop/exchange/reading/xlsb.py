"""``.xlsb``: the same package as ``.xlsx`` with binary records in the place of XML ([MS-XLSB])."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.numbers import Shows, built_in, shown_by
from wicco_desktop.exchange.reading.office_package import (
    Book,
    read_properties,
    relations_of,
    worksheets,
)
from wicco_desktop.exchange.reading.outgoing import Outgoing
from wicco_desktop.exchange.reading.package import Package
from wicco_desktop.exchange.reading.texts import SharedTexts, encoded_limited
from wicco_desktop.exchange.reading.xlsb_records import records, text_at
from wicco_desktop.exchange.reading.xlsb_sheet import SheetRecords

SHARED_TEXT, FORMAT, CELL_FORMAT, CELL_FORMATS, CELL_FORMATS_END = 19, 44, 47, 617, 618
BOOK_PROPERTIES, BOOK_SHEET = 153, 156
"""The kinds of records that tell something here ([MS-XLSB] 2.3.1)."""


def read_xlsb(package: Package, part: str, outgoing: Outgoing) -> None:
    """Send everything that is in a workbook."""
    limits = outgoing.limits
    book = _book(package, part, limits)
    relations = relations_of(package, part)
    outgoing.opened("xlsb", read_properties(package))
    shows = _formats(package, relations.first("styles"))
    texts = _shared_texts(package, relations.first("sharedStrings"), outgoing)
    for sheet in book.sheets:
        outgoing.sheet(sheet.name, hidden=sheet.hidden, from_1904=book.from_1904)
        reading = SheetRecords(texts, shows, outgoing, from_1904=book.from_1904)
        with package.open(sheet.part) as source:
            for kind, content in records(source):
                reading.record(kind, content)
        reading.complete()


def _book(package: Package, part: str, limits: Limits) -> Book:
    book = Book()
    listed: list[tuple[str, str, bool]] = []
    with package.open(part) as source:
        for kind, content in records(source):
            if kind == BOOK_PROPERTIES:
                book.from_1904 = bool(content[0] & 1)
            elif kind == BOOK_SHEET:
                (state,) = struct.unpack_from("<I", content)
                id_, at = text_at(content, 8)
                listed.append((text_at(content, at)[0], id_, state != 0))
    book.sheets = worksheets(package, part, listed, limits)
    return book


def _formats(package: Package, part: str | None) -> list[Shows]:
    shows: list[Shows] = []
    if part is None or part not in package:
        return shows
    codes: dict[int, Shows] = {}
    of_cells = False
    with package.open(part) as source:
        for kind, content in records(source):
            if kind == FORMAT:
                (number,) = struct.unpack_from("<H", content)
                codes[number] = shown_by(text_at(content, 2)[0])
            elif kind in {CELL_FORMATS, CELL_FORMATS_END}:
                of_cells = kind == CELL_FORMATS
            elif kind == CELL_FORMAT and of_cells:
                (number,) = struct.unpack_from("<H", content, 2)
                shows.append(codes.get(number, built_in(number)))
    return shows


def _shared_texts(package: Package, part: str | None, outgoing: Outgoing) -> Sequence[bytes]:
    limits = outgoing.limits
    texts = SharedTexts(limits.memory_of_package * 2 // 3)
    if part is not None and part in package:
        with package.open(part) as source:
            for kind, content in records(source):
                outgoing.alive()
                if kind == SHARED_TEXT:
                    texts.append(encoded_limited(text_at(content, 1)[0], limits.text))
    return texts.complete()
