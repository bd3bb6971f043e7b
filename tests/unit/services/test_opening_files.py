"""Pictures and documents are opened under a fitting name; programs and scripts never."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import Record
from wicco_desktop.services.opening_files import (
    Danger,
    DangerousFileError,
    copy_to_open,
    may_be_opened,
    name_to_open,
    save_copy,
)
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.program_files import has_program_ending

JPEG = b"\xff\xd8\xff\xe1 picture"


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


PICTURE = attachment("visit.jpg", "image/jpeg")


def test_a_picture_is_copied_and_the_copy_named_as_it_came(tmp_path: Path) -> None:
    stored = tmp_path / "abcd"
    stored.write_bytes(JPEG)
    copied = copy_to_open(
        attachment("visit.jpg", "image/jpeg"), stored.open("rb"), tmp_path / "open"
    )
    assert (copied.name, copied.read_bytes()) == ("visit.jpg", JPEG)
    again = copy_to_open(
        attachment("visit.jpg", "image/jpeg"), stored.open("rb"), tmp_path / "open"
    )
    assert again == copied


HARMFUL = [
    ("visit.sh", b"#!/bin/sh", Danger.PROGRAM),
    ("visit.jpg", b"MZ" + bytes(80), Danger.PROGRAM),
    ("visit.txt", b"\x7fELF" + bytes(80), Danger.PROGRAM),
    ("visit.txt", b"\xfe\xed\xfa\xcf" + bytes(80), Danger.PROGRAM),
    ("visit.pdf", b"#! /usr/bin/env python", Danger.PROGRAM),
    ("visit.txt", "#!/bin/sh".encode("utf-16"), Danger.PROGRAM),
    ("visit.pdf.lnk", b"L\0\0\0\1\x14\2\0" + bytes(80), Danger.PROGRAM),
    ("visit", b"[Desktop Entry]\nExec=sh", Danger.PROGRAM),
    ("visit.txt", b"[InternetShortcut]\r\nURL=file:///", Danger.PROGRAM),
    ("photo.jpg.exe", b"anything", Danger.PROGRAM),
    ("photo.jpg          .scr", b"anything", Danger.PROGRAM),
    ("photo\u202egpj.hta", b"anything", Danger.PROGRAM),
    ("card.js", b"a = 1", Danger.PROGRAM),
    ("card.vbs", b"a = 1", Danger.PROGRAM),
    ("card.ps1 .", b"a = 1", Danger.PROGRAM),
    ("card.jar", b"PK\3\4" + bytes(80), Danger.PROGRAM),
    ("card.msi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(80), Danger.PROGRAM),
    ("card.app", b"PK\3\4", Danger.PROGRAM),
    ("card.command", b"ls", Danger.PROGRAM),
    ("list.xlsm", b"PK\3\4" + bytes(80), Danger.MACROS),
    ("list.xlsx", b"PK\3\4" + bytes(2_000_000) + b"xl/vbaProject.bin", Danger.MACROS),
    (
        "list.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"),
        Danger.MACROS,
    ),
    ("page.html", b"<html>", Danger.UNKNOWN),
    ("page.txt", b"<!DOCTYPE html><script>", Danger.UNKNOWN),
    ("drawing.svg", b"<svg>", Danger.UNKNOWN),
    ("all.zip", b"PK\3\4", Danger.UNKNOWN),
    ("what", b"\1\2\3", Danger.UNKNOWN),
]


@pytest.mark.parametrize(("name", "content", "danger"), HARMFUL)
def test_what_may_do_harm_is_not_opened_unwarned(
    tmp_path: Path, name: str, content: bytes, danger: Danger
) -> None:
    record = attachment(name, "image/jpeg")  # whatever was written down of it
    with pytest.raises(DangerousFileError) as told:
        copy_to_open(record, BytesIO(content), tmp_path / "open")
    assert told.value.danger is danger
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize(("name", "content", "danger"), HARMFUL)
def test_after_a_warning_all_but_programs_are_opened(
    tmp_path: Path, name: str, content: bytes, danger: Danger
) -> None:
    record = attachment(name, "image/jpeg")
    if danger is Danger.PROGRAM:
        with pytest.raises(DangerousFileError):
            copy_to_open(record, BytesIO(content), tmp_path / "open", warned=True)
        return
    copied = copy_to_open(record, BytesIO(content), tmp_path / "open", warned=True)
    assert copied.read_bytes() == content
    assert not has_program_ending(copied.name)


def test_a_picture_called_a_program_is_opened_as_a_picture(tmp_path: Path) -> None:
    copied = copy_to_open(attachment("visit.exe", "image/jpeg"), BytesIO(JPEG), tmp_path)
    assert copied.name == "visit.exe.jpg"


@pytest.mark.parametrize(
    ("name", "content", "disguised"),
    [
        ("photo.jpg", b"MZ" + bytes(80), True),
        ("photo.jpg.exe", b"MZ" + bytes(80), True),
        ("setup.exe", b"MZ" + bytes(80), False),
        ("minutes.docx.js", b"a = 1", True),
        ("run.sh", b"#!/bin/sh", False),
    ],
)
def test_a_program_in_disguise_is_told_as_such(
    tmp_path: Path, name: str, content: bytes, disguised: bool
) -> None:
    with pytest.raises(DangerousFileError) as told:
        copy_to_open(attachment(name, ""), BytesIO(content), tmp_path)
    assert told.value.disguised is disguised


def test_a_copy_of_a_program_is_saved_after_a_warning_and_cannot_be_run(tmp_path: Path) -> None:
    record, target = attachment("visit.sh", ""), tmp_path / "visit.sh"
    with pytest.raises(DangerousFileError):
        save_copy(record, BytesIO(b"#!/bin/sh"), target)
    target.write_bytes(b"old")
    target.chmod(0o755)
    save_copy(record, BytesIO(b"#!/bin/sh"), target, warned=True)
    assert target.read_bytes() == b"#!/bin/sh"
    assert not target.stat().st_mode & 0o111


def test_the_stored_file_cannot_be_run(tmp_path: Path) -> None:
    source = tmp_path / "visit.sh"
    source.write_bytes(b"#!/bin/sh")
    source.chmod(0o755)
    folder = AttachmentFolder(tmp_path / "a.db")
    stored = folder.path(folder.add(source).digest)
    assert stored is not None
    assert not stored.stat().st_mode & 0o111


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"visit\.jpg is missing"):
        copy_to_open(attachment("visit.jpg", "image/jpeg"), None, tmp_path)
    with pytest.raises(UserError, match=r"visit\.jpg is missing"):
        save_copy(attachment("visit.jpg", "image/jpeg"), None, tmp_path / "x")


def test_where_a_copy_cannot_be_made_that_is_told(tmp_path: Path) -> None:
    stored = tmp_path / "abcd"
    stored.write_bytes(JPEG)
    with pytest.raises(UserError, match="cannot be copied"):
        save_copy(
            attachment("visit.jpg", "image/jpeg"), stored.open("rb"), stored / "below" / "a.jpg"
        )
