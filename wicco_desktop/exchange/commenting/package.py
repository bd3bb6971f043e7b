"""The zip of a workbook: read by part, written anew with untouched entries copied as they are.

Python's zipfile reads; it cannot copy an entry without unpacking it, so the writing is here. An
entry keeps its compressed bytes, header, extra fields, comment and place in the order.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import unquote

from wicco_desktop.exchange.commenting.content import CHUNK, Content
from wicco_desktop.exchange.commenting.xml_splice import damaged
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_

LARGEST_PART = 256 << 20
"""Bytes of a part that is read whole; sheets run through in chunks."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_FULL = 0xFFFFFFFF
_ZIP64 = 1
_DESCRIPTOR, _NAME_IN_UTF8 = 0x08, 0x800
_NEW_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
"""1 January 1980, as office programs date their parts."""

DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, IndexError),
    *(NotImplementedError, RuntimeError, OverflowError),
)
"""What Python's zipfile raises for archives that are damaged in one way or another."""


def key_of(name: str) -> str:
    """A part's name as names are compared: case and percent signs mean nothing."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


class Out(Protocol):
    """What a package is written to."""

    def write(self, data: bytes, /) -> int:
        """Write some bytes."""

    def tell(self) -> int:
        """Where the next byte goes."""


@dataclass(slots=True)
class _Entry:
    """An entry as it lies in the source."""

    info: zipfile.ZipInfo
    directory: bytes
    """Its record in the directory at the end of the file."""
    end: int = 0
    """Where the next one begins."""


class Package:
    """The parts of a workbook by name; what is put in stands in place of what was there."""

    def __init__(self, file: IO[bytes], cancelled: Callable[[], bool]) -> None:
        """Raises UserError for a file that is no intact zip."""
        self._file = file
        self._cancelled = cancelled
        self._changed: dict[str, Content] = {}
        self._added: dict[str, Content] = {}
        try:
            self._zip = zipfile.ZipFile(file)
            self._entries = self._read_directory()
        except DAMAGE as problem:
            raise damaged() from problem
        self._names = {key_of(one.info.filename): one.info.filename for one in self._entries}

    def name(self, name: str) -> str | None:
        """The part of that name as it is written in the file, None where there is none."""
        return self._names.get(key_of(name))

    def free_name(self, pattern: str) -> str:
        """A name no part has, from a pattern with ``{}`` for a number; it is taken from now on."""
        number = 1
        while key_of(name := pattern.format(number)) in self._names:
            number += 1
        self._names[key_of(name)] = name
        return name

    def names(self, ending: str) -> list[str]:
        """The parts of the file whose names end so."""
        names = (entry.info.filename for entry in self._entries)
        return [name for name in names if key_of(name).endswith(ending)]

    def read(self, name: str) -> bytes:
        """A part of the file, whole."""
        if self._zip.getinfo(name).file_size > LARGEST_PART:
            raise damaged()
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part of the file, piece by piece. Raises Cancelled."""
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(CHUNK):
                    self.look_whether_cancelled()
                    yield chunk
        except DAMAGE as problem:
            raise damaged() from problem

    def put(self, name: str, content: Content) -> None:
        """Change a part, or add one."""
        there = any(entry.info.filename == name for entry in self._entries)
        holder = self._changed if there else self._added
        if name in holder:
            holder[name].close()
        holder[name] = content
        self._names[key_of(name)] = name

    def look_whether_cancelled(self) -> None:
        """Raise Cancelled where the user asked for it."""
        if self._cancelled():
            raise Cancelled

    def close(self) -> None:
        """Give back what changed parts took on the disk."""
        for content in (*self._changed.values(), *self._added.values()):
            content.close()

    def write(self, out: Out) -> None:
        """Write the whole package: the entries in their order, then what was added."""
        directory = bytearray()
        at = {}
        for entry in sorted(self._entries, key=lambda one: one.info.header_offset):
            at[entry.info.header_offset] = out.tell()
            changed = self._changed.get(entry.info.filename)
            if changed is None:
                self._copy(entry, out)
            else:
                self._write_changed(entry, changed, out)
        for entry in self._entries:
            changed = self._changed.get(entry.info.filename)
            directory += _directory_record(entry, at[entry.info.header_offset], changed)
        for name, content in self._added.items():
            directory += self._write_added(name, content, out)
        self._write_end(directory, out)

    def _read_directory(self) -> list[_Entry]:
        infos = self._zip.infolist()
        self._file.seek(self._zip.start_dir)
        entries = []
        for info in infos:
            head = self._file.read(_CENTRAL.size)
            fields = _CENTRAL.unpack(head)
            if fields[0] != _CENTRAL_MARK:
                raise damaged()
            entries.append(_Entry(info, head + self._file.read(sum(fields[10:13]))))
        order = sorted(entries, key=lambda one: one.info.header_offset)
        for entry, following in pairwise(order):
            entry.end = following.info.header_offset
        if order:
            order[-1].end = self._zip.start_dir
        if len({one.info.filename for one in entries}) != len(entries):
            raise damaged()
        return entries

    def _copy(self, entry: _Entry, out: Out) -> None:
        left = entry.end - entry.info.header_offset
        if left < _LOCAL.size + entry.info.compress_size:
            raise damaged()
        self._file.seek(entry.info.header_offset)
        while left:
            self.look_whether_cancelled()
            chunk = self._file.read(min(left, CHUNK))
            if not chunk:
                raise damaged()
            out.write(chunk)
            left -= len(chunk)

    def _write_changed(self, entry: _Entry, content: Content, out: Out) -> None:
        self._file.seek(entry.info.header_offset)
        fields = list(_LOCAL.unpack(self._file.read(_LOCAL.size)))
        name = self._file.read(fields[9])
        fields[2] &= ~_DESCRIPTOR
        fields[3] = zipfile.ZIP_DEFLATED
        # Extra fields speak of sizes as they were.
        fields[6:11] = content.crc, content.packed, content.size, len(name), 0
        out.write(_LOCAL.pack(*fields) + name)
        self._write_packed(content, out)

    def _write_added(self, name: str, content: Content, out: Out) -> bytes:
        at, encoded = out.tell(), name.encode("utf-8")
        flags = 0 if name.isascii() else _NAME_IN_UTF8
        about = (flags, zipfile.ZIP_DEFLATED, 0, _NEW_DATE)
        sizes = (content.crc, content.packed, content.size, len(encoded), 0)
        out.write(_LOCAL.pack(_LOCAL_MARK, 20, *about, *sizes) + encoded)
        self._write_packed(content, out)
        return _CENTRAL.pack(_CENTRAL_MARK, 20, 20, *about, *sizes, 0, 0, 0, 0, at) + encoded

    def _write_packed(self, content: Content, out: Out) -> None:
        for chunk in content.chunks():
            self.look_whether_cancelled()
            out.write(chunk)

    def _write_end(self, directory: bytearray, out: Out) -> None:
        count, at = len(self._entries) + len(self._added), out.tell()
        if count >= 0xFFFF or at + len(directory) >= _FULL:
            raise UserError(N_("This workbook is too large to write comments into it."))
        out.write(bytes(directory))
        comment = self._zip.comment
        end = _END.pack(_END_MARK, 0, 0, count, count, len(directory), at, len(comment))
        out.write(end + comment)


