"""What is asked for: comments on cells, joined where several concern the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Meaning = Literal["decide", "error", "doubt"]
"""What a comment says of its cell; the strongest of several is shown."""

FILLS: dict[Meaning, str] = {"error": "F8B4B4", "decide": "FFD37F", "doubt": "FFF8C5"}
"""Red, amber, pale yellow, the strongest first; black text stays legible on each."""

LINE = "―" * 12
"""What stands between a comment that was there and ours."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST = 32_000
"""Characters of a comment; Excel takes 32,767."""

Place = tuple[int, int]
"""Row and column of a cell, both counted from 1, as workbook parts do."""

_STRENGTH = list(FILLS)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class CellComment:
    """A comment for one cell."""

    sheet: str
    cell: str
    """Such as ``C7``."""
    text: str
    """In the language the reader has; not empty."""
    meaning: Meaning
    """Filled amber (decide), red (error), pale yellow (doubt)."""


@dataclass(frozen=True, slots=True)
class Note:
    """Everything that is said of one cell."""

    text: str
    meaning: Meaning


Notes = dict[Place, Note]


def place_of(cell: str) -> Place:
    """Row and column of a cell's name; raises ValueError for what is none."""
    found = _CELL.fullmatch(cell)
    if found is None:
        raise ValueError(f"no cell: {cell!r}")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(f"no cell: {cell!r}")
    return row, column


def notes_by_sheet(comments: Iterable[CellComment]) -> dict[str, Notes]:
    """The comments by sheet and cell; several on one cell become one, in the order given."""
    sheets: dict[str, Notes] = {}
    for comment in comments:
        notes = sheets.setdefault(comment.sheet, {})
        add(notes, place_of(comment.cell), Note(cleaned(comment.text), comment.meaning))
    return sheets


def add(notes: Notes, place: Place, note: Note) -> None:
    """Say something of a cell, below what is said already; the same is not said twice."""
    before = notes.get(place)
    if before is None:
        notes[place] = note
        return
    said = before.text.split("\n")
    text = before.text if note.text in said else f"{before.text}\n{note.text}"[:LONGEST]
    meaning = min(before.meaning, note.meaning, key=_STRENGTH.index)
    notes[place] = replace(before, text=text, meaning=meaning)


def cleaned(text: str) -> str:
    """A text as XML can hold it: lines end one way, what no XML may hold becomes a space."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_IN_XML.sub(" ", lines)[:LONGEST]
