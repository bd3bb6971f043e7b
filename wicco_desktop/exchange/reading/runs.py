"""Large XML parts at a speed the XML parser alone does not reach.

Sheets and text tables are one record (``<row>…</row>``, ``<si>…</si>``) after another, written by
every known program in one way. A run of whole records is first offered to a reader of just that way
(a regular expression that must account for every byte); whatever it does not know goes to the
parser. Skipping whole records leaves the rest a well-formed document, which the parser checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from wicco_desktop.exchange.reading.markup import Elements, Markup, pieces

_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
_LARGEST_RUN = 1 << 21
_NEVER_PLAIN = bytes([*range(9), 11, 12, 13, *range(14, 32)])
"""Control characters are an error to the parser (as is ``]]>``); of CR LF it makes one LF."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The name of the records, and how many elements they stand in."""

    record: str
    depth: int

    @property
    def ending(self) -> bytes:
        """The tag that ends a record."""
        return f"</{self.record}>".encode()


class RunElements(Elements, Protocol):
    """Elements that also take runs."""

    runs: Runs
    expecting: bool
    """Whether a record may follow."""

    def run(self, piece: bytes) -> bool:
        """Take whole records; False, and nothing taken, if one is not of the usual form."""


class _Boundary:
    """Stands between parser and elements, and notes when only the next record can follow."""

    def __init__(self, elements: RunElements) -> None:
        self.at = -1
        """The end of the last tag after which a record may begin, in bytes fed."""
        self.text = elements.text
        self._elements = elements
        self.markup = Markup(self)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements.start(name, attributes)

    def end(self, name: str) -> None:
        elements = self._elements
        elements.end(name)
        runs = elements.runs
        if name == runs.record and self.markup.depth == runs.depth and elements.expecting:
            self.at = self.markup.position + len(runs.ending)


def read_with_runs(source: BinaryIO, elements: RunElements, *, whole_runs: bool = True) -> None:
    """Read a whole document, runs of records at once where that is possible and wanted."""
    boundary = _Boundary(elements)
    markup = boundary.markup
    ending = elements.runs.ending
    waiting = b""
    for chunk in pieces(source):
        waiting += chunk
        cut = waiting.rfind(ending) + len(ending)
        if cut < len(ending):
            if len(waiting) > _LARGEST_RUN:
                markup.feed(waiting)
                waiting = b""
            continue
        piece, waiting = waiting[:cut], waiting[cut:]
        if (
            whole_runs
            and boundary.at == markup.fed
            and markup.utf8
            and markup.namespace in _NAMESPACES
            and _is_plain(piece)
            and elements.run(piece)
        ):
            continue
        markup.feed(piece)
    markup.feed(waiting, last=True)


def _is_plain(piece: bytes) -> bool:
    if b"]]>" in piece or len(piece.translate(None, _NEVER_PLAIN)) != len(piece):
        return False
    try:
        piece.decode()
    except UnicodeDecodeError:
        return False
    return True
