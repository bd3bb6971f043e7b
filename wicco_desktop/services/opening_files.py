"""Which stored files may be opened with the program of the desktop, and under what name.

Stored files have no name of their own; a copy gets the one it came with. What is a picture, a
document or a recording by its content is opened; what may do harm only after a warning; a program
or a script never. What counts is the content as it is now, not what was written down of it.
"""

from __future__ import annotations

import contextlib
import mimetypes
import shutil
import stat
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.scratch import unfinished
from wicco_desktop.records import Record
from wicco_desktop.store.file_names import ending_of, safe_name
from wicco_desktop.store.media_types import HEAD, PROGRAM, SCRIPT, may_hold_macros, media_type
from wicco_desktop.store.program_files import has_program_ending

_FAMILIES = ("image", "video", "audio")
_OTHERS = {
    "application/pdf": (".pdf",),
    "application/rtf": (".rtf",),
    "text/plain": (".txt", ".text", ".log"),
    "text/csv": (".csv",),
    "text/markdown": (".md",),
    "application/msword": (".doc", ".wps"),
    "application/vnd.ms-excel": (".xls", ".et"),
    "application/vnd.ms-powerpoint": (".ppt", ".dps"),
    "application/vnd.ms-works": (".wps",),
}
_PICTURES = {
    "image/heic": (".heic",),
    "image/heif": (".heif", ".hif"),
    "image/avif": (".avif",),
    "image/webp": (".webp",),
    "video/quicktime": (".mov", ".qt"),
    "audio/mp4": (".m4a",),
}
"""Endings that an older Python does not know."""
_OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")

_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
"""Part of a newer document, stream of an older one ([MS-OVBA], 2.2) that holds its macros."""
_CHUNK = 1 << 20

_UNKNOWN_ENDING = ".bin_"


class Danger(Enum):
    """What opening a file may do; the values are what is said of it, message ids."""

    NONE = ""
    UNKNOWN = N_("{file} is of a kind that may do harm when it is opened.")
    MACROS = N_("{file} may hold macros: small programs that can run when it is opened.")
    PROGRAM = N_("{file} is a program or a script. It is kept, but never run from here.")


class DangerousFileError(UserError):
    """A file that is not opened without a warning, or not at all.

    ``disguised``: its name looks like that of something harmless.
    """

    def __init__(self, danger: Danger, name: str) -> None:
        super().__init__(danger.value, file=name)
        self.danger = danger
        self.disguised = danger is Danger.PROGRAM and looks_harmless(name)


def is_program(media_type: str) -> bool:
    """Whether a file of that type would do something by itself."""
    return media_type in (PROGRAM, SCRIPT)


def looks_harmless(name: str) -> bool:
    """Whether the name of a program says picture or document, at its end or just before it."""
    name = safe_name(name)
    if has_program_ending(name):
        name = name.rpartition(".")[0]
    ending = ending_of(name).strip()
    return 2 < len(ending) <= 5 and ending[1:].isalnum() and not has_program_ending(name)


def may_be_opened(media_type: str) -> bool:
    """Whether a file of that type is only looked at, listened to or read."""
    if media_type == "image/svg+xml":
        return False  # may hold a script, and a browser would run it
    return (
        media_type.partition("/")[0] in _FAMILIES
        or media_type in _OTHERS
        or media_type.startswith(_OFFICE)
    )


def danger_of(name: str, content: BinaryIO) -> Danger:
    """What opening content of that name may do; it is read, and again at its beginning then."""
    head = content.read(HEAD)
    content.seek(0)
    kind = media_type(head, name)
    if is_program(kind):
        return Danger.PROGRAM
    if may_hold_macros(kind):
        return Danger.MACROS
    if not may_be_opened(kind):
        return Danger.UNKNOWN
    if kind.startswith(("application/", *_OFFICE)) and _holds_macros(content):
        return Danger.MACROS
    return Danger.NONE


def _holds_macros(content: BinaryIO) -> bool:
    rest = b""
    try:
        while chunk := content.read(_CHUNK):
            if any(mark in rest + chunk for mark in _MACROS):
                return True
            rest = chunk[-64:]
    finally:
        content.seek(0)
    return False


def name_to_open(media_type: str, file_name: str) -> str:
    """The file's name with an ending that fits what it is: nothing is opened as a program."""
    name = safe_name(file_name)
    fitting = _OTHERS.get(media_type) or _PICTURES.get(media_type)
    if fitting is None:
        # Python's own table: what the machine has may call anything anything.
        fitting = tuple(mimetypes.MimeTypes().guess_all_extensions(media_type))
    if ending_of(name) in fitting:
        return name
    if fitting and may_be_opened(media_type):
        return name + fitting[0]
    return name + _UNKNOWN_ENDING if has_program_ending(name) else name


def copy_to_open(
    attachment: Record, content: BinaryIO | None, folder: Path, *, warned: bool = False
) -> Path:
    """A copy of a stored file to be opened, in a folder of its own, not to be run.

    ``content`` is closed; None: it is missing. Raises UserError for a file that is missing, and
    DangerousFileError for one that may do harm, unless the user was ``warned``; for a program in
    any case.
    """
    name = safe_name(attachment.text("file_name"))
    if content is None:
        raise UserError(N_("The file {file} is missing beside the database."), file=name)
    with content:
        try:
            danger = danger_of(name, content)
            head = content.read(HEAD)
            content.seek(0)
        except OSError as problem:
            raise UserError(
                N_("{file} cannot be read: {reason}."), file=name, reason=reason_of(problem)
            ) from problem
        if danger is Danger.PROGRAM or (danger is not Danger.NONE and not warned):
            raise DangerousFileError(danger, name)
        target = folder / attachment.text("file")[:12] / name_to_open(media_type(head, name), name)
        return _copied(content, target, name)


def save_copy(
    attachment: Record, content: BinaryIO | None, target: Path, *, warned: bool = False
) -> Path:
    """Copy a stored file to where the user wants it; it cannot be run as it is.

    ``content`` is closed; None: it is missing. Raises UserError where that cannot be, and
    DangerousFileError for a program, unless the user was ``warned``.
    """
    name = safe_name(attachment.text("file_name"))
    if content is None:
        raise UserError(N_("The file {file} is missing beside the database."), file=name)
    with content:
        if not warned and danger_of(name, content) is Danger.PROGRAM:
            raise DangerousFileError(Danger.PROGRAM, name)
        return _saved(content, target, name)


def _copied(content: BinaryIO, target: Path, name: str) -> Path:
    with _told(name, target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        _make_plain(target)
        with target.open("wb") as file:
            shutil.copyfileobj(content, file)
    return target


def _saved(content: BinaryIO, target: Path, name: str) -> Path:
    """As ``_copied``, and never there by half under its name."""
    beside = target.with_name(f".wicco-{new_id()}.part")
    with _told(name, target.parent), unfinished(beside):
        try:
            with beside.open("xb") as file:
                shutil.copyfileobj(content, file)
            _make_plain(target)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    return target


def _make_plain(target: Path) -> None:
    """What lies there already may be a program: the copy does not inherit that."""
    with contextlib.suppress(FileNotFoundError):
        target.chmod(stat.S_IRUSR | stat.S_IWUSR)


@contextlib.contextmanager
def _told(name: str, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise UserError(
            N_("{file} cannot be copied to {folder}: {reason}."),
            file=name,
            folder=str(folder),
            reason=reason_of(problem),
        ) from problem
