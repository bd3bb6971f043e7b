"""The boxes of comments, in the old drawing language that Excel still wants for them.

Such parts are not always well-formed XML (Excel itself writes ``<br>``), so they are changed by
finding places in their text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from wicco_desktop.exchange.commenting.content import Content
from wicco_desktop.exchange.commenting.grid import Grid, text_height
from wicco_desktop.exchange.commenting.model import Place
from wicco_desktop.exchange.commenting.package import Package
from wicco_desktop.exchange.commenting.xml_splice import damaged, encoding_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_BLOCK = 1024
"""Shapes of a block; every drawing of a workbook has blocks of its own."""

_URNS = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_NEW = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<{v}:shapetype id="_x0000_t202"{declared} coordsize="21600,21600" {o}:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><{v}:stroke joinstyle="miter"/>'
    '<{v}:path gradientshapeok="t" {o}:connecttype="rect"/></{v}:shapetype>'
)
_SHAPE = (
    '<{v}:shape id="_x0000_s{id}"{declared} type="#_x0000_t202" style="position:absolute;'
    "margin-left:59.25pt;margin-top:1.5pt;width:{width:g}pt;height:{height:g}pt;z-index:{order};"
    'visibility:hidden" fillcolor="#ffffe1" {o}:insetmode="auto"><{v}:fill color2="#ffffe1"/>'
    '<{v}:shadow on="t" color="black" obscured="t"/><{v}:path {o}:connecttype="none"/>'
    '<{v}:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></{v}:textbox>'
    '<{x}:ClientData ObjectType="Note"><{x}:MoveWithCells/><{x}:SizeWithCells/>'
    "<{x}:Anchor>{anchor}</{x}:Anchor><{x}:AutoFill>False</{x}:AutoFill>"
    "<{x}:Row>{row}</{x}:Row><{x}:Column>{column}</{x}:Column></{x}:ClientData></{v}:shape>"
)
_OLD_SHAPE = re.compile(r"<(?:\w+:)?shape\s.*?</(?:\w+:)?shape\s*>", re.DOTALL)
_OLD_ROW = re.compile(r"<(?:\w+:)?Row>\s*([0-9]{1,9})\s*</")
_OLD_COLUMN = re.compile(r"<(?:\w+:)?Column>\s*([0-9]{1,9})\s*</")
_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>)([^<]*)(</)")
_BLOCKS = re.compile(r"""(<(?:\w+:)?idmap\b[^>]*?\sdata\s*=\s*["'])([0-9,\s]*)(["'])""")


class ShapeIds:
    """Numbers for shapes, from blocks that no drawing of the workbook has."""

    def __init__(self, package: Package) -> None:
        self._block = 0
        for name in package.names(".vml"):
            for found in _BLOCKS.finditer(_text(package.read(name))[0]):
                blocks = [int(one) for one in found[2].split(",") if 0 < len(one.strip()) < 7]
                self._block = max([self._block, *blocks])

    def blocks(self, count: int) -> list[int]:
        """Blocks for so many shapes."""
        first = self._block + 1
        self._block += -(-count // (_BLOCK - 1))
        return list(range(first, self._block + 1))


@dataclass(slots=True)
class Drawing:
    """The boxes of one sheet."""

    text: str
    encoding: str
    grid: Grid
    _prefixes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def over(cls, data: bytes | None, grid: Grid) -> Drawing:
        """The drawing as it is, or a new one."""
        text, encoding = _text(data) if data is not None else (_NEW, "utf-8")
        return cls(text, encoding, grid)

    def show(self, texts: Mapping[Place, str], ids: ShapeIds) -> None:
        """Give every comment a box that fits its text: a new one, or the old one made larger."""
        left = dict(texts)

        def larger(found: re.Match[str]) -> str:
            row, column = _OLD_ROW.search(found[0]), _OLD_COLUMN.search(found[0])
            if 'ObjectType="Note"' not in found[0] or row is None or column is None:
                return found[0]
            text = left.pop((int(row[1]) + 1, int(column[1]) + 1), None)
            return found[0] if text is None else self._larger(found[0], text)

        self.text = _OLD_SHAPE.sub(larger, self.text)
        if left:
            self._add(left, ids.blocks(len(left)))

    def content(self) -> Content:
        """The drawing as it is now."""
        return Content.of(self.text.encode(self.encoding, "surrogateescape"))

    def _larger(self, shape: str, text: str) -> str:
        found = _ANCHOR.search(shape)
        try:
            anchor = [int(one) for one in found[2].split(",")] if found else []
        except ValueError:
            return shape
        if found is None or len(anchor) != 8:
            return shape
        corner = self.grid.corner(tuple(anchor[:4]), text)
        wider, higher = max(tuple(anchor[4:6]), corner[:2]), max(tuple(anchor[6:]), corner[2:])
        if [*wider, *higher] == anchor[4:]:
            return shape
        if higher != tuple(anchor[6:]):
            shape = re.sub(
                r"(;\s*height:)[0-9.]+pt", rf"\g<1>{text_height(text) * 0.75:g}pt", shape, count=1
            )
        said = ", ".join(map(str, (*anchor[:4], *wider, *higher)))
        return _ANCHOR.sub(rf"\g<1>{said}\g<3>", shape, count=1)

    def _add(self, texts: Mapping[Place, str], blocks: list[int]) -> None:
        self.text = _BLOCKS.sub(
            lambda found: (
                found[1] + ",".join(filter(None, [found[2], *map(str, blocks)])) + found[3]
            ),
            self.text,
            count=1,
        )
        names = self._names()
        end = self.text.rfind("</")
        if end < 0:
            raise damaged()
        added = []
        if 'id="_x0000_t202"' not in self.text:
            added.append(_SHAPE_TYPE.format(**names))
        numbers = (block * _BLOCK + own for block in blocks for own in range(1, _BLOCK))
        for order, (place, number) in enumerate(zip(sorted(texts), numbers, strict=False), 1):
            box = self.grid.box(*place, texts[place])
            added.append(
                _SHAPE.format(
                    **names,
                    id=number,
                    width=box.width * 0.75,
                    height=box.height * 0.75,
                    order=order,
                    anchor=", ".join(map(str, box.anchor)),
                    row=place[0] - 1,
                    column=place[1] - 1,
                )
            )
        self.text = self.text[:end] + "".join(added) + self.text[end:]

    def _names(self) -> dict[str, str]:
        """The prefixes of the drawing, and a declaration of those that it has not."""
        names, declared = {}, ""
        for usual, urn in _URNS.items():
            found = re.search(rf"""xmlns:(\w+)\s*=\s*["']{re.escape(urn)}["']""", self.text)
            names[usual] = found[1] if found else usual
            declared += "" if found else f' xmlns:{usual}="{urn}"'
        return {**names, "declared": declared}


def _text(data: bytes) -> tuple[str, str]:
    encoding = encoding_of(data[:256])
    try:
        return data.decode(encoding, "surrogateescape"), encoding
    except UnicodeError as problem:
        raise damaged() from problem
