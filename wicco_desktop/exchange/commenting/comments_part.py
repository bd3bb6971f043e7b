"""The comments of a sheet: new ones at the end, ours below what a cell's comment says already."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from wicco_desktop.exchange.cells import cell_name
from wicco_desktop.exchange.commenting.content import Content
from wicco_desktop.exchange.commenting.model import LINE, LONGEST, Notes, Place, place_of
from wicco_desktop.exchange.commenting.parts import Book, ContentTypes, Relations
from wicco_desktop.exchange.commenting.xml_part import Element, XmlPart
from wicco_desktop.exchange.commenting.xml_splice import damaged, local, prefix_of

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_NEW = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{namespace}"><authors/><commentList/></comments>'
)
_RUN = (
    '<{p}r><{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/>'
    '<{p}family val="2"/></{p}rPr><{p}t xml:space="preserve">{text}</{p}t></{p}r>'
)
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ANSWER = "\nReply:\n    "
"""How Excel itself writes an answer into the text that stands for a thread in older programs."""


@dataclass(slots=True)
class CommentsPart:
    """The comments of one sheet, and what becomes of them."""

    book: Book
    relations: Relations
    """Of the sheet."""
    texts: dict[Place, str] = field(default_factory=dict)
    """Of every comment that was written or extended, the whole text."""
    _prefix: str = ""

    def write(
        self, notes: Notes, author: str, threaded: frozenset[Place], types: ContentTypes
    ) -> None:
        """Put the notes into the part, a new one where the sheet has none.

        ``threaded``: the cells that have a thread; there the part only repeats it.
        """
        package = self.book.package
        relation = self.relations.of_kind("comments")
        if relation is None or relation.target is None:
            name = self.book.path("comments{}.xml")
            part = XmlPart.read(_NEW.format(namespace=self.book.namespace).encode())
            types.add(name, _TYPE)
            self.relations.add(f"{self.book.relation_types}/comments", name)
        else:
            name = relation.target
            part = XmlPart.read(package.read(name))
        self._prefix = prefix_of(part.root.name)
        left = self._extend(part, notes, threaded)
        number = _author(part, self._prefix, author) if left else 0
        new = "".join(self._new(place, number, notes[place].text) for place in sorted(left))
        found = part.first("commentList")
        if found is None:
            raise damaged()
        if new:
            part.append(found[1], new)
        package.put(name, Content.of(part.result()))

    def _extend(self, part: XmlPart, notes: Notes, threaded: frozenset[Place]) -> set[Place]:
        """Write below the comments that are there; returns the cells that had none."""
        left = set(notes)
        for index, comment in part.all("comment"):
            try:
                place = place_of(comment.attributes.get("ref", ""))
            except ValueError:
                continue
            if place not in left:
                continue
            left.discard(place)
            between = _ANSWER if place in threaded else f"\n{LINE}\n"
            self.texts[place] = self._below(part, index, notes[place].text, between)
        return left

    def _below(self, part: XmlPart, comment: int, text: str, between: str) -> str:
        found = [one for one in part.children(comment) if local(one[1].name) == "text"]
        if not found:
            raise damaged()
        index, holder = found[0]
        parts = part.children(index)
        before = _said(part, index)
        if before.endswith(text):
            return before
        added = (between if before else "") + text
        added = added[: max(0, LONGEST - len(before))]
        plain = [one for _, one in parts if local(one.name) == "t"]
        runs = [one for _, one in parts if local(one.name) == "r"]
        if plain and not runs:
            part.append(plain[0], _escaped(added), **{"xml:space": "preserve"})
        else:
            self._add_run(part, holder, [one for _, one in parts], added)
        return before + added

    def _add_run(self, part: XmlPart, holder: Element, inside: list[Element], text: str) -> None:
        run = _RUN.format(p=self._prefix, text=_escaped(text))
        # Readings of characters stand behind the runs.
        for element in inside:
            if local(element.name) in ("rPh", "phoneticPr"):
                part.replace(element.start, element.start, run)
                return
        part.append(holder, run)

    def _new(self, place: Place, author: int, text: str) -> str:
        self.texts[place] = text
        name = cell_name(place[0], place[1] - 1)
        p, run = self._prefix, _RUN.format(p=self._prefix, text=_escaped(text))
        return f'<{p}comment ref="{name}" authorId="{author}"><{p}text>{run}</{p}text></{p}comment>'


def _author(part: XmlPart, prefix: str, author: str) -> int:
    """The number of an author, who is added where there is none of that name."""
    names = [element.text for _, element in part.all("author")]
    if author in names:
        return names.index(author)
    found = part.first("authors")
    if found is None:
        raise damaged()
    part.append(found[1], f"<{prefix}author>{escape(author)}</{prefix}author>")
    return len(names)


def _said(part: XmlPart, text: int) -> str:
    """What a comment says, without the readings of its characters."""
    said = []
    for index, element in part.children(text):
        if local(element.name) == "t":
            said.append(element.text)
        elif local(element.name) == "r":
            said += [one.text for _, one in part.children(index) if local(one.name) == "t"]
    return "".join(said)


def _escaped(text: str) -> str:
    """A text for XML; what would be read as the code of a character is written so that it is not.

    ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
    """
    return escape(_ESCAPED.sub("_x005F_", text))
