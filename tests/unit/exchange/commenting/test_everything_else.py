"""Whatever is not concerned stays, to the byte."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from tests.unit.exchange.commenting.complaints import complaints
from tests.unit.exchange.commenting.sample_workbooks import (
    MAIN,
    PACKAGE,
    bare_parts,
    package,
    part_of,
    parts_of,
    relations,
    rich_workbook,
    sheet_xml,
)
from wicco_desktop.exchange.commenting import CellComment, save_with_comments

PEOPLE = "联系人 People"


def commented(source: Path, target: Path, *comments: tuple[str, str]) -> Path:
    asked = [CellComment(sheet, cell, "look here", "decide") for sheet, cell in comments]
    save_with_comments(source, target, asked, author="WICCO")
    assert complaints(target) == []
    return target


def raw_entries(path: Path) -> dict[str, tuple[bytes, tuple[object, ...]]]:
    """The packed bytes of every entry, and what is said about it."""
    found: dict[str, tuple[bytes, tuple[object, ...]]] = {}
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            file.seek(info.header_offset)
            head = file.read(30)
            name, extra = struct.unpack("<2H", head[26:])
            about = (info.date_time, info.external_attr, info.extra, info.comment, info.flag_bits)
            found[info.filename] = (
                head + file.read(name + extra + info.compress_size),
                (*about, info.compress_type, info.create_version, info.create_system),
            )
    return found


def test_every_part_not_concerned_is_byte_identical_packed_and_unpacked(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = commented(source, tmp_path / "b.xlsx", (PEOPLE, "B4"), ("Other", "C9"))
    before, after = raw_entries(source), raw_entries(target)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after) - set(before) == {
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing2.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }
    assert list(after)[: len(before)] == list(before)


def test_of_a_changed_part_its_date_and_rights_are_kept(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = commented(source, tmp_path / "b.xlsx", ("Other", "A1"))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        before, after = (one.getinfo("xl/styles.xml") for one in (old, new))
    assert after.date_time == before.date_time
    assert after.external_attr == before.external_attr


def test_of_a_sheet_only_the_cells_and_the_drawing_change(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = commented(source, tmp_path / "b.xlsx", (PEOPLE, "C4"))
    before = part_of(source, "xl/worksheets/sheet1.xml").decode()
    after = part_of(target, "xl/worksheets/sheet1.xml").decode()
    new = after.split('<c r="C4" s="', 1)[1].split('"', 1)[0]
    assert after.replace(f'<c r="C4" s="{new}"', '<c r="C4" s="2"') == before


def test_foreign_parts_and_foreign_words_in_the_sheet_stay(tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0"?>\r\n<!-- made by hand --><worksheet xmlns="' + MAIN + '" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:z="urn:z" mc:Ignorable="z"><sheetData>\n <row r="1" z:own=\'1 > 0\'>\t'
        '<c r=\'A1\' t="inlineStr" ><is><t>a &amp; b<![CDATA[<row r="2">]]></t></is></c > '
        '</row>\n</sheetData><z:strange><row r="9"/></z:strange><?pi?></worksheet>\n'
    )
    parts = bare_parts(
        sheet,
        more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
    )
    parts["xl/vbaProject.bin"] = bytes(range(256))
    parts["customXml/item1.xml"] = "<own/>"
    parts["customXml/_rels/item1.xml.rels"] = relations()
    source = package(tmp_path / "a.xlsm", parts)
    target = commented(source, tmp_path / "b.xlsm", ("S", "A1"))
    before, after = parts_of(source), parts_of(target)
    for name in ("xl/vbaProject.bin", "customXml/item1.xml", "customXml/_rels/item1.xml.rels"):
        assert after[name] == before[name]
    changed = after["xl/worksheets/sheet1.xml"].decode()
    drawing = changed[changed.index("<legacyDrawing") : changed.index("</worksheet>")]
    assert changed.replace(drawing, "").replace(' s="1"', "") == sheet


def test_entries_with_sizes_behind_their_data_are_copied(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    with source.open("wb") as file:

        class Pipe:
            """A file that cannot go back, as a web server's answer."""

            def write(self, data: bytes) -> int:
                return file.write(data)

            def flush(self) -> None:
                file.flush()

        with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
            for name, content in bare_parts(sheet_xml("<sheetData/>")).items():
                archive.writestr(name, content)
            archive.comment = b"of the archive"
    target = commented(source, tmp_path / "b.xlsx", ("S", "B2"))
    assert part_of(target, "xl/workbook.xml") == part_of(source, "xl/workbook.xml")
    with zipfile.ZipFile(target) as archive:
        assert archive.comment == b"of the archive"


def test_no_comment_at_all_gives_the_same_bytes(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    save_with_comments(source, tmp_path / "b.xlsx", [], author="WICCO")
    assert (tmp_path / "b.xlsx").read_bytes() == source.read_bytes()


def test_parts_are_called_what_no_other_part_is(tmp_path: Path) -> None:
    parts = bare_parts(sheet_xml("<sheetData/>"))
    parts["xl/Comments1.xml"] = "<mine/>"
    source = package(tmp_path / "a.xlsx", parts)
    target = commented(source, tmp_path / "b.xlsx", ("S", "B2"))
    assert part_of(target, "xl/Comments1.xml") == b"<mine/>"
    assert PACKAGE in part_of(target, "xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert b"../comments2.xml" in part_of(target, "xl/worksheets/_rels/sheet1.xml.rels")
