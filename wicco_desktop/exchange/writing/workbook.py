"""Writes a workbook to a file: row by row, none of them kept; stopped, it leaves nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from wicco_desktop.exchange.columns import EXPORT_PROPERTY, INFO_SHEET
from wicco_desktop.exchange.writing.cell_texts import LONGEST
from wicco_desktop.exchange.writing.choosing import LISTS_SHEET, Choosing
from wicco_desktop.exchange.writing.column_cells import Formats
from wicco_desktop.exchange.writing.outgoing import OutgoingSheet, OutgoingWorkbook
from wicco_desktop.exchange.writing.sheet import SheetWriter, write_info
from wicco_desktop.exchange.writing.sheet_names import sheet_name
from wicco_desktop.exchange.writing.target_file import PartFile
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.foundation.scratch import scratch_folder
from wicco_desktop.records import KINDS

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


def write_workbook(
    outgoing: OutgoingWorkbook, file: PartFile, saving: Callable[[], None] = lambda: None
) -> None:
    """Write all sheets. Raises OSError, Cancelled, and whatever the rows raise.

    ``saving`` is called when every row is written and they are put together to a file.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with scratch_folder() as scratch:
        # In constant memory mode texts stand in the cells: nothing of them is kept for a table.
        book = Workbook(file, {"constant_memory": True, "tmpdir": str(scratch)})
        try:
            _fill(book, outgoing)
            saving()
            book.close()
        except FileCreateError as problem:
            cause = problem.args[0] if problem.args else None
            raise (cause if isinstance(cause, OSError) else problem) from problem
        finally:
            _let_go(book)


def _fill(book: Workbook, outgoing: OutgoingWorkbook) -> None:
    formats = Formats(book)
    choosing = Choosing(outgoing.names, Translator(outgoing.values_in), outgoing.told_in)
    written: list[tuple[str, OutgoingSheet, list[str]]] = []
    for content in outgoing.sheets:
        name = _name(content, outgoing, [other for other, _content, _headings in written])
        writer = SheetWriter(_added(book, name), content, outgoing, formats)
        writer.write(choosing)
        written.append((name, content, writer.headings))
    choosing.write(book)
    info = book.add_worksheet(INFO_SHEET)
    info.hide()
    write_info(info, outgoing.export, written)
    if outgoing.export:
        book.set_custom_property(EXPORT_PROPERTY, outgoing.export, "text")
    book.worksheets()[0].activate()


def _added(book: Workbook, name: str) -> Worksheet:
    from wicco_desktop.exchange.writing.quick_sheet import QuickSheet

    sheet = book.add_worksheet(name, QuickSheet)
    # Texts are cut by us; what is handed on may be longer, being XML (see ``cell_texts``).
    sheet.xls_strmax = LONGEST * 64
    return sheet


def _name(content: OutgoingSheet, outgoing: OutgoingWorkbook, taken: list[str]) -> str:
    label = KINDS[content.kind].labels
    wanted = " ".join(dict.fromkeys(translator.tr(label) for translator in outgoing.told_in))
    return sheet_name(wanted, [*taken, INFO_SHEET, LISTS_SHEET])


def _let_go(book: Workbook) -> None:
    """Close what XlsxWriter leaves open when it is stopped half-way."""
    for sheet in book.worksheets():
        rows = getattr(sheet, "row_data_fh", None)
        if rows is not None:
            with contextlib.suppress(OSError):
                rows.close()
