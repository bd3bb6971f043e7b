"""The rows of a sheet by its plan: merged groups filled, totals and notes left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wicco_desktop.exchange.cells import Area, CellError, CellValue, RawRow, Sheet
from wicco_desktop.exchange.columns import column_at
from wicco_desktop.exchange.interpreting.cell_reading import Reader, Unreadable, reader_of
from wicco_desktop.exchange.interpreting.splitting import sides_of
from wicco_desktop.exchange.interpreting.table import MOST_COLUMNS, text_of
from wicco_desktop.exchange.plan import (
    EXPORT,
    FAMILY,
    GIVEN,
    ID,
    ROW_CODE,
    ColumnPlan,
    IncomingRow,
    SheetPlan,
)
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import has_han
from wicco_desktop.records import KINDS, Value

NO_ID = N_("“{text}” is not an id of this program.")

_TOTAL = re.compile(
    r"(合计|总计|小计|共计|合計|總計|小計|(sub|grand )?total|sum|count)"
    r"\s*[:：]?\s*[\d,.]*\s*[人个家位條条]?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s*(?:[*※]|(?:注|备注|備註|说明|說明|来源|來源|note|notes|source|remark|nb)s?\s*[:：.1一]).*",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE = 40
"""Characters from which a text that stands alone in a row is no name."""


@dataclass(slots=True)
class _Column:
    """A column as it is read: where, by what, into which paths."""

    index: int
    paths: tuple[str, ...]
    readers: tuple[Reader, ...]
    given: int | None = None
    """The column of the given name, where this one holds the family name."""


def rows_of(sheet: Sheet, plan: SheetPlan) -> Iterator[IncomingRow]:
    """The records of a sheet in order: blank rows, totals, notes, repeated headings left out."""
    if plan.kind is None:
        return
    reading = _Reading(sheet, plan)
    for raw in sheet.rows(plan.header_row + 1, plan.last_row):
        row = reading.row(raw)
        if row is not None:
            yield row


class _Reading:
    """Reads one row after another; remembers what merged cells say."""

    def __init__(self, sheet: Sheet, plan: SheetPlan) -> None:
        self._plan = plan
        self._held = {column.holds: column.index for column in plan.columns if column.holds}
        self._columns = [self._column(column) for column in plan.columns if column.paths]
        read = {column.index for column in self._columns}
        self._merged = [
            area
            for area in sheet.facts.merged
            if area.last_row > area.first_row
            and area.first_row > plan.header_row
            and area.first_column in read
        ]
        self._merged.sort(key=lambda area: area.first_row, reverse=True)
        self._open: list[tuple[Area, CellValue]] = []
        title = KINDS[plan.kind or ""].title
        self._titles = {c.index for c in self._columns if c.paths[0].startswith(f"{title}.")}
        self._mapped = read
        self._headings = {c.index: c.heading for c in plan.columns if c.heading}

    def _column(self, column: ColumnPlan) -> _Column:
        kind = self._plan.kind or ""
        readers = tuple(
            reader_of(column_at(kind, path), day_first=column.day_first) for path in column.paths
        )
        given = self._held.get(GIVEN) if column.holds == FAMILY else None
        return _Column(column.index, column.paths, readers, given)

    def row(self, raw: RawRow) -> IncomingRow | None:
        """One row as a record, None where it is none."""
        cells = self._filled(raw) if self._merged or self._open else raw.cells
        if self._is_no_record(cells):
            return None
        values: dict[str, Value] = {}
        problems: dict[str, Message] = {}
        count = len(cells)
        for column in self._columns:
            index = column.index
            cell = cells[index] if index < count else None
            if column.given is not None:
                cell = _joined(cell, cells[column.given] if column.given < count else None)
            if len(column.paths) > 1 and isinstance(cell, str):
                _read_sides(column, cell, values, problems)
                continue
            for path, reader in zip(column.paths, column.readers, strict=True):
                try:
                    values[path] = reader(cell)
                except Unreadable as unreadable:
                    problems[path] = unreadable.problem
        id_, export, code = (self._said(cells, what) for what in (ID, EXPORT, ROW_CODE))
        if id_ is not None and not is_id(id_.lower()):
            problems[ID] = Message(NO_ID, {"text": id_[:40]})
            id_ = None
        if id_ is None and not problems and not any(v is not None for v in values.values()):
            return None
        return IncomingRow(
            raw.number,
            id_.lower() if id_ else None,
            export.lower() if export and is_id(export.lower()) else None,
            code,
            values,
            problems,
        )

    def _said(self, cells: Sequence[CellValue], what: str) -> str | None:
        index = self._held.get(what)
        cell = cells[index] if index is not None and index < len(cells) else None
        return str(cell).strip() or None if cell is not None else None

    def _filled(self, raw: RawRow) -> Sequence[CellValue]:
        """The cells of a row with what merged cells say in every row they span."""
        while self._merged and self._merged[-1].first_row <= raw.number:
            area = self._merged.pop()
            first = raw.cells[area.first_column] if area.first_column < len(raw.cells) else None
            if area.first_row == raw.number:
                self._open.append((area, first))
        self._open = [entry for entry in self._open if entry[0].last_row >= raw.number]
        cells = list(raw.cells)
        for area, value in self._open:
            if area.first_column >= len(cells):
                cells += [None] * (area.first_column + 1 - len(cells))
            if cells[area.first_column] is None:
                cells[area.first_column] = value
        return cells

    def _is_no_record(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row is a total, a note below the table, or the headings once more."""
        filled = [(i, cell) for i, cell in enumerate(cells[:MOST_COLUMNS]) if cell is not None]
        if not any(index in self._mapped for index, _cell in filled):
            return not self._has_id(cells)
        first = text_of(filled[0][1])
        if self._has_id(cells):
            return False
        if first and _TOTAL.fullmatch(first):
            return True
        if len(filled) == 1 and first:
            alone = filled[0][0] not in self._titles and not isinstance(filled[0][1], CellError)
            return bool(_NOTE.fullmatch(first)) or len(first) > _SENTENCE or alone
        texts = [(i, text_of(cell)) for i, cell in filled]
        return len(filled) > 1 and all(self._headings.get(i) == text for i, text in texts)

    def _has_id(self, cells: Sequence[CellValue]) -> bool:
        return self._said(cells, ID) is not None


def _joined(family: CellValue, given: CellValue) -> CellValue:
    """Family and given name as one: 陈祖荣, Jason Ho."""
    one, other = text_of(family), text_of(given)
    if not one or not other:
        return one or other or None
    return f"{one}{other}" if has_han(one) else f"{other} {one}"


def _read_sides(
    column: _Column, cell: str, values: dict[str, Value], problems: dict[str, Message]
) -> None:
    sides = sides_of(cell)
    for path, reader in zip(column.paths, column.readers, strict=True):
        side = sides.get(path.rpartition(".")[2])
        if side is None and cell.strip():
            continue  # says nothing of the other language
        try:
            values[path] = reader(side)
        except Unreadable as unreadable:
            problems[path] = unreadable.problem
