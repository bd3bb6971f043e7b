"""The zip of a workbook: looked through whole before anything of it is read.

Sizes are those of really unpacking, since a header may say anything. Nothing nested is opened.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, BinaryIO, cast

from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.foundation.quick_deflate import QuickZip

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error)
"""What the library raises for a zip that is none; reading adds OSError and ValueError to it."""

_END = b"PK\x05\x06"
_DIRECTORY_BYTES_OF_AN_ENTRY = 512
_CHUNK = 1 << 18
_ENCRYPTED = 1
_DOCUMENT_TYPES = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_LONGEST_MARK = max(map(len, _DOCUMENT_TYPES))
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class Package:
    """The parts of a workbook by name."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        self._size = _size_of(file)
        self._refuse_many_entries(file)
        try:
            self._zip = QuickZip(file)
        except (*DAMAGED, OSError, ValueError) as problem:
            raise Refused("damaged") from problem
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._check_directory()

    def __contains__(self, name: str) -> bool:
        return self._key(name) in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts, in small letters."""
        return list(self._parts)

    def open(self, name: str) -> BinaryIO:
        """One part as a stream; raises Refused where there is none."""
        part = self._parts.get(self._key(name))
        if part is None:
            raise Refused("damaged")
        return cast("BinaryIO", self._opened(part))

    def read(self, name: str, limit: int) -> bytes:
        """One small part whole."""
        with self.open(name) as stream:
            found = stream.read(limit + 1)
        if len(found) > limit:
            raise Refused("damaged")
        return found

    def look_through(self, alive: Callable[[], None]) -> dict[str, int]:
        """Unpack every part once, keeping nothing; raises Refused for what is not reasonable.

        Returns how many rows of a sheet each part seems to hold.
        """
        total = 0
        rows = {}
        for key, part in self._parts.items():
            size, rows[key] = self._look_at(part, total, alive)
            total += size
        return rows

    def _look_at(
        self, part: zipfile.ZipInfo, before: int, alive: Callable[[], None]
    ) -> tuple[int, int]:
        size = rows = 0
        tail = b""
        is_xml = False
        with self._opened(part) as stream:
            while chunk := stream.read(_CHUNK):
                if not size:
                    is_xml = chunk.startswith(_XML_STARTS)
                size += len(chunk)
                self._check_size(size, part.compress_size)
                self._check_size(before + size, self._size, total=True)
                if is_xml:
                    seen = tail + chunk
                    if b"!" in seen and any(mark in seen for mark in _DOCUMENT_TYPES):
                        raise Refused("entities")
                    rows += seen.count(b"</row>")
                    tail = seen[-_LONGEST_MARK:]
                    rows -= tail.count(b"</row>")
                alive()
        return size, rows + tail.count(b"</row>")

    def _check_size(self, size: int, packed: int, *, total: bool = False) -> None:
        limits = self._limits
        if size > (limits.unpacked if total else limits.part):
            raise Refused("unpacked")
        if size > limits.ratio_from and size > packed * limits.ratio:
            raise Refused("bomb")

    def _opened(self, part: zipfile.ZipInfo) -> IO[bytes]:
        try:
            return self._zip.open(part)
        except (*DAMAGED, RuntimeError, OSError, ValueError) as problem:
            raise Refused("damaged") from problem

    def _check_directory(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > self._limits.entries:
            raise Refused("entries", self._limits.entries)
        if sum(part.compress_size for part in parts) > self._size:
            raise Refused("bomb")  # parts that overlap
        for part in parts:
            if part.is_dir():
                continue
            if part.flag_bits & _ENCRYPTED:
                raise Refused("password")
            if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Refused("damaged")
            key = self._key(part.filename)
            if key in self._parts:
                raise Refused("damaged")
            self._parts[key] = part

    def _refuse_many_entries(self, file: BinaryIO) -> None:
        """Refuse before the library makes objects of a directory of a million entries."""
        file.seek(max(self._size - (1 << 16) - 22, 0))
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            raise Refused("damaged")
        count, directory = struct.unpack_from("<HI", tail, at + 10)
        limit = self._limits.entries
        if count > limit or directory > limit * _DIRECTORY_BYTES_OF_AN_ENTRY:
            raise Refused("entries", limit)

    @staticmethod
    def _key(name: str) -> str:
        return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()


def _size_of(file: BinaryIO) -> int:
    return file.seek(0, 2)
