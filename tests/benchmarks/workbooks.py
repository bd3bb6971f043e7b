"""Workbooks in and out, each beside what the libraries alone need for the same cells.

Everything runs in a process of its own, one after the other (``workbook_phases``), and the memory
of that process with all below it is watched from here.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.generator import contacts_database, copied
from tests.benchmarks.watched import watched
from tests.benchmarks.workbook_files import CHANGED, partner_workbook, returned_workbook

ANSWERS = 50.0
"""Milliseconds within which the window answers."""

IMPORT_MB, EXPORT_MB = 600, 150
Answer = dict[str, Any]


def run(folder: Path, size: int) -> list[Figure]:
    """Import, preview, export, an export that came back, comments; in one run."""
    with tempfile.TemporaryDirectory() as temporary:
        return _Run(folder, Path(temporary), size).figures()


class _Run:
    """One run over workbooks of one size."""

    def __init__(self, folder: Path, temporary: Path, size: int) -> None:
        self._folder = folder
        self._temporary = temporary
        self._size = size
        self._silent: list[tuple[str, Answer]] = []

    def figures(self) -> list[Figure]:
        source = partner_workbook(self._folder, self._size)
        imported, figures = self._imports(source)
        figures += self._exports(imported)
        figures.append(self._comments(source))
        figures.append(self._answering())
        return figures

    def _phase(self, name: str, *arguments: Path | int) -> Answer:
        sys.stderr.write(f"  {name}\n")
        return watched("tests.benchmarks.workbook_phases", name, *map(str, arguments))

    def _ours(self, name: str, what: str, *arguments: Path) -> Answer:
        answer = self._phase(name, *arguments)
        self._silent.append((what, answer))
        return answer

    def _imports(self, source: Path) -> tuple[float, list[Figure]]:
        reading = self._phase("read-with-openpyxl", source)["seconds"]
        bare = self._phase("read-with-calamine", source, self._temporary / "bare.db")["seconds"]
        looked = self._ours("preview", "preview", source, self._temporary / "preview.db")
        done = self._ours("import", "import", source, self._temporary / "import.db")
        sys.stderr.write(f"    {done['counts']}\n")
        seconds = done["seconds"]
        figures = [
            self._figure(
                "workbook of 20 columns into an empty database",
                f"{seconds:.1f} s ({done['opened']:.1f} opening, {done['applied']:.1f} applying), "
                f"{seconds / reading:.2f} × openpyxl's reading ({reading:.1f} s), "
                f"{seconds / bare:.1f} × python-calamine and a bare executemany ({bare:.1f} s)",
                "< 1 × openpyxl's reading",
                seconds < reading,
            ),
            self._figure(
                "the same: memory of all processes",
                f"{done['peak_mb']:.0f} MB ({done['before_mb']:.0f} of it the window before)",
                f"≤ {IMPORT_MB} MB",
                done["peak_mb"] <= IMPORT_MB,
            ),
            self._figure(
                "preview of the same",
                f"{looked['seconds']:.1f} s, {looked['seconds'] / seconds:.0%} of the import; "
                f"{looked['peak_mb']:.0f} MB",
                "≤ 40 %",
                looked["seconds"] <= 0.4 * seconds,
            ),
        ]
        return seconds, figures

    def _exports(self, imported: float) -> list[Figure]:
        database = copied(contacts_database(self._folder, self._size), self._temporary)
        exported, returned = (self._temporary / name for name in ("out.xlsx", "back.xlsx"))
        ours = self._ours("export", "export", exported, database)
        alone = self._phase("export-alone", self._temporary / "alone.xlsx", database)
        theirs = self._phase("write-with-openpyxl", self._temporary / "beside.xlsx", exported)
        changed = returned_workbook(exported, returned)
        back = self._ours("import", "returned workbook", returned, database)
        sys.stderr.write(f"    {back['counts']}\n")
        ratio = ours["seconds"] / theirs["seconds"]
        return [
            self._figure(
                f"returned workbook, {min(changed, CHANGED)} cells changed",
                f"{back['seconds']:.1f} s ({back['opened']:.1f} opening, {back['applied']:.1f} "
                f"applying), {back['seconds'] / imported:.2f} × the import; "
                f"{back['peak_mb']:.0f} MB",
                "≤ 1 ×",
                back["seconds"] <= imported,
            ),
            self._figure(
                "export",
                f"{ours['seconds']:.1f} s, {ratio:.2f} × openpyxl write-only "
                f"({theirs['seconds']:.1f} s)",
                "≤ 1.2 ×",
                ratio <= 1.2,
            ),
            self._figure(
                "the same: memory of all processes",
                f"{alone['peak_mb']:.0f} MB without a window; with it {ours['peak_mb']:.0f} MB "
                f"({ours['before_mb']:.0f} of it before)",
                f"≤ {EXPORT_MB} MB",
                alone["peak_mb"] <= EXPORT_MB,
            ),
        ]

    def _comments(self, source: Path) -> Figure:
        done = self._phase("comment", source, self._temporary / "commented.xlsx", self._size)
        return self._figure(
            "save with comments, every 200th row",
            f"{done['seconds']:.1f} s; {done['peak_mb']:.0f} MB",
        )

    def _answering(self) -> Figure:
        longest = max(answer["longest_ms"] for _, answer in self._silent)
        each = ", ".join(
            f"{what} {answer['longest_ms']:.0f} ms"
            + (f" ({answer['over_50_ms']} times over 50)" if answer["over_50_ms"] else "")
            for what, answer in self._silent
        )
        return self._figure(
            "longest time the window does not answer", each, "≤ 50 ms", longest <= ANSWERS
        )

    def _figure(
        self, what: str, measured: str, goal: str = "", reached: bool | None = None
    ) -> Figure:
        return Figure(what, self._size, measured, goal, reached)
