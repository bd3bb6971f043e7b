"""``.ods``: one XML part with all sheets (OpenDocument 1.3 part 3; ``calcext`` of LibreOffice).

Rows and cells that are alike are written once with a count, blank ones to the end of the sheet.
"""

from __future__ import annotations

from collections.abc import Callable

from wicco_desktop.exchange.cells import UNCALCULATED, CellError, CellValue
from wicco_desktop.exchange.reading.markup import attribute, parse
from wicco_desktop.exchange.reading.numbers import number_of, written_clock, written_date
from wicco_desktop.exchange.reading.ods_texts import Paragraphs
from wicco_desktop.exchange.reading.outgoing import Outgoing, Row, SheetParts
from wicco_desktop.exchange.reading.package import Package
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.wire import NULL

_MOST_PROPERTIES = 1000
_LONGEST = 4096


def read_ods(package: Package, outgoing: Outgoing) -> None:
    """Send everything that is in a spreadsheet."""
    if "META-INF/manifest.xml" in package:
        protected = _Protected()
        with package.open("META-INF/manifest.xml") as stream:
            parse(stream, protected)
        if protected.found:
            raise Refused("password")
    properties = _Properties()
    if "meta.xml" in package:
        with package.open("meta.xml") as stream:
            parse(stream, properties)
    outgoing.opened("ods", properties.found)
    with package.open("content.xml") as stream:
        parse(stream, _Content(outgoing))


class _Protected:
    def __init__(self) -> None:
        self.found = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.found = self.found or name == "encryption-data"

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _Properties:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "user-defined":
            self._name, self._text = attribute(attributes, "name") or "", ""

    def end(self, name: str) -> None:
        if name == "user-defined" and self._name and len(self.found) < _MOST_PROPERTIES:
            self.found[self._name[:_LONGEST]] = self._text.strip()
            self._name = ""

    def text(self, text: str) -> None:
        if self._name and len(self._text) < _LONGEST:
            self._text += text[:_LONGEST]


