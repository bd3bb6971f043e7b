"""What a file is shows in its content, whatever its name; what is no workbook is told so."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.unit.exchange.reading.handmade import (
    MACRO_ENABLED,
    ods_parts,
    sheet_xml,
    xlsb_parts,
    xlsx_parts,
    zipped,
)
from tests.unit.exchange.reading.here import read_here
from wicco_desktop.exchange.reading.refused import Refused

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(tmp_path: Path, parts: dict[str, str | bytes]) -> bytes:
    return zipped(tmp_path / "a file", parts).read_bytes()


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as problem:
        read_here(content)
    return problem.value.code


def test_format_is_known_by_content(tmp_path: Path) -> None:
    assert read_here(packed(tmp_path, xlsx_parts(sheet_xml("")))).format == "xlsx"
    macros = xlsx_parts(sheet_xml(""), content_type=MACRO_ENABLED)
    assert read_here(packed(tmp_path, macros)).format == "xlsm"
    assert read_here(packed(tmp_path, xlsb_parts(b""))).format == "xlsb"
    assert read_here(packed(tmp_path, ods_parts(""))).format == "ods"
    assert read_here(b"a,b\n1,2\n").format == "csv"


@pytest.mark.parametrize("kind", ["text", "presentation"])
def test_other_open_documents(tmp_path: Path, kind: str) -> None:
    parts = ods_parts("")
    parts["mimetype"] = f"application/vnd.oasis.opendocument.{kind}"
    assert refused(packed(tmp_path, parts)) == "other"


def test_word_document_and_plain_zip(tmp_path: Path) -> None:
    assert refused(packed(tmp_path, xlsx_parts(sheet_xml(""), content_type=WORD))) == "other"
    assert refused(packed(tmp_path, {"notes.txt": "x"})) == "other"


def test_truncated_at_any_place(tmp_path: Path) -> None:
    whole = packed(tmp_path, xlsx_parts(sheet_xml("")))
    for length in range(1, len(whole), 97):
        assert refused(whole[:length]) in {"damaged", "other", "text file"}


def test_flipped_byte_inside_a_part(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    parts = xlsx_parts(sheet_xml('<row r="1"><c r="A1"><v>1234567</v></c></row>'))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    content = path.read_bytes()
    assert refused(content.replace(b"1234567", b"1234568", 1)) == "damaged"


def test_password() -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    assert refused(COMPOUND + bytes(2000) + name + bytes(2000)) == "password"


def test_encrypted_spreadsheet_and_encrypted_zip(tmp_path: Path) -> None:
    parts = ods_parts("")
    parts["META-INF/manifest.xml"] = (
        '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    assert refused(packed(tmp_path, parts)) == "password"
    content = bytearray(packed(tmp_path, xlsx_parts(sheet_xml(""))))
    directory = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[directory + 8] |= 1
    assert refused(bytes(content)) == "password"


def test_compound_file_that_is_no_workbook() -> None:
    assert refused(COMPOUND + bytes(3000)) in {"damaged", "other"}


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 5000, bytes(range(256))],
    ids=["pdf", "png", "zeros", "bytes"],
)
def test_other_files(content: bytes) -> None:
    assert refused(content) == "other"


def test_web_page_that_calls_itself_a_workbook() -> None:
    page = "<html><head><meta charset=gb2312></head><table><tr><td>姓名</td></tr></table></html>"
    assert refused(page.encode("gb18030")) == "web page"
    assert refused(b"<!DOCTYPE html><html></html>") == "web page"
    assert refused(b'<?xml version="1.0"?><Workbook/>') == "other"


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_nothing(text: str) -> None:
    assert refused(text.encode()) in {"empty", "text file"}


def test_letter_is_no_table() -> None:
    letter = """Dear Ms Chan,

    thank you for your letter of last week, for the programme, and for the list of your guests. We
    look forward to seeing you all at the station, where our driver is going to wait for you.
    Please tell us who needs a visa; who comes by ferry, who by bus, and who not at all

    Yours sincerely
    """
    assert refused(letter.encode()) == "text file"
