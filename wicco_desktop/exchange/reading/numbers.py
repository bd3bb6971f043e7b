"""What a number in a cell means: whole or not, or a date, by the format that shows it.

Dates are days since an epoch: 1900 (with a 29 February that never was) or 1904. Which formats show
dates: ECMA-376 part 1, 18.8.30 (built in, those of Chinese included) and 18.8.31 (the codes).
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from wicco_desktop.exchange.cells import CellError, CellValue


class Shows(Enum):
    """What a number format shows."""

    NUMBER = 0
    DATE = 1
    TIME = 2
    MOMENT = 3
    """Date and time."""
    ELAPSED = 4
    """Hours that count beyond a day."""


_BUILT_IN = {
    **dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58), Shows.DATE),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47, 55, 56), Shows.TIME),
    46: Shows.ELAPSED,
    22: Shows.MOMENT,
}

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOT_SHOWN = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|general|e[+-]|am/pm|a/p|上午/下午', re.IGNORECASE
)


def built_in(number: int) -> Shows:
    """What a format shows that a workbook names by its number only."""
    return _BUILT_IN.get(number, Shows.NUMBER)


def shown_by(code: str) -> Shows:
    """What a format shows, by its code."""
    first = code.split(";", 1)[0][:255]
    if _ELAPSED.search(first):
        return Shows.ELAPSED
    letters = set(_NOT_SHOWN.sub("", first).lower())
    has_time = bool(letters & set("hs"))
    has_date = bool(letters & set("yde")) or ("m" in letters and not has_time) or "aaa" in first
    if not has_date and not has_time:
        return Shows.NUMBER
    if letters & set("#?@"):
        return Shows.NUMBER
    return Shows.MOMENT if has_date and has_time else Shows.DATE if has_date else Shows.TIME


_EXACT = 2**53
"""Below it every integer is a float of its own."""

_MILLISECONDS = 86_400_000
_LAST_DAY = 2_958_465
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001  (a cell has no zone)
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001
_LEAP_DAY_THAT_WAS_NOT = 60


def dated(number: float, shows: Shows, *, from_1904: bool) -> CellValue:
    """The date, time or moment that a cell shows, or the number where it can be none."""
    if shows is Shows.NUMBER or not 0 <= number < _LAST_DAY + 1:
        return whole(number)
    if number < 1 and shows in {Shows.TIME, Shows.ELAPSED}:
        clock = _moment(number, from_1904=True)
        return clock.time() if clock.date() == _EPOCH_1904.date() else whole(number)
    if shows is Shows.ELAPSED:
        return whole(number)
    if not from_1904 and (number < 1 or int(number) == _LEAP_DAY_THAT_WAS_NOT):
        return whole(number)
    try:
        moment = _moment(number, from_1904=from_1904)
    except OverflowError:
        return whole(number)
    if shows is Shows.DATE and moment.time() == time():
        return moment.date()
    return moment


def _moment(number: float, *, from_1904: bool) -> datetime:
    """To the millisecond, as Excel keeps it."""
    passed = timedelta(milliseconds=round(number * _MILLISECONDS))
    if from_1904:
        return _EPOCH_1904 + passed
    early = timedelta(days=1 if number < _LEAP_DAY_THAT_WAS_NOT else 0)
    return _EPOCH_1900 + early + passed


def whole(number: float) -> int | float:
    """A number without fraction as an integer."""
    if isinstance(number, int):
        return number
    return int(number) if number.is_integer() and abs(number) < 1e21 else number


def number_of(text: str) -> CellValue:
    """The number that is written in the XML of a cell, large integers exact."""
    try:
        number = float(text)
    except ValueError:
        return CellError("#NUM!")
    if abs(number) < _EXACT:
        return int(number) if number.is_integer() else number
    if not math.isfinite(number) or len(text) > 400:
        return CellError("#NUM!")
    exact = Decimal(text.strip())
    return int(exact) if abs(number) < 1e21 and exact == exact.to_integral_value() else number


_CLOCK = re.compile(r"P(?:(\d{1,6})D)?T(\d{1,7})H(\d{1,9})M(\d{1,9}(?:[.,]\d{1,15})?)S")


def written_date(text: str) -> CellValue:
    """A date that is written as ISO 8601 has it, the text itself where it is none."""
    try:
        if "T" not in text and len(text) == 10:
            return date.fromisoformat(text)
        if ":" in text and "-" not in text:
            return time.fromisoformat(text.rstrip("Z"))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text or None
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment


def written_clock(text: str) -> CellValue:
    """A time of day as OpenDocument writes it (``PT10H30M00S``); a longer span in days."""
    found = _CLOCK.fullmatch(text)
    if not found:
        return text or None
    days, hours, minutes, seconds = found.groups(default="0")
    passed = timedelta(
        days=int(days),
        hours=int(hours),
        minutes=int(minutes),
        milliseconds=round(float(seconds.replace(",", ".")) * 1000),
    )
    if passed < timedelta(days=1):
        return (_EPOCH_1904 + passed).time()
    return passed / timedelta(days=1)
