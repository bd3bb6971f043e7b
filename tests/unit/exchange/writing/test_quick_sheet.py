"""A quick sheet writes byte for byte what the library's own sheet writes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from wicco_desktop.exchange.writing.quick_sheet import QuickSheet

ODD = ["", " ", "a ", "\ta", "a\nb", "<r>", "a&b", 'a"b', "_x0041_", "wx_1", "\x01", "\x7f", "=1+1"]
ODD += ["陈祖荣", "😀", "\u3000", "a\u2028", "\ufffe", "'", "<r><t>a</t></r>", "ﬁ", "\x85"]


def sheet_xml(texts: list[str], *, quick: bool) -> bytes:
    file = BytesIO()
    book = Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("A", QuickSheet if quick else None)
    shown = book.add_format({"bold": True})
    sheet.set_column(1, 1, 9, book.add_format({"num_format": "@"}))
    sheet.set_row(2, 30, book.add_format({"italic": True}))
    for row, text in enumerate(texts):
        for column, style in ((0, None), (1, None), (2, shown), (27, None)):
            sheet.write_string(row, column, text, style)
        sheet.write_number(row, 3, row)
    book.close()
    return ZipFile(file).read("xl/worksheets/sheet1.xml")


def test_rows_go_to_the_disk_a_megabyte_at_a_time() -> None:
    """Oftener, the window would have to wait for its turn at each of them."""
    sheet = Workbook(BytesIO(), {"constant_memory": True}).add_worksheet("A", QuickSheet)
    file = Path(sheet.row_data_filename)
    written = []
    for row in range(4_000):
        sheet.write_string(row, 0, "x" * 1_000)
        written.append(file.stat().st_size)
    sheet.fh.close()
    file.unlink()
    assert len(set(written)) < 8
    assert written[-1] > 3_000_000


def test_odd_texts_and_formats_are_written_as_by_the_library() -> None:
    assert sheet_xml(ODD, quick=True) == sheet_xml(ODD, quick=False)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=5))
def test_any_text_is_written_as_by_the_library(texts: list[str]) -> None:
    assert sheet_xml(texts, quick=True) == sheet_xml(texts, quick=False)
