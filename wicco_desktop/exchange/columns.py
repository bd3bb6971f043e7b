"""The columns of a sheet by record kind: one list that writes the sheet and reads it back.

Made from the field declarations; a path is what the command line calls a field (``name.zh``,
``affiliation.title.en``). A contact's row carries the main affiliation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records import KINDS, Field, FieldType
from wicco_desktop.records.kinds import REMARKS

AFFILIATION = "affiliation"

EXCHANGED = ("contact", "organisation", "meeting", "event", "follow_up", "delegation")
"""Kinds that go out in a sheet of their own."""

IMPORTED = ("contact", "organisation", "meeting", "event", "follow_up")
"""Kinds that are read from a sheet."""

CODE = NC_("workbook column", "Code")
"""Heading of the short visible code of a row."""

ID_HEADING = "wicco_id"
EXPORT_HEADING = "wicco_export"
"""Headings of the two hidden columns: the id of the record, the id of the export."""

EXPORT_PROPERTY = "wicco_export"
"""The custom document property that holds the id of the export."""

INFO_SHEET = "_wicco"
"""The hidden sheet. Column A says what a row is, the others hold it:

``export | id of the export``, ``sheet | name of a sheet | key of its kind``,
``column | name of a sheet | heading as written | path``.
"""


@dataclass(frozen=True, slots=True)
class ExchangeColumn:
    """One column of a sheet: a field, or one side of a bilingual one."""

    path: str
    field: Field
    language: str | None = None
    part: str | None = None
    """Kind of the linked record that holds the field; None: the record of the row itself."""

    @property
    def stored(self) -> str:
        """The name of the stored column."""
        return self.field.column(self.language)

    @property
    def is_reference(self) -> bool:
        """Whether the cell holds the name of another record."""
        return self.field.type is FieldType.REFERENCE

    @property
    def label(self) -> str:
        """The message id of the field's name; the language is not in it."""
        return _LABELS.get(self.path, self.field.label)


_LABELS = {"affiliation.organisation": N_("Organisation")}

_OF_AFFILIATION = ("organisation", "department", "title")
_AFTER = "courtesy_title"
"""The field of a contact that the post stands behind."""


def _columns_of(field: Field, part: str | None = None) -> Iterator[ExchangeColumn]:
    prefix = f"{part}." if part else ""
    if not field.bilingual:
        yield ExchangeColumn(f"{prefix}{field.key}", field, None, part)
        return
    for code in CODES:
        yield ExchangeColumn(f"{prefix}{field.key}.{code}", field, code, part)


def _can_be_named(field: Field) -> bool:
    """Whether a cell can say the value: a note, for one, has no name that could stand there."""
    return not field.targets or any(KINDS[target].title for target in field.targets)


@cache
def sheet_columns(kind: str, *, remarks: bool = False) -> tuple[ExchangeColumn, ...]:
    """The columns of a kind's sheet in order; the internal remarks only where asked for."""
    found: list[ExchangeColumn] = []
    for field in KINDS[kind].fields:
        if field.key == REMARKS:
            if remarks:
                found += _columns_of(field)
        elif field.exported and _can_be_named(field):
            found += _columns_of(field)
        if kind == "contact" and field.key == _AFTER:
            for key in _OF_AFFILIATION:
                found += _columns_of(KINDS[AFFILIATION].field(key), AFFILIATION)
    return tuple(found)


@cache
def column_at(kind: str, path: str) -> ExchangeColumn:
    """The column of a kind's sheet with that path; raises KeyError."""
    for column in sheet_columns(kind, remarks=True):
        if column.path == path:
            return column
    raise KeyError(path)


CODE_LENGTH = 6


def row_code(id_: str) -> str:
    """The short visible code of a record: the last six digits of its id, in capitals."""
    return id_[-CODE_LENGTH:].upper()
