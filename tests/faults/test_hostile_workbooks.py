"""Workbooks made to harm whoever reads them: one sentence each, in little time and memory.

The reading process is measured as the system counts it, and must be gone afterwards.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.unit.exchange.reading.handmade import (
    cell,
    ods_parts,
    row,
    shared_xml,
    sheet_xml,
    xlsb_parts,
    xlsx_parts,
    zipped,
)
from wicco_desktop.exchange.cells import RawRow, column_letter
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.foundation.errors import UsageError

MEGABYTE = 1 << 20
ZEROS = bytes(MEGABYTE)

MEASURED = """
import json, resource, sys, time
from pathlib import Path
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.foundation.errors import UsageError
started = time.monotonic()
try:
    read_workbook(Path(sys.argv[1]))
except UsageError as problem:
    print(problem)
else:
    print("read")
print(time.monotonic() - started)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(used if sys.platform == "darwin" else used * 1024)
"""


def refused(path: Path) -> str:
    """The sentence that a file is refused with, after at most 10 s and 300 MB."""
    if os.name == "nt":
        with pytest.raises(UsageError) as problem:
            read_workbook(path)
        return str(problem.value)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        timeout=60,
        check=True,
    )
    sentence, seconds, peak = done.stdout.splitlines()
    assert sentence.startswith(f"{path.name} cannot be read, because ")
    assert float(seconds) <= 10
    assert int(peak) <= 300 * MEGABYTE
    return sentence


def rows_of(path: Path) -> list[RawRow]:
    return list(read_workbook(path).sheets[0].rows())


def streamed(path: Path, parts: dict[str, str | bytes], name: str, pieces: int) -> Path:
    """A package in which one part is megabytes of zeros behind what is given for it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for each, content in parts.items():
            with package.open(each, "w") as part:
                part.write(content if isinstance(content, bytes) else content.encode())
                if each == name:
                    for _ in range(pieces):
                        part.write(ZEROS)
    return path


def test_zip_bomb(tmp_path: Path) -> None:
    parts = xlsx_parts(sheet_xml(""))
    path = streamed(tmp_path / "bomb.xlsx", parts, "xl/worksheets/sheet1.xml", 100)
    assert "unpack to far more" in refused(path)


def test_zip_bomb_beside_the_sheets(tmp_path: Path) -> None:
    parts = {**xlsx_parts(sheet_xml("")), "xl/media/image1.png": b""}
    path = streamed(tmp_path / "bomb.xlsx", parts, "xl/media/image1.png", 100)
    assert "unpack to far more" in refused(path)


def test_bomb_of_many_small_parts(tmp_path: Path) -> None:
    parts = xlsx_parts(sheet_xml(""))
    parts |= {f"xl/media/image{i}.png": ZEROS for i in range(100)}
    assert "unpack to far more" in refused(zipped(tmp_path / "many.xlsx", parts, level=1))


