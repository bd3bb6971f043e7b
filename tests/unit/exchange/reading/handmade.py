"""Workbooks made part by part, as no library would write them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_ENABLED = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"

Parts = Mapping[str, str | bytes]


def zipped(path: Path, parts: Parts, level: int = 6) -> Path:
    """A zip with these parts, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A sheet with these rows."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def shared_xml(items: Iterable[str]) -> str:
    """A table of texts, each already as XML within ``si``."""
    inside = "".join(f"<si>{item}</si>" for item in items)
    return f'{DECLARATION}<sst xmlns="{MAIN}">{inside}</sst>'


def xlsx_parts(
    *sheets: str | bytes,
    shared: str | bytes | None = None,
    formats: Iterable[str] = (),
    from_1904: bool = False,
    names: Iterable[str] = (),
    content_type: str = _SHEET_MAIN,
    book_before: str = "",
) -> dict[str, str | bytes]:
    """The parts of a package with these sheets; ``formats`` are codes, cell formats from 1 on."""
    titles = [*names, *(f"Sheet{i}" for i in range(len(sheets)))]
    listed = "".join(
        f'<sheet name="{titles[i]}" sheetId="{i + 1}" r:id="rId{i + 1}"/>'
        for i in range(len(sheets))
    )
    related = "".join(
        f'<Relationship Id="rId{i + 1}" Type="{RELATIONS}/worksheet"'
        f' Target="worksheets/sheet{i + 1}.xml"/>'
        for i in range(len(sheets))
    )
    epoch = '<workbookPr date1904="1"/>' if from_1904 else ""
    codes = "".join(
        f'<numFmt numFmtId="{164 + i}" formatCode="{code}"/>' for i, code in enumerate(formats)
    )
    cells = "".join(f'<xf numFmtId="{164 + i}"/>' for i, _ in enumerate(formats))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": _relations(("rId1", f"{RELATIONS}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{book_before}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"{epoch}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
        f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>',
    }
    for i, sheet in enumerate(sheets):
        parts[f"xl/worksheets/sheet{i + 1}.xml"] = sheet
    if shared is not None:
        parts["xl/sharedStrings.xml"] = shared
    return parts


def _relations(*relations: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"/>'
        for id_, type_, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def ods_parts(tables: str, styles: str = "") -> dict[str, str | bytes]:
    """The parts of a spreadsheet with these tables."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(
        f'xmlns:{prefix}="{urn}:{prefix}:1.0"' for prefix in ("office", "table", "text", "style")
    )
    calcext = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"{DECLARATION}<office:document-content {names} {calcext}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
    }


# ---- binary workbooks ----------------------------------------------------------------------


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of a binary part."""
    return _varying(kind) + _varying(len(content)) + content


def _varying(number: int) -> bytes:
    written = bytearray()
    while number >= 0x80:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def wide(text: str) -> bytes:
    """A text with its length in front."""
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    """A row (from 1) and its cells."""
    head = struct.pack("<IIHBBB", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0)
    return record(0, head + struct.pack("<I", 0)) + b"".join(cells)


def cell(kind: int, column: int, content: bytes = b"", style: int = 0) -> bytes:
    """A cell with its column."""
    return record(kind, struct.pack("<II", column, style) + content)


def short_cell(kind: int, content: bytes = b"", style: int = 0) -> bytes:
    """A cell right of the one before."""
    return record(kind, struct.pack("<I", style) + content)


def packed_integer(number: int) -> bytes:
    """An integer of 30 bits."""
    return struct.pack("<i", number << 2 | 2)


def xlsb_parts(
    rows: bytes,
    *,
    after: bytes = b"",
    before: bytes = b"",
    texts: Iterable[str] = (),
    formats: Iterable[str] = (),
    from_1904: bool = False,
    state: int = 0,
) -> dict[str, str | bytes]:
    """The parts of a binary workbook of one sheet; ``formats`` as in ``xlsx_parts``."""
    formats = list(formats)
    codes, cells = b"", record(47, struct.pack("<HH", 0, 0) + bytes(12))
    for i, code in enumerate(formats):
        codes += record(44, struct.pack("<H", 164 + i) + wide(code))
        cells += record(47, struct.pack("<HH", 0, 164 + i) + bytes(12))
    book = record(131) + record(153, struct.pack("<II", int(from_1904), 0) + wide(""))
    sheet = struct.pack("<II", state, 1) + wide("rId1") + wide("表 Sheet")
    book += record(143) + record(156, sheet) + record(144) + record(132)
    parts = xlsx_parts(content_type=_BINARY)
    types = str(parts["[Content_Types].xml"]).replace("workbook.xml", "workbook.bin")
    related = _relations(
        ("rId1", f"{RELATIONS}/worksheet", "worksheets/sheet1.bin"),
        ("rId2", f"{RELATIONS}/styles", "styles.bin"),
        ("rId3", f"{RELATIONS}/sharedStrings", "sharedStrings.bin"),
    )
    texts = list(texts)
    shared = b"".join(record(19, b"\0" + wide(text)) for text in texts)
    count = struct.pack("<II", len(texts), len(texts))
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations(("rId1", f"{RELATIONS}/officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": related,
        "xl/styles.bin": record(278)
        + record(615, struct.pack("<I", len(formats)))
        + codes
        + record(616)
        + record(626)
        + record(47, struct.pack("<HH", 0, 164) + bytes(12))  # a style, not of cells
        + record(627)
        + record(617, struct.pack("<I", len(formats) + 1))
        + cells
        + record(618)
        + record(279),
        "xl/sharedStrings.bin": record(159, count) + shared + record(160),
        "xl/worksheets/sheet1.bin": record(129)
        + record(148, struct.pack("<IIII", 0, 9, 0, 9))
        + before
        + record(145)
        + rows
        + record(146)
        + after
        + record(130),
    }
