"""Files with hostile names and contents: kept, shown, opened and saved without ever being run.

Names: of two endings, with the direction of writing turned, of devices, with dots and spaces at
the end, with folders, control characters, very long. Contents: programs, scripts, shortcuts and
documents with macros under names of pictures, pictures under names of programs. What is dangerous
is told here by lists of its own, not by those of the program.
"""

from __future__ import annotations

import random
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.campaigns.campaign import Campaign, one_by_one

if TYPE_CHECKING:
    from wicco_desktop.records import Record
    from wicco_desktop.services.opening_files import Danger

PROGRAMS = (
    b"MZ\x90\0\3\0\0\0" + bytes(56),
    b"\x7fELF\2\1\1" + bytes(57),
    b"\xcf\xfa\xed\xfe" + bytes(60),
    b"\xfe\xed\xfa\xce" + bytes(60),
    b"\xca\xfe\xba\xbe" + bytes(60),
    b"#!/bin/sh\necho\n",
    b"#! /usr/bin/env python3\n",
    b"\xef\xbb\xbf#!/bin/bash\n",
    b"L\0\0\0\1\x14\2\0" + bytes(60),
    b"[Desktop Entry]\nType=Application\nExec=sh\n",
    b"[InternetShortcut]\r\nURL=file:///c:/x.exe\r\n",
    b"@echo off\r\ncalc\r\n",
    b"<?php system('x');",
    b"<script>run()</script>",
    b"Windows Registry Editor Version 5.00\r\n",
    "#!/bin/sh\n".encode("utf-16"),
)
HARMLESS = (
    b"\xff\xd8\xff\xe1 jpeg",
    b"\x89PNG\r\n\x1a\n png",
    b"GIF89a gif",
    b"%PDF-1.7 pdf",
    b"\0\0\0\x18ftypheic heic",
    b"REM ftypheic\r\ncalc.exe\r\n",
    b"GIF89a/*",
    "会谈纪要".encode(),
    b"plain text\n",
    b"",
)
DOUBTFUL = (
    b"PK\3\4 zip xl/vbaProject.bin",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ole " + "_VBA_PROJECT".encode("utf-16-le"),
    b"<html><body onload=x()>",
)
BY_NAME = (b"PK\3\4 zip", b"<svg onload='x()'/>", b"\1\2\3\4 nobody knows")
"""Harmless under a name for which only a reader of such texts or documents is started."""
READ = ("txt", "docx", "xlsx")
CONTENTS = {
    "program": PROGRAMS,
    "harmless": HARMLESS,
    "doubtful": DOUBTFUL,
    "by name": BY_NAME,
}
RUN = (
    *("exe", "com", "scr", "pif", "bat", "cmd", "js", "jse", "vbs", "vbe", "wsf", "hta", "ps1"),
    *("lnk", "url", "msi", "jar", "app", "command", "desktop", "sh", "py", "reg", "cpl", "scf"),
)
SEEN = ("jpg", "png", "pdf", "docx", "xlsx", "xls", "txt", "mp4", "heic", "xlsm", "html", "svg", "")
DEVICES = ("CON", "nul", "AUX", "com1", "LPT9", "conin$", "PRN")
ODD = ("\u202e", "\u2066", "\u200f", "\0", "\x1b", "\r\n", "\t", "/", "\\", "../", ":", "|", '"')
FORBIDDEN = set('/\\<>:"|?*')


def hostile_name(dice: random.Random) -> str:
    """A name that somebody made up to mislead, or that no system can have."""
    device = dice.choice(DEVICES)
    name = dice.choice(("photo", "参观照片", "minutes", "e\u0301", "", ".", "..", device))
    for _ in range(dice.randrange(3)):
        name += "." + dice.choice((*RUN, *SEEN))
    for _ in range(dice.randrange(3)):
        place = dice.randrange(len(name) + 1)
        name = name[:place] + dice.choice(ODD) + name[place:]
    if dice.random() < 0.2:
        name = name.replace(".", " " * dice.randrange(1, 200) + ".", 1)
    if dice.random() < 0.1:
        name = "长" * dice.randrange(100, 400) + name
    return name + dice.choice(("", "", ".", " ", " . ", "::$DATA", ".exe"))


