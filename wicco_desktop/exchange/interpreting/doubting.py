"""Cells that were read but may be meant otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.interpreting.date_orders import TURNED
from wicco_desktop.exchange.plan import ColumnPlan
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import FieldType

ROUNDED = N_("The last figures of this number may be lost: the workbook holds it as {text}.")
MAY_BE = N_("Day and month may be exchanged: it may be {date}.")

_SCIENTIFIC = re.compile(r"\s*\d(?:\.\d+)?E\+?\d{1,2}\s*", re.ASCII | re.IGNORECASE)

Doubting = Callable[[CellValue], Message | None]


def doubting_of(column: ExchangeColumn, plan: ColumnPlan) -> Doubting | None:
    """What tells of a cell of the column whether its value is doubtful; None: none can be."""
    if column.field.type is FieldType.PHONE:
        return _rounded
    if column.field.type is FieldType.DATE and plan.doubt is not None and plan.doubt.id == TURNED:
        return _exchanged
    return None


def _rounded(cell: CellValue) -> Message | None:
    """A telephone number that a text table keeps as 8.53661E+10 has lost figures."""
    if isinstance(cell, str) and ("E" in cell or "e" in cell) and _SCIENTIFIC.fullmatch(cell):
        return Message(ROUNDED, {"text": cell.strip()})
    return None


def _exchanged(cell: CellValue) -> Message | None:
    if not isinstance(cell, date) or cell.day > 12 or cell.day == cell.month:
        return None
    return Message(MAY_BE, {"date": date(cell.year, cell.day, cell.month).isoformat()})
