"""Workbooks that go out and come back: made with openpyxl, compared through the real reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Record
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.exports import Export

HEADINGS = {
    "name.zh": "Name (Chinese)",
    "name.en": "Name (English)",
    "mobile": "Mobile",
    "email": "Email",
    "affiliation.organisation": "Organisation",
    "affiliation.title.en": "Title (English)",
}

Row = dict[str, object]


@dataclass
class Sheet:
    """A sheet as a partner has it: rows by the path of their columns."""

    export: str | None
    rows: list[Row] = field(default_factory=list)
    paths: Sequence[str] = tuple(HEADINGS)

    def save(self, path: Path) -> Path:
        """Write it as a workbook."""
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Contacts"
        sheet.append([*(HEADINGS[path] for path in self.paths), "wicco_id", "wicco_export"])
        for row in self.rows:
            sheet.append(
                [*(row.get(path) for path in self.paths), row.get("id"), row.get("export")]
            )
        book.save(path)
        return path


@dataclass
class Office:
    """Our side: contacts that are sent out, and what comes back."""

    workspace: Workspace
    folder: Path
    sent: int = 0

    def contact(self, **values: object) -> Record:
        """A contact of ours."""
        return self.workspace.editing.create("contact", values)

    def send(self, *contacts: Record, paths: Sequence[str] = tuple(HEADINGS)) -> Sheet:
        """Export some contacts: the sheet as the partner gets it."""
        store = self.workspace.store
        export = Export(
            new_id(),
            "partners.xlsx",
            store.position(),
            "en",
            Message("x"),
            {"contact": tuple(paths)},
            {"contact": tuple(contact.id for contact in contacts)},
        )
        store.record_export(export)
        posts = self.workspace.people.main_posts(contact.id for contact in contacts)
        sheet = Sheet(export.id, paths=paths)
        for contact in contacts:
            now = store.get("contact", contact.id)
            assert now is not None
            post = posts.get(contact.id)
            row: Row = {
                path: now[path.replace(".", "_")]
                for path in paths
                if not path.startswith("affiliation")
            }
            if post is not None:
                row["affiliation.title.en"] = post.affiliation["title_en"]
                if post.organisation is not None:
                    row["affiliation.organisation"] = post.organisation["name_en"]
            sheet.rows.append({**row, "id": contact.id, "export": export.id})
        return sheet

    def returned(self, sheet: Sheet) -> Review:
        """The sheet comes back, as a file of its own."""
        self.sent += 1
        file = sheet.save(self.folder / f"returned-{self.sent}.xlsx")
        return Review.open(self.workspace, file)

    def now(self, contact: Record) -> Mapping[str, object]:
        """The values of a contact as they are now."""
        found = self.workspace.store.get("contact", contact.id)
        assert found is not None
        return found.values
