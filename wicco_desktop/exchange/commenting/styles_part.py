"""The styles of a workbook: a style like the cell's own, but filled, for each that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wicco_desktop.exchange.commenting.content import Content
from wicco_desktop.exchange.commenting.model import FILLS, Meaning
from wicco_desktop.exchange.commenting.parts import Book, ContentTypes
from wicco_desktop.exchange.commenting.xml_part import Element, XmlPart
from wicco_desktop.exchange.commenting.xml_splice import (
    local,
    prefix_of,
    tag_at,
    with_attribute,
)

MOST = 65_490
"""Cell styles that Excel takes."""

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"),
    *("dxfs", "tableStyles", "colors", "extLst"),
)
"""The sequence of CT_Stylesheet, ECMA-376 part 1, 18.8.39."""

_NEW = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_PLAIN = '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
_RESERVED = (
    '<{p}fill><{p}patternFill patternType="none"/></{p}fill>'
    '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>'
)
_FILL = (
    '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{colour}"/>'
    '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
)
_BETWEEN_TAGS = re.compile(rb">\s+<")


class Styles:
    """Gives filled styles their numbers, and writes them at the end."""

    def __init__(self, book: Book) -> None:
        self._book = book
        relation = book.relations.of_kind("styles")
        self._name = relation.target if relation else None
        new = _NEW.format(namespace=book.namespace).encode()
        self._part = XmlPart.read(book.package.read(self._name) if self._name else new)
        self._prefix = prefix_of(self._part.root.name)
        self._fills = self._members("fills")
        self._styles = self._members("cellXfs")
        self._new_fills: list[bytes] = []
        self._new_styles: list[bytes] = []
        self._numbers: dict[tuple[int, Meaning], int] = {}
        self._known = {raw: number for number, raw in reversed(list(enumerate(self._styles)))}
        if not self._fills:
            self._new_fills.append(self._text(_RESERVED))
        if not self._styles:
            self._new_styles.append(self._text(_PLAIN))

    def filled(self, style: int, meaning: Meaning) -> int:
        """The number of the style that is like another, filled for a meaning."""
        key = style, meaning
        if key not in self._numbers:
            self._numbers[key] = self._made(style, meaning)
        return self._numbers[key]

    def _made(self, style: int, meaning: Meaning) -> int:
        own = self._styles[style] if style < len(self._styles) else self._text(_PLAIN)
        tag = tag_at(own, 0)
        filled = with_attribute(tag, "fillId", str(self._fill(meaning)))
        filled = with_attribute(filled, "applyFill", "1") + own[len(tag) :]
        if filled == own:
            return style
        if filled in self._known:
            return self._known[filled]
        number = len(self._styles) + len(self._new_styles)
        if number >= MOST:
            return style
        self._new_styles.append(filled)
        self._known[filled] = number
        return number

    def _fill(self, meaning: Meaning) -> int:
        wanted = self._text(_FILL, colour=FILLS[meaning])
        fills = [_BETWEEN_TAGS.sub(b"><", raw) for raw in self._fills]
        if not fills:
            # The first two of a workbook mean no fill and dots, whatever stands there.
            fills = [b"", b"", *self._new_fills[1:]]
        else:
            fills += self._new_fills
        if wanted not in fills:
            self._new_fills.append(wanted)
            fills.append(wanted)
        return fills.index(wanted)

    def save(self, types: ContentTypes) -> None:
        """Put what is new into the package."""
        if not self._numbers:
            return
        self._append("fills", self._new_fills, len(self._fills) or 2)
        self._append("cellXfs", self._new_styles, len(self._styles))
        package, name = self._book.package, self._name
        if name is None:
            name = self._new_name()
            types.add(name, _TYPE)
            self._book.relations.add(f"{self._book.relation_types}/styles", name)
            self._book.relations.save()
        package.put(name, Content.of(self._part.result()))

    def _new_name(self) -> str:
        usual = f"{self._book.folder}/styles.xml"
        taken = self._book.package.name(usual) is not None
        return self._book.path("styles{}.xml") if taken else usual

    def _append(self, name: str, new: list[bytes], before: int) -> None:
        if not new:
            return
        content = b"".join(new).decode()
        count = str(self._count(name, new, before))
        for _, element in self._in_root(name):
            self._part.append(element, content, count=count)
            return
        following = _ORDER[_ORDER.index(name) + 1 :]
        place = self._part.root.close
        for _, element in self._part.children(0):
            if local(element.name) in following:
                place = element.start
                break
        whole = f'<{self._prefix}{name} count="{count}">{content}</{self._prefix}{name}>'
        self._part.replace(place, place, whole)

    def _count(self, name: str, new: list[bytes], before: int) -> int:
        reserved = name == "fills" and not self._fills
        return before + len(new) - (1 if reserved else 0)

    def _members(self, name: str) -> list[bytes]:
        found = []
        for index, _ in self._in_root(name):
            for _, member in self._part.children(index):
                found.append(self._part.data[member.start : member.end])
        return found

    def _in_root(self, name: str) -> Iterator[tuple[int, Element]]:
        return (found for found in self._part.all(name) if found[1].parent == 0)

    def _text(self, pattern: str, **values: str) -> bytes:
        return pattern.format(p=self._prefix, **values).encode()
