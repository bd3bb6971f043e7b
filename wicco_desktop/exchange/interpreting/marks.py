"""What our own export left in a workbook, so that its return is known again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wicco_desktop.exchange.cells import RawRow, Workbook
from wicco_desktop.exchange.columns import EXPORT_PROPERTY, INFO_SHEET
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.records import KINDS


@dataclass(frozen=True, slots=True)
class ExportMarks:
    """The export a workbook returns, the kinds of its sheets, the fields of its headings."""

    export: str | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    """By the name of the sheet."""
    paths: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By the name of the sheet and the heading as written."""

    def paths_of(self, sheet: str) -> dict[str, str]:
        """The paths of a sheet by heading."""
        return {text.strip(): path for (name, text), path in self.paths.items() if name == sheet}

    def sheet_of(self, name: str, rows: Sequence[RawRow]) -> str:
        """What a sheet was called when it went out: renamed, it has the headings it had."""
        if name in self.kinds or not self.kinds:
            return name
        texts = {cell.strip() for row in rows for cell in row.cells if isinstance(cell, str)}
        best, most = name, 1
        for exported in self.kinds:
            headings = self.paths_of(exported).keys()
            found = len(headings & texts)
            if found > most and found * 2 >= len(headings):
                best, most = exported, found
        return best


def marks_of(workbook: Workbook) -> ExportMarks:
    """What the custom property and the hidden sheet say; the ids of rows are read with the rows."""
    export = workbook.properties.get(EXPORT_PROPERTY, "").strip().lower()
    kinds: dict[str, str] = {}
    paths: dict[tuple[str, str], str] = {}
    for sheet in workbook.sheets:
        if sheet.facts.name != INFO_SHEET:
            continue
        for row in sheet.rows():
            told = [str(cell or "") for cell in (*row.cells, *([None] * 4))][:4]
            if told[0] == "export" and not is_id(export):
                export = told[1].strip().lower()
            elif told[0] == "sheet" and told[2] in KINDS:
                kinds[told[1]] = told[2]
            elif told[0] == "column":
                paths[told[1], told[2]] = told[3]
    return ExportMarks(export if is_id(export) else None, kinds, paths)
