"""Calendar dates as ISO text that may be only a year or a month: ``2021``, ``2021-11``.

Reading what people type is in ``typed_dates``, ``times`` and ``zones``; their readers are also
named here, so that a field of any of these types finds its reader in one place.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from wicco_desktop.foundation.times import TimeError, parse_time
from wicco_desktop.foundation.typed_dates import DateError, parse_date
from wicco_desktop.foundation.zones import ZoneError, parse_zone

__all__ = [
    "DateError",
    "TimeError",
    "ZoneError",
    "covers",
    "date_span",
    "days_between",
    "is_partial_date",
    "parse_date",
    "parse_time",
    "parse_zone",
    "surely_before",
]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def date_span(text: str) -> tuple[date, date]:
    """The first and the last day of a partial date: of ``2022-02``, 1 and 28 February.

    Raises ValueError for a text that is no ISO date. Plain text order sorts partial dates: a
    year comes before its months, a month before its days.
    """
    found = _ISO.fullmatch(text)
    if not found:
        raise ValueError(f"no ISO date: {text[:40]!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, month, 1)
        return first, first.replace(day=calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def is_partial_date(text: str) -> bool:
    """Whether the text is a year, a month or a day that exists, in ISO form."""
    try:
        date_span(text)
    except ValueError:
        return False
    return True


def days_between(start: str, end: str) -> int:
    """Days from the first day of one partial date to the first day of another."""
    return (date_span(end)[0] - date_span(start)[0]).days


def surely_before(one: str, other: str) -> bool:
    """Whether every day of one partial date lies before every day of the other."""
    return date_span(one)[1] < date_span(other)[0]


def covers(start: str | None, end: str | None, day: str | date | None) -> bool:
    """Whether something held from start to end was held on that day.

    Bounds are inclusive and may be partial: until ``2022`` is to its last day. A missing bound
    is open. A partial day counts when any of its days is covered; with no day at all, only what
    has not ended is.
    """
    if day is None:
        return not end
    first, last = date_span(day) if isinstance(day, str) else (day, day)
    begun = not start or date_span(start)[0] <= last
    return begun and (not end or date_span(end)[1] >= first)
