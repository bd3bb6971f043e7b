"""A partner who gets a workbook of ours, edits it, and sends it back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.unit.services.review.memory import MemorySheet, MemoryWorkbook
from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.columns import EXPORT_HEADING, ID_HEADING, column_at, sheet_columns
from wicco_desktop.exchange.heading_text import heading
from wicco_desktop.exchange.interpreting import marks_of
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Record
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Chosen, Listed
from wicco_desktop.services.review.taking import Source
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.exports import Export

PATHS = (
    "name.zh",
    "name.en",
    "affiliation.organisation",
    "affiliation.title.en",
    "mobile",
    "email",
)


class HeldPartner:
    """Holds the cells of an export in memory: without the time that files take."""

    def __init__(self, workspace: Workspace, contacts: Sequence[Record]) -> None:
        store = workspace.store
        ids = [contact.id for contact in contacts]
        self.export = new_id()
        store.record_export(
            Export(
                self.export,
                "macao-partners.xlsx",
                store.position(),
                "en",
                Message("x"),
                {"contact": PATHS},
                {"contact": tuple(ids)},
            )
        )
        headings: list[CellValue] = [heading(column_at("contact", path), "en") for path in PATHS]
        self.cells: list[list[CellValue]] = [[*headings, ID_HEADING, EXPORT_HEADING]]
        self.columns = {path: number for number, path in enumerate(PATHS)}
        posts = workspace.people.main_posts(ids)
        for contact in contacts:
            row: list[CellValue] = []
            for path in PATHS:
                linked = path.removeprefix("affiliation.").replace(".", "_")
                post = posts.get(contact.id)
                if path == "affiliation.organisation":
                    body = post.organisation if post else None
                    row.append(body.text("name_en") if body else None)
                elif linked != path.replace(".", "_"):
                    row.append(post.affiliation[linked] if post else None)
                else:
                    row.append(contact[linked])
            self.cells.append([*row, contact.id, self.export])
        self.rows = {id_: number for number, id_ in enumerate(ids, start=1)}

    def write(self, contact: Record, path: str, value: CellValue) -> None:
        """Another value in a cell of a row."""
        self.cells[self.rows[contact.id]][self.columns[path]] = value

    def add(self, **values: CellValue) -> int:
        """A row below the others, by path with ``__`` for a dot; gives its number."""
        row: list[CellValue] = [None] * (len(PATHS) + 2)
        for name, value in values.items():
            row[self.columns[name.replace("__", ".")]] = value
        self.cells.append(row)
        return len(self.cells)

    def head(self, path: str, text: str) -> None:
        """Another heading above a column."""
        self.cells[0][self.columns[path]] = text

    def send(self) -> Source:
        """Send it back, as read."""
        workbook = MemoryWorkbook(MemorySheet("Contacts", self.cells))
        return Source(Path("macao-partners.xlsx"), workbook, marks_of(workbook))


class Partner:
    """Holds one workbook as a file; rows are found by the record they came with."""

    def __init__(self, workspace: Workspace, file: Path, contacts: Sequence[Record]) -> None:
        self.file = file
        unwanted = frozenset(c.path for c in sheet_columns("contact")) - frozenset(PATHS)
        workspace.exporting.export(
            file,
            Chosen("contact", Listed([contact.id for contact in contacts])),
            Options("en", "en", left_out={"contact": unwanted}),
        )
        self.book: Any = openpyxl.load_workbook(file)
        self.sheet = self.book.worksheets[0]
        told = self.book["_wicco"].iter_rows(values_only=True)
        headings = [cell.value for cell in self.sheet[1]]
        self.columns = {row[3]: headings.index(row[2]) + 1 for row in told if row[0] == "column"}
        ids = headings.index(ID_HEADING) + 1
        self.rows = {
            self.sheet.cell(row, ids).value: row for row in range(2, self.sheet.max_row + 1)
        }

    def write(self, contact: Record, path: str, value: str | None) -> None:
        """Another value in a cell of a row."""
        self.sheet.cell(self.rows[contact.id], self.columns[path]).value = value

    def send(self) -> Path:
        """Save it and send it back."""
        self.book.save(self.file)
        return self.file
