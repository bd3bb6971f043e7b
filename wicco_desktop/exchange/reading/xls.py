"""``.xls`` of Excel 97 to 2003, and older, read by xlrd: it knows errors and hidden parts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, BinaryIO

from wicco_desktop.exchange.cells import CellError, CellValue
from wicco_desktop.exchange.reading.numbers import Shows, dated, shown_by
from wicco_desktop.exchange.reading.outgoing import Outgoing, SheetParts
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.xlsb_records import ERRORS

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a protected ``.xlsx``, which is no zip but a compound file like an ``.xls``."""


def read_xls(file: BinaryIO, outgoing: Outgoing) -> None:
    """Send everything that is in a workbook."""
    import xlrd

    content = file.read()
    if _ENCRYPTED in content:
        raise Refused("password")
    outgoing.progress()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        try:
            book = xlrd.open_workbook(
                file_contents=content,
                formatting_info=_keeps_formats(content),
                on_demand=True,
                ragged_rows=True,
                logfile=nowhere,
            )
        except xlrd.XLRDError as problem:
            raise Refused(_reason_of(str(problem))) from problem
        if book.nsheets > outgoing.limits.sheets:
            raise Refused("sheets", outgoing.limits.sheets)
        outgoing.opened("xls", {})
        shows = _formats(book)
        for index in range(book.nsheets):
            outgoing.progress()
            sheet = book.sheet_by_index(index)
            outgoing.sheet(sheet.name, hidden=bool(sheet.visibility), from_1904=bool(book.datemode))
            _send(sheet, shows, outgoing, from_1904=bool(book.datemode))
            book.unload_sheet(index)


def _keeps_formats(content: bytes) -> bool:
    """Whether xlrd can say what is hidden and merged: not of what is older than Excel 5."""
    return content.startswith(b"\xd0\xcf\x11\xe0")


def _reason_of(problem: str) -> str:
    if "encrypted" in problem:
        return "password"
    return "other" if "find workbook in OLE2" in problem else "damaged"


def _formats(book: Book) -> list[Shows]:
    return [
        shown_by(book.format_map[xf.format_key].format_str)
        if xf.format_key in book.format_map
        else Shows.NUMBER
        for xf in book.xf_list
    ]


def _send(sheet: Sheet, shows: list[Shows], outgoing: Outgoing, *, from_1904: bool) -> None:
    parts = SheetParts()
    for first, last, left, right in sheet.merged_cells:
        parts.merge((first + 1, left, last, right - 1), outgoing.limits)
    for column, info in sorted(sheet.colinfo_map.items()):
        if info.hidden:
            parts.hidden_columns.append((column, column))
    for index in range(sheet.nrows):
        info = sheet.rowinfo_map.get(index)
        if info is not None and info.hidden:
            parts.hide_row(index + 1)
        outgoing.values(
            index + 1,
            [
                _value(sheet, index, column, shows, from_1904=from_1904)
                for column in range(sheet.row_len(index))
            ],
        )
    outgoing.end(parts)


def _value(sheet: Any, row: int, column: int, shows: list[Shows], *, from_1904: bool) -> CellValue:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == 1:
        return str(value)
    if kind in {2, 3}:
        style = sheet.cell_xf_index(row, column) if sheet.formatting_info else -1
        shown = shows[style] if 0 <= style < len(shows) else Shows.NUMBER
        return dated(value, shown, from_1904=from_1904)
    if kind == 4:
        return bool(value)
    if kind == 5:
        return CellError(ERRORS.get(value, "#N/A"))
    return None