def trial(seed: int, folder: Path) -> str:
    """One file: kept, opened if that may be, saved; nothing of it can be run."""
    from wicco_desktop.records import Record
    from wicco_desktop.services.opening_files import Danger, save_copy
    from wicco_desktop.store.attachments import AttachmentFolder

    dice = random.Random(seed)
    name = hostile_name(dice)
    sort = dice.choice(tuple(CONTENTS))
    content = dice.choice(CONTENTS[sort])
    kept = AttachmentFolder(folder / "a.db")
    stored = kept.add_bytes(content, name)
    _check_name(stored.file_name)
    place = kept.path(stored.digest)
    assert place is not None, "the file is not kept"
    assert place.read_bytes() == content, "the kept file is another"
    assert not place.stat().st_mode & 0o111, "the kept file can be run"
    record = Record(
        "attachment",
        "1",
        # As another program or an older version may have written it.
        {"file": stored.digest, "file_name": name, "media_type": dice.choice(("image/png", ""))},
    )
    first, opened = _opened(record, content, folder / "open", warned=False)
    if first is not None:
        again, opened = _opened(record, content, folder / "open", warned=True)
        assert first is not Danger.NONE, "refused without a reason"
        assert again in (None, Danger.PROGRAM), "refused in spite of a yes"
    else:
        read = sort == "by name" and opened is not None and _ending(opened.name) in READ
        assert read or sort == "harmless", f"opened without a word: {content[:20]!r}"
    if opened is not None:
        assert sort != "program", f"opened: {content[:20]!r} as {opened.name!r}"
        assert opened.parent.parent == folder / "open", f"opened outside: {opened}"
        assert _ending(opened.name) not in RUN, f"opened under the name of a program: {opened.name}"
        assert not opened.stat().st_mode & 0o111, "the opened copy can be run"
        assert opened.read_bytes() == content, "another content is opened"
    target = folder / stored.file_name
    target.write_bytes(b"older")
    target.chmod(0o755)
    save_copy(record, BytesIO(content), target, warned=True)
    assert not target.stat().st_mode & 0o111, "the saved copy can be run"
    assert target.read_bytes() == content, "another content is saved"
    return f"{sort}: {first.name.lower() if first is not None else 'opened'}"


def _opened(
    record: Record, content: bytes, folder: Path, *, warned: bool
) -> tuple[Danger | None, Path | None]:
    """The copy that is opened, or why there is none."""
    from wicco_desktop.services.opening_files import DangerousFileError, copy_to_open

    try:
        return None, copy_to_open(record, BytesIO(content), folder, warned=warned)
    except DangerousFileError as refused:
        return refused.danger, None


def _check_name(name: str) -> None:
    assert name, "no name"
    assert len(name.encode()) <= 200, f"too long: {len(name)}"
    assert not set(name) & FORBIDDEN, f"forbidden on Windows: {name!r}"
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in name), f"control: {name!r}"
    turned = {"\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u200f"}
    assert not set(name) & turned, f"turns the direction: {name!r}"
    assert not name.endswith((" ", ".")), f"Windows drops its end: {name!r}"
    assert "  " not in name, f"spaces push the ending away: {name!r}"
    stem = name.split(".", maxsplit=1)[0].strip().lower()
    assert stem not in {device.lower() for device in DEVICES}, f"a device: {name!r}"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


CAMPAIGNS = (
    Campaign(
        "attachments",
        10_000,
        "A hostile file is kept, opened only if harmless or after a warning, and never run.",
        one_by_one(trial),
    ),
)
