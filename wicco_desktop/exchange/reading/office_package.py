"""What stands around the sheets of an Office package: relations, sheets, formats, properties.

ECMA-376: part 2 for relations and content types, part 1 for the workbook, its styles and custom
properties (18.2, 18.8, 22.3). The strict variant has other namespaces, but the same names.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.markup import attribute, is_true, parse
from wicco_desktop.exchange.reading.numbers import Shows, built_in, shown_by
from wicco_desktop.exchange.reading.package import Package
from wicco_desktop.exchange.reading.refused import Refused

_LONGEST = 4096
_MOST_STYLES = 1 << 17
_MOST_PROPERTIES = 1000


@dataclass(slots=True)
class SheetEntry:
    """One sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Book:
    """What the workbook itself says."""

    sheets: list[SheetEntry] = field(default_factory=list)
    from_1904: bool = False


class _Relations:
    def __init__(self, base: str) -> None:
        self.targets: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self._base = base

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        id_, target = attributes.get("Id", ""), attributes.get("Target", "")
        self.targets[id_] = posixpath.normpath(
            target if target.startswith("/") else posixpath.join(self._base, target)
        )
        self.types[id_] = attributes.get("Type", "").rpartition("/")[2]

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...

    def first(self, type_: str) -> str | None:
        """The first target of a type."""
        return next((self.targets[i] for i, found in self.types.items() if found == type_), None)


def relations_of(package: Package, part: str) -> _Relations:
    """What a part ("" for the package) refers to."""
    folder, name = posixpath.split(part)
    found = _Relations(folder)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels in package:
        with package.open(rels) as stream:
            parse(stream, found)
    return found


class _ContentTypes:
    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Override":
            part = attributes.get("PartName", "").lstrip("/").lower()
            self.of[part] = attributes.get("ContentType", "")
        elif name == "Default":
            self.of["." + attributes.get("Extension", "").lower()] = attributes.get(
                "ContentType", ""
            )

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def main_part(package: Package) -> tuple[str, str]:
    """The part of the workbook and the format; raises Refused for another kind of document."""
    types = _ContentTypes()
    with package.open("[Content_Types].xml") as stream:
        parse(stream, types)
    part = (relations_of(package, "").first("officeDocument") or "xl/workbook.xml").lstrip("/")
    content = types.of.get(part.lower()) or types.of.get(posixpath.splitext(part)[1].lower(), "")
    content = content.lower()
    if "sheet.binary" in content:
        return part, "xlsb"
    if "ms-excel" in content and "macroenabled" in content:
        return part, "xlsm"
    if "spreadsheetml" in content:
        return part, "xlsx"
    raise Refused("other" if content else "damaged")


class _BookElements:
    def __init__(self) -> None:
        self.book = Book()
        self.listed: list[tuple[str, str, bool]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.book.from_1904 = is_true(attributes.get("date1904"))
        elif name == "sheet" and "name" in attributes:
            hidden = attributes.get("state", "visible") != "visible"
            self.listed.append((attributes["name"], attribute(attributes, "id") or "", hidden))

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def read_book(package: Package, part: str, limits: Limits) -> Book:
    """The sheets in order and the epoch of the dates."""
    elements = _BookElements()
    with package.open(part) as stream:
        parse(stream, elements)
    book = elements.book
    book.sheets = worksheets(package, part, elements.listed, limits)
    return book


def worksheets(
    package: Package, part: str, listed: list[tuple[str, str, bool]], limits: Limits
) -> list[SheetEntry]:
    """The listed sheets (name, id of the relation, hidden) that hold cells: charts do not."""
    if len(listed) > limits.sheets:
        raise Refused("sheets", limits.sheets)
    relations = relations_of(package, part)
    found = []
    for name, id_, hidden in listed:
        target = relations.targets.get(id_)
        if target is None or target not in package:
            raise Refused("damaged")
        if relations.types[id_] == "worksheet":
            found.append(SheetEntry(name[:_LONGEST], target, hidden))
    return found


class _StyleElements:
    def __init__(self) -> None:
        self.shows: list[Shows] = []
        self._codes: dict[str, Shows] = {}
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "cellXfs":
            self._inside = True
        elif name == "numFmt" and not self._inside:
            if len(self._codes) < _MOST_STYLES:
                code = attributes.get("formatCode", "")
                self._codes.setdefault(attributes.get("numFmtId", ""), shown_by(code))
        elif name == "xf" and self._inside:
            id_ = attributes.get("numFmtId", "0")
            known = built_in(int(id_)) if id_.isdecimal() and len(id_) < 9 else Shows.NUMBER
            self.shows.append(self._codes.get(id_, known))
            if len(self.shows) > _MOST_STYLES:
                raise Refused("damaged")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def text(self, text: str) -> None: ...


def read_styles(package: Package, part: str | None) -> list[Shows]:
    """What each cell format shows, by its number."""
    elements = _StyleElements()
    if part is not None and part in package:
        with package.open(part) as stream:
            parse(stream, elements)
    return elements.shows


class _PropertyElements:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "property":
            self._name, self._text = attributes.get("name", ""), []

    def end(self, name: str) -> None:
        if name == "property" and self._name and len(self.found) < _MOST_PROPERTIES:
            self.found[self._name[:_LONGEST]] = "".join(self._text).strip()[:_LONGEST]

    def text(self, text: str) -> None:
        if len(self._text) < _LONGEST:
            self._text.append(text[:_LONGEST])


def read_properties(package: Package) -> dict[str, str]:
    """The custom document properties as text."""
    elements = _PropertyElements()
    part = relations_of(package, "").first("custom-properties")
    if part is not None and part in package:
        with package.open(part) as stream:
            parse(stream, elements)
    return elements.found
