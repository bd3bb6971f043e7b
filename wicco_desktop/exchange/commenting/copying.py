"""A copy with comments of a workbook in another format: its values, without its looks."""

from __future__ import annotations

import contextlib
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from wicco_desktop.exchange.cells import UNCALCULATED, CellError, CellValue, Sheet, Workbook
from wicco_desktop.exchange.commenting.grid import BOX_WIDTH, text_height
from wicco_desktop.exchange.commenting.model import (
    FILLS,
    CellComment,
    Meaning,
    Note,
    Notes,
    notes_by_sheet,
)
from wicco_desktop.exchange.writing.target_file import check_target, written_beside
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.scratch import scratch_folder

LONGEST_TEXT = 32_767
"""Characters of a cell in this format."""

_DATE, _TIME = "yyyy-mm-dd", "hh:mm:ss"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LOOKED_AT = 200
"""Rows that say how wide the columns should be."""
_WIDEST, _NARROWEST = 40, 8


def save_copy_with_comments(
    workbook: Workbook,
    target: Path,
    comments: Sequence[CellComment],
    *,
    author: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write all values of a workbook that was read into an .xlsx, with comments on its cells.

    Text stays text, dates stay dates, what is hidden stays hidden. Raises UserError, or Cancelled;
    then there is no new file.
    """
    from xlsxwriter import Workbook as Writing

    notes = notes_by_sheet(comments)
    missing = set(notes) - {sheet.facts.name for sheet in workbook.sheets}
    if missing:
        raise UserError(N_("The workbook has no sheet “{sheet}” any more."), sheet=min(missing))
    check_target(target)
    with written_beside(target, cancelled) as out, scratch_folder() as folder:
        book = Writing(out, {"constant_memory": True, "tmpdir": str(folder)})
        try:
            _Copy(book, author, cancelled).write(workbook, notes)
            book.close()
        finally:
            for sheet in book.worksheets():
                # Left open by XlsxWriter where it was not finished.
                with contextlib.suppress(OSError, AttributeError):
                    sheet.row_data_fh.close()


class _Copy:
    """The workbook being written. Rows are written once, in order."""

    def __init__(self, book: Any, author: str, cancelled: Callable[[], bool]) -> None:
        self._book = book
        self._author = author
        self._cancelled = cancelled
        self._formats: dict[tuple[str, Meaning | None], Any] = {}
        self._names: set[str] = set()

    def write(self, workbook: Workbook, notes: dict[str, Notes]) -> None:
        hidden = [sheet.facts.hidden for sheet in workbook.sheets]
        first = hidden.index(False) if False in hidden else 0
        for index, sheet in enumerate(workbook.sheets):
            sheet_notes = notes.get(sheet.facts.name, {})
            written = self._book.add_worksheet(self._name(sheet.facts.name))
            if index == first:
                written.activate()
                written.set_first_sheet()
            elif sheet.facts.hidden:
                written.hide()
            self._prepare(written, sheet)
            self._write_rows(written, sheet, sheet_notes)

    def _name(self, wanted: str) -> str:
        """A name that this format allows and that no other sheet has."""
        plain = _NOT_IN_NAMES.sub("_", wanted).strip("'")[:31] or "Sheet"
        name, number = plain, 1
        while name.lower() in self._names or name.lower() == "history":
            number += 1
            ending = f" {number}"
            name = plain[: 31 - len(ending)] + ending
        self._names.add(name.lower())
        return name

    def _prepare(self, written: Any, sheet: Sheet) -> None:
        widths: dict[int, int] = {}
        for row in islice(sheet.rows(), _LOOKED_AT):
            for column, value in enumerate(row.cells):
                widths[column] = max(widths.get(column, _NARROWEST), _length(value))
        hidden = sheet.facts.hidden_columns
        for column in sorted(widths.keys() | hidden):
            width = min(_WIDEST, widths.get(column, _NARROWEST)) + 1
            written.set_column(column, column, width, None, {"hidden": column in hidden})

    def _write_rows(self, written: Any, sheet: Sheet, notes: Notes) -> None:
        noted: dict[int, dict[int, Note]] = {}
        for (row, column), note in notes.items():
            noted.setdefault(row, {})[column - 1] = note
        for number, cells in _with_noted(sheet, noted):
            if self._cancelled():
                raise Cancelled
            if number in sheet.facts.hidden_rows:
                written.set_row(number - 1, None, None, {"hidden": True})
            said = noted.get(number, {})
            for column in range(max([len(cells), *(one + 1 for one in said)])):
                value = cells[column] if column < len(cells) else None
                meaning = said[column].meaning if column in said else None
                self._write_cell(written, number - 1, column, value, meaning)
            # At once: XlsxWriter takes nothing any more for a row that it has left.
            for column, one in said.items():
                self._write_comment(written, number - 1, column, one.text)

    def _write_comment(self, written: Any, row: int, column: int, text: str) -> None:
        size = {"width": BOX_WIDTH, "height": text_height(text)}
        written.write_comment(row, column, text, {"author": self._author, **size})

    def _write_cell(
        self, written: Any, row: int, column: int, value: CellValue, meaning: Meaning | None
    ) -> None:
        if value is None or value == CellError(UNCALCULATED):
            if meaning is not None:
                written.write_blank(row, column, None, self._format("", meaning))
        elif isinstance(value, str):
            text = value[:LONGEST_TEXT]
            written.write_string(row, column, text, self._format("", meaning))
        elif isinstance(value, CellError):
            look = self._format("", meaning)
            written.write_formula(row, column, f"={value.code}", look, value.code)
        elif isinstance(value, bool):
            written.write_boolean(row, column, value, self._format("", meaning))
        elif isinstance(value, int | float):
            self._write_number(written, row, column, value, self._format("", meaning))
        else:
            self._write_moment(written, row, column, value, meaning)

    def _write_number(self, written: Any, row: int, column: int, value: float, look: Any) -> None:
        if not math.isfinite(value) or (isinstance(value, int) and int(float(value)) != value):
            written.write_string(row, column, str(value), look)
        else:
            written.write_number(row, column, value, look)

    def _write_moment(
        self, written: Any, row: int, column: int, value: Any, meaning: Meaning | None
    ) -> None:
        kind = _TIME
        if isinstance(value, datetime):
            value = value.replace(tzinfo=None)
            kind = _DATE if value.time() == time() else f"{_DATE} {_TIME}"
        elif isinstance(value, date):
            kind = _DATE
        if isinstance(value, date) and value.year < 1900:
            # The format has no earlier dates.
            written.write_string(row, column, value.isoformat(), self._format("", meaning))
        else:
            written.write_datetime(row, column, value, self._format(kind, meaning))

    def _format(self, number: str, meaning: Meaning | None) -> Any:
        if not number and meaning is None:
            return None
        key = number, meaning
        if key not in self._formats:
            look = {"num_format": number} if number else {}
            if meaning is not None:
                look["bg_color"] = f"#{FILLS[meaning]}"
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _with_noted(sheet: Sheet, noted: Iterable[int]) -> Iterator[tuple[int, tuple[CellValue, ...]]]:
    """The rows of a sheet, and between them the blank ones that something is said of."""
    waiting = sorted(noted, reverse=True)
    for row in sheet.rows():
        while waiting and waiting[-1] < row.number:
            yield waiting.pop(), ()
        if waiting and waiting[-1] == row.number:
            waiting.pop()
        yield row.number, row.cells
    while waiting:
        yield waiting.pop(), ()


def _length(value: CellValue) -> int:
    if not isinstance(value, str):
        return 10 if value is not None else 0
    line = value.partition("\n")[0][:_WIDEST]
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)
