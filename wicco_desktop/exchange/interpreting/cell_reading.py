"""Reading the cells of one column: what stands there to the canonical form of its field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from wicco_desktop.exchange.cells import UNCALCULATED, CellError, CellValue
from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.interpreting.date_orders import in_order
from wicco_desktop.exchange.interpreting.doubting import is_relative
from wicco_desktop.exchange.interpreting.plain_values import LONGEST, is_plain
from wicco_desktop.exchange.interpreting.splitting import sides_of
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import clean
from wicco_desktop.foundation.typed import half_width, quoted
from wicco_desktop.records import FieldType, Value
from wicco_desktop.records.values import ValueProblem, canonical

ERROR_CELL = N_("The cell holds the error {code}.")
NEVER_CALCULATED = N_(
    "The formula in this cell was never calculated. Open the workbook in Excel, save it, try again."
)
TWO_DATES = N_("“{text}” may be two dates: write the month in letters, or the year first.")
NO_SERIAL = N_("The number {number} is no date.")

NO_VALUE = N_("“{text}” cannot stand in this field.")
RELATIVE = N_("“{text}” is no date by itself: write the year, the month and the day.")
ROUNDED = N_("The last figures of this number are lost: the workbook holds it as {text}.")

_TOLD = (FieldType.CHOICE, FieldType.COUNTRY, FieldType.LANGUAGE, FieldType.FLAG)
"""What both languages may be told of in one cell."""
_NO_NUMBERS = (FieldType.PHONE, FieldType.EMAIL, FieldType.WEBSITE)
_SERIAL_TEXT = re.compile(r"\d{4,5}\.\d+|[3-9]\d{4}|1[01]\d{4}", re.ASCII)
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d*))?E\+?(\d{1,2})", re.ASCII | re.IGNORECASE)

_KEPT = 20_000
"""Texts of a column whose reading is remembered: the same ones come again and again."""

_DAY_0 = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar as every program counts from March 1900 on."""

_DAY_0_FROM_1904 = date(1904, 1, 1)
"""Day 0 of the other calendar, of workbooks that began on an old Macintosh."""

_YEARS = range(1000, 3000)
_SERIALS = range(3000, 110_000)
_LONGEST_NUMBER = 40
_COMPACT = range(10_000_101, 30_000_000)


