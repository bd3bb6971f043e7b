"""Cells and rows of an ``.xlsx`` that are written in the usual way, many rows at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from wicco_desktop.exchange.cells import CellError, CellValue
from wicco_desktop.exchange.reading.numbers import Shows, dated, number_of, written_date
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.texts import (
    encoded_raw,
    encoded_text,
    unescaped,
)
from wicco_desktop.exchange.reading.wire import NULL, blanks, encoded

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="([a-zA-Z]{1,9})")?'
    rb"(?:/>|>(?:"
    rb"(?:<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?<v(?: xml:space=\"preserve\")?>([^<]+)</v>"
    rb'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>'
    rb")?</c>)"
)
_GROUPS = 6
"""Pieces of a split for every cell: what is before it, then what the expression found."""

_ATTRIBUTES = rb'(?: [\w:.]{1,60}="[^"<&]*")*'
_EMPTY_ROWS = rb"(?:<row" + _ATTRIBUTES + rb"(?:/>|></row>))*"
_BETWEEN_ROWS = re.compile(
    rb"(</row>)?" + _EMPTY_ROWS + rb'<row r="([0-9]{1,7})"(' + _ATTRIBUTES + rb")>"
)
_AFTER_ROWS = re.compile(rb"(</row>)?" + _EMPTY_ROWS)
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_SHORT = 16
"""Digits of an integer that is certainly written as JSON writes it."""


class _Columns(dict[bytes, int]):
    """The numbers of columns, from 0, by their letters."""

    def __missing__(self, letters: bytes) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + letter - 64
        self[letters] = number - 1
        return number - 1


_columns = _Columns()
_IN_ORDER = list(range(1 << 14))
_MOST_DATES = 1 << 15

Found = list[bytes | None]


def column_number(letters: bytes) -> int:
    """The number of a column, from 0, by its letters in capitals."""
    return _columns[letters]


class CellReader:
    """Turns what a cell holds into its value, encoded."""

    def __init__(
        self, texts: Sequence[bytes], shows: list[Shows], longest: int, *, from_1904: bool
    ) -> None:
        self.texts = texts
        self.longest = longest
        self._shows = shows
        self._from_1904 = from_1904
        self.dating = {str(i).encode(): s for i, s in enumerate(shows) if s is not Shows.NUMBER}
        """The formats that show dates, by what cells call them."""

    def shared(self, number: str) -> bytes:
        """A text of the table; raises Refused where it has no such number."""
        if not number.isdecimal() or len(number) > 9 or int(number) >= len(self.texts):
            raise Refused("damaged")
        return self.texts[int(number)]

    def cell(self, kind: str, text: str, style: int) -> bytes:
        """A cell by its type, what is written in it and the number of its format."""
        if kind == "inlineStr":
            return encoded_text(text)
        if kind == "str":
            return encoded_text(unescaped(text))
        text = text.strip()
        if not text:
            return NULL
        if kind == "s":
            return self.shared(text)
        return encoded(self._value(kind, text, style))

    def _value(self, kind: str, text: str, style: int) -> CellValue:
        if kind == "b":
            return text in {"1", "true"}
        if kind == "e":
            return CellError(text)
        if kind == "d":
            return written_date(text)
        if kind != "n":
            raise Refused("damaged")
        shows = self._shows[style] if style < len(self._shows) else Shows.NUMBER
        return self.number(text, shows)

    def number(self, text: str, shows: Shows) -> CellValue:
        """A number, or the date it shows."""
        number = number_of(text)
        if shows is Shows.NUMBER or not isinstance(number, int | float):
            return number
        return dated(number, shows, from_1904=self._from_1904)


TakenRow = tuple[int, bool, list[bytes], int]
"""Number, hidden, encoded cells, width."""


class RowRun:
    """Reads runs of rows; knows nothing but the usual form."""

    def __init__(self, cells: CellReader) -> None:
        self._reader = cells
        self._dates: dict[tuple[bytes, bytes], bytes] = {}

    def rows(self, piece: bytes) -> list[TakenRow] | None:
        """The rows that hold anything, None if anything is not of the usual form."""
        parts = _CELL.split(piece)
        last = _AFTER_ROWS.fullmatch(parts[-1])
        if last is None or (last[1] is None) != (len(parts) == 1):
            return None
        before, letters, styles, kinds, values, inlines = (
            parts[group:-1:_GROUPS] for group in range(_GROUPS)
        )
        starts = [place for place, between in enumerate(before) if between]
        if not before:
            return []
        if not starts or starts[0]:
            return None
        cells = self._cells(styles, kinds, values, inlines)
        if cells is None:
            return None
        columns = [_columns[each] for each in letters]
        blank = NULL in cells
        taken: list[TakenRow] = []
        for start, end in zip(starts, [*starts[1:], len(before)], strict=True):
            opening = _BETWEEN_ROWS.fullmatch(before[start])
            if opening is None or (opening[1] is None) != (start == 0):
                return None
            width = end - start
            row: list[bytes] = cells[start:end]
            if blank or columns[start:end] != _IN_ORDER[:width]:
                placed = _placed(columns[start:end], row)
                if placed is None:
                    return None
                row, width = placed
            if row:
                hidden = _HIDDEN.search(opening[3]) is not None
                taken.append((int(opening[2]), hidden, row, width))
        return taken

    def _cells(
        self, styles: Found, kinds: Found, values: Found, inlines: Found
    ) -> list[bytes] | None:
        """All cells encoded; None if one is not of the usual form."""
        texts = self._reader.texts
        shared = [value for kind, value in zip(kinds, values, strict=True) if kind == b"s"]
        looked_up: Iterator[bytes] = iter(())
        if shared:
            if None in shared:
                return None
            digits = cast("list[bytes]", shared)
            if not b"".join(digits).isdigit() or max(map(len, digits)) > _SHORT:
                return None
            numbers = list(map(int, digits))
            if max(numbers) >= len(texts):
                return None
            looked_up = map(texts.__getitem__, numbers)
        cell = self._cell
        cells = [
            next(looked_up) if kind == b"s" else cell(kind, value, style, inline)
            for kind, value, style, inline in zip(kinds, values, styles, inlines, strict=True)
        ]
        return None if None in cells else cast("list[bytes]", cells)

    def _cell(
        self, kind: bytes | None, value: bytes | None, style: bytes | None, inline: bytes | None
    ) -> bytes | None:
        reader = self._reader
        if value is None:
            if inline is None:
                return NULL
            return encoded_raw(inline, reader.longest) if kind == b"inlineStr" else None
        if kind is None or kind == b"n":
            if style is not None and style in reader.dating:
                return self._dated(value, style)
            if value.isdigit() and len(value) < _SHORT and not value.startswith(b"0"):
                return value
            return encoded(reader.number(value.decode(), Shows.NUMBER))
        if kind == b"str":
            return encoded_raw(value, reader.longest)
        return None if b"&" in value else reader.cell(kind.decode(), value.decode(), 0)

    def _dated(self, value: bytes, style: bytes) -> bytes:
        """A date; those of a column are often the same."""
        cell = self._dates.get((value, style))
        if cell is None:
            if len(self._dates) > _MOST_DATES:
                self._dates.clear()
            reader = self._reader
            cell = encoded(reader.number(value.decode(), reader.dating[style]))
            self._dates[value, style] = cell
        return cell


def _placed(columns: list[int], cells: list[bytes]) -> tuple[list[bytes], int] | None:
    """The cells of a row with the blanks between them, and its width."""
    placed: list[bytes] = []
    width = 0
    for column, cell in zip(columns, cells, strict=True):
        if cell == NULL:
            continue
        if column != width:
            if column < width:
                return None
            placed.append(blanks(column - width))
        placed.append(cell)
        width = column + 1
    return placed, width
