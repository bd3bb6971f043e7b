"""The cells of one column: what a canonical value becomes, and how the column looks.

Texts are texts and stay so; full dates and numbers are real ones; what is chosen from a list is
told in one language.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.writing.cell_texts import cell_text, shown_width, written_text
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import Field, FieldType, Value
from wicco_desktop.records.values import display

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TEXT_FORMAT, DATE_FORMAT, NUMBER_FORMAT = "@", "yyyy-mm-dd", "0"

TOLD = frozenset(
    {
        FieldType.CHOICE,
        FieldType.COUNTRY,
        FieldType.FLAG,
        FieldType.LANGUAGE,
        FieldType.ZONE,
        FieldType.MOMENT,
    }
)
"""Types whose stored value is not what a person reads."""

FIRST_DAY = date(1900, 3, 1)
"""Before it, programs count days differently: Lotus took 1900 for a leap year, Excel followed."""

_EPOCH = date(1899, 12, 30).toordinal()

EXACT = 10**15
"""Whole numbers below it survive in a cell, which holds fifteen digits."""

WIDEST_LINES = 44
"""Width of a column in which lines are broken, at most, in Latin letters."""

_DAY_LENGTH = len("2022-11-23")


class Formats:
    """The formats of one workbook; XlsxWriter wants each made once."""

    def __init__(self, book: Workbook) -> None:
        def made(number: str, **more: object) -> Format:
            return book.add_format({"num_format": number, "valign": "top", **more})

        self.text = made(TEXT_FORMAT)
        self.lines = made(TEXT_FORMAT, text_wrap=True)
        self.day = made(DATE_FORMAT, align="left")
        self.number = made(NUMBER_FORMAT)
        self.plain = made("General", align="left")
        quiet = {"font_color": "#5f6b6b"}
        self.code = made(TEXT_FORMAT, **quiet)
        head = {
            "valign": "vcenter",
            "bold": True,
            "text_wrap": True,
            "bg_color": "#e3f0f0",
            "font_color": "#0b4a4a",
        }
        self.heading = made(TEXT_FORMAT, **head, bottom=1, bottom_color="#0b6e6e")


class ColumnCells:
    """Writes the values of one column; knows how wide what it wrote is."""

    def __init__(self, column: ExchangeColumn, translator: Translator, formats: Formats) -> None:
        self.column = column
        self._translator = translator
        self._formats = formats
        self.broken = several_lines(column.field)
        """Whether lines are broken in it."""
        self._told: dict[Value, str] = {}
        self._write = _WRITERS.get(column.field.type, ColumnCells._write_text)
        if column.field.type in TOLD:
            self._write = ColumnCells._write_told

    def write(self, sheet: Worksheet, row: int, at: int, value: Value) -> None:
        """Put a value that is not blank into a cell; rows and columns count from 0."""
        self._write(self, sheet, row, at, value)

    @property
    def format(self) -> Format:
        """How the whole column looks, its empty cells too.

        Empty cells of dates are left to the program: in a text cell a day typed would stay text,
        in a date cell the year 2021 would become a day of 1905.
        """
        field = self.column.field
        if field.type is FieldType.DATE:
            return self._formats.plain
        if field.type is FieldType.NUMBER:
            return self._formats.number
        return self._formats.lines if self.broken else self._formats.text

    def width(self, value: Value) -> int:
        """How wide a value is in its cell, in Latin letters."""
        if self.column.field.type in TOLD:
            return shown_width(self._tell(value))
        return shown_width(str(value))

    def lines(self, value: Value) -> int:
        """In how many lines a value stands, where lines are broken."""
        if not self.broken or not isinstance(value, str) or len(value) * 2 <= WIDEST_LINES:
            return 1 + (str(value).count("\n") if self.broken else 0)
        return sum(max(1, -(-shown_width(line) // WIDEST_LINES)) for line in value.split("\n"))

    def _write_text(self, sheet: Worksheet, row: int, at: int, value: Value) -> None:
        sheet.write_string(row, at, written_text(cell_text(str(value))))

    def _write_told(self, sheet: Worksheet, row: int, at: int, value: Value) -> None:
        sheet.write_string(row, at, self._tell(value))

    def _tell(self, value: Value) -> str:
        told = self._told.get(value)
        if told is None:
            shown = display(self.column.field, value, self._translator)
            told = self._told[value] = written_text(cell_text(shown))
        return told

    def _write_date(self, sheet: Worksheet, row: int, at: int, value: Value) -> None:
        serial = serial_of(str(value))
        if serial is None:
            sheet.write_string(row, at, cell_text(str(value)), self._formats.text)
        else:
            sheet.write_number(row, at, serial, self._formats.day)

    def _write_number(self, sheet: Worksheet, row: int, at: int, value: Value) -> None:
        if isinstance(value, int) and abs(value) < EXACT:
            sheet.write_number(row, at, value)
        else:
            sheet.write_string(row, at, cell_text(str(value)), self._formats.text)


_WRITERS: dict[FieldType, Callable[[ColumnCells, Worksheet, int, int, Value], None]] = {
    FieldType.DATE: ColumnCells._write_date,  # noqa: SLF001 - its own table
    FieldType.NUMBER: ColumnCells._write_number,  # noqa: SLF001
}


def serial_of(iso: str) -> int | None:
    """The number a full date is stored as; None for a month, a year, and days too early for one."""
    if len(iso) != _DAY_LENGTH:
        return None
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return day.toordinal() - _EPOCH if day >= FIRST_DAY else None


def several_lines(field: Field) -> bool:
    """Whether a value of the field may be long or have several lines."""
    return field.multiline or field.type is FieldType.LIST
