"""A part of moderate size, read whole: where its elements lie, and what is put in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from wicco_desktop.exchange.commenting.xml_splice import (
    damaged,
    encoding_of,
    local,
    opened,
    parser_of,
    tag_at,
    with_attribute,
)


@dataclass(slots=True)
class Element:
    """An element of a part: where it lies, what it is called, what is in it."""

    name: str
    attributes: dict[str, str]
    parent: int
    """Index of the parent, -1 for the root."""
    start: int
    inside: int
    """Where its content begins; equal to ``end`` for an empty one."""
    close: int = 0
    """Where its end tag begins."""
    end: int = 0
    text: str = ""

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.inside == self.end


@dataclass(slots=True)
class XmlPart:
    """A part read whole, with what is to be replaced in it; for parts of moderate size."""

    data: bytes
    encoding: str
    elements: list[Element] = field(default_factory=list)
    _edits: list[tuple[int, int, int, bytes]] = field(default_factory=list)
    _children: dict[int, list[tuple[int, Element]]] = field(default_factory=dict)

    @classmethod
    def read(cls, content: bytes) -> XmlPart:
        """Read a part; raises UserError for what is no XML, or has a DTD."""
        encoding = encoding_of(content[:256])
        try:
            data = content if encoding == "utf-8" else content.decode(encoding).encode("utf-8")
            part = cls(data, encoding)
            part._outline()
        except (expat.ExpatError, UnicodeError, LookupError) as problem:
            raise damaged() from problem
        return part

    def _outline(self) -> None:
        parser, open_ = parser_of(), [-1]

        def start(name: str, attributes: dict[str, str]) -> None:
            at = parser.CurrentByteIndex
            inside = at + len(tag_at(self.data, at))
            open_.append(len(self.elements))
            self.elements.append(Element(name, attributes, open_[-2], at, inside))

        def end(_name: str) -> None:
            element = self.elements[open_.pop()]
            at = parser.CurrentByteIndex
            if self.data[element.inside - 2 : element.inside] == b"/>":
                element.close = element.end = element.inside
            else:
                element.close, element.end = at, self.data.index(b">", at) + 1

        def text(said: str) -> None:
            self.elements[open_[-1]].text += said

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = text
        parser.buffer_text = True
        parser.Parse(self.data, True)  # noqa: FBT003

    @property
    def root(self) -> Element:
        """The element that holds all others."""
        return self.elements[0]

    def all(self, name: str) -> Iterator[tuple[int, Element]]:
        """Every element of that local name, with its index, in order."""
        for index, element in enumerate(self.elements):
            if local(element.name) == name:
                yield index, element

    def first(self, name: str) -> tuple[int, Element] | None:
        """The first element of that local name."""
        return next(self.all(name), None)

    def children(self, index: int) -> list[tuple[int, Element]]:
        """What lies directly in an element, with its index."""
        if not self._children:
            for number, element in enumerate(self.elements):
                self._children.setdefault(element.parent, []).append((number, element))
        return self._children.get(index, [])

    def replace(self, start: int, end: int, new: bytes | str) -> None:
        """Put something in place of a stretch of bytes; at one place, in the order of the calls."""
        content = new.encode("utf-8") if isinstance(new, str) else new
        self._edits.append((start, end, len(self._edits), content))

    def set(self, element: Element, values: Mapping[str, str]) -> None:
        """Set attributes of an element."""
        tag = self.data[element.start : element.inside]
        for name, value in values.items():
            tag = with_attribute(tag, name, value)
        self.replace(element.start, element.inside, tag)

    def append(self, element: Element, content: str, **values: str) -> None:
        """Put something at the end of an element's content, and set attributes of it."""
        tag = self.data[element.start : element.inside]
        for name, value in values.items():
            tag = with_attribute(tag, name, value)
        if element.empty:
            closing = f"{content}</{element.name}>".encode()
            self.replace(element.start, element.end, opened(tag) + closing)
            return
        if values:
            self.replace(element.start, element.inside, tag)
        self.replace(element.close, element.close, content)

    def result(self) -> bytes:
        """The part with everything replaced, in the encoding it had."""
        pieces: list[bytes] = []
        done = 0
        for start, end, _, new in sorted(self._edits):
            pieces += [self.data[done:start], new]
            done = end
        pieces.append(self.data[done:])
        changed = b"".join(pieces)
        if self.encoding == "utf-8":
            return changed
        return changed.decode("utf-8").encode(self.encoding, "xmlcharrefreplace")
