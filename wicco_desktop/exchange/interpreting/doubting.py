"""Dates that were read but may be meant otherwise, and those that only a calendar could settle."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.interpreting.date_orders import TURNED, in_order
from wicco_desktop.exchange.plan import ColumnPlan
from wicco_desktop.foundation.dates import DateError, parse_date
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import FieldType

MAY_BE = N_("Day and month may be exchanged: it may be {date}.")
NO_YEAR = N_("The year is not written; the nearest one is taken: {date}.")

_YEAR = re.compile(r"\d{4}|\d\d年")
_LATER = 200
"""Days after which the nearest year is another one."""

Doubting = Callable[[CellValue], Message | None]


def doubting_of(column: ExchangeColumn, plan: ColumnPlan) -> Doubting | None:
    """What tells of a cell of the column whether its value is doubtful; None: none can be."""
    if column.field.type is not FieldType.DATE:
        return None
    turned = plan.doubt is not None and plan.doubt.id == TURNED
    today = datetime.now().astimezone().date()

    def doubting(cell: CellValue) -> Message | None:
        if isinstance(cell, str):
            text = in_order(cell, day_first=plan.day_first)
            taken = _nearest(text, today) if text else None
            return Message(NO_YEAR, {"date": taken}) if taken else None
        return _exchanged(cell) if turned else None

    return doubting


@lru_cache(maxsize=4096)
def _nearest(text: str, today: date) -> str | None:
    """What a date without a year is taken for; None for a text that has one."""
    if _YEAR.search(text):
        return None
    taken = _parsed(text, today)
    away = timedelta(days=_LATER)
    other = _parsed(text, today + away) or _parsed(text, today - away)
    return taken if taken and other and taken[4:] == other[4:] and taken != other else None


def is_relative(text: str, today: date) -> bool:
    """Whether a date depends on the day it is read: 明天, *Friday*, *+7*."""
    if _YEAR.search(text):
        return False
    days = {_parsed(text, today + timedelta(days=away)) for away in range(8)}
    return len(days) > 1 and None not in days and len({day[4:] for day in days if day}) > 1


def _parsed(text: str, today: date) -> str | None:
    try:
        return parse_date(text, today)
    except DateError:
        return None


def _exchanged(cell: CellValue) -> Message | None:
    if not isinstance(cell, date) or cell.day > 12 or cell.day == cell.month:
        return None
    return Message(MAY_BE, {"date": date(cell.year, cell.day, cell.month).isoformat()})
