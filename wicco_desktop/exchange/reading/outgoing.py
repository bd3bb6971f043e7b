"""What the reading process has read so far, sent on block by block; the counting of it too."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.wire import (
    BLOCK,
    BLOCK_ROWS,
    NULL,
    OPENED,
    PROGRESS,
    SHEET,
    SHEET_END,
    blanks,
    encoded,
    packed_block,
    packed_facts,
    write_frame,
)

_BLOCK_WIDTH = 1 << 16
"""Cells of a block, blank ones too: the other side unpacks a block at once."""
_BLOCK_BYTES = 1 << 20
_SAY_EVERY = 0.2
"""Seconds."""
_ROW_BYTES = 1 << 24
"""A row can name one long text in each of its cells."""
_FEW_CELLS = 64


@dataclass(slots=True)
class SheetParts:
    """What is found out about a sheet while its rows are read."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row (from 1), first column (from 0), last row, last column."""
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    """First and last."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def hide_row(self, number: int, last: int | None = None) -> None:
        """Note hidden rows, neighbours as one."""
        rows = self.hidden_rows
        if rows and rows[-1][1] + 1 == number:
            rows[-1] = (rows[-1][0], last or number)
        else:
            rows.append((number, last or number))

    def merge(self, area: tuple[int, int, int, int], limits: Limits) -> None:
        """Note a merged area; one of a single cell is none."""
        if area[:2] != area[2:]:
            self.merged.append(area)
        if len(self.merged) > limits.merged:
            raise Refused("merged", limits.merged)


class Outgoing:
    """Sends frames; the one writer on the pipe."""

    def __init__(self, out: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self.rows_expected = 0
        self._out = out
        self._rows: list[bytes] = []
        self._first = self._last = self._size = self._width = self._widest = 0
        self._done = self._cells = self._total = 0
        self._said = 0.0

    def opened(self, format_: str, properties: dict[str, str]) -> None:
        """Say what the file is."""
        facts = {"format": format_, "properties": properties}
        write_frame(self._out, OPENED, packed_facts(facts))
        self.progress()

    def alive(self) -> None:
        """Say from time to time that something happens, while no rows are sent."""
        if time.monotonic() > self._said + _SAY_EVERY:
            self.progress()

    def progress(self) -> None:
        """Say how far it is."""
        self._said = time.monotonic()
        payload = json.dumps([self._done, max(self.rows_expected, 0)]).encode()
        write_frame(self._out, PROGRESS, payload)
        self._out.flush()

    def sheet(self, name: str, *, hidden: bool, from_1904: bool = False) -> None:
        """Begin a sheet."""
        self._last = self._first = 0
        facts = {"name": name, "hidden": hidden, "from_1904": from_1904}
        write_frame(self._out, SHEET, packed_facts(facts))

    def row(self, number: int, cells: list[bytes], width: int) -> None:
        """One row of the sheet, as cells that are encoded; ``width`` counts the blank ones too.

        Its last cell is not blank. Numbers only grow.
        """
        if number <= self._last or number < 1:
            raise Refused("damaged")
        if width > self.limits.columns:
            raise Refused("columns", self.limits.columns)
        if number > self.limits.rows:
            raise Refused("rows", self.limits.rows)
        if len(cells) > _FEW_CELLS and sum(map(len, cells)) > _ROW_BYTES:
            raise Refused("memory")
        self._cells += width
        if self._cells > self.limits.cells:
            raise Refused("cells", self.limits.cells)
        if not self._rows:
            self._first = number
        self._last = number
        row = b"[%d,%b]" % (number, b",".join(cells))
        self._rows.append(row)
        self._size += len(row)
        self._total += len(row)
        if self._total > self.limits.part:
            raise Refused("memory")
        self._width += width
        self._widest = max(self._widest, width)
        if len(self._rows) >= BLOCK_ROWS or self._size > _BLOCK_BYTES or self._width > _BLOCK_WIDTH:
            self._send()

    def values(self, number: int, values: list[CellValue]) -> None:
        """One row of the sheet as plain values; a wholly blank one is left out."""
        row = Row()
        for value in values:
            if value is None or value == "":
                row.skipped += 1
            else:
                row.add(self.checked(value))
        if row.cells:
            self.row(number, row.cells, row.width)

    def checked(self, value: CellValue) -> bytes:
        """A value encoded; raises Refused for a text that is too long."""
        if isinstance(value, str) and len(value) > self.limits.text:
            raise Refused("text", self.limits.text)
        return encoded(value)

    def end(self, parts: SheetParts) -> None:
        """End the sheet."""
        self._send()
        facts: dict[str, Any] = {
            "merged": parts.merged,
            "hidden_rows": parts.hidden_rows,
            "hidden_columns": parts.hidden_columns,
        }
        write_frame(self._out, SHEET_END, packed_facts(facts))

    def _send(self) -> None:
        if not self._rows:
            return
        payload = packed_block(self._first, self._last, self._rows, self._widest)
        write_frame(self._out, BLOCK, payload)
        self._done += len(self._rows)
        self._rows = []
        self._size = self._width = self._widest = 0
        self.progress()


class Row:
    """The cells of one row while it is read, from left to right."""

    __slots__ = ("cells", "skipped", "width")

    def __init__(self) -> None:
        self.cells: list[bytes] = []
        self.width = 0
        self.skipped = 0
        """Blank cells since the last that is filled."""

    def at(self, column: int) -> None:
        """The next cell added stands in this column (from 0)."""
        self.skipped = column - self.width
        if self.skipped < 0:
            raise Refused("damaged")

    def add(self, cell: bytes) -> None:
        """A cell behind the last and the skipped ones."""
        if cell is NULL:
            self.skipped += 1
            return
        if self.skipped:
            self.cells.append(blanks(self.skipped))
        self.cells.append(cell)
        self.width += self.skipped + 1
        self.skipped = 0
