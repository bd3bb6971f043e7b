"""Which rows of a table are records: no totals, no notes, no headings once more, no signatures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from wicco_desktop.exchange.cells import CellError, CellValue, RawRow, Sheet
from wicco_desktop.exchange.interpreting.table import MOST_COLUMNS, text_of

_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|总数|人数|总人数|合計|總計|小計|共計|總數|人數|(?:sub|"
    r"grand )?[\s-]?totals?|sum|count|"
    r"subtotal)\s*[:：]?\s*(?:[\d,.]+\s*[人个個家位名條条项項]?)?(?:\s*[(（].{0,20}[)）])?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\d\s,.%+-]*[人个個家位名条條项項]?|-|—")
_NOTE = re.compile(
    r"\s*(?:[*※#]|(?:注|附注|备注|備註|说明|說明|来源|來源|填表说明|註|note|notes|source|remark|"
    r"remarks|"
    r"nb|n\.b\.|ps)\s*(?:[:：.1一①]|\d)).*",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(r"\s*[^:：]{1,24}[:：].*", re.DOTALL)
_SENTENCE = 40
"""Characters from which a text that stands alone in a row is no name."""

_TAIL = 60
"""Rows at the end of a sheet among which the end of the table is looked for."""

_LAST = 1 << 21
"""Beyond the last row that any program has."""


class TableRows:
    """Tells the records of one table from what else stands among them."""

    def __init__(
        self, headings: Mapping[int, str], mapped: Collection[int], titles: Collection[int]
    ) -> None:
        self._headings = headings
        self._first = min(headings, default=-1)
        self._mapped = frozenset(mapped)
        self._titles = frozenset(titles)

    def is_record(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row without an id is one. Quick, since it is asked of every row."""
        count = len(cells) - cells.count(None)
        if count > 2 and not self._may_be_headings(cells):
            lead = next(cell for cell in cells if cell is not None)
            if (
                not isinstance(lead, str)
                or len(lead) > _SENTENCE
                or not _TOTAL.fullmatch(lead.strip())
            ):
                return True
        filled = [(i, cell) for i, cell in enumerate(cells[:MOST_COLUMNS]) if cell is not None]
        if not any(index in self._mapped for index, _cell in filled):
            return False
        first = text_of(filled[0][1])
        if _TOTAL.fullmatch(first) and all(_counts(cell) for _i, cell in filled[1:]):
            return False
        if len(filled) == 1:
            return self._is_alone(*filled[0])
        if first and len(filled) == 2 and _NOTE.fullmatch(first):
            return False
        return not all(self._headings.get(index) == text_of(cell) for index, cell in filled)

    def _may_be_headings(self, cells: Sequence[CellValue]) -> bool:
        first = self._first
        return 0 <= first < len(cells) and text_of(cells[first]) == self._headings[first]

    def _is_alone(self, index: int, cell: CellValue) -> bool:
        """Whether one cell alone is a record: a name is, a sentence is not."""
        text = text_of(cell)
        if not text or isinstance(cell, CellError) or _NOTE.fullmatch(text):
            return len(self._mapped) == 1 and not text
        if self._headings.get(index) == text:
            return False
        return len(text) <= _SENTENCE and (index in self._titles or len(self._mapped) == 1)

    def is_below(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row apart from the table is none of it: one cell, a note, a signature."""
        texts = [cell for cell in cells if cell is not None]
        if len(texts) == 1:
            return len(self._mapped) > 1
        return all(isinstance(text, str) and _SIGNED.fullmatch(text) for text in texts)


def _counts(cell: CellValue) -> bool:
    return isinstance(cell, int | float) or (
        isinstance(cell, str) and _COUNTED.fullmatch(cell.strip()) is not None
    )


def last_number(sheet: Sheet) -> int:
    """The number of the last row that holds anything, 0 where there is none."""
    low, high = 0, max(_LAST, 1)
    while low < high:
        middle = (low + high + 1) // 2
        if next(sheet.rows(middle), None) is None:
            high = middle - 1
        else:
            low = middle
    return low


def end_of_table(sheet: Sheet, header_row: int, last: int, rows: TableRows) -> int | None:
    """The last row of the table, None where nothing stands below it."""
    tail = list(sheet.rows(max(header_row, last - _TAIL, 0), last))
    before = [row for row in tail if row.number > header_row]
    parts: list[list[RawRow]] = [before[:1]]
    for one, other in pairwise(before):
        if other.number > one.number + 1:
            parts.append([])
        parts[-1].append(other)
    while len(parts) > 1 and all(rows.is_below(row.cells) for row in parts[-1]):
        parts.pop()
    end = parts[-1][-1].number if parts[-1] else last
    return end if end < last else None
