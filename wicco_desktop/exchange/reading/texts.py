"""Texts as the XML of a workbook writes them, and the table of them that cells refer to."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import accumulate
from json.encoder import encode_basestring
from typing import overload

from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.wire import NULL

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_SPECIAL = re.compile(rb'[\x00-\x1f"\\&]|_x')
_SEGMENT = 1 << 16
_TOGETHER = 64
"""Texts that are looked through together for what must be written otherwise."""
_OF_A_TEXT = 42
"""Bytes of a bytes object and its place in a list, without what it holds."""


def unescaped(text: str) -> str:
    """A text with what OOXML writes as ``_x000D_`` put back (ECMA-376 part 1, 22.9.2.19).

    A code that is no character becomes the replacement character.
    """
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NO_CHARACTER.sub("\ufffd", paired)


def encoded_text(text: str) -> bytes:
    """A text as it travels, blank where it is empty."""
    return encode_basestring(text).encode() if text else NULL


def encoded_limited(text: str, longest: int) -> bytes:
    """The same; raises Refused for one that is too long."""
    if len(text) > longest:
        raise Refused("text", longest)
    return encoded_text(text)


def encoded_raw(raw: bytes, longest: int) -> bytes | None:
    """The same from the UTF-8 of the XML; None where only the XML parser can say what it is."""
    if len(raw) > longest and len(raw.decode()) > longest:
        raise Refused("text", longest)
    if not _SPECIAL.search(raw):
        return b'"%b"' % raw if raw else NULL
    text = raw.decode()
    if "&" in text:
        if text.count("&") != len(_ENTITY.findall(text)):
            return None
        text = _ENTITY.sub(_character, text)
        if _NO_CHARACTER.search(text):
            return None
    return encoded_text(unescaped(text))


def encoded_all(raw: list[bytes], longest: int) -> list[bytes] | None:
    """Many texts at once; most need no more than quotation marks."""
    found = [b'"%b"' % text for text in raw]
    too_long = max(map(len, raw), default=0) > longest
    for start in range(0, len(raw), _TOGETHER):
        some = raw[start : start + _TOGETHER]
        if too_long or b"" in some or _SPECIAL.search(b"".join(some)):
            for place, text in enumerate(some, start):
                cell = encoded_raw(text, longest)
                if cell is None:
                    return None
                found[place] = cell
    return found


def _character(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 8 < code < 0x110000 else "\0"


class SharedTexts:
    """Collects the texts of a workbook, encoded, in the order of their numbers."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._plain: list[bytes] = []
        self._size = 0
        self._packed = PackedTexts()

    def append(self, text: bytes) -> None:
        """One more."""
        self.extend([text])

    def extend(self, texts: list[bytes]) -> None:
        """Some more."""
        self._plain += texts
        self._size += sum(map(len, texts)) + _OF_A_TEXT * len(texts)
        if self._size > self._limit // 3:
            self._packed.extend(self._plain)
            self._plain = []
            self._size = 0
            if self._packed.size > self._limit:
                raise Refused("memory")

    def complete(self) -> Sequence[bytes]:
        """All of them: a list as long as that takes little memory."""
        if not self._packed:
            return self._plain
        self._packed.extend(self._plain)
        if self._packed.size > self._limit:
            raise Refused("memory")
        return self._packed


class PackedTexts(Sequence[bytes]):
    """Millions of texts as a few long ones and the places where each ends."""

    def __init__(self) -> None:
        self.size = 0
        """Bytes, about."""
        self._segments: list[bytes] = []
        self._ends = array("I")
        self._pending: list[bytes] = []

    def extend(self, texts: list[bytes]) -> None:
        """Some more."""
        self._pending += texts
        whole = len(self._pending) - len(self._pending) % _SEGMENT
        for first in range(0, whole, _SEGMENT):
            self._pack(self._pending[first : first + _SEGMENT])
        self._pending = self._pending[whole:]

    def _pack(self, texts: list[bytes]) -> None:
        packed = b"".join(texts)
        self.size += len(packed) + 4 * len(texts)
        self._segments.append(packed)
        self._ends.extend(accumulate(map(len, texts)))

    def __len__(self) -> int:
        return len(self._ends) + len(self._pending)

    @overload
    def __getitem__(self, number: int) -> bytes: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[bytes]: ...

    def __getitem__(self, number: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        segment, place = divmod(number, _SEGMENT)
        if segment == len(self._segments):
            return self._pending[place]
        ends = self._ends
        return self._segments[segment][ends[number - 1] if place else 0 : ends[number]]
