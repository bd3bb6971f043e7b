"""Where the headings of a sheet stand: below titles, over one row or two, merged or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wicco_desktop.exchange.cells import Area, CellValue, RawRow, SheetFacts
from wicco_desktop.exchange.columns import IMPORTED
from wicco_desktop.exchange.interpreting.headings import EXACT, Said, held, read_heading
from wicco_desktop.records import KINDS

LOOKED_AT = 40
"""Rows among which the headings are looked for."""

MOST_COLUMNS = 400
"""Columns of a row that are looked at for headings; no table of people has more."""


@dataclass(frozen=True, slots=True)
class Header:
    """The headings by column (from 0) and the last row they stand in."""

    kind: str
    row: int
    headings: Mapping[int, str]
    said: Mapping[int, Said]


def text_of(value: CellValue) -> str:
    """What a heading cell says; nothing where it holds no text."""
    return value.strip() if isinstance(value, str) else ""


def find_header(rows: Sequence[RawRow], facts: SheetFacts, kinds: Sequence[str]) -> Header | None:
    """The row (or two) whose cells are headings of one of the kinds; None where none is."""
    best: tuple[tuple[float, float, float], Header] | None = None
    for index, row in enumerate(rows[:LOOKED_AT]):
        above = rows[index - 1] if index and rows[index - 1].number == row.number - 1 else None
        readings = _readings(row, above, facts.merged)
        for kind in kinds:
            own = _header(kind, row.number, readings[0]) if readings else None
            # The row below the headings is none of them unless it holds headings itself.
            apart = own is None or len(own.said) * 2 < len(own.headings)
            for texts in readings[:1] if apart else readings:
                header = _header(kind, row.number, texts)
                rated = _rate(header, texts)
                if rated is not None and (best is None or rated > best[0]):
                    best = (rated, header)
    return best[1] if best else None


def _header(kind: str, row: int, texts: Mapping[int, str]) -> Header:
    said = {index: found for index, text in texts.items() if (found := read_heading(kind, text))}
    return Header(kind, row, texts, said)


def _rate(header: Header, texts: Mapping[int, str]) -> tuple[float, float, float] | None:
    """How sure it is that these are headings: how many different fields they name, and how."""
    fields = {said.base for said in header.said.values()}
    ours = any(held(text) for text in texts.values())
    named = KINDS[header.kind].title in fields
    half = len(header.said) * 2 >= len(texts)
    if not fields or (not half and not ours) or (len(fields) < 2 and not ours and len(texts) > 1):
        return None
    fit = sum(said.fit for said in header.said.values())
    exact = sum(said.fit == EXACT for said in header.said.values())
    earlier = IMPORTED.index(header.kind) if header.kind in IMPORTED else len(IMPORTED)
    return (
        len(fields) + named + exact / 2,
        fit - earlier / 10,
        # Two rows that say the same: the lower one is the last of the headings.
        header.row / 1000,
    )


def _readings(row: RawRow, above: RawRow | None, merged: Sequence[Area]) -> list[dict[int, str]]:
    """The headings a row gives by itself, and together with the row above it."""
    own = _texts(row, merged)
    if above is None or not own:
        return [own] if own else []
    upper = _texts(above, merged)
    both = {
        index: (
            own.get(index) or upper.get(index, "")
            if not _spans(index, above.number, merged)
            else f"{upper.get(index, '')} {own.get(index, '')}".strip()
        )
        for index in {*own, *upper}
    }
    lower = {index: own.get(index) or upper.get(index, "") for index in {*own, *upper}}
    two = {i: f"{upper.get(i, '')} / {own[i]}" for i in own if upper.get(i)} | {
        i: text for i, text in own.items() if not upper.get(i)
    }
    return [own, both, lower, two] if len(upper) > 1 else [own]


def _texts(row: RawRow, merged: Sequence[Area]) -> dict[int, str]:
    """The texts of a row by column, those of merged cells in each of their columns."""
    texts = {
        index: text_of(value)
        for index, value in enumerate(row.cells[:MOST_COLUMNS])
        if text_of(value)
    }
    for area in merged:
        if area.first_row <= row.number <= area.last_row and area.first_row == row.number:
            text = texts.get(area.first_column)
            for index in range(area.first_column + 1, min(area.last_column, MOST_COLUMNS) + 1):
                if text:
                    texts.setdefault(index, text)
    return texts


def _spans(index: int, row: int, merged: Sequence[Area]) -> bool:
    """Whether a cell is part of an area that spans several columns of its row."""
    return any(
        area.first_row <= row <= area.last_row
        and area.first_column <= index <= area.last_column
        and area.last_column > area.first_column
        for area in merged
    )
