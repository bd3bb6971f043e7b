"""Which rows of a table are records: no totals, no notes, no headings once more, no signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from wicco_desktop.exchange.cells import CellError, CellValue, RawRow, Sheet
from wicco_desktop.exchange.columns import IMPORTED
from wicco_desktop.exchange.interpreting.claims import halves
from wicco_desktop.exchange.interpreting.headings import read_heading
from wicco_desktop.exchange.interpreting.table import MOST_COLUMNS, text_of
from wicco_desktop.exchange.plan import SheetPlan
from wicco_desktop.records import KINDS

_UNITS = "[人个個家位名条條项項]"
_SUM = (
    r"(?:合计|总计|小计|共计|总数|总?人数|合計|總計|小計|共計|總數|總?人數|共(?=\s*\d)"
    r"|(?:sub|grand)?[\s-]?totals?|sum|count)"
)
_TOTAL = re.compile(
    rf"{_SUM}(?:\s*[/／|·]?\s*{_SUM})?"
    rf"\s*[:：]?\s*(?:[\d,.]+\s*{_UNITS}?)?(?:\s*[(（].{{0,20}}[)）])?",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"[\d\s,.%+-]*{_UNITS}?|-|—")
_NOTE = re.compile(
    r"\s*(?:[*※#]|(?:附?注|註|备注|備註|(?:填表)?说明|說明|来源|來源|notes?|source|remarks?|"
    r"n\.?b\.?|ps)\s*(?:[:：.1一①]|\d)).*",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(r"\s*[^:：]{1,24}[:：].*", re.DOTALL)
_SIGNATURE = re.compile(
    r"\s*(?:制表|填表|审核|審核|填报|联系人|联系电话|日期|报送|单位盖章|prepared|date|approved|"
    r"signature|updated|contact|signed)[^:：]{0,16}[:：].*",
    re.IGNORECASE | re.DOTALL,
)
_HINT = re.compile(
    r"\s*(?:[(（\[【].*[)）\]】]"
    r"|(?:e\.?g\b|for example|如|例|示例|样例|必填|选填|required|optional).*)\s*",
    re.IGNORECASE | re.DOTALL,
)
_EXAMPLE = re.compile(
    r"\s*(?:例|示例|样例|範例|example)\s*(?:\d*\s*[:：].*)?", re.IGNORECASE | re.DOTALL
)
_HINTS_BELOW = 2
"""Rows below the headings that may say how to fill in the table."""

_SENTENCE = 60
"""Characters from which a text that stands alone in a row is no name of a person."""

_REACHED = frozenset({"email", "mobile", "phone", "wechat", "website"})
"""Fields that make a record of a row in which nothing else stands."""

_TAIL = 60
"""Rows at the end of a sheet among which the end of the table is looked for."""

_LAST = 1 << 21
"""Beyond the last row that any program has."""


class TableRows:
    """Tells the records of one table from what else stands among them."""

    def __init__(self, sheet: Sheet, plan: SheetPlan) -> None:
        self._of_people = plan.kind == "contact"
        self._hints_until = plan.header_row + _HINTS_BELOW if plan.header_row else 0
        self._headings = {c.index: c.heading.strip() for c in plan.columns if c.heading}
        given = [*halves(plan.columns).values()]
        read = [column for column in plan.columns if column.paths]
        self._mapped = frozenset([*(column.index for column in read), *given])
        title = KINDS[plan.kind or ""].title
        named = [c.index for c in read if c.paths[0].startswith(f"{title}.")]
        reached = [c.index for c in read if c.paths[0] in _REACHED]
        self._alone = frozenset([*named, *given, *reached])
        self._across = frozenset(
            area.first_row
            for area in sheet.facts.merged
            if area.first_row > plan.header_row and area.last_column > area.first_column
        )
        """Rows with a cell merged over several columns: headings of groups."""

    def is_record(self, row: RawRow) -> bool:
        """Whether a row without an id is one. Quick, since it is asked of every row."""
        if row.number <= self._hints_until and _is_hint(row.cells):
            return False
        cells = row.cells
        count = len(cells) - cells.count(None)
        if count > 2:
            at, lead = next(entry for entry in enumerate(cells) if entry[1] is not None)
            if not isinstance(lead, str) or not (self._is_heading(at, lead) or _is_total(lead)):
                return True
        filled = [
            (i, cell) for i, cell in enumerate(cells[:MOST_COLUMNS]) if cell not in (None, "")
        ]
        if not any(index in self._mapped for index, _cell in filled):
            return False
        at, lead = filled[0]
        if isinstance(lead, str):
            if _is_total(lead) and all(_counts(cell) for _i, cell in filled[1:]):
                return False
            if len(filled) < 3 and _NOTE.fullmatch(lead):
                return False
        if len(filled) == 1:
            return row.number not in self._across and self._is_alone(at, lead)
        return not all(self._is_heading(index, cell) for index, cell in filled)

    def is_own_heading(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row is the headings of this table once more."""
        filled = [(index, cell) for index, cell in enumerate(cells) if cell not in (None, "")]
        return len(filled) > 1 and all(self._is_heading(index, cell) for index, cell in filled)

    def is_other_heading(self, cells: Sequence[CellValue]) -> bool:
        """Whether another table begins with a row that stands apart."""
        filled = [cell for cell in cells[:MOST_COLUMNS] if cell not in (None, "")]
        texts = [text for cell in filled if (text := text_of(cell))]
        if len(texts) < 2 or len(texts) < len(filled) or self.is_own_heading(cells):
            return False
        known = (sum(read_heading(kind, text) is not None for text in texts) for kind in IMPORTED)
        return max(known) * 3 >= len(texts) * 2

    def has_any(self, cells: Sequence[CellValue]) -> bool:
        """Whether anything stands in the columns that are read."""
        return any(i < len(cells) and cells[i] not in (None, "") for i in self._mapped)

    def _is_heading(self, index: int, cell: CellValue) -> bool:
        """Whether a cell says what stands above it, or one of the two rows that stand there."""
        text, above = text_of(cell), self._headings.get(index, "")
        return bool(text) and (text == above or (len(text) > 1 and text in above))

    def _is_alone(self, index: int, cell: CellValue) -> bool:
        """Whether one cell alone is a record: a name is, a sentence is not."""
        if index not in self._alone and len(self._mapped) > 1:
            return False
        text = text_of(cell)
        if self._headings.get(index) == text or _SIGNATURE.fullmatch(text):
            return False
        return not (self._of_people and (len(text) > _SENTENCE or _SIGNED.fullmatch(text)))

    def is_below(self, row: RawRow) -> bool:
        """Whether a row apart from the table is none of it: one cell, a note, a signature."""
        texts = [cell for cell in row.cells if cell not in (None, "")]
        if len(texts) == 1:
            return len(self._mapped) > 1
        signed = all(isinstance(text, str) and _SIGNED.fullmatch(text) for text in texts)
        return signed or not self.is_record(row)


