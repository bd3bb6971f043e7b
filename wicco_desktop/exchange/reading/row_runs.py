"""Cells and rows of an ``.xlsx`` that are written in the usual way, many rows at once."""

from __future__ import annotations

import re
from typing import cast

from wicco_desktop.exchange.cells import column_letter
from wicco_desktop.exchange.reading.numbers import Shows
from wicco_desktop.exchange.reading.texts import encoded_all, encoded_raw
from wicco_desktop.exchange.reading.wire import NULL, blanks, encoded
from wicco_desktop.exchange.reading.xlsx_cells import CellReader, column_number

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]{1,7}"([^<>/]*)(?:'
    rb'>(?:<v>|<f(?: [^<>]*)?(?:/>|>[^<]*</f>)<v>|<v xml:space="preserve">)([^<]+)</v></c>'
    rb'|><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>'
    rb"|/>|></c>)"
)
_CELL_ATTRIBUTES = re.compile(rb'(?: s="([0-9]{1,6})")?(?: t="([a-zA-Z]{1,9})")?')
_GROUPS = 5
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


Attributes = tuple[bytes | None, bytes | None]


class _Attributes(dict[bytes, Attributes | None]):
    """Style and type of cells by their attributes as written; None for unusual ones."""

    def __missing__(self, written: bytes) -> Attributes | None:
        usual = _CELL_ATTRIBUTES.fullmatch(written)
        if len(self) > _MOST_KEPT:
            self.clear()
        self[written] = found = (usual[1], usual[2]) if usual else None
        return found


_parsed = _Attributes()
_IN_ORDER = [column_letter(number).encode() for number in range(1 << 14)]
_MOST_KEPT = 1 << 15

_PLAIN: Attributes = (None, None)

Found = list[bytes | None]


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
        before, letters, attributes, values, inlines = (
            parts[group:-1:_GROUPS] for group in range(_GROUPS)
        )
        starts = [place for place, between in enumerate(before) if between]
        if not before:
            return []
        if not starts or starts[0]:
            return None
        cells = self._cells(attributes, values, inlines)
        if cells is None:
            return None
        blank = NULL in cells
        taken: list[TakenRow] = []
        for start, end in zip(starts, [*starts[1:], len(before)], strict=True):
            opening = _BETWEEN_ROWS.fullmatch(before[start])
            if opening is None or (opening[1] is None) != (start == 0):
                return None
            width = end - start
            row = cells[start:end]
            if blank or letters[start:end] != _IN_ORDER[:width]:
                placed = _placed(letters[start:end], row)
                if placed is None:
                    return None
                row, width = placed
            if row:
                more = opening[3]
                hidden = b" hidden" in more and _HIDDEN.search(more) is not None
                taken.append((int(opening[2]), hidden, row, width))
        return taken

    def _cells(self, attributes: list[bytes], values: Found, inlines: Found) -> list[bytes] | None:
        """All cells encoded; None if one is not of the usual form."""
        parsed = {each: _parsed[each] for each in set(attributes)}
        if None in parsed.values():
            return None
        kinds = {each: found[1] for each, found in parsed.items() if found}
        texts, others = _apart(kinds, attributes, inlines)
        found: list[bytes] = [NULL] * len(attributes)
        if len(texts) + len(others) < len(attributes):
            looked_up = self._looked_up(values, [*texts, *others])
            if looked_up is None:
                return None
            found = looked_up
        if texts:
            written = [inlines[place] or b"" for place in texts]
            encoded_texts = encoded_all(written, self._reader.longest)
            if encoded_texts is None:
                return None
            for place, text in zip(texts, encoded_texts, strict=True):
                found[place] = text
        for place in others:
            style, kind = parsed[attributes[place]] or _PLAIN
            cell = self._cell(kind, values[place], style, inlines[place])
            if cell is None:
                return None
            found[place] = cell
        return found

    def _looked_up(self, values: Found, others: list[int]) -> list[bytes] | None:
        """The shared texts that cells name, something in the places of other cells."""
        numbers = values.copy()
        for place in others:
            numbers[place] = b"0"
        if None in numbers:
            return None
        digits = cast("list[bytes]", numbers)
        if not b"".join(digits).isdigit():
            return None
        try:
            return list(map(self._reader.texts.__getitem__, map(int, digits)))
        except (IndexError, ValueError):
            return None

    def _cell(
        self, kind: bytes | None, value: bytes | None, style: bytes | None, inline: bytes | None
    ) -> bytes | None:
        reader = self._reader
        if value is None:
            return NULL if inline is None else None
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
            if len(self._dates) > _MOST_KEPT:
                self._dates.clear()
            reader = self._reader
            cell = encoded(reader.number(value.decode(), reader.dating[style]))
            self._dates[value, style] = cell
        return cell


def _apart(
    kinds: dict[bytes, bytes | None], attributes: list[bytes], inlines: Found
) -> tuple[list[int], list[int]]:
    """The places of texts that stand in their cells, and of all others that are not shared."""
    texts: list[int] = []
    others: list[int] = []
    for place, each in enumerate(attributes):
        kind = kinds.get(each)
        if kind == b"inlineStr" and inlines[place] is not None:
            texts.append(place)
        elif kind != b"s":
            others.append(place)
    return texts, others


def _placed(letters: list[bytes], cells: list[bytes]) -> tuple[list[bytes], int] | None:
    """The cells of a row with the blanks between them, and its width."""
    placed: list[bytes] = []
    width = 0
    for name, cell in zip(letters, cells, strict=True):
        if cell == NULL:
            continue
        column = column_number(name)
        if column != width:
            if column < width:
                return None
            placed.append(blanks(column - width))
        placed.append(cell)
        width = column + 1
    return placed, width
