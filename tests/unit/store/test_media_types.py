"""What kind of file it is: told by its content, whatever its name says."""

from __future__ import annotations

import pytest

from wicco_desktop.store.media_types import PROGRAM, SCRIPT, UNKNOWN, is_compressed, media_type

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"\xff\xd8\xff\xe1..", "photo.JPG", "image/jpeg"),
        (b"\xff\xd8\xff\xe1..", "photo.png", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "x", "image/png"),
        (b"\x00\x00\x00\x18ftypheic", "IMG_1.HEIC", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "film.mp4", "video/mp4"),
        (b"RIFF\x00\x00\x00\x00WEBP", "x.webp", "image/webp"),
        (b"%PDF-1.7", "minutes.pdf", "application/pdf"),
        (b"PK\x03\x04", "list.xlsx", XLSX),
        (b"PK\x03\x04", "all.zip", "application/zip"),
        (OLE, "old.doc", "application/msword"),
        (OLE, "old", "application/x-ole-storage"),
        (b"MZ\x90" + bytes(60), "photo.jpg", PROGRAM),
        (b"\x7fELF", "notes.txt", PROGRAM),
        (b"#!/bin/sh\n", "notes.txt", SCRIPT),
        (b"echo", "run.BAT", SCRIPT),
        (b"MZ is a village", "notes.txt", "text/plain"),
        (b"BMW visit", "notes.txt", "text/plain"),
        (b"BM\x8a\x00\x00\x00\x00\x00\x00\x00", "x.bmp", "image/bmp"),
        ("会谈".encode(), "notes.txt", "text/plain"),
        (b"a,b", "list.csv", "text/csv"),
        (b"not a photograph", "photo.jpg", UNKNOWN),
        (b"not a film", "film.mp4", UNKNOWN),
        (b"", "nothing", UNKNOWN),
    ],
)
def test_the_content_tells_the_type(head: bytes, name: str, kind: str) -> None:
    assert media_type(head, name) == kind


def test_photographs_and_office_files_are_compressed_already() -> None:
    assert is_compressed("image/jpeg")
    assert is_compressed(XLSX)
    assert is_compressed("video/mp4")
    assert not is_compressed("text/plain")
    assert not is_compressed("image/bmp")
    assert not is_compressed(UNKNOWN)
