"""The sheets of an ``.xlsx``, row by row, whatever their ``<dimension>`` claims.

ECMA-376 part 1, 18.3. This is the reading element by element; ``row_runs.py`` reads what is written
in the usual way, to the same result.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from wicco_desktop.exchange.cells import UNCALCULATED, CellError
from wicco_desktop.exchange.reading.markup import is_true
from wicco_desktop.exchange.reading.outgoing import Outgoing, Row, SheetParts
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.row_runs import RowRun
from wicco_desktop.exchange.reading.runs import Runs, read_with_runs
from wicco_desktop.exchange.reading.shared_texts import RichText
from wicco_desktop.exchange.reading.wire import NULL, encoded
from wicco_desktop.exchange.reading.xlsx_cells import CellReader, column_number

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class SheetElements:
    """Hears of the elements of a sheet and sends its rows on."""

    runs = Runs("row", 2)

    def __init__(self, cells: CellReader, outgoing: Outgoing) -> None:
        self.parts = SheetParts()
        self.expecting = False
        self._cells = cells
        self._outgoing = outgoing
        self._run = RowRun(cells)
        self._number = 0
        self._hidden = False
        self._row: dict[int, bytes] = {}
        self._next = 0
        self._column = -1
        self._kind = ""
        self._style = 0
        self._inside = ""
        self._formula = False
        self._text = RichText(outgoing.limits.text)
        self._foreign = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._foreign or name == "extLst":
            self._foreign += 1
        elif self._column >= 0:
            self._start_in_cell(name)
        elif self.expecting:
            if name == "c":
                self._start_cell(attributes)
            elif name == "row":
                self._start_row(attributes)
        else:
            self._start_around(name, attributes)

    def end(self, name: str) -> None:
        if self._foreign:
            self._foreign -= 1
        elif self._column >= 0:
            if name == "c":
                self._end_cell()
            else:
                self._end_in_cell(name)
        elif name == "row":
            self._end_row()
        elif name == "sheetData":
            self.expecting = False

    def text(self, text: str) -> None:
        if self._column < 0 or self._foreign:
            return
        if self._inside == "v":
            self._text.append(text)
        elif self._inside == "is":
            self._text.text(text)

    def run(self, piece: bytes) -> bool:
        """Take whole rows at once if they are all of the usual form."""
        rows = self._run.rows(piece)
        if rows is None:
            return False
        for number, hidden, cells, width in rows:
            self._send(number, cells, width, hidden=hidden)
        return True

    def _send(self, number: int, cells: list[bytes], width: int, *, hidden: bool) -> None:
        self._number = number
        self._outgoing.row(number, cells, width)
        if hidden:
            self.parts.hide_row(number)

    def _start_around(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self.expecting = True
        elif name == "mergeCell":
            area = area_of(attributes.get("ref", ""))
            if area is not None:
                self.parts.merge(area, self._outgoing.limits)
        elif name == "col" and is_true(attributes.get("hidden")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal() and len(first + last) < 12:
                self.parts.hidden_columns.append((int(first) - 1, int(last) - 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        if number is None:
            self._number += 1
        elif number.isdecimal() and len(number) < 9:
            self._number = int(number)
        else:
            raise Refused("damaged")
        self._hidden = is_true(attributes.get("hidden"))
        self._row = {}
        self._next = 0

    def _end_row(self) -> None:
        row = Row()
        for column in sorted(self._row):
            row.at(column)
            row.add(self._row[column])
        if row.cells:
            self._send(self._number, row.cells, row.width, hidden=self._hidden)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is not None:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                raise Refused("damaged")
            self._next = column_number(found[1].upper().encode())
        self._column = self._next
        if self._column >= self._outgoing.limits.columns:
            raise Refused("columns", self._outgoing.limits.columns)
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 9 else 0
        self._formula = False
        self._valued = False
        self._inside = ""
        self._text.take()

    def _start_in_cell(self, name: str) -> None:
        if self._inside == "is":
            self._text.start(name)
        elif not self._inside:
            self._inside = name
            self._formula = self._formula or name == "f"
            self._valued = self._valued or name == "v"

    def _end_in_cell(self, name: str) -> None:
        if self._inside == name:
            self._inside = ""
        elif self._inside == "is":
            self._text.end(name)

    def _end_cell(self) -> None:
        cell = self._cell(self._text.take())
        if cell is not NULL:
            self._row[self._column] = cell
        self._next = self._column + 1
        self._column = -1

    def _cell(self, text: str) -> bytes:
        if self._formula and not text and not (self._kind == "str" and self._valued):
            return encoded(CellError(UNCALCULATED))
        return self._cells.cell(self._kind, text, self._style)


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """An area such as ``A1:B2`` as first row (from 1), first column (from 0), last row, column."""
    found = _AREA.fullmatch(reference)
    if found is None:
        return None
    first, top, last, bottom = found.groups()
    left = column_number(first.encode())
    right = column_number(last.encode()) if last else left
    return int(top), left, int(bottom or top), right


def read_worksheet(
    source: BinaryIO, cells: CellReader, outgoing: Outgoing, *, whole_runs: bool = True
) -> None:
    """Send the rows of a sheet and what else is known of it."""
    elements = SheetElements(cells, outgoing)
    read_with_runs(source, elements, whole_runs=whole_runs)
    outgoing.end(elements.parts)
