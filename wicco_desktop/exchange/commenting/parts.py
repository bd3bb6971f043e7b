"""How the parts of a package refer to each other: relationships, content types, sheets by name."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from wicco_desktop.exchange.commenting.content import Content
from wicco_desktop.exchange.commenting.package import Package
from wicco_desktop.exchange.commenting.xml_part import XmlPart
from wicco_desktop.exchange.commenting.xml_splice import attribute, damaged, prefix_of
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_

TRANSITIONAL = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
_MAIN = {
    f"{TRANSITIONAL}/spreadsheetml/2006/main": f"{TRANSITIONAL}/officeDocument/2006/relationships",
    f"{STRICT}/spreadsheetml/main": f"{STRICT}/officeDocument/relationships",
}
_RELATIONSHIPS = f"{TRANSITIONAL}/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    f'xmlns="{_RELATIONSHIPS}"></Relationships>'
)
_ID = re.compile(r"rId([0-9]{1,9})", re.IGNORECASE)


def relations_namespace(main: str | None) -> str:
    """The namespace of references in a part whose main one that is; raises UserError."""
    if main not in _MAIN:
        raise damaged()
    return _MAIN[main]


def root_namespace(part: XmlPart) -> str | None:
    """The namespace of a part's root element."""
    prefix = prefix_of(part.root.name).rstrip(":")
    return part.root.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns")


@dataclass(slots=True)
class Relation:
    """A reference from one part to another."""

    id: str
    kind: str
    """The last word of its type: ``comments``, ``vmlDrawing`` …"""
    target: str | None
    """The name of the part as it is in the file, None where it is outside or missing."""


class Relations:
    """What one part refers to; new references are added at the end."""

    def __init__(self, package: Package, owner: str) -> None:
        """``owner``: name of the part, empty for the package itself."""
        self._package = package
        self._folder, last = posixpath.split(owner)
        wanted = posixpath.join(self._folder, "_rels", f"{last}.rels")
        self._name = package.name(wanted) or wanted
        there = package.name(wanted) is not None
        self._part = XmlPart.read(package.read(self._name) if there else _EMPTY.encode())
        self.all = [
            self._relation(element.attributes) for _, element in self._part.all("Relationship")
        ]
        self._added = ""

    def _relation(self, attributes: dict[str, str]) -> Relation:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = None
        if attributes.get("TargetMode") != "External":
            said = attributes.get("Target", "").replace("\\", "/").partition("#")[0]
            path = posixpath.normpath(posixpath.join("/", self._folder, said))
            target = self._package.name(path)
        return Relation(attributes.get("Id", ""), kind, target)

    def by_id(self, id_: str | None) -> Relation | None:
        """The reference of that id."""
        return next((one for one in self.all if one.id == id_), None)

    def of_kind(self, kind: str) -> Relation | None:
        """The first reference of that kind to a part that is there."""
        return next((one for one in self.all if one.kind == kind and one.target), None)

    def free_id(self) -> str:
        """An id that no reference has."""
        numbers = [int(found[1]) for one in self.all if (found := _ID.fullmatch(one.id))]
        return f"rId{max(numbers, default=0) + 1}"

    def add(self, type_: str, target: str, id_: str | None = None) -> str:
        """Refer to a part; returns the id."""
        id_ = id_ or self.free_id()
        path = quote(posixpath.relpath(f"/{unquote(target)}", f"/{unquote(self._folder)}"))
        prefix = prefix_of(self._part.root.name)
        self._added += (
            f"<{prefix}Relationship Id={quoteattr(id_)} Type={quoteattr(type_)} "
            f"Target={quoteattr(path)}/>"
        )
        self.all.append(Relation(id_, type_.rpartition("/")[2], target))
        return id_

    def save(self) -> None:
        """Put what was added into the package."""
        if self._added:
            self._part.append(self._part.root, self._added)
            self._package.put(self._name, Content.of(self._part.result()))


class ContentTypes:
    """What the parts are, by name."""

    def __init__(self, package: Package) -> None:
        self._package = package
        name = package.name(_TYPES)
        if name is None:
            raise damaged()
        self._name = name
        self._part = XmlPart.read(package.read(name))
        self._defaults = {
            element.attributes.get("Extension", "").lower(): element.attributes.get("ContentType")
            for _, element in self._part.all("Default")
        }
        self._front = self._back = ""

    def add(self, part: str, type_: str, *, by_extension: bool = False) -> None:
        """Say what a new part is; ``by_extension``: what all of its ending are, where it can be."""
        prefix = prefix_of(self._part.root.name)
        extension = part.rpartition(".")[2]
        known = self._defaults.get(extension)
        if by_extension and known is None:
            self._defaults[extension] = type_
            said = f"Extension={quoteattr(extension)} ContentType={quoteattr(type_)}"
            self._front += f"<{prefix}Default {said}/>"
        elif known != type_:
            path = "/" + quote(unquote(part))
            self._back += (
                f"<{prefix}Override PartName={quoteattr(path)} ContentType={quoteattr(type_)}/>"
            )

    def save(self) -> None:
        """Put what was added into the package."""
        if not self._front and not self._back:
            return
        root = self._part.root
        if root.empty:
            raise damaged()
        self._part.replace(root.inside, root.inside, self._front)
        self._part.append(root, self._back)
        self._package.put(self._name, Content.of(self._part.result()))


class Book:
    """The workbook part: where it is, what it refers to, its sheets."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = Relations(package, "").of_kind("officeDocument")
        name = main.target if main else package.name("xl/workbook.xml")
        if name is None:
            raise damaged()
        self.name = name
        part = XmlPart.read(package.read(name))
        self.namespace = root_namespace(part)
        self.relation_types = relations_namespace(self.namespace)
        self.relations = Relations(package, name)
        self._sheets: dict[str, str | None] = {}
        for _, element in part.all("sheet"):
            relation = self.relations.by_id(attribute(element.attributes, "id"))
            target = relation.target if relation and relation.kind == "worksheet" else None
            self._sheets.setdefault(element.attributes.get("name", ""), target)

    @property
    def folder(self) -> str:
        """The folder of the workbook part, where new parts go."""
        return posixpath.dirname(self.name)

    def sheet(self, name: str) -> str:
        """The part of a sheet; raises UserError where there is none of that name."""
        target = self._sheets.get(name)
        if target is None:
            raise UserError(N_("The workbook has no sheet “{sheet}” any more."), sheet=name)
        return target

    def path(self, pattern: str) -> str:
        """The name of a new part, from a pattern with ``{}`` for a number."""
        return self.package.free_name(posixpath.join(self.folder, pattern))
