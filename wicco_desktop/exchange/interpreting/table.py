"""Where the headings of a sheet stand: below titles, over one row or two, merged or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wicco_desktop.exchange.cells import Area, CellValue, RawRow, SheetFacts
from wicco_desktop.exchange.columns import IMPORTED
from wicco_desktop.exchange.interpreting.headings import (
    EXACT,
    Said,
    counts_rows,
    held,
    read_heading,
)
from wicco_desktop.exchange.interpreting.synonyms import COMMON, SHEETS
from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS

LOOKED_AT = 40
"""Rows among which the headings are looked for."""

MOST_COLUMNS = 400
"""Columns of a row that are looked at for headings; no table of people has more."""

Texts = Mapping[int, str]


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
    looked = rows[:LOOKED_AT]
    merged = _beside(facts.merged, looked)
    upper: dict[int, str] = {}
    before: RawRow | None = None
    for row in looked:
        lower = _texts(row, merged)
        adjacent = before is not None and before.number == row.number - 1
        for kind in kinds:
            headers = [_header(kind, row.number, ((i, (t,)) for i, t in lower.items()))]
            if adjacent and len(upper) > 1 and _may_be_headings(headers[0], row):
                headers.append(_of_two(kind, row.number, upper, lower))
            for header in headers:
                rated = _rate(header, facts.name)
                if rated is not None and (best is None or rated > best[0]):
                    best = (rated, header)
        upper, before = lower, row
    return best[1] if best else None


def _beside(merged: Sequence[Area], rows: Sequence[RawRow]) -> list[Area]:
    """The merged areas that begin among the rows: a sheet may have thousands below."""
    last = rows[-1].number if rows else 0
    return [area for area in merged if area.first_row <= last][: LOOKED_AT * MOST_COLUMNS]


def _texts(row: RawRow, merged: Sequence[Area]) -> dict[int, str]:
    """The texts of a row by column, those of merged cells in each of their columns."""
    cells = enumerate(row.cells[:MOST_COLUMNS])
    texts = {index: text for index, value in cells if (text := text_of(value))}
    for area in merged:
        if area.first_row == row.number and area.first_column in texts:
            for index in range(area.first_column + 1, min(area.last_column, MOST_COLUMNS) + 1):
                texts.setdefault(index, texts[area.first_column])
    return texts


def _may_be_headings(header: Header, row: RawRow) -> bool:
    """Whether a row may be the lower one of two: texts only, half of them names or sides."""
    filled = [cell for cell in row.cells[:MOST_COLUMNS] if cell is not None]
    texts = [cell for cell in filled if isinstance(cell, str)]
    known = len(header.said) + sum(_is_side(header.kind, t) for t in header.headings.values())
    return len(texts) == len(filled) and known * 2 >= len(header.headings) > 0


def _is_side(kind: str, text: str) -> bool:
    """Whether a text says nothing but a side: 中文, *English*."""
    said = read_heading(kind, f"remarks {text}") if read_heading(kind, text) is None else None
    return said is not None and said.side is not None


def _header(kind: str, row: int, texts: Iterable[tuple[int, Sequence[str]]]) -> Header:
    """The headings of a row; of several wordings of one, the first that means anything."""
    headings: dict[int, str] = {}
    said: dict[int, Said] = {}
    for index, wordings in texts:
        for text in wordings:
            meant = read_heading(kind, text)
            if meant is not None or held(text):
                headings[index] = text
                if meant is not None:
                    said[index] = meant
                break
        else:
            headings[index] = wordings[0]
    return Header(kind, row, headings, said)


def _of_two(kind: str, row: int, upper: Texts, lower: Texts) -> Header:
    """The headings that two rows give together."""
    return _header(kind, row, _of_both(upper, lower))


def _of_both(upper: Texts, lower: Texts) -> Iterator[tuple[int, Sequence[str]]]:
    group = ""
    for index in sorted({*upper, *lower}):
        over, under = upper.get(index, ""), lower.get(index, "")
        group = over or group
        if over and under and over != under:
            # 姓名 over 中文; 联系方式 over 手机; 姓名 over Name.
            yield index, (f"{over} {under}", under, over)
        elif under and not over and group:
            # A group that was not merged stands over its first column only.
            yield index, (under, f"{group} {under}")
        else:
            yield index, (over or under,)


def _rate(header: Header, sheet: str) -> tuple[float, float, float] | None:
    """How sure it is that these are headings: how many different fields they name, and how."""
    fields = {(said.base, said.side) for said in header.said.values()}
    bases = {said.base for said in header.said.values()}
    ours = any(held(text) for text in header.headings.values())
    counting = sum(counts_rows(text) for text in header.headings.values())
    half = (len(header.said) + counting) * 2 >= len(header.headings)
    enough = len(bases) >= 2 or len(fields) >= 2 or ours or len(header.headings) - counting == 1
    many = len(bases) > 3
    if not bases or not enough or not (half or ours or many):
        return None
    exact = sum(said.fit == EXACT for said in header.said.values())
    common = len(bases & COMMON)
    named = KINDS[header.kind].title in bases
    called = any(part in fold(sheet) for part in SHEETS.get(header.kind, "").split("|") if part)
    earlier = IMPORTED.index(header.kind) if header.kind in IMPORTED else len(IMPORTED)
    return (
        len(bases) - common / 2 + named + exact / 2 + called / 2,
        sum(said.fit for said in header.said.values()) - earlier / 10,
        # Two rows that say the same: the lower one is the last of the headings.
        header.row / 1000,
    )