def _is_hint(cells: Sequence[CellValue]) -> bool:
    """Whether a row tells how a table is to be filled in: (required), e.g. +853 …"""
    texts = [cell for cell in cells if cell not in (None, "")]
    lead = texts[0] if texts else None
    if isinstance(lead, str) and len(texts) > 1 and _EXAMPLE.fullmatch(lead):
        return True
    return bool(texts) and all(isinstance(text, str) and _HINT.fullmatch(text) for text in texts)


def _is_total(text: str) -> bool:
    return len(text) < _SENTENCE and _TOTAL.fullmatch(text.strip()) is not None


def _counts(cell: CellValue) -> bool:
    if isinstance(cell, str):
        return _COUNTED.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float | CellError)


def last_number(sheet: Sheet) -> int:
    """The number of the last row that holds anything, 0 where there is none."""
    low, high = 0, _LAST
    while low < high:
        middle = (low + high + 1) // 2
        if next(sheet.rows(middle), None) is None:
            high = middle - 1
        else:
            low = middle
    return low


def end_of_table(sheet: Sheet, plan: SheetPlan, last: int) -> int | None:
    """The last row of the table, None where nothing stands below it."""
    rows = TableRows(sheet, plan)
    tail = list(sheet.rows(max(plan.header_row + 1, last - _TAIL), last))
    parts: list[list[RawRow]] = [tail[:1]]
    for one, other in pairwise(tail):
        if other.number > one.number + 1:
            parts.append([])
        parts[-1].append(other)
    while len(parts) > 1 and all(map(rows.is_below, parts[-1])):
        parts.pop()
    end = parts[-1][-1].number if parts[-1] else last
    return end if end < last else None
