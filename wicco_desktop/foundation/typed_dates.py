"""Reading a date as people type it, in Chinese or English. Nothing ambiguous is guessed.

What a text may be: ISO in full or part, year first with any separator, Chinese with 年月日,
English with the month as a word, day and month as figures where only one order can be meant,
``today``, ``周五``, ``下周三``, ``+7``. A weekday written beside a date must fit it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.typed import LONGEST_READ, plain, quoted, with_digits

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""The years a date may lie in: text order is date order only with four digits."""

_YEARS_AHEAD = 20
"""A year of two digits lies in the hundred years that end so many years from today."""


class DateError(UserError):
    """A text that is no date, two dates, or a date that does not exist."""


_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {"sept": 9} | {
    name[:length]: number
    for number, name in enumerate(_MONTH_NAMES, start=1)
    for length in (3, len(name))
}
_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3} | {
    name[:length]: number for number, name in enumerate(_WEEKDAY_NAMES) for length in (3, len(name))
}
_DAYS_AWAY = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "昨天": -1,
    "昨日": -1,
    "后天": 2,
    "後天": 2,
    "大后天": 3,
    "大後天": 3,
    "前天": -2,
    "大前天": -3,
}
_YEARS_AWAY = {"今年": 0, "本年": 0, "明年": 1, "去年": -1, "后年": 2, "後年": 2, "前年": -2}
_WEEKS_AWAY = {"this": 0, "next": 1, "last": -1, "上上": -2, "上": -1, "下": 1, "下下": 2}
_WEEKS_AWAY |= {"本": 0, "这": 0, "這": 0}

_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_SEPARATED = r" ?[-/.,] ?| "

# Compiled when the first date is read.
_FORMS = (
    r"(?P<year>\d{4})",
    r"(?P<year>\d{4}) ?([-/.]) ?(?P<month>\d{1,2})(?: ?\2 ?(?P<day>\d{1,2}))?",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    r"(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})",
    rf"(?P<year>\d{{4}}|\d\d) ?年(?: ?(?P<month>\d{{1,2}}) ?月(?:份| ?{_DAY} ?[日号號]?)?)?",
    r"(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号號]?",
    rf"{_NTH}(?: of)?(?:{_SEPARATED})?{_MONTH}(?:(?:{_SEPARATED})?(?P<year>\d{{4}}|\d\d))?",
    rf"{_MONTH}(?:{_SEPARATED})?{_NTH}(?:(?:{_SEPARATED}){_YEAR})?",
    rf"{_MONTH}(?:{_SEPARATED})?{_YEAR}",
    rf"{_YEAR}(?:{_SEPARATED})?{_MONTH}(?:(?:{_SEPARATED})?{_DAY})?",
)
_FIGURES = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2})(?: ?\2 ?(\d{4}))?", re.ASCII)
_MIDNIGHT = re.compile(r"(?<=\d)[t ]00?:00(:00(\.0+)?)?z?$")
_AWAY = re.compile(r"([+-]) ?(\d{1,4}) ?([dwmy]?|days?|weeks?|天|日|周)", re.ASCII)
_LATER = re.compile(r"(\d{1,4}) ?个?(天|日|周|星期)(?:以)?([后後前])", re.ASCII)
_HAN_WEEKDAY = re.compile(r"(上上|上|下下|下|本|这|這)?(?:个)?(?:周|週|星期|礼拜|禮拜)([1-6日天])")
_LATIN_WEEKDAY = re.compile(r"(?:(this|next|last) )?([a-z]+)\.?")
_BESIDE = re.compile(
    r"[ ,]*[(\[]?(?:周|週|星期|礼拜|禮拜)(?P<han>[1-6日天])[)\]]?$"
    r"|^(?:周|週|星期|礼拜|禮拜)(?P<han_before>[1-6日天])[ ,]*(?=\d)"
    r"|^(?P<before>[a-z]+)\.?,? (?=[0-9a-z])"
    r"|[ ,]*\(?(?P<after>[a-z]{3,9})\.?\)?$"
)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.ASCII) for form in _FORMS)


def parse_date(text: str, today: date) -> str:
    """The ISO form of a date as typed; ``today`` settles what is said relative to it.

    Without a year the nearest one is meant. Raises DateError for what is no date, what can be
    read as two dates (``03/04/2022``), and dates that do not exist.
    """
    said = with_digits(plain(text).casefold().strip(" .,;。、"))
    if not said or len(said) > LONGEST_READ:
        raise _no_date(text)
    said = re.sub("[\u2010-\u2015\u2212]", "-", _MIDNIGHT.sub("", said))
    found = _relative(said, today) or _written(said, today)
    if found is None:
        bare, weekday = _without_weekday(said)
        found = _written(bare, today) if weekday is not None else None
        if found is None:
            raise _no_date(text)
        _must_fit(found, weekday)
    return found