class Unreadable(Exception):  # noqa: N818  (told to the user cell by cell)
    """A cell that holds no value of its field."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.id)
        self.problem = problem


Reader = Callable[[CellValue], Value]
"""Reads one cell; raises Unreadable."""

Other = float | datetime | date | time
"""What a cell holds that is neither text nor blank nor an error (a truth value is a number)."""


def reader_of(
    column: ExchangeColumn, *, day_first: bool | None = None, from_1904: bool = False
) -> Reader:
    """What reads the cells of a column: quick for texts that are canonical as they stand."""
    slow = _CellReader(column, day_first=day_first, from_1904=from_1904).read
    plain = is_plain(column.field) if not column.is_reference else None
    if plain is None:
        return slow

    def read(cell: CellValue) -> Value:
        if type(cell) is str and len(cell) <= LONGEST and plain(cell):
            return cell
        return None if cell is None else slow(cell)

    return read


def text_of_cell(cell: CellValue) -> CellValue:
    """A cell as the text a person would have typed; blank and an error stay what they are."""
    if cell is None or isinstance(cell, str | CellError):
        return cell
    return _figures(cell)


class _CellReader:
    """Reads the cells of one column, each different text once."""

    def __init__(self, column: ExchangeColumn, *, day_first: bool | None, from_1904: bool) -> None:
        self._day_0 = _DAY_0_FROM_1904 if from_1904 else _DAY_0
        self._is_reference = column.is_reference
        self._field = column.field
        self._day_first = day_first
        self._today = datetime.now().astimezone().date()
        self._known: dict[str, Value | Unreadable] = {}

    def read(self, cell: CellValue) -> Value:
        """The canonical value; raises Unreadable."""
        if cell is None:
            return None
        if isinstance(cell, CellError):
            raise Unreadable(problem_of(cell))
        if not isinstance(cell, str):
            return self._other(cell)
        known = self._known
        value = known.get(cell, self)
        if value is self:
            if len(known) >= _KEPT:
                known.clear()
            value = self._tried(cell)
            if len(cell) <= LONGEST:
                known[cell] = value
        if isinstance(value, Unreadable):
            raise Unreadable(value.problem)
        return value  # type: ignore[return-value]

    def _tried(self, text: str) -> Value | Unreadable:
        try:
            return self._text(text)
        except Unreadable as unreadable:
            return unreadable

    def _text(self, text: str) -> Value:
        if self._is_reference:
            return clean(text) or None
        if self._field.type is FieldType.PHONE and _is_rounded(text.strip()):
            raise Unreadable(Message(ROUNDED, {"text": quoted(text)}))
        if self._field.type is FieldType.DATE:
            ordered = in_order(text, day_first=self._day_first)
            if ordered is None:
                raise Unreadable(Message(TWO_DATES, {"text": quoted(half_width(text))}))
            text = ordered
            if is_relative(text, self._today):
                raise Unreadable(Message(RELATIVE, {"text": quoted(text)}))
            if _SERIAL_TEXT.fullmatch(text.strip()):
                return self._canonical(_day(float(text), self._day_0))
        try:
            return self._canonical(text)
        except Unreadable:
            return self._of_both(text)

    def _of_both(self, text: str) -> Value:
        """A choice or a country told in both languages; raises Unreadable."""
        sides = sides_of(text) if self._field.type in _TOLD else {}
        values = {self._canonical(side) for side in sides.values()} if len(sides) > 1 else set()
        return values.pop() if len(values) == 1 else self._canonical(text)

    def _other(self, cell: Other) -> Value:
        kind = self._field.type
        if self._is_reference:
            return clean(_figures(cell)) or None
        if kind is FieldType.DATE:
            return self._canonical(_day(cell, self._day_0))
        if kind is FieldType.TIME:
            return self._canonical(_hour(cell))
        if kind in _NO_NUMBERS and not _is_number(cell):
            raise Unreadable(Message(NO_VALUE, {"text": _figures(cell)}))
        if kind in (FieldType.FLAG, FieldType.MOMENT):
            return self._canonical(cell)
        return self._canonical(_figures(cell))

    def _canonical(self, value: object) -> Value:
        try:
            return canonical(self._field, value, self._today)
        except ValueProblem as problem:
            raise Unreadable(problem.problem) from problem


def _is_number(cell: Other) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def problem_of(cell: CellError) -> Message:
    """Why an error cell has no value."""
    if cell.code == UNCALCULATED:
        return Message(NEVER_CALCULATED)
    return Message(ERROR_CELL, {"code": cell.code[:40]})


def _is_rounded(text: str) -> bool:
    """Whether a text table kept fewer figures of a number than it has: 8.53661E+10."""
    found = _SCIENTIFIC.fullmatch(text) if len(text) < _LONGEST_NUMBER else None
    return found is not None and int(found[3]) > len(found[2] or "")


def _day(cell: Other, day_0: date) -> object:
    """A date from a number: a year, a day of the spreadsheet's calendar, or eight figures."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    whole = int(cell) if math.isfinite(cell) else 0
    if whole in _YEARS and whole == cell:
        return str(whole)
    if whole in _SERIALS:
        return day_0 + timedelta(days=whole)
    if whole in _COMPACT and whole == cell:
        return f"{whole // 10_000:04}-{whole // 100 % 100:02}-{whole % 100:02}"
    raise Unreadable(Message(NO_SERIAL, {"number": _figures(cell)}))


def _hour(cell: Other) -> object:
    """A time from a fraction of a day; of a date and time in one number its time."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return _figures(cell) if isinstance(cell, bool | float) else cell
    if not 0 < cell < 1 and not (int(cell) in _SERIALS and cell != int(cell)):
        return _figures(cell)  # 9 and 930 were typed
    minutes = round(cell % 1 * 24 * 60)
    return time(minutes // 60 % 24, minutes % 60)


def _figures(cell: object) -> str:
    """A number as its figures: no exponent, no point behind a whole one."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return cell.isoformat("minutes") if isinstance(cell, time) else str(cell)
