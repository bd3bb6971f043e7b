"""What stands in the cells of a workbook, whatever format it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds no value: ``#N/A`` and its like, or a formula never calculated."""

    code: str


UNCALCULATED = "="
"""The ``code`` of a formula cell that has no stored value."""

CellValue = str | int | float | bool | datetime | date | time | CellError | None
"""What one cell holds; blank is None, never an empty text."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the sheet: its number (from 1) and its cells from column A on.

    Cells after the last that is filled may be missing.
    """

    number: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four ends included; rows from 1, columns from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is known of a sheet besides its values."""

    name: str
    hidden: bool = False
    rows: int = 0
    """Rows that hold anything."""
    columns: int = 0
    """Columns from A to the last that holds anything."""
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    from_1904: bool = False
    """Whether days are counted from 1904: for numbers that no format makes dates of."""


class Sheet(Protocol):
    """One sheet of a workbook that was read. Rows come in order, wholly blank ones left out."""

    @property
    def facts(self) -> SheetFacts:
        """Name, size, merged and hidden parts."""

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[RawRow]:
        """The rows whose numbers lie between two, both included."""


class Workbook(Protocol):
    """A workbook that was read whole; nothing of it lies open on the disk any more."""

    @property
    def format(self) -> str:
        """``xlsx``, ``xlsm``, ``xls``, ``xlsb``, ``ods`` or ``csv``: what it is, not its name."""

    @property
    def digest(self) -> str:
        """SHA-256 of the file, 64 hexadecimal digits."""

    @property
    def properties(self) -> dict[str, str]:
        """The custom document properties."""

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in order, hidden ones too."""


def column_letter(index: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    left = index + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """How a cell is called, such as ``C7``; rows count from 1, columns from 0."""
    return f"{column_letter(column)}{row}"
