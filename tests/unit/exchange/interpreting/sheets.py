"""Sheets in memory, with merged areas, and what is understood of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wicco_desktop.exchange.cells import Area, CellValue, RawRow, SheetFacts
from wicco_desktop.exchange.interpreting import ExportMarks, propose, rows_of
from wicco_desktop.exchange.plan import ColumnPlan, IncomingRow, SheetPlan
from wicco_desktop.records import Value

Row = list[CellValue]
Cells = Sequence[Sequence[CellValue]]


@dataclass(frozen=True)
class SheetOf:
    """Rows from the first on; wholly blank ones are left out, as every reader does."""

    cells: Cells
    name: str = "Sheet1"
    merged: tuple[Area, ...] = ()

    @property
    def facts(self) -> SheetFacts:
        widest = max(map(len, self.cells), default=0)
        return SheetFacts(self.name, rows=len(self.cells), columns=widest, merged=self.merged)

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[RawRow]:
        end = len(self.cells) if last is None else min(last, len(self.cells))
        for number in range(max(first, 1), end + 1):
            cells = self.cells[number - 1]
            if any(cell is not None for cell in cells):
                yield RawRow(number, tuple(cells))


@dataclass(frozen=True)
class Understood:
    """A sheet's plan and its records."""

    plan: SheetPlan
    rows: list[IncomingRow]

    @property
    def values(self) -> list[Mapping[str, Value]]:
        return [row.values for row in self.rows]

    def all_of(self, path: str) -> list[Value]:
        """One field of every record."""
        return [row.values.get(path) for row in self.rows]

    def column(self, index: int) -> ColumnPlan:
        return next(column for column in self.plan.columns if column.index == index)


def understood(
    cells: Cells,
    merged: tuple[Area, ...] = (),
    *,
    kind: str | None = None,
    marks: ExportMarks | None = None,
) -> Understood:
    sheet = SheetOf(cells, merged=merged)
    plan = propose(sheet, marks, kind=kind)
    return Understood(plan, list(rows_of(sheet, plan)))


def merged(name: str) -> Area:
    """The area of a name such as ``A1:C2``; columns A to Z."""
    first, last = name.split(":")
    return Area(int(first[1:]), ord(first[0]) - ord("A"), int(last[1:]), ord(last[0]) - ord("A"))
