"""What the comments say, beside those that are there already, and the boxes they are shown in."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import xlsxwriter

from tests.unit.exchange.commenting.conftest import Comment, comments_in
from tests.unit.exchange.commenting.sample_workbooks import (
    MAIN,
    PERSONS,
    RELATIONS,
    THREAD_RELATION,
    THREADS,
    bare_parts,
    package,
    part_of,
    parts_of,
    png,
    relations,
    rich_workbook,
    sheet_xml,
)
from wicco_desktop.exchange.commenting import CellComment, save_with_comments
from wicco_desktop.exchange.commenting.model import LINE

PEOPLE = "联系人 People"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"


def with_comments(path: Path, inside: str, *more: tuple[str, str, str], vml: str = "") -> Path:
    """A workbook whose sheet has a comments part, and perhaps a drawing of it."""
    drawing = '<legacyDrawing r:id="rId2"/>' if vml else ""
    parts = bare_parts(
        sheet_xml(f"<sheetData/>{drawing}", f' xmlns:r="{RELATIONS}"'),
        more=f'<Override PartName="/xl/comments1.xml" ContentType="{KIND}"/>'
        '<Default Extension="vml" '
        'ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    )
    parts["xl/comments1.xml"] = f'<comments xmlns="{MAIN}">{inside}</comments>'
    if vml:
        parts["xl/vml.vml"] = vml
        more = (*more, ("rId2", f"{RELATIONS}/vmlDrawing", "../vml.vml"))
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        ("rId1", f"{RELATIONS}/comments", "../comments1.xml"), *more
    )
    return package(path, parts)


def test_a_comment_that_is_there_keeps_its_words_above_ours(
    tmp_path: Path, comment: Comment
) -> None:
    target = comment(rich_workbook(tmp_path / "a.xlsx"), {"A3": "我们的话", "B3": "new"}, PEOPLE)
    cells = openpyxl.load_workbook(target)[PEOPLE]
    assert cells["A3"].comment.text == f"Please check\n{LINE}\n我们的话"
    assert cells["A3"].comment.author == "Partner"
    assert cells["B3"].comment.author == "WICCO"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<t>plain</t>", f"plain\n{LINE}\nours"),
        ("<t/>", "ours"),
        ("", "ours"),
        ("<r><t>two </t></r><r><t>runs</t></r>", f"two runs\n{LINE}\nours"),
        ("<t>读</t><rPh sb='0' eb='1'><t>du</t></rPh>", f"读\n{LINE}\nours"),
    ],
)
def test_every_form_of_text_is_extended(
    tmp_path: Path, comment: Comment, text: str, said: str
) -> None:
    holder = f"<text>{text}</text>" if text else "<text/>"
    inside = (
        '<authors><author>P</author></authors><commentList><comment ref="B2" authorId="0">'
        f"{holder}</comment></commentList>"
    )
    target = comment(with_comments(tmp_path / "a.xlsx", inside), {"B2": "ours"})
    tree = ET.fromstring(part_of(target, "xl/comments1.xml"))
    found = tree.find(f".//{{{MAIN}}}text")
    assert found is not None
    for reading in found.findall(f"{{{MAIN}}}rPh"):
        found.remove(reading)
    assert "".join(found.itertext()) == said


def test_readings_of_characters_stay_behind_the_text(tmp_path: Path, comment: Comment) -> None:
    inside = (
        "<authors><author>P</author></authors><commentList><comment ref='B2' authorId='0'><text>"
        "<r><t>读</t></r><rPh sb='0' eb='1'><t>du</t></rPh></text></comment></commentList>"
    )
    target = comment(with_comments(tmp_path / "a.xlsx", inside), {"B2": "ours"})
    tree = ET.fromstring(part_of(target, "xl/comments1.xml"))
    found = tree.find(f".//{{{MAIN}}}text")
    assert found is not None
    assert [one.tag.rpartition("}")[2] for one in found] == ["r", "r", "rPh"]


def test_several_comments_on_one_cell_are_joined_and_the_strongest_fills_it(tmp_path: Path) -> None:
    source, target = rich_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    asked = [
        CellComment("Other", "B2", "first", "doubt"),
        CellComment("Other", "b2", "second", "error"),
        CellComment("Other", "$B$2", "first", "decide"),
    ]
    save_with_comments(source, target, asked, author="WICCO")
    cell = openpyxl.load_workbook(target)["Other"]["B2"]
    assert cell.comment.text == "first\nsecond"
    assert cell.fill.fgColor.rgb == "FFF8B4B4"


def test_the_same_comments_twice_change_nothing_the_second_time(
    tmp_path: Path, comment: Comment
) -> None:
    asked = {"A3": "ours", "B4": "new\nlines", "E3": "merged", "Z40": "far"}
    once = comment(rich_workbook(tmp_path / "a.xlsx"), asked, PEOPLE)
    twice = comment(once, asked, PEOPLE)
    assert parts_of(twice) == parts_of(once)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("<&>\"'", "<&>\"'"),
        ("  spaces kept  ", "  spaces kept  "),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("bell \x07 and \ufffe", "bell   and  "),
        ("陈祖荣 😀 𠮷", "陈祖荣 😀 𠮷"),
        ("_x0041_ is no letter", "_x005F_x0041_ is no letter"),
    ],
)
def test_any_text_arrives(tmp_path: Path, comment: Comment, asked: str, said: str) -> None:
    source = package(tmp_path / "a.xlsx", bare_parts(sheet_xml("<sheetData/>")))
    assert comments_in(comment(source, {"B2": asked})) == {"B2": said}


def test_a_text_longer_than_a_comment_can_be_is_cut(tmp_path: Path, comment: Comment) -> None:
    source = package(tmp_path / "a.xlsx", bare_parts(sheet_xml("<sheetData/>")))
    assert len(comments_in(comment(source, {"B2": "字" * 40_000}))["B2"]) == 32_000


def boxes(path: Path, name: str) -> dict[tuple[int, int], tuple[list[int], float]]:
    """By row and column: the anchor, and the height in points."""
    found = {}
    for shape in re.findall(r"<v:shape .*?</v:shape>", part_of(path, name).decode(), re.DOTALL):
        row, column, anchor = (
            re.search(f"<x:{one}>([^<]*)<", shape)[1]  # type: ignore[index]
            for one in ("Row", "Column", "Anchor")
        )
        height = re.search(r"height:([0-9.]+)pt", shape)
        assert height is not None
        place = (int(row) + 1, int(column) + 1)
        found[place] = [int(one) for one in anchor.split(",")], float(height[1])
    return found


def test_the_box_is_as_high_as_its_text(tmp_path: Path, comment: Comment) -> None:
    source = package(tmp_path / "a.xlsx", bare_parts(sheet_xml("<sheetData/>")))
    texts = {"B2": "short", "B20": "\n".join("line" for _ in range(12)), "D30": "汉字" * 80}
    found = boxes(comment(source, texts), "xl/drawings/vmlDrawing1.vml")
    short, lines, han = found[2, 2], found[20, 2], found[30, 4]
    assert short[1] < lines[1]
    assert short[1] < han[1]
    for anchor, height in (short, lines, han):
        pixels = (anchor[6] - anchor[2]) * 20 + anchor[7] - anchor[3]
        assert abs(pixels * 0.75 - height) < 2


def test_the_box_knows_wide_columns_and_high_rows(tmp_path: Path, comment: Comment) -> None:
    rows = "".join(f'<row r="{row}" ht="150" customHeight="1"/>' for row in range(1, 9))
    text = sheet_xml(f'<cols><col min="3" max="3" width="60"/></cols><sheetData>{rows}</sheetData>')
    source = package(tmp_path / "a.xlsx", bare_parts(text))
    anchor, _ = boxes(comment(source, {"B2": "x"}), "xl/drawings/vmlDrawing1.vml")[2, 2]
    assert anchor == [2, 15, 0, 2, 2, 275, 0, 62]


def test_the_box_of_an_extended_comment_grows(tmp_path: Path, comment: Comment) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    name = "xl/drawings/vmlDrawing1.vml"
    before = boxes(source, name)[3, 1]
    target = comment(source, {"A3": "\n".join("more" for _ in range(20))}, PEOPLE)
    after = boxes(target, name)[3, 1]
    assert after[0][:4] == before[0][:4]
    assert after[0][6] > before[0][6]
    assert after[1] > before[1]


def test_more_comments_than_a_block_of_shapes_takes(tmp_path: Path, comment: Comment) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = comment(source, {f"A{row}": "x" for row in range(1, 1101)}, "Other")
    drawing = part_of(target, "xl/drawings/vmlDrawing2.vml").decode()
    assert 'data="2,3"' in drawing
    assert len(set(re.findall(r'id="_x0000_s(\d+)"', drawing))) == 1100


def test_a_drawing_that_is_no_xml_is_extended(tmp_path: Path, comment: Comment) -> None:
    vml = (
        '<xml xmlns:w="urn:schemas-microsoft-com:vml" '
        'xmlns:of="urn:schemas-microsoft-com:office:office" '
        'xmlns:ex="urn:schemas-microsoft-com:office:excel">'
        '<of:shapelayout w:ext="edit"><of:idmap w:ext="edit" data="4"/></of:shapelayout>'
        '<w:shape id="button"><w:textbox><font>Press<br>me</font></w:textbox>'
        '<ex:ClientData ObjectType="Button"/></w:shape></xml>'
    )
    inside = "<authors/><commentList/>"
    source, target = with_comments(tmp_path / "a.xlsx", inside, vml=vml), tmp_path / "b.xlsx"
    save_with_comments(source, target, [CellComment("S", "B2", "x", "error")], author="W")
    after = part_of(target, "xl/vml.vml").decode()
    assert vml.split("</of:shapelayout>")[1].removesuffix("</xml>") in after
    assert 'data="4,5"' in after
    assert '<w:shape id="_x0000_s5121" type="#_x0000_t202"' in after
    assert after.endswith("</ex:ClientData></w:shape></xml>")
    assert part_of(target, "xl/worksheets/sheet1.xml").count(b"legacyDrawing") == 1


def threaded(path: Path) -> Path:
    """A workbook with a thread at B2, as Excel writes it."""
    inside = (
        "<authors><author>tc={11111111-0000-0000-0000-000000000001}</author></authors>"
        '<commentList><comment ref="B2" authorId="0" shapeId="0"><text><t>[Threaded comment]\n\n'
        "Comment:\n    Is he still there?</t></text></comment></commentList>"
    )
    source = with_comments(
        path.with_suffix(".part.xlsx"),
        inside,
        ("rId5", THREAD_RELATION, "../threadedComments/threadedComment1.xml"),
    )
    parts: dict[str, str | bytes] = dict(parts_of(source))
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="B2" '
        'dT="2026-01-02T03:04:05.00" personId="{22222222-0000-0000-0000-000000000001}" '
        'id="{11111111-0000-0000-0000-000000000001}"><text>Is he still there?</text>'
        "</threadedComment></ThreadedComments>"
    )
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{THREADS}"><person displayName="Partner" '
        'id="{22222222-0000-0000-0000-000000000001}" userId="p" providerId="None"/></personList>'
    )
    person = f'<Relationship Id="rId8" Type="{PERSONS}" Target="persons/person.xml"/>'
    types = (
        '<Override PartName="/xl/persons/person.xml" '
        'ContentType="application/vnd.ms-excel.person+xml"/>'
        '<Override PartName="/xl/threadedComments/threadedComment1.xml" '
        'ContentType="application/vnd.ms-excel.threadedcomments+xml"/>'
    )
    for name, added in (("xl/_rels/workbook.xml.rels", person), ("[Content_Types].xml", types)):
        content = parts[name]
        assert isinstance(content, bytes)
        start, closing = content.rsplit(b"</", 1)
        parts[name] = start + added.encode() + b"</" + closing
    return package(path, parts)


def test_in_a_thread_ours_is_an_answer(tmp_path: Path, comment: Comment) -> None:
    source = threaded(tmp_path / "a.xlsx")
    target = comment(source, {"B2": "He left & moved", "B9": "elsewhere"})
    tree = ET.fromstring(part_of(target, "xl/threadedComments/threadedComment1.xml"))
    first, second = tree
    assert second.get("parentId") == first.get("id")
    assert second.get("ref") == "B2"
    assert "".join(second.itertext()) == "He left & moved"
    persons = ET.fromstring(part_of(target, "xl/persons/person.xml"))
    assert [one.get("displayName") for one in persons] == ["Partner", "WICCO"]
    assert second.get("personId") == persons[1].get("id")
    assert comments_in(target) == {
        "B2": "[Threaded comment]\n\nComment:\n    Is he still there?\nReply:\n    He left & moved",
        "B9": "elsewhere",
    }


def test_an_answer_is_not_given_twice(tmp_path: Path, comment: Comment) -> None:
    once = comment(threaded(tmp_path / "a.xlsx"), {"B2": "He left"})
    assert parts_of(comment(once, {"B2": "He left"})) == parts_of(once)


def test_threads_of_other_cells_stay_to_the_byte(tmp_path: Path, comment: Comment) -> None:
    source = threaded(tmp_path / "a.xlsx")
    target = comment(source, {"C3": "other"})
    for name in ("xl/threadedComments/threadedComment1.xml", "xl/persons/person.xml"):
        assert part_of(target, name) == part_of(source, name)


def test_the_picture_in_the_header_is_not_taken_for_the_boxes(
    tmp_path: Path, comment: Comment
) -> None:
    source = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(source)
    sheet = book.add_worksheet("S")
    picture = tmp_path / "dot.png"
    picture.write_bytes(png())
    sheet.set_header("&L&G", {"image_left": str(picture)})
    book.close()
    target = comment(source, {"B2": "x"})
    old = part_of(source, "xl/drawings/vmlDrawing1.vml")
    assert part_of(target, "xl/drawings/vmlDrawing1.vml") == old
    assert comments_in(target) == {"B2": "x"}
