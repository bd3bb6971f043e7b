"""Pictures and documents are opened under a fitting name; programs and scripts never."""

from __future__ import annotations

from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import Record
from wicco_desktop.services.opening_files import (
    copy_to_open,
    may_be_opened,
    name_to_open,
    save_copy,
)


def attachment(name: str, kind: str) -> Record:
    return Record("attachment", "1", {"file": "ab" * 32, "file_name": name, "media_type": kind})


@pytest.mark.parametrize(
    ("kind", "opened"),
    [
        ("image/jpeg", True),
        ("image/heic", True),
        ("video/mp4", True),
        ("application/pdf", True),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", True),
        ("text/plain", True),
        ("application/x-executable", False),
        ("text/x-script", False),
        ("text/x-python", False),
        ("text/html", False),
        ("image/svg+xml", False),
        ("application/zip", False),
        ("application/octet-stream", False),
    ],
)
def test_only_what_is_looked_at_is_opened(kind: str, opened: bool) -> None:
    assert may_be_opened(kind) is opened


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("visit.jpg", "image/jpeg", "visit.jpg"),
        ("visit.JPEG", "image/jpeg", "visit.JPEG"),
        ("参观.png", "image/png", "参观.png"),
        ("plan.pdf.exe", "application/pdf", "plan.pdf.exe.pdf"),
        ("notes", "text/plain", "notes.txt"),
    ],
)
def test_the_ending_is_that_of_the_content(name: str, kind: str, expected: str) -> None:
    assert name_to_open(kind, name) == expected


def test_a_picture_is_copied_and_the_copy_named_as_it_came(tmp_path: Path) -> None:
    stored = tmp_path / "abcd"
    stored.write_bytes(b"picture")
    copied = copy_to_open(attachment("visit.jpg", "image/jpeg"), stored, tmp_path / "open")
    assert (copied.name, copied.read_bytes()) == ("visit.jpg", b"picture")
    again = copy_to_open(attachment("visit.jpg", "image/jpeg"), stored, tmp_path / "open")
    assert again == copied


@pytest.mark.parametrize("kind", ["application/x-executable", "text/x-script", "application/zip"])
def test_a_program_is_never_copied(tmp_path: Path, kind: str) -> None:
    stored = tmp_path / "abcd"
    stored.write_bytes(b"#!/bin/sh")
    with pytest.raises(UserError):
        copy_to_open(attachment("visit.sh", kind), stored, tmp_path / "open")
    assert not (tmp_path / "open").exists()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"visit\.jpg is missing"):
        copy_to_open(attachment("visit.jpg", "image/jpeg"), None, tmp_path)
    with pytest.raises(UserError, match=r"visit\.jpg is missing"):
        save_copy(attachment("visit.jpg", "image/jpeg"), None, tmp_path / "x")


def test_where_a_copy_cannot_be_made_that_is_told(tmp_path: Path) -> None:
    stored = tmp_path / "abcd"
    stored.write_bytes(b"picture")
    with pytest.raises(UserError, match="cannot be copied"):
        save_copy(attachment("visit.jpg", "image/jpeg"), stored, stored / "below" / "a.jpg")
