"""A sheet of XlsxWriter whose plain texts, which are nearly all cells, are written without detours.

Loaded with the library, when something is written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_NOT_PLAIN = re.compile(r"[&<>\x00-\x1f\x7f\ufffe\uffff]|_x|^\s|\s$")
"""What the library has to escape or to keep by a mark."""

BUFFER = 1 << 20
"""Bytes of rows that are kept until they go to the disk. Each time they do, Python lets another
thread have its turn, but takes it back before that has woken up: done every few rows, the window
waits for its turn without end (measured: 80 ms)."""


class QuickSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """Writes what the library would; for use in its constant memory mode alone."""

    fh: Any
    row_data_fh: Any

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[int, tuple[str, str]] = {}
        """What a cell without a format of its own begins with, by column: before its row, after."""

    def _initialize(self, init_data: dict[str, Any]) -> None:
        super()._initialize(init_data)
        self.fh.close()
        self.row_data_fh = Path(self.row_data_filename).open(  # noqa: SIM115 - the library closes it
            "w+", BUFFER, encoding="utf-8"
        )
        self.fh = self.row_data_fh

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        text = getattr(cell, "string", None)
        plain = text is not None and cell.format is None and not _NOT_PLAIN.search(text)
        if not plain or (row in self.row_info and self.row_info[row].row_format):
            super()._write_cell(row, col, cell)
            return
        begins = self._cells.get(col)
        if begins is None:
            begins = self._cells[col] = self._beginning(col)
        self.fh.write(f"{begins[0]}{row + 1}{begins[1]}{text}</t></is></c>")

    def _beginning(self, col: int) -> tuple[str, str]:
        known = self.col_info.get(col)
        style = known.column_format if known is not None else None
        told = f' s="{style._get_xf_index()}"' if style is not None else ""  # noqa: SLF001
        return f'<c r="{xl_col_to_name(col)}', f'"{told} t="inlineStr"><is><t>'
