"""A workbook in memory, for laws that would take hours through files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wicco_desktop.exchange.cells import CellValue, RawRow, SheetFacts


@dataclass(frozen=True)
class MemorySheet:
    """Rows from the first on."""

    name: str
    cells: Sequence[Sequence[CellValue]]

    @property
    def facts(self) -> SheetFacts:
        return SheetFacts(
            self.name, rows=len(self.cells), columns=max(map(len, self.cells), default=0)
        )

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[RawRow]:
        for number, cells in enumerate(self.cells, start=1):
            blank = all(cell is None for cell in cells)
            if number >= first and (last is None or number <= last) and not blank:
                yield RawRow(number, tuple(cells))


@dataclass(frozen=True)
class MemoryWorkbook:
    """One sheet; its digest is that of its contents."""

    sheet: MemorySheet
    format: str = "xlsx"
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self.sheet.cells).encode()).hexdigest()

    @property
    def sheets(self) -> tuple[MemorySheet, ...]:
        return (self.sheet,)
