"""The same table as openpyxl, XlsxWriter and LibreOffice write it, in each format they know."""

# ruff: noqa: DTZ001  (a cell has no zone)

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.exchange.reading.here import cells_of, read_here
from wicco_desktop.exchange.cells import UNCALCULATED, Area, CellError, CellValue
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.exchange.reading.workbook import ReadWorkbook

LONG = "很长的备注 " * 200
TABLE: dict[int, list[CellValue]] = {
    3: [None, "姓名 Name", "  spaced  \nin lines ", "0123", 85366123456, 1.5],
    4: [None, date(2022, 11, 23), datetime(2022, 11, 23, 10, 30), time(9, 5), True, False],
    6: [None, None, "𠮷😀", "e\u0301", "é", "＋８５３\u3000\u00a0"],
    7: ["=1+1", "+853", "-5", "@x", "'quoted", "x_y"],
    9: [LONG, "a\tb", "<&>\"'", " lead", "trail ", 0],
    12: [-3, 0.1, 1e15, 123456789012345, "Not a #N/A", "x"],
}
HIDDEN_ROW, HIDDEN_COLUMN = 9, 3
MERGED = Area(15, 1, 17, 2)


def as_read(value: CellValue) -> CellValue:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def fill(sheet: Worksheet) -> None:
    for number, cells in TABLE.items():
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(number, column)
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                cell.data_type = "s"
    sheet["B15"] = "merged"
    sheet.merge_cells("B15:C17")
    sheet["A20"] = "#N/A"
    sheet["A20"].data_type = "e"
    sheet["B20"] = "=1/0"
    sheet["C20"] = "=1+1"
    sheet["D20"] = '="a"&"b"'
    sheet.row_dimensions[HIDDEN_ROW].hidden = True
    sheet.column_dimensions["D"].hidden = True


@pytest.fixture(scope="module")
def by_openpyxl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "table.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "联系人"
    fill(sheet)
    for name, state in (("hidden", "hidden"), ("_wicco", "veryHidden")):
        other = book.create_sheet(name)
        other.sheet_state = state
        other["A1"] = name
    properties = book.custom_doc_props  # type: ignore[attr-defined]
    properties.append(StringProperty(name="wicco_export", value="0194-abc"))
    book.save(path)
    return path


@pytest.fixture(scope="module")
def by_openpyxl_from_1904(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "from1904.xlsx"
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = date(2022, 11, 23)
    sheet["B1"] = datetime(2022, 11, 23, 10, 30)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def by_libreoffice(
    by_openpyxl: Path, by_openpyxl_from_1904: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with both tables as LibreOffice saves them in each format."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    for format_ in ("xlsx", "ods", "xls"):
        subprocess.run(
            [
                *(soffice, f"-env:UserInstallation={profile}", "--headless"),
                *("--convert-to", format_, "--outdir", str(folder)),
                *(str(by_openpyxl), str(by_openpyxl_from_1904)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return folder


def check_table(book: ReadWorkbook) -> None:
    found = cells_of(book)
    for number, cells in TABLE.items():
        row = [*found[number], *[None] * 6][:6]
        assert row == cells, number
        assert [type(cell) for cell in row] == [type(as_read(cell)) for cell in cells]
    facts = book.sheets[0].facts
    assert facts.name == "联系人"
    assert facts.merged == (MERGED,)
    assert facts.hidden_rows == {HIDDEN_ROW}
    assert facts.hidden_columns == {HIDDEN_COLUMN}
    assert found[15] == (None, "merged")
    assert [sheet.facts.name for sheet in book.sheets[1:]] == ["hidden", "_wicco"]
    assert all(sheet.facts.hidden for sheet in book.sheets[1:])


def test_openpyxl(by_openpyxl: Path) -> None:
    book = read_here(by_openpyxl.read_bytes())
    check_table(book)
    uncalculated = CellError(UNCALCULATED)
    assert cells_of(book)[20] == (CellError("#N/A"), uncalculated, uncalculated, uncalculated)
    assert book.properties == {"wicco_export": "0194-abc"}


@pytest.mark.parametrize("format_", ["xlsx", "ods", "xls"])
def test_libreoffice(by_libreoffice: Path, format_: str) -> None:
    book = read_here((by_libreoffice / f"table.{format_}").read_bytes())
    assert book.format == format_
    check_table(book)
    assert cells_of(book)[20] == (CellError("#N/A"), CellError("#DIV/0!"), 2, "ab")
    if format_ != "xls":
        assert book.properties["wicco_export"] == "0194-abc"


@pytest.mark.parametrize("format_", ["xlsx", "ods", "xls"])
def test_libreoffice_with_dates_from_1904(by_libreoffice: Path, format_: str) -> None:
    book = read_here((by_libreoffice / f"from1904.{format_}").read_bytes())
    assert cells_of(book)[1] == (date(2022, 11, 23), datetime(2022, 11, 23, 10, 30))


def test_reading_process_reads_an_old_xls(by_libreoffice: Path) -> None:
    check_table(read_workbook(by_libreoffice / "table.xls"))  # type: ignore[arg-type]


def test_xlsxwriter() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("联系人")
    formats = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        time: book.add_format({"num_format": "hh:mm"}),
    }
    for number, cells in TABLE.items():
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(number - 1, column, value)
            elif type(value) in formats:
                sheet.write_datetime(number - 1, column, value, formats[type(value)])
            elif value is not None:
                sheet.write(number - 1, column, value)
    sheet.merge_range("B15:C17", "merged")
    sheet.set_row(HIDDEN_ROW - 1, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    sheet.write_rich_string("A20", "rich ", book.add_format({"bold": True}), "text")
    sheet.write_formula("B20", "=1+1", None, 2)
    for name in ("hidden", "_wicco"):
        book.add_worksheet(name).hide()
    book.set_custom_property("wicco_export", "0194-abc")
    book.close()
    read = read_here(out.getvalue())
    check_table(read)
    assert cells_of(read)[20] == ("rich text", 2)
    assert read.properties == {"wicco_export": "0194-abc"}


WRITTEN = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9),
    st.sampled_from([" a ", "a\nb", "_x000D_", "0123", "=1", "\ta", "&amp;", '"\\']),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.integers(-(2**40), 2**40).map(lambda number: number / 8),
    st.dates(date(1900, 3, 1)),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)


@settings(max_examples=25)
@given(st.lists(st.lists(WRITTEN, max_size=6), max_size=6))
def test_what_xlsxwriter_writes_is_read_back(table: list[list[CellValue]]) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    clock = book.add_format({"num_format": "hh:mm:ss"})
    for number, cells in enumerate(table):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif isinstance(value, datetime):
                sheet.write_datetime(number, column, value, moment)
            elif isinstance(value, date | time):
                sheet.write_datetime(
                    number, column, value, day if isinstance(value, date) else clock
                )
            elif value is not None:
                sheet.write(number, column, value)
    book.close()
    found = cells_of(read_here(out.getvalue()))
    for number, cells in enumerate(table, 1):
        row = [*found.get(number, ()), *[None] * 6][: len(cells)]
        assert row == [as_read(cell) for cell in cells]
