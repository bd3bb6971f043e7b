"""Comments of the newer kind, threads of answers: where a cell has one, ours becomes an answer.

The older comment of such a cell only repeats the thread; programs that know threads do not show it.
[MS-XLSX] 2.6.204 and 2.6.206.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4
from xml.sax.saxutils import escape, quoteattr

from wicco_desktop.exchange.cells import cell_name
from wicco_desktop.exchange.commenting.content import Content
from wicco_desktop.exchange.commenting.model import Notes, Place, cleaned, place_of
from wicco_desktop.exchange.commenting.parts import Book, Relations
from wicco_desktop.exchange.commenting.xml_part import Element, XmlPart
from wicco_desktop.exchange.commenting.xml_splice import local, prefix_of


class Persons:
    """Who writes in the threads of a workbook; the author of ours is added once."""

    def __init__(self, book: Book, author: str) -> None:
        self._book = book
        self._author = author
        relation = book.relations.of_kind("person")
        self._name = relation.target if relation else None
        self._id = ""

    @property
    def known(self) -> bool:
        """Whether the workbook has such a list at all."""
        return self._name is not None

    def author(self) -> str:
        """The id of the author."""
        if self._id or self._name is None:
            return self._id
        part = XmlPart.read(self._book.package.read(self._name))
        for _, person in part.all("person"):
            if person.attributes.get("displayName") == self._author:
                self._id = person.attributes.get("id", "")
                return self._id
        self._id = _new_id()
        name, prefix = quoteattr(self._author), prefix_of(part.root.name)
        person_ = f'id="{self._id}" userId={name} providerId="None"'
        part.append(part.root, f"<{prefix}person displayName={name} {person_}/>")
        self._book.package.put(self._name, Content.of(part.result()))
        return self._id


def answer(book: Book, relations: Relations, notes: Notes, persons: Persons) -> frozenset[Place]:
    """Answer in the threads of the cells concerned; returns these cells."""
    relation = relations.of_kind("threadedComment")
    if relation is None or relation.target is None or not persons.known:
        return frozenset()
    part = XmlPart.read(book.package.read(relation.target))
    threads: dict[Place, list[tuple[int, Element]]] = {}
    for index, element in part.all("threadedComment"):
        try:
            place = place_of(element.attributes.get("ref", ""))
        except ValueError:
            continue
        if place in notes:
            threads.setdefault(place, []).append((index, element))
    answered = False
    for place, thread in threads.items():
        if cleaned(notes[place].text) in [_said(part, index) for index, _ in thread]:
            continue
        _answer(part, place, thread, notes[place].text, persons.author())
        answered = True
    if answered:
        book.package.put(relation.target, Content.of(part.result()))
    return frozenset(threads)


def _answer(
    part: XmlPart, place: Place, thread: list[tuple[int, Element]], text: str, person: str
) -> None:
    prefix = prefix_of(part.root.name)
    first, last = thread[0][1], thread[-1][1]
    parent = first.attributes.get("parentId") or first.attributes.get("id", "")
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.00")
    name = cell_name(place[0], place[1] - 1)
    part.replace(
        last.end,
        last.end,
        f'<{prefix}threadedComment ref="{name}" dT="{moment}" personId={quoteattr(person)} '
        f'id="{_new_id()}" parentId={quoteattr(parent)}>'
        f"<{prefix}text>{escape(text)}</{prefix}text></{prefix}threadedComment>",
    )


def _said(part: XmlPart, comment: int) -> str:
    return "".join(one.text for _, one in part.children(comment) if local(one.name) == "text")


def _new_id() -> str:
    return "{" + str(uuid4()).upper() + "}"
