"""Dates of figures such as 03/04/2022: which is the day is decided by the whole column, or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.typed import half_width

ORDER_OPEN = N_(
    "Nothing in this column says whether 03/04 is 3 April or 4 March: such dates are not read."
)
CONTRADICTORY = N_(
    "Some dates of this column begin with the day, others with the month: those that can be read "
    "both ways are not read."
)
TURNED = N_(
    "The dates of this column that are real dates may have day and month exchanged: those written "
    "as text all have days after the 12th."
)

_FIGURES = re.compile(
    r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?", re.ASCII
)
_BEGINS = re.compile(r"\s*\d{1,2}\s*[-/.－／．]")
"""Quickly tells most other texts, full width included."""

DAY, MONTH, YEAR = "day", "month", "year"
"""What a date of figures begins with."""

_FEWEST = 3
"""Real dates that have no day after the 12th before that is more than chance."""


def figures_of(text: str) -> dict[str, str] | None:
    """The readings of a date of figures, by what it begins with; None for another text.

    Each reading is a text that can only be read in one way.
    """
    if not _BEGINS.match(text):
        return None
    found = _FIGURES.fullmatch(half_width(text).strip())
    if found is None:
        return None
    one, _sign, two, last = found.groups()
    readings: dict[str, str] = {}
    if int(one) <= 31 and int(two) <= 12:
        readings[DAY] = f"{last}年{two}月{one}日"
    if int(one) <= 12 and int(two) <= 31:
        readings[MONTH] = f"{last}年{one}月{two}日"
    if len(last) == 2 and len(one) == 2 and int(two) <= 12 and int(last) <= 31:
        readings[YEAR] = f"{one}年{two}月{last}日"
    return readings


@dataclass(slots=True)
class Order:
    """What the cells of a column say about its dates of figures."""

    seen: bool = False
    """Whether there are any."""
    day_first: bool | None = None
    doubt: Message | None = None


def order_of(cells: Iterable[CellValue]) -> Order:
    """Decide by the cells that can be read in one way only; contradicting ones decide nothing."""
    begins: set[str] = set()
    order, open_, real, late = Order(), False, 0, 0
    for cell in cells:
        if isinstance(cell, date):
            real += 1
            late += cell.day > 12
        elif isinstance(cell, str) and (readings := figures_of(cell)):
            order.seen = True
            if len(readings) == 1:
                begins |= readings.keys()
            else:
                open_ |= len(set(readings.values())) > 1
    if len(begins) == 1 and YEAR not in begins:
        order.day_first = DAY in begins
    elif open_:
        order.doubt = Message(CONTRADICTORY if begins else ORDER_OPEN)
    if order.day_first is not None and not open_ and real >= _FEWEST and not late:
        order.doubt = Message(TURNED)
    return order


def in_order(text: str, *, day_first: bool | None) -> str | None:
    """The text of a date with its order said; None where two dates are possible.

    A text that is no date of figures, and one that is no date at all, stay as they are.
    """
    readings = figures_of(text)
    if not readings:
        return text
    if day_first is not None:
        return readings.get(DAY if day_first else MONTH) or next(iter(readings.values()))
    return next(iter(readings.values())) if len(set(readings.values())) == 1 else None