def _directory_record(entry: _Entry, at: int, changed: Content | None) -> bytes:
    """The record of an entry, with where it lies now."""
    fields = list(_CENTRAL.unpack_from(entry.directory))
    rest = entry.directory[_CENTRAL.size :]
    if changed is not None:
        name, after = rest[: fields[10]], rest[fields[10] + fields[11] :]
        fields[3] &= ~_DESCRIPTOR
        fields[4] = zipfile.ZIP_DEFLATED
        fields[7:10] = changed.crc, changed.packed, changed.size
        fields[11] = 0
        fields[16] = at
        return _CENTRAL.pack(*fields) + name + after
    if fields[16] != _FULL:
        fields[16] = at
        return _CENTRAL.pack(*fields) + rest
    extra = _with_place(rest[fields[10] : fields[10] + fields[11]], fields[8:10].count(_FULL), at)
    record = _CENTRAL.pack(*fields) + rest[: fields[10]]
    return record + extra + rest[fields[10] + fields[11] :]


def _with_place(extra: bytes, sizes: int, at: int) -> bytes:
    """Extra fields in which the place of an entry stands, behind so many sizes, set anew."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind == _ZIP64 and length >= 8 * (sizes + 1):
            place = position + 4 + 8 * sizes
            return extra[:place] + struct.pack("<Q", at) + extra[place + 8 :]
        position += 4 + length
    raise damaged()


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths mean one file."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
