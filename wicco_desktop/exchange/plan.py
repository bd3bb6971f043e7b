"""How a sheet is to be read: where its headings are, and what each column holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wicco_desktop.exchange.cells import cell_name, column_letter
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value

ID, EXPORT, ROW_CODE = "id", "export", "code"
"""What a column may hold besides fields: the id of the record, of the export, the short code."""

FAMILY, GIVEN = "family", "given"
"""The two halves of a name in columns of their own: read together as the name."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column: where it is, what stands above it, what is read from it."""

    index: int
    """Counted from 0, A is 0."""
    heading: str
    paths: tuple[str, ...] = ()
    """Fields read from it (two where one cell holds both languages); none: it is left alone."""
    holds: str = ""
    """``ID``, ``EXPORT``, ``ROW_CODE``, ``FAMILY`` or ``GIVEN``."""
    reason: Message | None = None
    """What the proposal is based on, None where nothing is read from the column."""
    doubt: Message | None = None
    """What is not certain about it and should be looked at."""
    day_first: bool | None = None
    """Whether 03/04/2022 is 3 April here, None where nothing in the column decides it."""

    @property
    def letter(self) -> str:
        """The letters of the column."""
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How one sheet is read. ``kind`` None: nothing is read from it."""

    sheet: str
    kind: str | None
    header_row: int = 0
    """The last row of the headings (from 1); the rows below it are read."""
    columns: tuple[ColumnPlan, ...] = ()
    last_row: int | None = None
    """The last row of the table where something else stands below it."""
    shape: str = ""
    """What the headings are, in one text: a mapping is remembered for it."""

    def column_of(self, path: str) -> ColumnPlan | None:
        """The column a field is read from."""
        return next((column for column in self.columns if path in column.paths), None)

    def cell(self, path: str, row: int) -> str:
        """The cell of a field in a row, such as ``C7``."""
        column = self.column_of(path)
        return cell_name(row, column.index) if column else ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every field that is read, in the order of the columns."""
        return tuple(path for column in self.columns for path in column.paths)

    @property
    def left_alone(self) -> tuple[ColumnPlan, ...]:
        """The columns with a heading from which nothing is read."""
        return tuple(c for c in self.columns if c.heading and not c.paths and not c.holds)

    def remapped(self, index: int, paths: tuple[str, ...]) -> SheetPlan:
        """The same plan with other fields read from one column, and from that one only."""
        columns = []
        for column in self.columns:
            if column.index == index:
                columns.append(replace(column, paths=paths, reason=None, doubt=None))
            else:
                left = tuple(path for path in column.paths if path not in paths)
                columns.append(replace(column, paths=left))
        return replace(self, columns=tuple(columns))


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One row as read: what stands in its mapped cells, in canonical form."""

    number: int
    """Of the row in the sheet, from 1."""
    id: str | None = None
    export: str | None = None
    code: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    """By path: every mapped field whose cell could be read, None where it is blank.

    A reference is the text that stands there: whom it means is not for this layer to say.
    """
    problems: Mapping[str, Message] = field(default_factory=dict)
    """By path: cells that hold no value of the field, and why."""
    doubts: Mapping[str, Message] = field(default_factory=dict)
    """By path: cells that were read, but might be meant otherwise."""
