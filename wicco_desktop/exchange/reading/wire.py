"""How rows and facts travel from the reading process: packed JSON in frames, never pickles.

A frame is one letter for its kind, four bytes for its length, then that many bytes. A row is a
list: its number, then its cells; what JSON has no value for is a list of two, a letter and a text.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from json.encoder import encode_basestring
from typing import IO, Any, BinaryIO

from wicco_desktop.exchange.cells import CellError, CellValue, RawRow
from wicco_desktop.foundation.json_text import from_json
from wicco_desktop.foundation.quick_deflate import PackingError, packed, unpacked

OPENED, SHEET, BLOCK, SHEET_END, PROGRESS, REFUSED, DONE = b"O", b"S", b"B", b"E", b"P", b"R", b"D"
"""The kinds of frames, in the order in which they come."""

_FRAME = struct.Struct("<cI")
_BLOCK = struct.Struct("<IIII")
LARGEST_FRAME = 1 << 25
LARGEST_BLOCK = 1 << 26
"""What is ever accepted from the other side, in bytes: packed, unpacked."""

BLOCK_ROWS = 256
NULL = b"null"
_LARGEST_INTEGER = 2**63 - 1
_NO_NUMBER = b'["e","#NUM!"]'
"""Infinite, or none at all: JSON has no such number."""


class BrokenFrame(Exception):  # noqa: N818
    """What arrived is not what the other side should have sent."""


def write_frame(out: BinaryIO, kind: bytes, payload: bytes) -> None:
    """Send one frame."""
    out.write(_FRAME.pack(kind, len(payload)))
    out.write(payload)


def frames(source: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The frames that arrive, until the other side closes or dies; raises BrokenFrame."""
    while len(head := source.read(_FRAME.size)) == _FRAME.size:
        kind, length = _FRAME.unpack(head)
        if length > LARGEST_FRAME:
            raise BrokenFrame
        payload = source.read(length)
        if len(payload) < length:
            return
        yield kind, payload


def packed_facts(facts: dict[str, Any]) -> bytes:
    """Facts of a workbook or a sheet as the payload of a frame."""
    return packed(json.dumps(facts).encode())


def unpacked_facts(payload: bytes) -> dict[str, Any]:
    """What ``packed_facts`` packed; raises BrokenFrame."""
    found = _unpacked(payload)
    if not isinstance(found, dict):
        raise BrokenFrame
    return found


def packed_block(first: int, last: int, rows: list[bytes], width: int) -> bytes:
    """Rows between two numbers, each as JSON, as the payload of a frame."""
    table = packed(b"[" + b",".join(rows) + b"]")
    return _BLOCK.pack(first, last, len(rows), width) + table


def block_ends(payload: bytes) -> tuple[int, int, int, int]:
    """First and last number of a block's rows, how many they are, how wide the widest is."""
    if len(payload) < _BLOCK.size:
        raise BrokenFrame
    first, last, count, width = _BLOCK.unpack_from(payload)
    return first, last, count, width


def block_rows(payload: bytes) -> list[RawRow]:
    """The rows of a block; raises BrokenFrame."""
    try:
        return [RawRow(row[0], _cells(row)) for row in _unpacked(payload[_BLOCK.size :])]
    except (ValueError, TypeError, LookupError) as problem:
        raise BrokenFrame from problem


def _unpacked(payload: bytes) -> Any:
    try:
        return from_json(unpacked(payload, LARGEST_BLOCK))
    except (ValueError, PackingError) as problem:
        raise BrokenFrame from problem


def encoded(value: CellValue) -> bytes:
    """One cell as it travels."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return encode_basestring(value).encode()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return b"%d" % value if abs(value) <= _LARGEST_INTEGER else b'["i","%d"]' % value
    if isinstance(value, float):
        return repr(value).encode() if math.isfinite(value) else _NO_NUMBER
    if isinstance(value, CellError):
        return b'["e",%b]' % encode_basestring(value.code).encode()
    kind = b"m" if isinstance(value, datetime) else b"d" if isinstance(value, date) else b"t"
    return b'["%b","%b"]' % (kind, value.isoformat().encode())


def blanks(count: int) -> bytes:
    """That many blank cells in a row, one or more."""
    return b",".join([NULL] * count) if count < 5 else b'["n",%d]' % count


_DECODED: dict[str, Callable[[str], CellValue]] = {
    "e": CellError,
    "i": int,
    "m": datetime.fromisoformat,
    "d": date.fromisoformat,
    "t": time.fromisoformat,
}


def _cells(row: list[Any]) -> tuple[CellValue, ...]:
    if list not in map(type, row):
        return tuple(row[1:])
    cells: list[CellValue] = []
    for cell in row[1:]:
        if not isinstance(cell, list):
            cells.append(cell)
        elif cell[0] == "n":
            cells += [None] * min(cell[1], 1 << 14)
        else:
            cells.append(_DECODED[cell[0]](cell[1]))
    return tuple(cells)
