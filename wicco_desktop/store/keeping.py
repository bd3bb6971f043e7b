"""Which backups are kept: all of two days, one a day for a month, one a week for a year. Pure.

The order is that in which they were made, which no clock can disturb. An age is worked time: what
lies between two backups counts for a week at most and never for less than nothing, so a clock
that is ten years off, or was, makes nothing old. Of a day and a week (as they were where the
backup was made) the newest is kept; as the newest of a week is also that of its day, what is kept
today is what would have been kept by looking every hour. Longer gaps than a week, a summer in
which nobody worked, keep things longer, never shorter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

ALL = timedelta(days=2)
DAILY = timedelta(days=31)
WEEKLY = timedelta(days=366)
LONGEST_GAP = timedelta(days=7)
NEWEST = 3
"""So many of the newest are kept whatever any clock says."""


def superseded(moments: Sequence[datetime], now: datetime) -> dict[int, int | None]:
    """Which of some backups are to go, by their places in the sequence, and for which other one.

    ``moments`` are when they were made, in the order in which they were made, each in the local
    time of its own. The value is the place of the later one that stays in its stead, of the same
    day or week; None for one that is too old.
    """
    gone: dict[int, int | None] = {}
    of_day: dict[object, int] = {}
    of_week: dict[object, int] = {}
    ages = _ages(moments, now)
    for place in range(len(moments) - 1, -1, -1):
        moment, age = moments[place], ages[place]
        day, week = moment.date(), moment.isocalendar()[:2]
        newer_that_day = of_day.setdefault(day, place)
        newer_that_week = of_week.setdefault(week, place)
        if age <= ALL or place >= len(moments) - NEWEST:
            continue
        if age > WEEKLY:
            gone[place] = None
        elif age > DAILY and newer_that_week != place:
            gone[place] = newer_that_week
        elif newer_that_day != place:
            gone[place] = newer_that_day
    return gone


def _ages(moments: Sequence[datetime], now: datetime) -> list[timedelta]:
    ages, later, age = [], now, timedelta()
    for moment in reversed(moments):
        age += min(max(later - moment, timedelta()), LONGEST_GAP)
        ages.append(age)
        later = moment
    return ages[::-1]