class _Content:
    """Hears of the elements of the content; a table inside a cell is no sheet."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._hidden_tables: set[str] = set()
        self._style = ""
        self._sheets = 0
        self._sheet: _Sheet | None = None
        self._tables = 0
        self._ignored = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._ignored or name in _IGNORED:
            self._ignored += 1
        elif name == "table":
            self._tables += 1
            if self._tables == 1:
                self._begin(attributes)
        elif self._tables == 1 and self._sheet is not None:
            self._sheet.start(name, attributes)
        elif name == "style":
            self._style = attribute(attributes, "name") or ""
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self._hidden_tables.add(self._style)

    def end(self, name: str) -> None:
        if self._ignored:
            self._ignored -= 1
        elif name == "table":
            self._tables -= 1
            if not self._tables and self._sheet is not None:
                self._outgoing.end(self._sheet.parts)
                self._sheet = None
        elif self._tables == 1 and self._sheet is not None:
            self._sheet.end(name)

    def text(self, text: str) -> None:
        if self._tables == 1 and self._sheet is not None and not self._ignored:
            self._sheet.paragraphs.text(text)

    def _begin(self, attributes: dict[str, str]) -> None:
        self._sheets += 1
        if self._sheets > self._outgoing.limits.sheets:
            raise Refused("sheets", self._outgoing.limits.sheets)
        hidden = attribute(attributes, "style-name") in self._hidden_tables
        name = attribute(attributes, "name") or ""
        self._outgoing.sheet(name[:_LONGEST], hidden=hidden)
        self._sheet = _Sheet(self._outgoing)


_IGNORED = frozenset({"tracked-changes", "annotation", "shapes", "frame", "custom-shape", "forms"})
"""What stands in the content and has text that is not of a cell."""


class _Sheet:
    """Takes in the elements of one table."""

    def __init__(self, outgoing: Outgoing) -> None:
        self.parts = SheetParts()
        self.paragraphs = Paragraphs(outgoing.limits.text)
        self._outgoing = outgoing
        self._number = 1
        self._column = 0
        self._repeated = 1
        self._hidden = False
        self._row = Row()
        self._cell: dict[str, str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element of the table begins."""
        if self._cell is not None:
            self.paragraphs.start(name, attributes)
        elif name in _CELLS:
            self._cell = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self._calcext(attributes)
        elif name == "table-row":
            self._repeated = _count(attribute(attributes, "number-rows-repeated"))
            self._hidden = attribute(attributes, "visibility") in {"collapse", "filter"}
            self._row = Row()
        elif name == "table-column":
            count = _count(attribute(attributes, "number-columns-repeated"))
            if attribute(attributes, "visibility") == "collapse":
                self.parts.hidden_columns.append((self._column, self._column + count - 1))
            self._column += count

    def end(self, name: str) -> None:
        """An element of the table ends."""
        if self._cell is not None:
            if name in _CELLS:
                self._end_cell(self._cell)
                self._cell = None
            else:
                self.paragraphs.end(name)
        elif name == "table-row":
            self._end_row()

    def _calcext(self, attributes: dict[str, str]) -> None:
        """The value type of LibreOffice goes beyond that of the standard: it has errors."""
        assert self._cell is not None
        for key, value in attributes.items():
            if key.endswith(" value-type"):
                kind = "extended" if "calcext" in key else "value-type"
                self._cell[kind] = value

    def _end_row(self) -> None:
        row = self._row
        if row.cells:
            for number in range(self._number, self._number + self._repeated):
                self._outgoing.row(number, row.cells, row.width)
            if self._hidden:
                self.parts.hide_row(self._number, self._number + self._repeated - 1)
        self._number += self._repeated

    def _end_cell(self, cell: dict[str, str]) -> None:
        count = _count(cell.get("number-columns-repeated"))
        text = self.paragraphs.take()
        encoded = self._outgoing.checked(_value(cell, text) if count else None)
        limit = self._outgoing.limits.columns
        if encoded != NULL and self._row.width + self._row.skipped + count > limit:
            raise Refused("columns", limit)
        self._merge(cell)
        if encoded == NULL:
            self._row.skipped += count
            return
        for _ in range(count):
            self._row.add(encoded)

    def _merge(self, cell: dict[str, str]) -> None:
        rows = _count(cell.get("number-rows-spanned"))
        columns = _count(cell.get("number-columns-spanned"))
        if rows > 1 or columns > 1:
            left = self._row.width + self._row.skipped
            area = (self._number, left, self._number + rows - 1, left + columns - 1)
            self.parts.merge(area, self._outgoing.limits)


_CELLS = frozenset({"table-cell", "covered-table-cell"})


def _count(text: str | None) -> int:
    """How often something is repeated."""
    if text is None:
        return 1
    if not text.isdecimal() or len(text) > 9:
        raise Refused("damaged")
    return int(text)


def _value(cell: dict[str, str], text: str | None) -> CellValue:
    kind = cell.get("value-type")
    if cell.get("extended") == "error":
        return CellError(text or "#N/A")
    if cell.get("formula") in _TRUTHS:
        return _TRUTHS[cell["formula"]]
    if kind is None:
        uncalculated = "formula" in cell and text is None
        return CellError(UNCALCULATED) if uncalculated else text or None
    reader = _READERS.get(kind)
    if reader is not None:
        written = cell.get(_WRITTEN.get(kind, "value"))
        if written is not None:
            return reader(written)
    return cell.get("string-value", text) or None


_TRUTHS = {"of:=TRUE()": True, "of:=FALSE()": False}
"""LibreOffice makes such formulas, with a plain number as their value, of what was yes or no."""

_READERS: dict[str, Callable[[str], CellValue]] = {
    "float": number_of,
    "percentage": number_of,
    "currency": number_of,
    "boolean": lambda written: written == "true",
    "date": written_date,
    "time": written_clock,
}
_WRITTEN = {"boolean": "boolean-value", "date": "date-value", "time": "time-value"}
