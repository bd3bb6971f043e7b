"""Workbooks as partners have them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PERSONS = "http://schemas.microsoft.com/office/2017/10/relationships/person"
THREAD_RELATION = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def rich_workbook(path: Path) -> Path:
    """Made with XlsxWriter: formats, a chart, a picture, rules, a comment, merged cells."""
    book = xlsxwriter.Workbook(path)
    sheet, other, quiet = (book.add_worksheet(name) for name in ("联系人 People", "Other", "Quiet"))
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    money = book.add_format({"num_format": "#,##0.00", "font_color": "#0000AA"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "right"})
    sheet.write_row(0, 0, ("Name", "Mobile", "Amount", "Since", "Group"), head)
    for row in range(1, 21):
        sheet.write(row, 0, f"陈祖荣 {row}")
        sheet.write_string(row, 1, f"+853 0{row}")
        sheet.write_number(row, 2, row * 1.5, money)
        sheet.write_number(row, 3, 44000 + row, day)
    sheet.merge_range("E2:E6", "secretariat")
    sheet.write_formula("C22", "=SUM(C2:C21)", money, 315)
    sheet.set_column("A:A", 24)
    sheet.set_row(4, 40)
    sheet.freeze_panes(1, 0)
    sheet.autofilter("A1:E21")
    sheet.data_validation("A2:A21", {"validate": "length", "criteria": ">", "value": 1})
    rule = {"type": "cell", "criteria": ">", "value": 20, "format": head}
    sheet.conditional_format("C2:C21", rule)
    sheet.insert_image("H2", "dot.png", {"image_data": io.BytesIO(png())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": ["联系人 People", 1, 2, 20, 2]})
    sheet.insert_chart("H8", chart)
    sheet.write_comment("A3", "Please check", {"author": "Partner"})
    other.write("A1", "only this")
    other.set_column("C:C", 12, day)
    quiet.write("B2", 7)
    quiet.insert_image("D2", "dot.png", {"image_data": io.BytesIO(png())})
    book.close()
    return path


def package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A package made by hand."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def relations(*ones: tuple[str, str, str]) -> str:
    """A relationships part, from (id, type, target)."""
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in ones
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def bare_parts(
    sheet: str | bytes,
    *,
    part: str = "xl/worksheets/sheet1.xml",
    target: str | None = None,
    main: str = MAIN,
    types: str = RELATIONS,
    more: str = "",
) -> dict[str, str | bytes]:
    """The parts of the smallest workbook there is: one sheet, no styles."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/{part.replace(" ", "%20")}" ContentType="{kind}.worksheet+xml"/>'
            f"{more}</Types>"
        ),
        "_rels/.rels": relations(("rId1", f"{types}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{types}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId7"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId7", f"{types}/worksheet", target or part.removeprefix("xl/"))
        ),
        part: sheet,
    }


def sheet_xml(inside: str, attributes: str = "") -> str:
    """A worksheet part around what is in it."""
    return f'<worksheet xmlns="{MAIN}"{attributes}>{inside}</worksheet>'


def part_of(path: Path, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a package, in order."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
