"""XML parts changed where they stand: every byte that is not replaced stays as it was.

expat says where elements lie, the text between is never written anew. Everything works on UTF-8;
a part in another encoding is recoded on its way in and back on its way out. No DTD is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_TAG = re.compile(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")
_QUOTES = {'"': "&quot;", "'": "&apos;", "\t": "&#9;", "\n": "&#10;"}


def damaged() -> UsageError:
    """The error for a package whose parts are not what they should be."""
    return UsageError(N_("This workbook is damaged, so no comments can be written into it."))


def encoding_of(beginning: bytes) -> str:
    """In what an XML part is written; raises UserError for what Python does not know."""
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name
    declared = _DECLARED.match(beginning)
    try:
        name = codecs.lookup(declared[1].decode("ascii") if declared else "utf-8").name
    except LookupError as problem:
        raise damaged() from problem
    # Without a mark the declaration itself was readable, so it is not what it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "ascii")) else name


def parser_of() -> expat.XMLParserType:
    """A parser for UTF-8, whatever the part declares, that refuses every DTD."""
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_doctype: object) -> None:
    raise damaged()


def tag_at(data: bytes | bytearray, start: int) -> bytes:
    """The tag that begins there, from ``<`` to ``>``."""
    found = _TAG.match(data, start)
    if found is None:
        raise damaged()
    return found[0]


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with one attribute set, at its place where it is there already."""
    text = tag.decode("utf-8")
    quoted = escape(value, _QUOTES)
    there = re.compile(rf"""(\s{re.escape(name)}\s*=\s*)("[^"]*"|'[^']*')""")
    changed, count = there.subn(lambda found: f'{found[1]}"{quoted}"', text, count=1)
    if not count:
        head = text[: -2 if text.endswith("/>") else -1].rstrip()
        changed = f'{head} {name}="{quoted}"{text[len(head) :]}'
    return changed.encode("utf-8")


def opened(tag: bytes) -> bytes:
    """An empty element's tag (``<a/>``) as a start tag."""
    return tag[:-2].rstrip() + b">"


def prefix_of(name: str) -> str:
    """The prefix of a qualified name with its colon, or nothing."""
    return name[: name.index(":") + 1] if ":" in name else ""


def local(name: str) -> str:
    """A qualified name without its prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """An attribute by its local name, whatever its prefix."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith(f":{name}")), None)


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
