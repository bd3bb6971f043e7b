"""XML from a file that nobody vouches for, as a stream of elements.

No document type, so no entities; no depth and no single tag without bound. What is read is only
ever what an element's handler asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol
from xml.parsers import expat

from wicco_desktop.exchange.reading.refused import Refused

CHUNK = 1 << 18
_DEEPEST = 256
_LARGEST_TAG = 1 << 20
"""An older expat takes time by the square of its length over a tag that comes in pieces."""


class Elements(Protocol):
    """What hears of the elements of a document, by names without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class Markup:
    """One document that is fed in pieces."""

    def __init__(self, elements: Elements) -> None:
        self.depth = 0
        self.fed = 0
        self.utf8 = True
        self.namespace = ""
        """The default one, where there is only one in the document so far."""
        self._defaults = 0
        self._elements = elements
        # A defence of newer versions against slow parsing would only delay what is fed.
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = elements.text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declared
        parser.StartNamespaceDeclHandler = self._named

    @property
    def position(self) -> int:
        """Where the tag begins that is being told of, in bytes from the start of what was fed."""
        return self._parser.CurrentByteIndex

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Parse on; raises Refused for what is not well-formed or not allowed."""
        self.fed += len(piece)
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, LookupError, ValueError) as problem:
            raise Refused("damaged") from problem
        if not last and self.fed - max(self._parser.CurrentByteIndex, 0) > _LARGEST_TAG + CHUNK:
            raise Refused("damaged")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Refused("nested")
        self._elements.start(name.rpartition(" ")[2], attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self._elements.end(name.rpartition(" ")[2])

    def _doctype(self, *_declared: object) -> None:
        raise Refused("entities")

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.utf8 = encoding is None or encoding.lower() == "utf-8"

    def _named(self, prefix: str | None, uri: str) -> None:
        if prefix is None:
            self._defaults += 1
            self.namespace = uri if self._defaults == 1 else ""


def pieces(source: BinaryIO) -> Iterator[bytes]:
    """A stream in chunks."""
    while chunk := source.read(CHUNK):
        yield chunk


def parse(source: BinaryIO, elements: Elements) -> None:
    """Read a whole document."""
    markup = Markup(elements)
    for piece in pieces(source):
        markup.feed(piece)
    markup.feed(b"", last=True)


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute by its name without namespace."""
    found = attributes.get(name)
    if found is not None:
        return found
    ending = f" {name}"
    return next((value for key, value in attributes.items() if key.endswith(ending)), None)


def is_true(value: str | None) -> bool:
    """A boolean as XML writes it."""
    return value in {"1", "true", "on"}