def test_zip_in_a_zip_is_never_opened(tmp_path: Path) -> None:
    inner = streamed(tmp_path / "inner.xlsx", {"x": b""}, "x", 100).read_bytes()
    parts = xlsx_parts(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    parts["xl/embeddings/inner.xlsx"] = inner
    assert rows_of(zipped(tmp_path / "nested.xlsx", parts)) == [RawRow(1, (1,))]


def test_parts_that_share_their_data(tmp_path: Path) -> None:
    path = tmp_path / "overlap.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in xlsx_parts(sheet_xml("")).items():
            package.writestr(name, content)
        package.writestr("big", os.urandom(4096))
        big = package.getinfo("big")
        for number in range(50):
            other = zipfile.ZipInfo(f"b{number:02}")
            for slot in ("compress_type", "CRC", "file_size", "compress_size", "header_offset"):
                setattr(other, slot, getattr(big, slot))
            package.filelist.append(other)
    assert "unpack to far more" in refused(path)


def test_header_that_lies_about_its_size(tmp_path: Path) -> None:
    parts = xlsx_parts(sheet_xml(""))
    path = streamed(tmp_path / "liar.xlsx", parts, "xl/worksheets/sheet1.xml", 100)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        real = package.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(content.replace(struct.pack("<I", real), struct.pack("<I", 1000)))
    refused(path)


EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize("declared", [EXTERNAL, LAUGHS], ids=["external", "laughs"])
@pytest.mark.parametrize("place", ["sheet", "texts", "book", "elsewhere", "utf-16"])
def test_document_type_anywhere(tmp_path: Path, declared: str, place: str) -> None:
    inside = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row>')
    sheet = declared + inside.split("\n", 1)[1] if place == "sheet" else sheet_xml("")
    shared = declared + shared_xml(["<t>&i;</t>"]).split("\n", 1)[1] if place == "texts" else None
    parts = xlsx_parts(sheet, shared=shared, book_before=declared if place == "book" else "")
    if place == "elsewhere":
        parts["docProps/app.xml"] = f"{declared}<x>&i;</x>"
    if place == "utf-16":
        parts["docProps/app.xml"] = f"{declared}<x>&i;</x>".encode("utf-16")
    assert "definitions that a workbook never has" in refused(zipped(tmp_path / "x.xlsx", parts))


def test_document_type_in_an_ods(tmp_path: Path) -> None:
    parts = ods_parts("")
    declaration, rest = str(parts["content.xml"]).split("\n", 1)
    parts["content.xml"] = declaration + LAUGHS + rest
    assert "definitions that a workbook never has" in refused(zipped(tmp_path / "x.ods", parts))


def test_far_cell_is_read_like_any_other(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = zipped(tmp_path / "far.xlsx", xlsx_parts(sheet_xml(rows)))
    first, last = rows_of(path)
    assert first == RawRow(1, (1,))
    assert last.number == 1_048_576
    assert last.cells == (*[None] * 16_383, 2)


@pytest.mark.parametrize("reference", ["XFE1", "ZZZ1", "A1048577", "A9999999"])
def test_cell_beyond_the_last_one(tmp_path: Path, reference: str) -> None:
    number = reference.lstrip("AXFEZ")
    rows = f'<row r="{number}"><c r="{reference}"><v>1</v></c></row>'
    assert "more than 1" in refused(zipped(tmp_path / "far.xlsx", xlsx_parts(sheet_xml(rows))))


def test_far_cells_in_every_row(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(1, 5000))
    path = zipped(tmp_path / "wide.xlsx", xlsx_parts(sheet_xml(rows)))
    assert "more than 50,000,000 cells" in refused(path)


def test_wrong_dimension_is_ignored(tmp_path: Path) -> None:
    rows = '<row r="7"><c r="C7"><v>7</v></c></row>'
    for claimed in ("A1", "A1:XFD1048576", "nonsense"):
        sheet = sheet_xml(rows, before=f'<dimension ref="{claimed}"/>')
        path = zipped(tmp_path / "dimension.xlsx", xlsx_parts(sheet))
        assert rows_of(path) == [RawRow(7, (None, None, 7))]


LONG = {
    "text": '<row r="1"><c r="A1" t="inlineStr"><is><t>',
    "attribute": '<row r="',
    "comment": "<!--",
    "end of a row": '<row r="1"><c r="A1"/></row ',
}


@pytest.mark.parametrize(("kind", "megabytes"), [(kind, 30) for kind in LONG] + [("text", 300)])
def test_one_thing_that_never_ends(tmp_path: Path, kind: str, megabytes: int) -> None:
    start, _ = sheet_xml(LONG[kind] + "|").split("|")
    path = tmp_path / "long.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in xlsx_parts(start).items():
            with package.open(name, "w") as part:
                part.write(content if isinstance(content, bytes) else content.encode())
                for _ in range(megabytes if name.endswith("sheet1.xml") else 0):
                    # Some of it random, or it would be refused as a bomb before it is read.
                    part.write((os.urandom(8192).hex() + "x" * (MEGABYTE - 16384)).encode())
    assert "unpack" not in refused(path)


def test_long_text_in_the_table_of_texts(tmp_path: Path) -> None:
    long = f"<t>{os.urandom(200_000).hex()}</t>"
    parts = xlsx_parts(sheet_xml(""), shared=shared_xml([long]))
    assert "more than 100,000 characters" in refused(zipped(tmp_path / "long.xlsx", parts))


def test_one_long_text_in_every_cell(tmp_path: Path) -> None:
    text = os.urandom(40_000).hex()
    letters = [column_letter(i) for i in range(16_384)]
    rows = "".join(f'<c r="{letter}1" t="s"><v>0</v></c>' for letter in letters)
    sheet = sheet_xml(f'<row r="1">{rows}</row>')
    parts = xlsx_parts(sheet, shared=shared_xml([f"<t>{text}</t>"]))
    assert "too much memory" in refused(zipped(tmp_path / "all.xlsx", parts))


def test_thousands_of_sheets(tmp_path: Path) -> None:
    path = zipped(tmp_path / "sheets.xlsx", xlsx_parts(*[sheet_xml("")] * 3000), level=1)
    assert "more than 1,000 sheets" in refused(path)


def test_twenty_thousand_parts(tmp_path: Path) -> None:
    parts = {**xlsx_parts(sheet_xml("")), **{f"x{i}": b"" for i in range(20_000)}}
    path = tmp_path / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    assert "more than 10,000 parts" in refused(path)


def test_elements_in_elements_without_end(tmp_path: Path) -> None:
    deep = "<a>" * 500_000
    path = zipped(tmp_path / "deep.xlsx", xlsx_parts(sheet_xml("", after=deep)))
    assert "nested too deeply" in refused(path)


def test_parts_that_refer_to_each_other_in_a_circle(tmp_path: Path) -> None:
    parts = xlsx_parts(sheet_xml(""))
    target = "worksheets/sheet1.xml"
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        target, "workbook.xml"
    )
    assert not rows_of(zipped(tmp_path / "circle.xlsx", parts))


def test_ods_rows_and_cells_repeated_to_the_end(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
    blank += ' table:number-columns-repeated="16384"/></table:table-row>'
    path = zipped(
        tmp_path / "blank.ods", ods_parts(f'<table:table table:name="a">{blank}</table:table>')
    )
    assert rows_of(path) == []
    filled = blank.replace("/></table:table-row>", "><text:p>x</text:p></table:table-cell>")
    filled += "</table:table-row>"
    path = zipped(
        tmp_path / "full.ods", ods_parts(f'<table:table table:name="a">{filled}</table:table>')
    )
    assert "more than 50,000,000 cells" in refused(path)


def test_ods_that_repeats_beyond_all_numbers(tmp_path: Path) -> None:
    row_ = '<table:table-row table:number-rows-repeated="999999999"><table:table-cell>'
    row_ += "<text:p>x</text:p></table:table-cell></table:table-row>"
    path = zipped(
        tmp_path / "far.ods", ods_parts(f'<table:table table:name="a">{row_}</table:table>')
    )
    assert "more than 1,048,576 rows" in refused(path)


def test_xlsb_with_a_cell_far_away_and_a_record_without_end(tmp_path: Path) -> None:
    rows = row(1_048_576, cell(4, 16_383, b"\1"))
    assert rows_of(zipped(tmp_path / "far.xlsb", xlsb_parts(rows)))[0].cells[-1] is True
    endless = b"\x07\xff\xff\xff\x7f"
    assert "damaged" in refused(zipped(tmp_path / "endless.xlsb", xlsb_parts(endless)))
    assert "columns" in refused(
        zipped(tmp_path / "wide.xlsb", xlsb_parts(row(1, cell(4, 16_384, b"\1"))))
    )


def test_text_table_of_one_endless_field(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n1," + "x" * 20_000_000)
    assert "characters" in refused(path)


def test_text_table_with_a_quotation_that_swallows_it(tmp_path: Path) -> None:
    path = tmp_path / "quoted.csv"
    path.write_text('a,b\n1,"2\n' + "3,4\n" * 2000)
    assert "quotation mark" in refused(path)


def test_sheet_of_16384_columns_is_read(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{column_letter(i)}1"><v>{i}</v></c>' for i in range(16_384))
    path = zipped(tmp_path / "wide.xlsx", xlsx_parts(sheet_xml(f'<row r="1">{cells}</row>')))
    assert rows_of(path) == [RawRow(1, tuple(range(16_384)))]
