"""Texts through a pipe between two processes of the program, each with its length before it."""

from __future__ import annotations

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")


def write_frame(out: BinaryIO, payload: bytes) -> None:
    """Send a text; raises OSError where nobody reads any more."""
    out.write(_LENGTH.pack(len(payload)))
    out.write(payload)


def read_frame(source: BinaryIO) -> bytes | None:
    """The next text, whole; None where none comes any more."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    payload = source.read(length)
    return payload if len(payload) == length else None
