"""Cells in every kind of sheet: found or put in, filled in the style they have."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.unit.exchange.commenting.conftest import Comment, comments_in
from tests.unit.exchange.commenting.sample_workbooks import (
    MAIN,
    RELATIONS,
    STRICT_MAIN,
    STRICT_RELATIONS,
    bare_parts,
    package,
    part_of,
    rich_workbook,
    sheet_xml,
)

SHEET = "xl/worksheets/sheet1.xml"


def sheet_after(path: Path, name: str = SHEET) -> str:
    """A sheet as it is now, without the drawing and without the numbers of styles."""
    text = part_of(path, name).decode()
    return re.sub(r"<(?:\w+:)?legacyDrawing[^>]*/>", "", text)


def cells(inside: str, attributes: str = "") -> str:
    return sheet_xml(f"<sheetData>{inside}</sheetData>", attributes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '<row r="2"><c r="B2" s="1"/></row>'),
        ('<row r="2"/>', '<row r="2"><c r="B2" s="1"/></row>'),
        ('<row r="2"></row>', '<row r="2"><c r="B2" s="1"/></row>'),
        ('<row r="1"/><row r="3"/>', '<row r="1"/><row r="2"><c r="B2" s="1"/></row><row r="3"/>'),
        (
            '<row r="2"><c r="A2"/><c r="C2"/></row>',
            '<row r="2"><c r="A2"/><c r="B2" s="1"/><c r="C2"/></row>',
        ),
        (
            '<row r="2"><c r="A2"><v>1</v></c></row>',
            '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"/></row>',
        ),
        (
            '<row r="2" spans="3:4"><c r="C2"/></row>',
            '<row r="2" spans="2:4"><c r="B2" s="1"/><c r="C2"/></row>',
        ),
        ("<row/><row><c/><c/></row>", '<row/><row><c/><c s="1"/></row>'),
        ("<row><c/></row><row><c/></row>", '<row><c/></row><row><c/><c r="B2" s="1"/></row>'),
        ("<row r='2'><c r='B2' s='0'/></row>", "<row r='2'><c r='B2' s=\"1\"/></row>"),
    ],
)
def test_the_cell_is_found_or_put_at_its_place(
    tmp_path: Path, comment: Comment, before: str, after: str
) -> None:
    source = package(tmp_path / "a.xlsx", bare_parts(cells(before)))
    target = comment(source, {"B2": "look"})
    assert sheet_after(target) == cells(after)
    assert comments_in(target) == {"B2": "look"}


def test_an_empty_sheet_gets_rows_in_order(tmp_path: Path, comment: Comment) -> None:
    source = package(tmp_path / "a.xlsx", bare_parts(sheet_xml("<sheetData/>")))
    target = comment(source, {"C7": "c", "A7": "a", "B2": "b"})
    assert sheet_after(target) == cells(
        '<row r="2"><c r="B2" s="1"/></row><row r="7"><c r="A7" s="1"/><c r="C7" s="1"/></row>'
    )


def test_the_dimension_holds_the_cells(tmp_path: Path, comment: Comment) -> None:
    text = sheet_xml('<dimension ref="B2"/><sheetData/>')
    target = comment(package(tmp_path / "a.xlsx", bare_parts(text)), {"D9": "far"})
    assert '<dimension ref="B2:D9"/>' in sheet_after(target)


@pytest.mark.parametrize(
    ("main", "types"), [(MAIN, RELATIONS), (STRICT_MAIN, STRICT_RELATIONS)], ids=["usual", "strict"]
)
def test_a_prefix_on_the_main_namespace(
    tmp_path: Path, comment: Comment, main: str, types: str
) -> None:
    text = (
        f'<x:worksheet xmlns:x="{main}" xmlns:rel="{types}"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData><x:tableParts count="0"/>'
        "</x:worksheet>"
    )
    source = package(tmp_path / "a.xlsx", bare_parts(text, main=main, types=types))
    target = comment(source, {"A1": "one", "B1": "two"})
    assert part_of(target, SHEET).decode() == text.replace(
        '<x:c r="A1"><x:v>1</x:v></x:c>',
        '<x:c r="A1" s="1"><x:v>1</x:v></x:c><x:c r="B1" s="1"/>',
    ).replace("<x:tableParts", '<x:legacyDrawing rel:id="rId1"/><x:tableParts')
    assert f'"{types}/comments"' in part_of(target, "xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert f'xmlns="{main}"' in part_of(target, "xl/comments1.xml").decode()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig", "iso-8859-1"])
def test_parts_in_other_encodings_stay_in_them(
    tmp_path: Path, comment: Comment, encoding: str
) -> None:
    declared = {"iso-8859-1": "iso-8859-1", "utf-8-sig": "utf-8"}.get(encoding, "utf-16")
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    text = f'{mark}<?xml version="1.0" encoding="{declared}"?>' + cells(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Façade</t></is></c></row>'
    )
    source = package(tmp_path / "a.xlsx", bare_parts(text.encode(encoding)))
    target = comment(source, {"A1": "陈"})
    changed = part_of(target, SHEET).decode(encoding)
    assert '<c r="A1" t="inlineStr" s="1"><is><t>Façade</t>' in changed
    assert re.sub(r"<legacyDrawing.*?/>", "", changed).replace(' s="1"', "") == text


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("xl/worksheets/Sheet 1.xml", "worksheets/Sheet%201.xml"),
        ("xl/worksheets/Sheet 1.xml", "worksheets/Sheet 1.xml"),
        ("xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        ("other/deep/数据.xml", "../other/deep/数据.xml"),
        ("xl/worksheets/sheet1.xml", "Worksheets/SHEET1.xml"),
    ],
)
def test_sheets_of_any_name_are_found(
    tmp_path: Path, comment: Comment, part: str, target: str
) -> None:
    parts = bare_parts(cells('<row r="1"><c r="A1"/></row>'), part=part, target=target)
    written = comment(package(tmp_path / "a.xlsx", parts), {"A1": "here"})
    assert '<c r="A1" s="1"/>' in sheet_after(written, part)


def test_number_format_font_border_and_alignment_stay(tmp_path: Path, comment: Comment) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = comment(source, {"C5": "amount", "D5": "day", "A1": "head"}, "联系人 People", "doubt")
    old, new = (openpyxl.load_workbook(path)["联系人 People"] for path in (source, target))
    for name in ("C5", "D5", "A1"):
        before, after = old[name], new[name]
        assert after.value == before.value
        assert after.number_format == before.number_format
        for look in ("font", "border", "alignment", "protection"):
            assert repr(getattr(after, look)) == repr(getattr(before, look))
        assert after.fill.fgColor.rgb == "FFFFF8C5"


def test_a_missing_cell_takes_the_style_of_its_row_or_column(
    tmp_path: Path, comment: Comment
) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = comment(source, {"C9": "of the column"}, "Other")
    assert openpyxl.load_workbook(target)["Other"]["C9"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("meaning", "colour"), [("error", "FFF8B4B4"), ("decide", "FFFFD37F"), ("doubt", "FFFFF8C5")]
)
def test_each_meaning_has_its_colour(
    tmp_path: Path, comment: Comment, meaning: str, colour: str
) -> None:
    source = package(tmp_path / "a.xlsx", bare_parts(cells("")))
    target = comment(source, {"A1": "x"}, meaning=meaning)
    assert openpyxl.load_workbook(target)["S"]["A1"].fill.fgColor.rgb == colour


def test_many_cells_of_one_style_share_one(tmp_path: Path, comment: Comment) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    styles = part_of(source, "xl/styles.xml").decode().split("<cellXfs")[1].split("<xf")
    target = comment(source, {f"C{row}": "x" for row in range(2, 20)}, "联系人 People")
    after = part_of(target, "xl/styles.xml").decode().split("<cellXfs")[1].split("<xf")
    assert len(after) == len(styles) + 1


def test_a_style_sheet_nothing_refers_to_does_not_stand_in_the_way(
    tmp_path: Path, comment: Comment
) -> None:
    parts = bare_parts(cells(""))
    parts["xl/styles.xml"] = "<theirs/>"
    target = comment(package(tmp_path / "a.xlsx", parts), {"A1": "x"})
    assert part_of(target, "xl/styles.xml") == b"<theirs/>"
    assert b"FFF8B4B4" in part_of(target, "xl/styles1.xml")


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<fonts count="1"><font/></fonts><borders count="1"><border/></borders>',
        '<fonts count="1"><font/></fonts><fills count="0"/><cellXfs count="0"/><dxfs count="0"/>',
        '<fonts count="1"><font/></fonts><cellXfs><xf numFmtId="14" fontId="0"/></cellXfs>',
    ],
)
def test_styles_with_parts_missing_are_completed(
    tmp_path: Path, comment: Comment, inside: str
) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    parts = bare_parts(
        cells('<row r="1"><c r="A1"/></row>'),
        more=f'<Override PartName="/xl/styles.xml" ContentType="{kind}"/>',
    )
    parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{inside}</styleSheet>'
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    )
    target = comment(package(tmp_path / "a.xlsx", parts), {"A1": "x"})
    styles = part_of(target, "xl/styles.xml").decode()
    number = re.search(r'<c r="A1" s="(\d+)"', sheet_after(target))
    assert number is not None
    style = re.findall(r"<xf[^>]*>", styles.split("<cellXfs")[1])[int(number[1])]
    fill = re.search(r'fillId="(\d+)"', style)
    assert fill is not None
    assert "FFF8B4B4" in re.findall(r"<fill>.*?</fill>", styles)[int(fill[1])]


def test_a_comment_inside_merged_cells_goes_to_the_one_that_is_shown(
    tmp_path: Path, comment: Comment
) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = comment(source, {"E4": "of four", "E5": "of five", "E7": "own"}, "联系人 People")
    found = comments_in(target, "联系人 People")
    assert found == {"A3": "Please check", "E2": "of four\nof five", "E7": "own"}


def test_a_tag_cut_by_the_end_of_a_chunk_is_still_one(
    tmp_path: Path, comment: Comment, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = cells('<row r="2" ht="15.5"><c r="B2" t="inlineStr"><is><t>陈祖荣</t></is></c></row>')
    source = package(tmp_path / "a.xlsx", bare_parts(text))
    whole = sheet_after(comment(source, {"B2": "x", "C2": "y"}))
    for size in (1, 2, 3, 7):
        monkeypatch.setattr("wicco_desktop.exchange.commenting.package.CHUNK", size)
        assert sheet_after(comment(source, {"B2": "x", "C2": "y"})) == whole
