"""A sheet of an ``.xlsb``, record by record ([MS-XLSB] 2.1.7.62)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import ClassVar

from wicco_desktop.exchange.cells import CellError, CellValue
from wicco_desktop.exchange.reading.numbers import Shows, dated, whole
from wicco_desktop.exchange.reading.outgoing import Outgoing, Row, SheetParts
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.texts import encoded_limited
from wicco_desktop.exchange.reading.wire import encoded
from wicco_desktop.exchange.reading.xlsb_records import ERRORS, text_at

ROW, MERGED, COLUMNS, SHEET_DATA_END = 0, 176, 60, 146
"""The kinds of records that tell something here ([MS-XLSB] 2.3.1), besides those of cells."""

_SHORT = frozenset(range(12, 19))
"""Cells without a column: each stands right of the one before."""
_BLANKS = frozenset({1, 12})


def _first_number(content: bytes) -> int:
    (number,) = struct.unpack_from("<I", content)
    return int(number)


class SheetRecords:
    """Takes in the records of one sheet."""

    def __init__(
        self, texts: Sequence[bytes], shows: list[Shows], outgoing: Outgoing, *, from_1904: bool
    ) -> None:
        self._texts = texts
        self._shows = shows
        self._outgoing = outgoing
        self._from_1904 = from_1904
        self._parts = SheetParts()
        self._number = 0
        self._hidden = False
        self._row = Row()
        self._column = -1

    def record(self, kind: int, content: bytes) -> None:
        """One record."""
        if kind in self._readers:
            self._cell(kind, content)
        elif kind == ROW:
            self._send_row()
            (number,) = struct.unpack_from("<I", content)
            self._number = number + 1
            self._hidden = bool(content[11] & 0x10)
        elif kind == SHEET_DATA_END:
            self._send_row()
        elif kind == MERGED:
            first, last, left, right = struct.unpack_from("<IIII", content)
            self._parts.merge((first + 1, left, last + 1, right), self._outgoing.limits)
        elif kind == COLUMNS and content[16] & 1:
            self._parts.hidden_columns.append(struct.unpack_from("<II", content))
        elif kind in _BLANKS:
            self._column = self._column + 1 if kind in _SHORT else _first_number(content)

    def complete(self) -> None:
        """No more records."""
        self._send_row()
        self._outgoing.end(self._parts)

    def _send_row(self) -> None:
        if self._row.cells:
            self._outgoing.row(self._number, self._row.cells, self._row.width)
            if self._hidden:
                self._parts.hide_row(self._number)
        self._row = Row()
        self._column = -1

    def _cell(self, kind: int, content: bytes) -> None:
        short = kind in _SHORT
        if short:
            self._column += 1
        else:
            self._column = _first_number(content)
        at = 4 if short else 8
        style = int.from_bytes(content[at - 4 : at - 1], "little")
        cell = self._readers[kind](self, content, at, style)
        self._row.at(self._column)
        self._row.add(cell)

    def _number_cell(self, number: float, style: int) -> bytes:
        shows = self._shows[style] if style < len(self._shows) else Shows.NUMBER
        value: CellValue = whole(number)
        if shows is not Shows.NUMBER:
            value = dated(number, shows, from_1904=self._from_1904)
        return encoded(value)

    def packed_number(self, content: bytes, at: int, style: int) -> bytes:
        """RkNumber ([MS-XLSB] 2.5.122): 30 bits and two flags."""
        (packed,) = struct.unpack_from("<i", content, at)
        if packed & 2:
            number = float(packed >> 2)
        else:
            (number,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
        return self._number_cell(number / 100 if packed & 1 else number, style)

    def real(self, content: bytes, at: int, style: int) -> bytes:
        """A number of eight bytes."""
        (number,) = struct.unpack_from("<d", content, at)
        return self._number_cell(number, style)

    def error(self, content: bytes, at: int, _style: int) -> bytes:
        """An error by its code."""
        return encoded(CellError(ERRORS.get(content[at], "#N/A")))

    def boolean(self, content: bytes, at: int, _style: int) -> bytes:
        """Yes or no."""
        return encoded(bool(content[at]))

    def text(self, content: bytes, at: int, _style: int) -> bytes:
        """A text that stands in the cell."""
        return encoded_limited(text_at(content, at)[0], self._outgoing.limits.text)

    def rich_text(self, content: bytes, at: int, style: int) -> bytes:
        """The same with formats behind it."""
        return self.text(content, at + 1, style)

    def shared(self, content: bytes, at: int, _style: int) -> bytes:
        """A text of the table."""
        number = _first_number(content[at : at + 4])
        if number >= len(self._texts):
            raise Refused("damaged")
        return self._texts[number]

    _readers: ClassVar[dict[int, Callable[[SheetRecords, bytes, int, int], bytes]]] = {
        2: packed_number,
        3: error,
        4: boolean,
        5: real,
        6: text,
        7: shared,
        8: text,
        9: real,
        10: boolean,
        11: error,
        13: packed_number,
        14: error,
        15: boolean,
        16: real,
        17: text,
        18: shared,
        62: rich_text,
    }
    """The records of cells with a value, by their kinds; 8 to 11 are formulas."""
