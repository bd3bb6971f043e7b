"""XML parts changed where they stand: every byte that is not replaced stays as it was.

expat says where elements lie, the text between is never written anew. Everything works on UTF-8;
a part in another encoding is recoded on its way in and back on its way out. No DTD is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
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
