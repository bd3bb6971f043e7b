"""A sheet with comments: cells filled, missing ones put in, the drawing of the comments named.

Runs through the part in chunks. Rows that are not concerned cost one call at their beginning and
a short one at each end of an element; nothing of them is touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wicco_desktop.exchange.cells import cell_name
from wicco_desktop.exchange.commenting.grid import Grid
from wicco_desktop.exchange.commenting.model import Meaning, Notes, place_of
from wicco_desktop.exchange.commenting.parts import relations_namespace
from wicco_desktop.exchange.commenting.xml_splice import (
    attribute,
    damaged,
    opened,
    prefix_of,
    with_attribute,
)
from wicco_desktop.exchange.commenting.xml_stream import Stream

_AFTER = frozenset(
    (
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
        *("webPublishItems", "tableParts", "extLst"),
    )
)
"""What stands behind ``legacyDrawing`` in CT_Worksheet, ECMA-376 part 1, 18.3.1.99."""

_TRUE = ("1", "true")


@dataclass(slots=True)
class _Row:
    """The row at hand, one that is concerned."""

    number: int
    style: int | None
    missing: list[int]
    """Columns that are still to come, the next one last."""
    last: int = 0


@dataclass(slots=True)
class SheetEditor:
    """What changes in one sheet. Feed its chunks to ``stream``."""

    notes: Notes
    filled: Callable[[int, Meaning], int]
    """The style that is like another, filled for a meaning."""
    relation: str
    """The reference to the drawing of the comments, where the sheet names none yet."""
    stream: Stream
    grid: Grid
    drawing: str | None = None
    """The reference to that drawing which the sheet had."""
    _prefix: str = ""
    _relations: str = ""
    """The namespace of references."""
    _namespaces: dict[str, str] = field(default_factory=dict)
    _depth: int = 0
    _rows: dict[int, list[int]] = field(default_factory=dict)
    _missing: list[int] = field(default_factory=list)
    _last_row: int = 0
    _row: _Row | None = None
    _done: bool = False

    def __post_init__(self) -> None:
        for row, column in sorted(self.notes, reverse=True):
            self._rows.setdefault(row, []).append(column)
        self._missing = list(self._rows)
        self._listen()

    # What is read

    def _listen(self) -> None:
        self.stream.parser.StartElementHandler = self._start
        self.stream.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == 0:
            self._begin(name, attributes)
        self._depth += 1
        if not name.startswith(self._prefix):
            return
        kind = name[len(self._prefix) :]
        if kind == "row" and self._depth == 3:
            self._start_row(attributes)
        elif kind == "c" and self._row is not None and self._depth == 4:
            self._start_cell(self._row, attributes)
        elif self._depth == 2:
            self._start_section(kind, attributes)
        elif kind == "col" and self._depth == 3:
            self.grid.read_column(attributes)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._prefix = prefix_of(name)
        if name != f"{self._prefix}worksheet":
            raise damaged()
        prefix = self._prefix.rstrip(":")
        self._namespaces = {
            uri: key[6:] for key, uri in attributes.items() if key.startswith("xmlns:")
        }
        self._relations = relations_namespace(
            attributes.get(f"xmlns:{prefix}" if prefix else "xmlns")
        )

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth == 2 and self._row is not None and name == f"{self._prefix}row":
            self._end_row(self._row)
        elif self._depth == 1 and name == f"{self._prefix}sheetData":
            self._end_rows()
        elif self._depth == 0 and not self._done:
            self._name_drawing()

    def _skip(self) -> None:
        """Hear nothing but the end of the row at hand."""
        row = f"{self._prefix}row"

        def end(name: str) -> None:
            if name == row:
                self._depth -= 1
                self._listen()

        self.stream.parser.StartElementHandler = None
        self.stream.parser.EndElementHandler = end

    # What changes

    def _start_section(self, kind: str, attributes: dict[str, str]) -> None:
        here = self.stream.here
        if kind == "dimension":
            self._widen(attributes.get("ref", ""))
        elif kind == "sheetFormatPr":
            self.grid.read_defaults(attributes)
        elif kind == "sheetData":
            tag = self.stream.tag()
            if tag.endswith(b"/>") and self._missing:
                rows = self._missing_rows(None)
                closing = f"</{self._prefix}sheetData>".encode()
                self.stream.replace(here, here + len(tag), opened(tag) + rows + closing)
        elif kind == "legacyDrawing":
            self.drawing = attribute(attributes, "id")
            self._done = True
        elif kind in _AFTER and not self._done:
            self._name_drawing()

    def _widen(self, area: str) -> None:
        first, _, last = area.partition(":")
        try:
            corners = [place_of(first), place_of(last or first), *self.notes]
        except ValueError:
            return
        rows, columns = zip(*corners, strict=True)
        wide = (min(rows), min(columns)), (max(rows), max(columns))
        if wide != (corners[0], corners[1]):
            named = ":".join(cell_name(row, column - 1) for row, column in wide)
            self._set("ref", named)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = self._whole(attributes.get("r"), self._last_row + 1)
        self._last_row = number
        self.grid.read_row(number, attributes)
        if self._missing and self._missing[-1] < number:
            self._insert(self.stream.here, self._missing_rows(number))
        columns = self._rows.get(number)
        if columns is None or not self._missing or self._missing[-1] != number:
            self._skip()
            return
        self._missing.pop()
        own = attributes.get("customFormat") in _TRUE
        style = self._whole(attributes.get("s"), 0) if own else None
        self._row = _Row(number, style, list(columns))
        self._open_row(self._row, attributes)

    @staticmethod
    def _whole(said: str | None, otherwise: int) -> int:
        try:
            return otherwise if said is None else int(said)
        except ValueError as problem:
            raise damaged() from problem

    def _open_row(self, row: _Row, attributes: dict[str, str]) -> None:
        """Widen the columns that the row says it spans; fill it where it is empty."""
        here, tag = self.stream.here, self.stream.tag()
        new = tag
        first, _, last = attributes.get("spans", "").partition(":")
        if first.isdecimal() and last.isdecimal():
            spans = min(int(first), row.missing[-1]), max(int(last), row.missing[0])
            if spans != (int(first), int(last)):
                new = with_attribute(new, "spans", f"{spans[0]}:{spans[1]}")
        if tag.endswith(b"/>"):
            new = opened(new) + self._missing_cells(row, None) + f"</{self._prefix}row>".encode()
        if new != tag:
            self.stream.replace(here, here + len(tag), new)

    def _start_cell(self, row: _Row, attributes: dict[str, str]) -> None:
        name = attributes.get("r")
        try:
            column = place_of(name)[1] if name else row.last + 1
        except ValueError as problem:
            raise damaged() from problem
        style = self._whole(attributes.get("s"), 0)
        row.last = column
        if row.missing and row.missing[-1] < column:
            self._insert(self.stream.here, self._missing_cells(row, column))
        if row.missing and row.missing[-1] == column:
            row.missing.pop()
            meaning = self.notes[row.number, column].meaning
            filled = self.filled(style, meaning)
            if filled != style:
                self._set("s", str(filled))

    def _end_row(self, row: _Row) -> None:
        if row.missing:
            self._insert(self.stream.here, self._missing_cells(row, None))
        self._row = None

    def _end_rows(self) -> None:
        if self._missing:
            self._insert(self.stream.here, self._missing_rows(None))

    def _missing_rows(self, before: int | None) -> bytes:
        """The rows, not yet there, above another (None: all that are left)."""
        made = []
        while self._missing and (before is None or self._missing[-1] < before):
            number = self._missing.pop()
            row = _Row(number, None, list(self._rows[number]))
            cells = self._missing_cells(row, None).decode()
            made.append(f'<{self._prefix}row r="{number}">{cells}</{self._prefix}row>')
        return "".join(made).encode()

    def _missing_cells(self, row: _Row, before: int | None) -> bytes:
        made = []
        while row.missing and (before is None or row.missing[-1] < before):
            column = row.missing.pop()
            style = self.grid.style(column) if row.style is None else row.style
            filled = self.filled(style, self.notes[row.number, column].meaning)
            place = cell_name(row.number, column - 1)
            made.append(f'<{self._prefix}c r="{place}" s="{filled}"/>')
        return "".join(made).encode()

    def _name_drawing(self) -> None:
        prefix = self._namespaces.get(self._relations)
        declared = f'{prefix}:id="' if prefix else f'xmlns:r="{self._relations}" r:id="'
        tag = f'<{self._prefix}legacyDrawing {declared}{self.relation}"/>'
        self._insert(self.stream.here, tag.encode())
        self._done = True

    def _set(self, name: str, value: str) -> None:
        here, tag = self.stream.here, self.stream.tag()
        self.stream.replace(here, here + len(tag), with_attribute(tag, name, value))

    def _insert(self, at: int, new: bytes) -> None:
        self.stream.replace(at, at, new)
