"""Workbooks exported for a test, and how they look to another library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.exchange.commenting.complaints import complaints
from wicco_desktop.exchange.columns import (
    EXPORT_PROPERTY,
    sheet_columns,
)
from wicco_desktop.exchange.heading_text import Headings, heading
from wicco_desktop.services.exporting import Exported, Options
from wicco_desktop.services.exporting_scope import Lists, What
from wicco_desktop.services.workspace import Workspace

CONTACTS = Lists.of(["contact"])

DAY, FIRST = datetime.fromisoformat("2022-11-23"), datetime.fromisoformat("1900-03-01")
"""As openpyxl gives a day: a moment without a zone."""


class Written:
    """A workbook that was exported, and how it looks to openpyxl."""

    def __init__(self, made: Exported) -> None:
        assert complaints(made.file) == []
        self.made = made
        self.book: Workbook = openpyxl.load_workbook(made.file)

    @property
    def property_(self) -> object:
        """The id of the export among the properties of the document."""
        held: Any = self.book
        names = held.custom_doc_props.names
        return held.custom_doc_props[EXPORT_PROPERTY].value if EXPORT_PROPERTY in names else None

    def sheet(self, number: int = 0) -> Worksheet:
        return self.book.worksheets[number]

    def row(self, row: int, number: int = 0, *, headings: Headings = "both") -> dict[str, object]:
        """The values of a row by path."""
        sheet = self.sheet(number)
        kind = list(self.made.rows)[number]
        found = {heading(c, headings): c.path for c in sheet_columns(kind, remarks=True)}
        tops = [str(cell.value) for cell in sheet[1]]
        cells = [cell.value for cell in sheet[row]]
        return {found.get(t, t): v for t, v in zip(tops, cells, strict=True) if v is not None}


def exported(
    workspace: Workspace, path: Path, what: What = CONTACTS, options: Options | None = None
) -> Written:
    return Written(workspace.exporting.export(path, what, options or Options("en")))


def person(workspace: Workspace, **values: object) -> str:
    return workspace.editing.create("contact", {"name_en": "Chan Chou Weng", **values}).id
