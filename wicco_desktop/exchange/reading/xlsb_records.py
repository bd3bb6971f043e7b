"""The records of a binary workbook: kind, length, content ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO, cast

from wicco_desktop.exchange.reading.refused import Refused

_BUFFER = 1 << 18
_LARGEST_RECORD = 1 << 24
_NULL_TEXT = 0xFFFFFFFF

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Error codes of binary workbooks ([MS-XLSB] 2.5.97.2)."""


def records(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The records of a part, kind and content; raises Refused where one is cut off."""
    source = io.BufferedReader(cast("io.RawIOBase", source), _BUFFER)
    while (kind := _varying(source, 2)) is not None:
        size = _varying(source, 4)
        if size is None or size > _LARGEST_RECORD:
            raise Refused("damaged")
        content = source.read(size)
        if len(content) < size:
            raise Refused("damaged")
        yield kind, content


def _varying(source: BinaryIO, most: int) -> int | None:
    """A number of up to that many bytes, seven bits in each; None at the end."""
    number = 0
    for place in range(most):
        byte = source.read(1)
        if not byte:
            return None
        number |= (byte[0] & 0x7F) << (7 * place)
        if byte[0] < 0x80:
            break
    return number


def text_at(content: bytes, at: int) -> tuple[str, int]:
    """A text and the place after it; a missing one is empty."""
    (count,) = struct.unpack_from("<I", content, at)
    at += 4
    if count == _NULL_TEXT:
        return "", at
    end = at + 2 * count
    if end > len(content):
        raise Refused("damaged")
    return content[at:end].decode("utf-16-le", "replace"), end
