"""Names of files as shown and offered for saving: harmless on every system, whoever made them.

Source of the rules for Windows: Microsoft, *Naming Files, Paths, and Namespaces*.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from wicco_desktop.foundation.text import clean

LONGEST = 180
"""Bytes of UTF-8: file systems take 255, and a number or an ending may be added."""

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)
_NAMELESS = "file"


def safe_name(name: str) -> str:
    """A file name that shows what it is and can be saved under anywhere; never empty.

    Folders before it are dropped, whichever system's separators they have. Control characters and
    those that turn the direction of writing go (``gpj.exe`` must not read ``exe.jpg``).
    """
    name = clean(_decoded(name)).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    # A run of spaces would push the ending out of sight.
    name = _SPACES.sub(" ", _FORBIDDEN.sub("_", name)).strip().rstrip(". ")
    if _RESERVED.match(name) or name.startswith("."):
        name = f"_{name}"  # a name that is all ending is hidden on Unix, and run on Windows
    return _shortened(name) or _NAMELESS


def ending_of(name: str) -> str:
    """The ending that a system goes by, in lower case with its dot; empty where there is none."""
    _stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot else ""


def _decoded(name: str) -> str:
    """Names out of older Chinese archives are GB 18030 bytes, which Python shows as surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        try:
            return name.encode("utf-8", "surrogateescape").decode("gb18030")
        except UnicodeError:
            return name
    return name


def _shortened(name: str) -> str:
    if len(name.encode("utf-8")) <= LONGEST:
        return name
    ending = PurePosixPath(name).suffix
    if len(ending.encode("utf-8")) > 20:
        ending = ""
    room = LONGEST - len(ending.encode("utf-8"))
    stem = name[: len(name) - len(ending)].encode("utf-8")[:room].decode("utf-8", "ignore")
    return stem.rstrip(". ") + ending
