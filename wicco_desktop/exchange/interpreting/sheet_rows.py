"""The rows of a sheet by its plan: merged groups filled, totals and notes left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from wicco_desktop.exchange.cells import Area, CellError, CellValue, RawRow, Sheet
from wicco_desktop.exchange.columns import column_at
from wicco_desktop.exchange.interpreting.cell_reading import (
    Reader,
    Unreadable,
    problem_of,
    reader_of,
    text_of_cell,
)
from wicco_desktop.exchange.interpreting.claims import halves
from wicco_desktop.exchange.interpreting.doubting import doubting_of
from wicco_desktop.exchange.interpreting.names_in_use import base_of
from wicco_desktop.exchange.interpreting.plain_values import PlainRows
from wicco_desktop.exchange.interpreting.splitting import fewest_words, sides_of
from wicco_desktop.exchange.interpreting.table import text_of
from wicco_desktop.exchange.interpreting.table_rows import TableRows
from wicco_desktop.exchange.plan import (
    EXPORT,
    ID,
    ROW_CODE,
    ColumnPlan,
    IncomingRow,
    SheetPlan,
)
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import has_han
from wicco_desktop.foundation.typed import quoted
from wicco_desktop.records import Value

NO_ID = N_("“{text}” is not an id of this program.")

Doubting = Callable[[CellValue], Message | None]


@dataclass(slots=True)
class _Column:
    """A column as it is read: where, by what, into which paths."""

    index: int
    paths: tuple[str, ...]
    readers: tuple[Reader, ...]
    words: int
    """So many the Latin part of a cell in both languages has at least."""
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
        self._from_1904 = sheet.facts.from_1904
        self._held: dict[str, int] = {}
        for column in plan.columns:
            if column.holds:
                self._held.setdefault(column.holds, column.index)
        self._given = halves(plan.columns)
        several = [self._column(column) for column in plan.columns if column.paths]
        single = [one for one in several if len(one.paths) == 1 and one.given is None]
        kind = plan.kind or ""
        self._plain = PlainRows([(one.index, column_at(kind, one.paths[0])) for one in single])
        quick = [(one.index, one.paths[0], one.readers[0]) for one in single]
        self._quick = [entry for entry in quick if entry[1] in self._plain.paths]
        """Columns whose cells are mostly plain."""
        self._single = [entry for entry in quick if entry[1] not in self._plain.paths]
        self._other = [one for one in several if len(one.paths) > 1 or one.given is not None]
        self._doubting: list[tuple[int, str, Doubting]] = [
            (column.index, path, doubting)
            for column in plan.columns
            for path in column.paths
            if (doubting := doubting_of(column_at(kind, path), column)) is not None
        ]
        self._turned = any(column.doubt is not None for column in plan.columns)
        """Whether even a cell that is plainly a date may be doubtful."""
        self._rows = TableRows(sheet, plan)
        self._next = plan.header_row + 1
        """The row that follows on the last one."""
        self._elsewhere = False
        """Whether the rows are those of another table on the same sheet."""
        self._merged = _groups(sheet, plan, {one.index for one in several})
        self._open: dict[int, tuple[Area, CellValue]] = {}
        """By column, what a group says that goes on."""

    def _column(self, column: ColumnPlan) -> _Column:
        kind = self._plan.kind or ""
        fields = [column_at(kind, path) for path in column.paths]
        readers = tuple(
            reader_of(field, day_first=column.day_first, from_1904=self._from_1904)
            for field in fields
        )
        words = fewest_words(kind, base_of(fields[0]))
        return _Column(column.index, column.paths, readers, words, self._given.get(column.index))

    def row(self, raw: RawRow) -> IncomingRow | None:
        """One row as a record, None where it is none."""
        if raw.number != self._next or self._elsewhere:
            self._look_around(raw)
        self._next = raw.number + 1
        cells = self._filled(raw) if self._merged or self._open else raw.cells
        id_ = self._said(cells, ID)
        if id_ is None and not self._is_record(raw, cells):
            return None
        problems: dict[str, Message] = {}
        doubts: dict[str, Message] = {}
        values = self._plain.read(cells)
        if values is None:
            values = {}
            _read_each(self._quick, cells, values, problems)
            self._doubt(cells, values, doubts)
        elif self._turned:
            self._doubt(cells, values, doubts)
        _read_each(self._single, cells, values, problems)
        for column in self._other:
            _read_several(column, cells, values, problems)
        known = self._id(id_, problems)
        if id_ is None and not problems and not any(v is not None for v in values.values()):
            return None
        export, code = self._said(cells, EXPORT), self._said(cells, ROW_CODE)
        export = export.lower() if isinstance(export, str) else ""
        return IncomingRow(
            raw.number,
            known,
            export if is_id(export) else None,
            code if isinstance(code, str) else None,
            values,
            problems,
            doubts,
        )

    def _look_around(self, raw: RawRow) -> None:
        """Note where another table begins below a blank row, and where this one goes on."""
        if self._elsewhere:
            self._elsewhere = not self._rows.is_own_heading(raw.cells)
        else:
            self._elsewhere = self._rows.is_other_heading(raw.cells)

    def _is_record(self, raw: RawRow, cells: Sequence[CellValue]) -> bool:
        """What merged cells say makes no record of a row in which nothing else stands."""
        if self._elsewhere:
            return False
        if self._rows.is_record(raw):
            return True
        filled = cells is not raw.cells and self._rows.has_any(raw.cells)
        return filled and self._rows.is_record(RawRow(raw.number, tuple(cells)))

    def _doubt(
        self, cells: Sequence[CellValue], values: dict[str, Value], doubts: dict[str, Message]
    ) -> None:
        for index, path, doubting in self._doubting:
            doubt = doubting(cells[index]) if index < len(cells) and path in values else None
            if doubt is not None:
                doubts[path] = doubt

    def _said(self, cells: Sequence[CellValue], what: str) -> str | CellError | None:
        """What stands in a column that holds something besides fields; None where it is blank."""
        index = self._held.get(what)
        cell = cells[index] if index is not None and index < len(cells) else None
        if cell is None or isinstance(cell, CellError):
            return cell
        return str(text_of_cell(cell)).strip() or None

    def _id(self, said: str | CellError | None, problems: dict[str, Message]) -> str | None:
        if isinstance(said, CellError):
            problems[ID] = problem_of(said)
        elif said is not None:
            if is_id(said.lower()):
                return said.lower()
            problems[ID] = Message(NO_ID, {"text": quoted(said)})
        return None

    def _filled(self, raw: RawRow) -> Sequence[CellValue]:
        """The cells of a row with what merged cells say in every row they span."""
        while self._merged and self._merged[-1].first_row <= raw.number:
            area = self._merged.pop()
            first = raw.cells[area.first_column] if area.first_column < len(raw.cells) else None
            if area.first_row == raw.number and first is not None:
                self._open[area.first_column] = (area, first)
        cells: list[CellValue] | None = None
        for column, (area, value) in list(self._open.items()):
            if area.last_row < raw.number:
                del self._open[column]
            elif column >= len(raw.cells) or raw.cells[column] is None:
                cells = list(raw.cells) if cells is None else cells
                cells += [None] * (column + 1 - len(cells))
                cells[column] = value
        return raw.cells if cells is None else cells


def _groups(sheet: Sheet, plan: SheetPlan, read: set[int]) -> list[Area]:
    """The merged cells that span several rows of the table, the first of them last."""
    found = [
        area
        for area in sheet.facts.merged
        if area.last_row > area.first_row > plan.header_row and area.first_column in read
    ]
    return sorted(found, key=lambda area: area.first_row, reverse=True)


def _joined(family: CellValue, given: CellValue) -> CellValue:
    """Family and given name as one: 陈祖荣, Jason Ho; an error in one is one of the whole."""
    for cell in (family, given):
        if isinstance(cell, CellError):
            return cell
    one, other = text_of(family), text_of(given)
    if not one or not other:
        return one or other or None
    return f"{one}{other}" if has_han(one) else f"{other} {one}"


def _read_each(
    columns: Sequence[tuple[int, str, Reader]],
    cells: Sequence[CellValue],
    values: dict[str, Value],
    problems: dict[str, Message],
) -> None:
    count = len(cells)
    for index, path, reader in columns:
        try:
            values[path] = reader(cells[index]) if index < count else None
        except Unreadable as unreadable:
            problems[path] = unreadable.problem


def _read_several(
    column: _Column,
    cells: Sequence[CellValue],
    values: dict[str, Value],
    problems: dict[str, Message],
) -> None:
    """Read a cell that holds both languages, or half of a name."""
    count, index, given = len(cells), column.index, column.given
    cell = cells[index] if index < count else None
    if given is not None:
        cell = _joined(cell, cells[given] if given < count else None)
    sides: dict[str, CellValue] = {}
    if len(column.paths) > 1:
        cell = text_of_cell(cell)
        if isinstance(cell, str) and cell.strip():
            sides.update(sides_of(cell, words=column.words))
    for path, reader in zip(column.paths, column.readers, strict=True):
        code = path.rpartition(".")[2]
        if sides and code not in sides:
            continue  # says nothing of the other language
        try:
            values[path] = reader(sides.get(code, cell))
        except Unreadable as unreadable:
            problems[path] = unreadable.problem
