"""Record identifiers: UUID version 7, so that ids made later sort later and indexes only append."""

from __future__ import annotations

import os
import re
import threading
import time

_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_lock = threading.Lock()
_latest = [0]
"""What the last id was made of."""


def new_id() -> str:
    """A new UUID version 7 (RFC 9562, section 5.7) as text, increasing within this process.

    48 bits of milliseconds, then 12 bits that count up within a millisecond, then 62 random bits.
    """
    with _lock:
        moment = max((time.time_ns() * 4096) // 1_000_000, _latest[0] + 1)
        _latest[0] = moment
    value = (moment >> 12) << 80
    value |= 0x7 << 76
    value |= (moment & 0xFFF) << 64
    value |= 0b10 << 62
    value |= int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    text = f"{value:032x}"  # as ``uuid.UUID`` writes it, which takes five times as long
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: str) -> bool:
    """Whether the text is an identifier in the form that ``new_id`` writes."""
    return _ID.fullmatch(text) is not None
