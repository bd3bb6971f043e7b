"""When a photograph was taken: from the file where it says so, else nothing, never an error."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.store.photographs import taken_from_exif

ORIGINAL, DIGITIZED, CHANGED = 0x9003, 0x9004, 0x0132


def tiff(when: bytes, tag: int = ORIGINAL, order: str = "<") -> bytes:
    """A TIFF header with one directory that leads to an Exif directory with one moment."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    first = struct.pack(order + "H", 1) + struct.pack(order + "HHII", 0x8769, 4, 1, 26)
    exif = struct.pack(order + "H", 1) + struct.pack(order + "HHII", tag, 2, len(when) + 1, 44)
    end = struct.pack(order + "I", 0)
    return mark + struct.pack(order + "I", 8) + first + end + exif + end + when + b"\0"


def jpeg(when: bytes = b"2022:11:23 10:00:00", tag: int = ORIGINAL, order: str = "<") -> bytes:
    body = b"Exif\0\0" + tiff(when, tag, order)
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return b"\xff\xd8" + segment + b"\xff\xda" + bytes(64) + b"\xff\xd9"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("tag", [ORIGINAL, DIGITIZED])
def test_the_moment_a_photograph_was_taken_is_read(order: str, tag: int) -> None:
    assert taken_from_exif(jpeg(tag=tag, order=order)) == "2022-11-23T10:00:00"


def test_it_is_read_from_a_tiff_and_from_a_path(tmp_path: Path) -> None:
    scan = tmp_path / "scan.tif"
    scan.write_bytes(tiff(b"2022:11:23 10:00:00"))
    assert taken_from_exif(scan) == "2022-11-23T10:00:00"


@pytest.mark.parametrize(
    "when", [b"0000:00:00 00:00:00", b"2022:13:40 10:00:00", b"    :  :     :  :  ", b"soon"]
)
def test_a_clock_that_was_never_set_says_nothing(when: bytes) -> None:
    assert taken_from_exif(jpeg(when)) is None


def test_the_moment_of_the_last_change_is_not_taken_for_it() -> None:
    assert taken_from_exif(jpeg(tag=CHANGED)) is None


@pytest.mark.parametrize("content", [b"", b"text", b"\xff\xd8\xff\xd9", b"%PDF-1.7"])
def test_other_files_say_nothing(content: bytes) -> None:
    assert taken_from_exif(content) is None


def test_a_missing_file_says_nothing(tmp_path: Path) -> None:
    assert taken_from_exif(tmp_path / "missing.jpg") is None


@given(st.data())
def test_damaged_data_are_never_an_error(data: st.DataObject) -> None:
    content = bytearray(jpeg())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    taken_from_exif(bytes(content[:cut]))