def _no_date(text: str) -> DateError:
    return DateError(
        N_("“{text}” is not a date. Write it like 2022-11-23, 23 Nov 2022 or 2022年11月23日."),
        text=quoted(text),
    )


def _relative(said: str, today: date) -> str | None:
    away = _DAYS_AWAY.get(said)
    if away is not None:
        return _shifted(today, away)
    counted = _AWAY.fullmatch(said)
    if counted:
        sign, number, unit = counted.groups()
        return _moved(today, int(number) * (-1 if sign == "-" else 1), unit[:1])
    counted = _LATER.fullmatch(said)
    if counted:
        number, unit, side = counted.groups()
        return _moved(today, int(number) * (-1 if side == "前" else 1), unit[:1])
    return _named_weekday(said, today)


def _moved(today: date, number: int, unit: str) -> str:
    if unit in ("m", "y"):
        months = today.year * 12 + today.month - 1 + number * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise _no_year(year)
        return date(year, month + 1, min(today.day, _last_day(year, month + 1))).isoformat()
    return _shifted(today, number * (7 if unit in ("w", "周", "星") else 1))


def _shifted(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def _named_weekday(said: str, today: date) -> str | None:
    """A weekday alone is the coming one, today included; with a week named, that of that week."""
    han = _HAN_WEEKDAY.fullmatch(said)
    latin = None if han else _LATIN_WEEKDAY.fullmatch(said)
    if han:
        week, weekday = han[1], _han_weekday(han[2])
    elif latin and latin[2] in _WEEKDAYS:
        week, weekday = latin[1], _WEEKDAYS[latin[2]]
    else:
        return None
    away = weekday - today.weekday()
    return _shifted(today, away % 7 if week is None else away + 7 * _WEEKS_AWAY[week])


def _han_weekday(char: str) -> int:
    return 6 if char in "日天" else int(char) - 1


def _without_weekday(said: str) -> tuple[str, int | None]:
    """The text without the weekday beside a date, and which weekday that was."""
    for found in _BESIDE.finditer(said):
        bare = (said[: found.start()] + said[found.end() :]).strip(" ,")
        han, name = found["han"] or found["han_before"], found["before"] or found["after"]
        if han:
            return bare, _han_weekday(han)
        if name in _WEEKDAYS:
            return bare, _WEEKDAYS[name]
    return said, None


def _must_fit(found: str, weekday: int | None) -> None:
    if len(found) < len("2022-11-23") or date.fromisoformat(found).weekday() != weekday:
        raise DateError(N_("{date} is not the weekday written beside it."), date=found)


def _written(said: str, today: date) -> str | None:
    for word, away in _YEARS_AWAY.items():
        if said.startswith(word):
            said = f"{today.year + away}年{said[len(word) :].strip()}"
    figures = _FIGURES.fullmatch(said)
    if figures:
        return _from_figures(said, figures, today)
    for form in _forms():
        found = form.fullmatch(said)
        if found:
            parts = found.groupdict()
            month = parts.get("month")
            number = _MONTHS.get(month, 0) or int(month) if month else None
            day = int(parts["day"]) if parts.get("day") else None
            return _dated(_year(parts.get("year"), today), number, day, today)
    return None


def _from_figures(said: str, figures: re.Match[str], today: date) -> str:
    """Day and month as figures: taken only where one order alone gives a date."""
    one, other = int(figures[1]), int(figures[3])
    year = int(figures[4]) if figures[4] else None
    if one != other and one <= 12 and other <= 12:
        raise DateError(
            N_("“{text}” can be {first} or {second}. Write it as one of these."),
            text=said,
            first=_dated(year, other, one, today),
            second=_dated(year, one, other, today),
        )
    day, month = (other, one) if one <= 12 < other else (one, other)
    return _dated(year, month, day, today)


def _year(written: str | None, today: date) -> int | None:
    if not written:
        return None
    if len(written) == 4:
        return int(written)
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - int(written)) % 100


def _dated(year: int | None, month: int | None, day: int | None, today: date) -> str:
    """The ISO text of the parts, in the year nearest to today where none is given."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise _no_year(year)
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        raise DateError(N_("There is no month {month}: a year has twelve."), month=month)
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= _last_day(year or 2000, month):
        shown = year or today.year
        raise DateError(
            N_("There is no day {day} in {month}: it has {last} days."),
            day=day,
            month=f"{shown:04d}-{month:02d}",
            last=_last_day(shown, month),
        )
    if year is None:
        # A clock may be in a year that no date is taken from.
        middle = min(max(today.year, FIRST_YEAR + 8), LAST_YEAR - 8)
        near = (middle + away for away in range(-8, 9))
        days = (date(y, month, day) for y in near if day <= _last_day(y, month))
        return min(days, key=lambda candidate: abs((candidate - today).days)).isoformat()
    return date(year, month, day).isoformat()


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _no_year(year: int) -> DateError:
    return DateError(N_("The year {year} is too far away."), year=year)
