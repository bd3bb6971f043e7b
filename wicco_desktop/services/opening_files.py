"""Which stored files may be opened with the program of the desktop, and under what name.

Stored files have no name of their own; a copy gets the one it came with. What is a picture, a
document or a recording by its content is opened; a program, a script and what nobody knows never.
"""

from __future__ import annotations

import contextlib
import mimetypes
import shutil
import stat
from pathlib import Path, PurePosixPath

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.records import Record
from wicco_desktop.store.file_names import safe_name
from wicco_desktop.store.media_types import PROGRAM, SCRIPT

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
_OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")


def is_program(media_type: str) -> bool:
    """Whether a file of that type would do something by itself."""
    return media_type in (PROGRAM, SCRIPT)


def may_be_opened(media_type: str) -> bool:
    """Whether a file of that type is only looked at, listened to or read."""
    if media_type == "image/svg+xml":
        return False  # may hold a script, and a browser would run it
    return (
        media_type.partition("/")[0] in _FAMILIES
        or media_type in _OTHERS
        or media_type.startswith(_OFFICE)
    )


def name_to_open(media_type: str, file_name: str) -> str:
    """The file's name with an ending that fits what it is: no picture is opened as a program."""
    name = safe_name(file_name)
    fitting = _OTHERS.get(media_type) or tuple(mimetypes.guess_all_extensions(media_type))
    if PurePosixPath(name.lower()).suffix in fitting or not fitting:
        return name
    return name + fitting[0]


def copy_to_open(attachment: Record, path: Path | None, folder: Path) -> Path:
    """A copy of a stored file to be opened, in a folder of its own, not to be written to.

    Raises UserError for a file that is missing and for one that is not to be opened.
    """
    name = attachment.text("file_name")
    if path is None:
        raise UserError(N_("The file {file} is missing beside the database."), file=name)
    kind = attachment.text("media_type")
    if is_program(kind):
        raise UserError(
            N_("{file} is a program or a script. It is kept, but never run from here."), file=name
        )
    if not may_be_opened(kind):
        raise UserError(
            N_("{file} is of a kind that is not opened from here. Save a copy of it."), file=name
        )
    target = folder / attachment.text("file")[:12] / name_to_open(kind, name)
    return _copied(path, target, name)


def save_copy(attachment: Record, path: Path | None, target: Path) -> Path:
    """Copy a stored file to where the user wants it. Raises UserError where that cannot be."""
    name = attachment.text("file_name")
    if path is None:
        raise UserError(N_("The file {file} is missing beside the database."), file=name)
    return _copied(path, target, name)


def _copied(path: Path, target: Path, name: str) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            target.chmod(stat.S_IRUSR | stat.S_IWUSR)
        shutil.copyfile(path, target)
    except OSError as problem:
        raise UserError(
            N_("{file} cannot be copied to {folder}: {reason}."),
            file=name,
            folder=str(target.parent),
            reason=reason_of(problem),
        ) from problem
    return target
