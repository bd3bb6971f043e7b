"""A part of any size that runs through in chunks, with something put in place of some bytes."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from xml.parsers import expat

from wicco_desktop.exchange.commenting.xml_splice import damaged, parser_of, tag_at


class Stream:
    """A part of any size that runs through: chunks in, changed chunks out.

    ``start`` and ``end`` are called as expat's handlers, and may set others; within them ``here``,
    ``tag`` and ``replace`` work on the element at hand. Replacements come in order.
    """

    def __init__(self, encoding: str, out: Callable[[bytes], object] | None) -> None:
        self.parser = parser_of()
        self._out = out
        self._decoder = self._encoding = None
        if encoding != "utf-8":
            self._decoder = codecs.getincrementaldecoder(encoding)()
            self._encoding = encoding
        self._window = bytearray()
        self._base = 0
        self._edits: list[tuple[int, int, bytes]] = []

    @property
    def here(self) -> int:
        """Where the element at hand begins (of an end tag, where that begins)."""
        return self.parser.CurrentByteIndex

    def tag(self) -> bytes:
        """The start tag at hand."""
        return tag_at(self._window, self.here - self._base)

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put something in place of a stretch of bytes."""
        self._edits.append((start, end, new))

    def feed(self, chunk: bytes, *, last: bool) -> None:
        """Take the next bytes of the part; raises UserError for what is no XML."""
        try:
            if self._decoder is not None:
                chunk = self._decoder.decode(chunk, last).encode("utf-8")
            if self._out is not None:
                self._window += chunk
            self.parser.Parse(chunk, last)
        except (expat.ExpatError, UnicodeError) as problem:
            raise damaged() from problem
        if self._out is not None:
            # What expat has not taken in yet is a tag cut by the end of the chunk.
            end = self._base + len(self._window)
            self._flush(end if last else min(end, max(self._base, self.here)))

    def _flush(self, until: int) -> None:
        pieces: list[bytes] = []
        done = self._base
        edits = [edit for edit in self._edits if edit[1] <= until]
        for start, end, new in edits:
            pieces += [bytes(self._window[done - self._base : start - self._base]), new]
            done = end
        until = max(until, done)
        pieces.append(bytes(self._window[done - self._base : until - self._base]))
        del self._edits[: len(edits)]
        del self._window[: until - self._base]
        self._base = until
        changed = b"".join(pieces)
        if self._encoding is not None:
            changed = changed.decode("utf-8").encode(self._encoding, "xmlcharrefreplace")
        if changed and self._out is not None:
            self._out(changed)
