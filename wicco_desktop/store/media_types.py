"""What kind of file it is: by its first bytes, and by its name only where these allow it.

Source of the signatures: the formats' own specifications, as collected in the WHATWG's *MIME
Sniffing Standard* and in ``file(1)``. A program is recognised whatever its name says.
"""

from __future__ import annotations

import mimetypes
import re
from functools import cache

from wicco_desktop.store.file_names import ending_of
from wicco_desktop.store.program_files import (
    begins_as_program,
    begins_as_script,
    has_program_ending,
)

HEAD = 512
"""Bytes of the beginning that ``media_type`` looks at."""

UNKNOWN = "application/octet-stream"
PROGRAM = "application/x-executable"
SCRIPT = "text/x-script"

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"ID3", "audio/mpeg"),
)
_HTML = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<!--|<!doctype html|<html|<head|<body|<iframe)", re.IGNORECASE
)
_FILM = "video/mp4"
_HEIF_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
}
_MACROS = "application/vnd.ms-office.macroenabled."
_ZIP, _ZIP_TYPE = b"PK\x03\x04", "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IN_ZIP = {
    ".docx": _OFFICE + "wordprocessingml.document",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".docm": _MACROS + "word.document",
    ".dotm": _MACROS + "word.template",
    ".xlsm": _MACROS + "excel.sheet",
    ".xltm": _MACROS + "excel.template",
    ".xlsb": _MACROS + "excel.sheet.binary",
    ".pptm": _MACROS + "powerpoint.presentation",
    ".ppsm": _MACROS + "powerpoint.slideshow",
    ".potm": _MACROS + "powerpoint.template",
}
_OLE, _OLE_TYPE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"
_IN_OLE = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
    ".wps": "application/vnd.ms-works",
    ".et": "application/vnd.ms-excel",
    ".dps": "application/vnd.ms-powerpoint",
}
_TOLD_BY_CONTENT = frozenset(
    {kind for _, _, kind in _SIGNATURES}
    | set(_HEIF_BRANDS.values())
    | set(_IN_ZIP.values())
    | set(_IN_OLE.values())
    | {_ZIP_TYPE, _FILM}
)
_COMPRESSED = frozenset(
    {"application/pdf", _ZIP_TYPE, "application/vnd.rar", "application/x-7z-compressed"}
    | {"application/gzip"}
    | set(_IN_ZIP.values())
)
_LOOKED_AT = ("image/", "audio/", "video/")
_UNCOMPRESSED_IMAGES = frozenset({"image/bmp", "image/tiff", "image/svg+xml"})


def media_type(head: bytes, name: str) -> str:
    """The media type of a file from its first ``HEAD`` bytes and its name."""
    ending = ending_of(name)
    if begins_as_program(head):
        return PROGRAM
    if begins_as_script(head):
        return SCRIPT
    found = _by_content(head, ending)
    if has_program_ending(name) and not _is_only_looked_at(found):
        return SCRIPT
    if found is not None:
        return found
    by_name = _table().guess_type(f"file{ending}")[0] or UNKNOWN
    # Formats that have a signature are believed by that alone.
    return UNKNOWN if by_name in _TOLD_BY_CONTENT else by_name


def may_hold_macros(kind: str) -> bool:
    """Whether documents of that media type are made to hold macros."""
    return kind.startswith(_MACROS)


def is_compressed(kind: str) -> bool:
    """Whether a file of that media type hardly becomes smaller by compressing it."""
    family = kind.partition("/")[0]
    if family == "image":
        return kind not in _UNCOMPRESSED_IMAGES
    return family in ("video", "audio") or kind in _COMPRESSED


def _is_only_looked_at(kind: str | None) -> bool:
    return kind is not None and (kind == "application/pdf" or kind.startswith(_LOOKED_AT))


def _by_content(head: bytes, ending: str) -> str | None:
    if head.startswith(_ZIP):
        return _IN_ZIP.get(ending, _ZIP_TYPE)
    if head.startswith(_OLE):
        return _IN_OLE.get(ending, _OLE_TYPE)
    if head[4:8] == b"ftyp":
        return _HEIF_BRANDS.get(head[8:12], _FILM)
    if _HTML.match(head):
        return "text/html"
    for offset, signature, kind in _SIGNATURES:
        if head.startswith(signature, offset) and (len(signature) > 2 or b"\0\0" in head[:64]):
            return kind  # two letters alone may begin a text: BMW …
    return None


@cache
def _table() -> mimetypes.MimeTypes:
    # Python's own table, not the system's: the same file is of the same type on every machine.
    table = mimetypes.MimeTypes()
    table.add_type("text/markdown", ".md")
    return table
