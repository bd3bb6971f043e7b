"""One sheet on its way out: headings, rows as they come, widths, filter, hints, hidden ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wicco_desktop.exchange.cells import cell_name
from wicco_desktop.exchange.columns import CODE, EXPORT_HEADING, ID_HEADING, row_code
from wicco_desktop.exchange.heading_text import BETWEEN, heading
from wicco_desktop.exchange.writing.cell_texts import cell_text, shown_width, written_text
from wicco_desktop.exchange.writing.choosing import Choosing, hint
from wicco_desktop.exchange.writing.column_cells import WIDEST_LINES, ColumnCells, Formats
from wicco_desktop.exchange.writing.outgoing import (
    LARGEST,
    OutgoingRow,
    OutgoingSheet,
    OutgoingWorkbook,
)
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.records import KINDS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROOM, ROOM_OF_TEMPLATE = 500, 1_000
"""Empty rows below the last one that have the drop-downs, too."""

MEASURED = 200
"""Rows whose texts decide how wide the columns are."""

NARROWEST, WIDEST = 8, 36
"""Widths of columns in Latin letters."""

LINE_HEIGHT, MOST_LINES = 15, 8
"""Height of a line in points, and how many are shown at once of a long text."""

HEADING_HEIGHT = 34
"""Two lines, in points. Said because not every program works it out by itself."""

FROZEN = 48
"""So wide is what stays at the left, at most: a small screen must show something beside it."""

A4 = 9

_ARROW = 3
"""Room for the arrow of the filter."""

HEADINGS_HINT = N_("Please leave the headings as they are: they tell what each column holds.")
ID_HINT = N_("Please leave this as it is: it tells which record the row is.")


class SheetWriter:
    """Writes one sheet."""

    def __init__(
        self, sheet: Worksheet, content: OutgoingSheet, book: OutgoingWorkbook, formats: Formats
    ) -> None:
        self._sheet = sheet
        self._content = content
        self._export = book.export
        self._told_in = book.told_in
        self._formats = formats
        translator = Translator(book.values_in)
        self._cells = [ColumnCells(column, translator, formats) for column in content.columns]
        self.headings = [heading(column, book.headings) for column in content.columns]
        self._first = 1 if self._export else 0
        """Where the columns of fields begin: the code stands before them."""
        self._widths = [_heading_width(text) for text in self.headings]
        self._measured = 0

    def write(self, choosing: Choosing) -> None:
        """Write everything; raises what the rows raise."""
        self._format_columns()
        self._write_headings()
        last = 0
        for last, row in enumerate(self._content.rows, start=1):
            self._write_row(last, row)
        self._finish(last, choosing)

    @property
    def _ids(self) -> int:
        """The first of the two columns at the right end, which a template does not have."""
        return self._first + len(self._cells)

    @property
    def _last_column(self) -> int:
        return self._ids + (1 if self._export else -1)

    def _format_columns(self) -> None:
        # Before the rows: in constant memory mode a cell takes its column's format when written.
        for at, cells in enumerate(self._cells, start=self._first):
            self._sheet.set_column(at, at, None, cells.format)
        if self._export:
            self._sheet.set_column(0, 0, 9, self._formats.code)
            hidden = {"hidden": True}
            self._sheet.set_column(self._ids, self._ids + 1, 38, self._formats.text, hidden)

    def _write_headings(self) -> None:
        self._sheet.set_row(0, HEADING_HEIGHT)
        texts = list(self.headings)
        if self._export:
            code = BETWEEN.join(dict.fromkeys(tr.tr(CODE) for tr in self._told_in))
            texts = [code, *texts, ID_HEADING, EXPORT_HEADING]
        for at, text in enumerate(texts):
            self._sheet.write_string(0, at, text, self._formats.heading)

    def _write_row(self, row: int, outgoing: OutgoingRow) -> None:
        sheet, first, lines = self._sheet, self._first, 1
        if self._export:
            sheet.write_string(row, 0, row_code(outgoing.id))
        for at, value in enumerate(outgoing.values):
            if value is not None:
                self._cells[at].write(sheet, row, at + first, value)
                if self._cells[at].broken:
                    lines = max(lines, self._cells[at].lines(value))
        self._set_height(row, lines)
        if self._export:
            sheet.write_string(row, self._ids, outgoing.id)
            sheet.write_string(row, self._ids + 1, self._export)
        if self._measured < MEASURED:
            self._measure(outgoing)

    def _set_height(self, row: int, lines: int) -> None:
        """Have room for all lines; that of rows long written need not be remembered."""
        if lines > 1:
            self._sheet.set_row(row, LINE_HEIGHT * min(lines, MOST_LINES))
        self._sheet.row_info.pop(row - 2, None)

    def _measure(self, outgoing: OutgoingRow) -> None:
        self._measured += 1
        for at, value in enumerate(outgoing.values):
            if value is not None:
                self._widths[at] = max(self._widths[at], self._cells[at].width(value))

    def _finish(self, last: int, choosing: Choosing) -> None:
        """What can only be said when it is known how many rows there are."""
        sheet, right = self._sheet, self._last_column
        room = ROOM if self._export else ROOM_OF_TEMPLATE
        below = min(last + room, LARGEST)
        self._set_widths()
        for at, cells in enumerate(self._cells, start=self._first):
            choosing.offer(sheet, at, cells.column, below)
        self._hint(HEADINGS_HINT, 0, 0, 0, right)
        if self._export:
            self._hint(ID_HINT, 1, 0, below, 0)
            self._hint(ID_HINT, 1, self._ids, below, right)
        # The ids are within it: sorting takes them along.
        sheet.autofilter(0, 0, last, right)
        sheet.freeze_panes(1, self._frozen())
        sheet.ignore_errors({"number_stored_as_text": f"A1:{cell_name(below + 1, right)}"})
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)

    def _set_widths(self) -> None:
        for at, cells in enumerate(self._cells):
            width = self._width(at)
            self._sheet.set_column(at + self._first, at + self._first, width, cells.format)

    def _width(self, at: int) -> int:
        widest = WIDEST_LINES if self._cells[at].broken else WIDEST
        return min(max(self._widths[at] + 2, NARROWEST), widest)

    def _frozen(self) -> int:
        """How many columns stay at the left: the code, and of the name as much as there is room."""
        title = KINDS[self._content.kind].title
        used, frozen = 9 * self._first, self._first
        for at, cells in enumerate(self._cells):
            used += self._width(at)
            if cells.column.path.partition(".")[0] != title or (at and used > FROZEN):
                break
            frozen += 1
        return frozen

    def _hint(self, message: str, top: int, left: int, bottom: int, right: int) -> None:
        said = hint(message, self._told_in)
        self._sheet.data_validation(
            top, left, bottom, right, {"validate": "any", "input_message": said}
        )


def write_info(
    sheet: Worksheet, export: str | None, sheets: Sequence[tuple[str, OutgoingSheet, list[str]]]
) -> None:
    """Fill the hidden sheet that says what the others are; see ``columns.INFO_SHEET``."""
    rows: list[tuple[str, ...]] = [("export", export)] if export else []
    for name, content, headings in sheets:
        rows.append(("sheet", name, content.kind))
        rows += [
            ("column", name, text, column.path)
            for text, column in zip(headings, content.columns, strict=True)
        ]
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(at, column, written_text(cell_text(text)))


def _heading_width(text: str) -> int:
    """As wide as a heading in two lines: each language on one, or broken between words."""
    parts = text.split(BETWEEN)
    if len(parts) > 1:
        return max(map(shown_width, parts)) + _ARROW
    longest = max((shown_width(word) for word in text.split()), default=0)
    return max(longest, -(-shown_width(text) // 2)) + _ARROW
