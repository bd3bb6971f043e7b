"""Workbooks of Office Open XML, cell by cell, as programs write them and as some ought not to."""

# ruff: noqa: DTZ001  (a cell has no zone)

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from tests.unit.exchange.reading.handmade import (
    MACRO_ENABLED,
    MAIN,
    shared_xml,
    sheet_xml,
    xlsx_parts,
    zipped,
)
from tests.unit.exchange.reading.here import cells_of, read_here
from wicco_desktop.exchange.cells import UNCALCULATED, Area, CellError, CellValue
from wicco_desktop.exchange.reading import markup
from wicco_desktop.exchange.reading.refused import Refused


@pytest.fixture(params=["whole", "in pieces"], autouse=True)
def _pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In pieces, runs of rows are read at once wherever they are of the usual form."""
    if request.param == "in pieces":
        monkeypatch.setattr(markup, "CHUNK", 150)


LEADING = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(1, 6))


def values(tmp_path: Path, cells: str, **more: object) -> list[CellValue]:
    """The cells of a row after some others."""
    return list(rows_of(tmp_path, f'<row r="9">{cells}</row>', **more).get(9, ()))


def rows_of(tmp_path: Path, rows: str, **more: object) -> dict[int, tuple[CellValue, ...]]:
    sheet = sheet_xml(LEADING + rows)
    path = zipped(tmp_path / "x.xlsx", xlsx_parts(sheet, **more))  # type: ignore[arg-type]
    return cells_of(read_here(path.read_bytes()))


def inline(text: str) -> str:
    return f'<c r="A9" t="inlineStr"><is>{text}</is></c>'


def test_leading_blank_rows_and_columns_keep_their_place(tmp_path: Path) -> None:
    found = rows_of(tmp_path, '<row r="12"><c r="C12"><v>1</v></c><c r="AB12"><v>2</v></c></row>')
    assert found[12] == (None, None, 1, *[None] * 24, 2)
    assert list(found) == [1, 2, 3, 4, 5, 12]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("7.0", 7),
        ("-3", -3),
        ("007", 7),
        ("0", 0),
        ("0.1", 0.1),
        ("85366123456", 85366123456),
        ("8.5366123456E10", 85366123456),
        ("9007199254740993", 9007199254740993),
        ("12345678901234567890", 12345678901234567890),
        ("1E300", 1e300),
        ("1E-7", 1e-7),
        ("1E999", CellError("#NUM!")),
        ("NaN", CellError("#NUM!")),
        ("what", CellError("#NUM!")),
    ],
)
def test_number(tmp_path: Path, written: str, value: CellValue) -> None:
    (found,) = values(tmp_path, f'<c r="A9"><v>{written}</v></c>')
    assert found == value
    assert type(found) is type(value)


def test_booleans_and_errors(tmp_path: Path) -> None:
    cells = '<c r="A9" t="b"><v>1</v></c><c r="B9" t="b"><v>0</v></c>'
    cells += '<c r="C9" t="e"><v>#N/A</v></c><c r="D9" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    assert values(tmp_path, cells) == [True, False, CellError("#N/A"), CellError("#DIV/0!")]


def test_formula_gives_its_stored_value(tmp_path: Path) -> None:
    cells = '<c r="A9"><f>1+1</f><v>2</v></c><c r="B9" t="str"><f>"a"</f><v>a</v></c>'
    cells += '<c r="C9"><f t="shared" si="0"/><v>3</v></c><c r="D9" t="b"><f>TRUE</f><v>1</v></c>'
    assert values(tmp_path, cells) == [2, "a", 3, True]


@pytest.mark.parametrize("stored", ["", "<v/>", "<v></v>"])
def test_formula_never_calculated_is_an_error(tmp_path: Path, stored: str) -> None:
    found = values(tmp_path, f'<c r="A9"><f>1+1</f>{stored}</c>')
    assert found == [CellError(UNCALCULATED)]


def test_formula_whose_text_is_empty_is_blank(tmp_path: Path) -> None:
    cells = '<c r="A9" t="str"><f>""</f><v></v></c><c r="B9"><v>1</v></c>'
    assert values(tmp_path, cells) == [None, 1]


@pytest.mark.parametrize(
    ("code", "written", "value"),
    [
        ("yyyy-mm-dd", "44888", date(2022, 11, 23)),
        ("yyyy-mm-dd", "44888.5", datetime(2022, 11, 23, 12)),
        ("yyyy-mm-dd hh:mm", "44888", datetime(2022, 11, 23)),
        ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "44888", date(2022, 11, 23)),
        ("[$-804]aaaa", "44888", date(2022, 11, 23)),
        ("[$-404]e/m/d", "44888", date(2022, 11, 23)),
        ("h:mm", "0.4375", time(10, 30)),
        ("h:mm AM/PM", "0.4375", time(10, 30)),
        ("[h]:mm", "1.5", 1.5),
        ("[h]:mm", "0.5", time(12)),
        ("h:mm", "44888.5", datetime(2022, 11, 23, 12)),
        ("mm:ss.0", "0.5", time(12)),
        ("#,##0.00", "44888", 44888),
        ("0.00E+00", "44888", 44888),
        ("General", "44888", 44888),
        ("0&quot; days&quot;", "3", 3),
        ("@", "44888", 44888),
        ("[Red]0;[Blue]yyyy", "44888", 44888),
        ("yyyy-mm-dd", "60", 60),
        ("yyyy-mm-dd", "59", date(1900, 2, 28)),
        ("yyyy-mm-dd", "61", date(1900, 3, 1)),
        ("yyyy-mm-dd", "0", 0),
        ("yyyy-mm-dd", "-1", -1),
        ("yyyy-mm-dd", "99999999", 99999999),
        ("yyyy-mm-dd", "2958465", date(9999, 12, 31)),
        ("hh:mm:ss", "0.9999999999", 0.9999999999),
        ("yyyy-mm-dd hh:mm:ss", "44888.99999999999", datetime(2022, 11, 24)),
    ],
)
def test_date(tmp_path: Path, code: str, written: str, value: CellValue) -> None:
    (found,) = values(tmp_path, f'<c r="A9" s="1"><v>{written}</v></c>', formats=[code])
    assert found == value
    assert type(found) is type(value)


def test_dates_of_1904(tmp_path: Path) -> None:
    cells = '<c r="A9" s="1"><v>43426</v></c><c r="B9" s="1"><v>0</v></c>'
    found = values(tmp_path, cells, formats=["yyyy-mm-dd"], from_1904=True)
    assert found == [date(2022, 11, 23), date(1904, 1, 1)]


def test_date_written_as_iso(tmp_path: Path) -> None:
    cells = '<c r="A9" t="d"><v>2022-11-23</v></c><c r="B9" t="d"><v>2022-11-23T10:30:00</v></c>'
    assert values(tmp_path, cells) == [date(2022, 11, 23), datetime(2022, 11, 23, 10, 30)]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<t>plain</t>", "plain"),
        ('<t xml:space="preserve">  a  </t>', "  a  "),
        ("<t>  a  </t>", "  a  "),
        ("<t>a\nb</t>", "a\nb"),
        ("<t>a\r\nb</t>", "a\nb"),
        ("<t>a&#10;b&#x9;c</t>", "a\nb\tc"),
        ("<t>a_x000D_b</t>", "a\rb"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>_xD83D_</t>", "\ufffd"),
        ("<t>_x0000_</t>", "\ufffd"),
        ("<t>_x12_</t>", "_x12_"),
        ("<t>&lt;&amp;&gt;&quot;&apos;</t>", "<&>\"'"),
        ("<t>&amp;lt;</t>", "&lt;"),
        ('<t>"\\ \\u0041</t>', '"\\ \\u0041'),
        ("<t><![CDATA[<b>&amp;</b>]]></t>", "<b>&amp;</b>"),
        ("<t>e\u0301 é 𠮷 😀 ＋８５３\u3000\u00a0</t>", "e\u0301 é 𠮷 😀 ＋８５３\u3000\u00a0"),
        ("<r><t>陈</t></r><r><rPr><b/></rPr><t>祖荣</t></r>", "陈祖荣"),
        ('<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>', "東京"),
        ("<t/>", None),
        ("<t></t>", None),
        ("", None),
        ("<t> </t>", " "),
    ],
)
@pytest.mark.parametrize("place", ["inline", "shared"])
def test_text(tmp_path: Path, place: str, written: str, text: str | None) -> None:
    if place == "inline":
        cells, shared = inline(written), None
    else:
        others = [f"<t>{i}</t>" for i in range(20)]
        cells, shared = '<c r="A9" t="s"><v>20</v></c>', shared_xml([*others, written, *others])
    cells += '<c r="B9"><v>1</v></c>'
    assert values(tmp_path, cells, shared=shared) == [text, 1]


def test_text_that_only_looks_like_the_end_of_a_row(tmp_path: Path) -> None:
    found = rows_of(
        tmp_path,
        '<row r="9"><c r="A9" t="inlineStr"><is><t><![CDATA[</row>]]></t></is></c></row>'
        '<!-- </row><row r="10"><c r="A10"><v>1</v></c></row> -->' + " " * 200 + "<!-- -->"
        '<row r="11"><c r="A11"><v>2</v></c></row>',
    )
    assert found == {**{i: (i,) for i in range(1, 6)}, 9: ("</row>",), 11: (2,)}


def test_cells_and_rows_without_a_reference(tmp_path: Path) -> None:
    found = rows_of(tmp_path, '<row><c><v>1</v></c><c r="D6"><v>2</v></c><c><v>3</v></c></row>')
    assert found[6] == (1, None, None, 2, 3)


def test_prefixed_and_strict_names(tmp_path: Path) -> None:
    sheet = sheet_xml(LEADING)
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name}>", f"</x:{name}>")
    prefixed = sheet.replace("xmlns=", "xmlns:x=")
    strict = sheet_xml(LEADING).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    for each in (prefixed, strict):
        path = zipped(tmp_path / "x.xlsx", xlsx_parts(each))
        assert cells_of(read_here(path.read_bytes())) == {i: (i,) for i in range(1, 6)}


def test_sheet_in_utf_16(tmp_path: Path) -> None:
    sheet = sheet_xml(LEADING).replace("UTF-8", "UTF-16").encode("utf-16")
    path = zipped(tmp_path / "x.xlsx", xlsx_parts(sheet))
    assert cells_of(read_here(path.read_bytes())) == {i: (i,) for i in range(1, 6)}


def test_hidden_and_merged(tmp_path: Path) -> None:
    rows = LEADING + '<row r="7" hidden="1"><c r="B7"><v>1</v></c></row>'
    rows += '<row r="8" hidden="true"><c r="C8"><v>1</v></c></row><row r="9" hidden="1"/>'
    columns = '<cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" hidden="1"/></cols>'
    merged = '<mergeCells count="2"><mergeCell ref="A1:B3"/><mergeCell ref="C4"/></mergeCells>'
    path = zipped(tmp_path / "x.xlsx", xlsx_parts(sheet_xml(rows, columns, merged)))
    facts = read_here(path.read_bytes()).sheets[0].facts
    assert (facts.rows, facts.columns) == (7, 3)
    assert facts.hidden_rows == {7, 8}
    assert facts.hidden_columns == {1}
    assert facts.merged == (Area(1, 0, 3, 1),)


def test_sheets_in_order_the_hidden_ones_too(tmp_path: Path) -> None:
    parts = xlsx_parts(sheet_xml(""), sheet_xml(""), sheet_xml(""), names=["一", "b", "_wicco"])
    book = str(parts["xl/workbook.xml"]).replace('"_wicco"', '"_wicco" state="veryHidden"')
    parts["xl/workbook.xml"] = book.replace('"b"', '"b" state="hidden"')
    sheets = read_here(zipped(tmp_path / "x.xlsx", parts).read_bytes()).sheets
    assert [(sheet.facts.name, sheet.facts.hidden) for sheet in sheets] == [
        ("一", False),
        ("b", True),
        ("_wicco", True),
    ]
    assert list(sheets[0].rows()) == []


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    parts = xlsx_parts(sheet_xml(LEADING), content_type=MACRO_ENABLED)
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 whatever"
    book = read_here(zipped(tmp_path / "x.xlsm", parts).read_bytes())
    assert book.format == "xlsm"
    assert cells_of(book)[1] == (1,)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="9"><c r="A9" t="s"><v>0</v></c></row>',
        '<row r="9"><c r="A9" t="s"><v>-1</v></c></row>',
        '<row r="9"><c r="9A"><v>1</v></c></row>',
        '<row r="3"><c r="A3"><v>1</v></c></row>',
        '<row r="x"><c r="A3"><v>1</v></c></row>',
        '<row r="9"><c r="A9"><v>1</v></row>',
        '<row r="9"><c r="A9"><v>&x;</v></c></row>',
        '<row r="9"><c r="A9" t="inlineStr"><is><t>\x01</t></is></c></row>',
        '<row r="9"><c r="A9" t="inlineStr"><is><t>&#0;</t></is></c></row>',
        '<row r="9"><c r="A9" t="inlineStr"><is><t>a & b</t></is></c></row>',
        '<row r="9" r="10"><c r="A9"><v>1</v></c></row>',
    ],
)
def test_damage_is_refused_not_guessed_at(tmp_path: Path, rows: str) -> None:
    with pytest.raises(Refused, match="damaged"):
        rows_of(tmp_path, rows + LEADING.replace('"', "'"))
