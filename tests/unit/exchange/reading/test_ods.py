"""Spreadsheets of OpenDocument, as programs write them."""

# ruff: noqa: DTZ001  (a cell has no zone)

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from tests.unit.exchange.reading.handmade import ods_parts, zipped
from tests.unit.exchange.reading.here import cells_of, read_here
from wicco_desktop.exchange.cells import UNCALCULATED, Area, CellError, CellValue
from wicco_desktop.exchange.reading.workbook import ReadWorkbook


def book(tmp_path: Path, inside: str, styles: str = "") -> ReadWorkbook:
    return read_here(zipped(tmp_path / "x.ods", ods_parts(inside, styles)).read_bytes())


def table(inside: str, name: str = "一") -> str:
    return f'<table:table table:name="{name}" table:style-name="t{name}">{inside}</table:table>'


def row(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


def cell(attributes: str, inside: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def value(tmp_path: Path, attributes: str, inside: str = "") -> CellValue:
    rows = row(cell(attributes, inside) + cell("", "<text:p>end</text:p>"))
    return cells_of(book(tmp_path, table(rows)))[1][0]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('office:value-type="float" office:value="7"', 7),
        ('office:value-type="float" office:value="85366123456.0"', 85366123456),
        ('office:value-type="percentage" office:value="0.5"', 0.5),
        ('office:value-type="currency" office:value="12.5"', 12.5),
        ('office:value-type="boolean" office:boolean-value="true"', True),
        ('office:value-type="date" office:date-value="2022-11-23"', date(2022, 11, 23)),
        (
            'office:value-type="date" office:date-value="2022-11-23T10:30:00"',
            datetime(2022, 11, 23, 10, 30),
        ),
        ('office:value-type="time" office:time-value="PT10H30M00S"', time(10, 30)),
        ('office:value-type="time" office:time-value="PT36H00M00S"', 1.5),
        ('office:value-type="string" office:string-value="0123"', "0123"),
        ('office:value-type="string" calcext:value-type="error"', CellError("shown")),
        ('table:formula="of:=1+1" office:value-type="float" office:value="2"', 2),
        ('office:value-type="string"', "shown"),
    ],
)
def test_value(tmp_path: Path, attributes: str, expected: CellValue) -> None:
    found = value(tmp_path, attributes, "<text:p>shown</text:p>")
    assert found == expected
    assert type(found) is type(expected)


def test_formula_never_calculated_is_an_error_and_an_empty_one_blank(tmp_path: Path) -> None:
    assert value(tmp_path, 'table:formula="of:=1+1"') == CellError(UNCALCULATED)
    assert value(tmp_path, 'table:formula="of:=&quot;&quot;"', "<text:p/>") is None


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
        ("<text:p>a</text:p><text:p/><text:p>b</text:p>", "a\n\nb"),
        ('<text:p><text:s/>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>', None),
        ("<text:p>a <text:span>b</text:span> <text:a>c</text:a></text:p>", "a b c"),
        ("<text:p>\n   a\n   b\n</text:p>", "   a b"),
        ("<office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>", "a"),
        ("<text:p>東<text:ruby-text>トウ</text:ruby-text>京</text:p>", "東京"),
    ],
)
def test_text(tmp_path: Path, inside: str, text: str | None) -> None:
    assert value(tmp_path, 'office:value-type="string"', inside) == (text or " a   b\tc\nd")


def test_repeated_rows_and_cells(tmp_path: Path) -> None:
    x = "<text:p>x</text:p>"
    rows = row(cell('table:number-columns-repeated="3"', x), 'table:number-rows-repeated="2"')
    rows += row(cell('table:number-columns-repeated="16384"'), 'table:number-rows-repeated="5"')
    rows += row(cell('table:number-columns-repeated="5"') + cell("", x))
    rows += row(cell('table:number-columns-repeated="16384"'), 'table:number-rows-repeated="99999"')
    found = cells_of(book(tmp_path, table(rows)))
    assert found == {1: ("x",) * 3, 2: ("x",) * 3, 8: (None,) * 5 + ("x",)}


def test_hidden_merged_and_covered(tmp_path: Path) -> None:
    x = "<text:p>x</text:p>"
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = f"<table:covered-table-cell>{x}</table:covered-table-cell>"
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:visibility="collapse"/><table:table-column/>'
    rows = row(cell("", x)) + row(cell("") + cell(spanned, x) + covered + cell("", x))
    rows += row(cell("", x), 'table:visibility="filter"')
    styles = '<style:style style:name="t二"><style:table-properties table:display="false"/>'
    sheets = book(
        tmp_path, table(columns + rows) + table("", "二"), styles + "</style:style>"
    ).sheets
    facts = sheets[0].facts
    assert facts.merged == (Area(2, 1, 3, 2),)
    assert facts.hidden_columns == {2}
    assert facts.hidden_rows == {3}
    assert [sheet.facts.name for sheet in sheets] == ["一", "二"]
    assert [sheet.facts.hidden for sheet in sheets] == [False, True]
    assert next(sheets[0].rows(2)).cells == (None, "x", "x", "x")


def test_table_inside_a_cell_and_grouped_rows(tmp_path: Path) -> None:
    inner = table(row(cell("", "<text:p>inner</text:p>")), "inner")
    rows = f"<table:table-row-group>{row(cell('', inner + '<text:p>a</text:p>'))}"
    rows += f"<table:table-rows>{row(cell('', '<text:p>b</text:p>'))}</table:table-rows>"
    found = book(tmp_path, table(f"{rows}</table:table-row-group>"))
    assert cells_of(found) == {1: ("a",), 2: ("b",)}
    assert len(found.sheets) == 1
