"""Which cells of a sheet are merged: a comment is seen only at the first cell of these."""

from __future__ import annotations

from itertools import product

from wicco_desktop.exchange.commenting.model import Notes, Place, add, place_of
from wicco_desktop.exchange.commenting.xml_splice import damaged, local
from wicco_desktop.exchange.commenting.xml_stream import Stream


class MergedReader:
    """The merged cells of a sheet, found without looking at its cells."""

    def __init__(self, encoding: str) -> None:
        self.areas: list[tuple[int, int, int, int]] = []
        """First row, first column, last row, last column."""
        self._stream = Stream(encoding, None)
        self._word = "mergeCell".encode(encoding)
        self._tail = b""

    def feed(self, chunk: bytes, *, last: bool) -> None:
        """Take the next bytes of the part."""
        if self._word in self._tail + chunk:
            self._stream.parser.StartElementHandler = self._start
        self._tail = chunk[-len(self._word) :]
        self._stream.feed(chunk, last=last)

    def anchored(self, notes: Notes) -> Notes:
        """The notes, those inside merged cells moved to the one cell of these that is shown."""
        if not self.areas:
            return notes
        corners: dict[Place, Place] = {}
        for first_row, first_column, last_row, last_column in self.areas:
            rows, columns = range(first_row, last_row + 1), range(first_column, last_column + 1)
            if len(rows) * len(columns) <= len(notes):
                inside = [place for place in product(rows, columns) if place in notes]
            else:
                inside = [place for place in notes if place[0] in rows and place[1] in columns]
            corners.update(dict.fromkeys(inside, (first_row, first_column)))
        moved: Notes = {}
        for place, note in notes.items():
            add(moved, corners.get(place, place), note)
        return moved

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) != "mergeCell":
            return
        first, _, last = attributes.get("ref", "").partition(":")
        try:
            self.areas.append((*place_of(first), *place_of(last or first)))
        except ValueError as problem:
            raise damaged() from problem
