"""Where the headings of a sheet stand: below titles, over one row or two, merged or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wicco_desktop.exchange.cells import Area, CellValue, RawRow, SheetFacts
from wicco_desktop.exchange.columns import IMPORTED
from wicco_desktop.exchange.interpreting.headings import (
    EXACT,
    Said,
    counts_rows,
    held,
    names_side,
    not_kept,
    read_heading,
)
from wicco_desktop.exchange.interpreting.synonyms import COMMON, SHEETS
from wicco_desktop.exchange.plan import EXPORT, FAMILY, GIVEN, ID
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS

LOOKED_AT = 40
"""Rows among which the headings are looked for."""

MOST_COLUMNS = 400
"""Columns of a row that are looked at for headings; no table of people has more."""

_PERSON = re.compile(r"姓名|联系人|聯絡人|聯繫人|full name|contact person|contact name")

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


def find_header(
    rows: Sequence[RawRow], facts: SheetFacts, kinds: Sequence[str], *, sure: bool = False
) -> Header | None:
    """The row (or two) whose cells are headings of one of the kinds; None where none is.

    ``sure``: somebody has said of which kind it is. Of several rows that say as much (headings
    are repeated), the first.
    """
    best: tuple[tuple[float, float], Header] | None = None
    looked = rows[:LOOKED_AT]
    merged = _beside(facts.merged, looked)
    upper: dict[int, str] = {}
    before: RawRow | None = None
    for row in looked:
        if _is_ours(row):
            break  # a record of ours, whatever it says: below it there are no headings
        lower = _texts(row, merged)
        adjacent = before is not None and before.number == row.number - 1
        for kind in kinds:
            header = _header(kind, row.number, ((i, (t,)) for i, t in lower.items()))
            if adjacent and len(set(upper.values())) > 1 and _may_be_lower(header, row):
                two = _header(kind, row.number, _of_both(upper, lower))
                if len(two.said) > len(header.said) or _are_headings(kind, upper):
                    header = two
            rated = _rate(header, facts.name, sure=sure)
            if rated is not None and (best is None or rated > best[0] or _goes_on(best, header)):
                best = (rated, header) if best is None or rated > best[0] else (best[0], header)
        upper, before = lower, row
    return best[1] if best else None


def _is_ours(row: RawRow) -> bool:
    """Whether a row carries the id of a record."""
    texts = (cell.strip().lower() for cell in row.cells[:MOST_COLUMNS] if isinstance(cell, str))
    return any(map(is_id, texts))


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


def _may_be_lower(header: Header, row: RawRow) -> bool:
    """Whether a row may be the lower one of two: texts only, half of them names, or all sides."""
    filled = [cell for cell in row.cells[:MOST_COLUMNS] if cell is not None]
    if not filled or not all(isinstance(cell, str) for cell in filled):
        return False
    others = [text for index, text in header.headings.items() if index not in header.said]
    sides = sum(map(names_side, others))
    return len(header.said) >= len(others) or (sides > 0 and sides == len(others))


def _are_headings(kind: str, texts: Texts) -> bool:
    """Whether a row reads as headings by itself."""
    said = [text for text in texts.values() if read_heading(kind, text) is not None]
    return len(said) > 1 and len(said) * 2 >= len(texts)


def _goes_on(best: tuple[tuple[float, float], Header], header: Header) -> bool:
    """Whether headings are those of the best row with the row below it, which is one of them."""
    before = best[1]
    follows = header.row == before.row + 1 and header.kind == before.kind
    return follows and all(header.said.get(i) is not None for i in before.said)


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


def _rate(header: Header, sheet: str, *, sure: bool) -> tuple[float, float] | None:
    """How sure it is that these are headings: how many different fields they name, and how."""
    kind, texts = header.kind, header.headings.values()
    fields = {(said.base, said.side) for said in header.said.values()}
    bases = {said.base for said in header.said.values()}
    holds = {held(text) for text in texts}
    ours = bool(holds & {ID, EXPORT})
    halved = kind == "contact" and {FAMILY, GIVEN} <= holds
    if halved:
        bases.add("name")
        fields.add(("name", None))
    title = KINDS[kind].title
    others = (text for index, text in header.headings.items() if index not in header.said)
    known = len(header.said) + sum(
        counts_rows(text) or (halved and held(text) in (FAMILY, GIVEN)) or not_kept(text)
        for text in others
    )
    enough = len(fields) > 1 or ours or sure or len(header.headings) == 1 or _is_person(header)
    fitting = known * 2 >= len(header.headings) or ours or len(bases) > 2
    if not bases or not enough or not (fitting or (sure and title in bases)):
        return None
    exact = sum(said.fit == EXACT for said in header.said.values())
    called = any(part in fold(sheet) for part in SHEETS.get(kind, "").split("|") if part)
    earlier = IMPORTED.index(kind) if kind in IMPORTED else len(IMPORTED)
    sureness = len(bases) - len(bases & COMMON) / 2 + (title in bases) + exact / 4 + called / 2
    return (
        sureness + (halved or _is_person(header)) / 2,
        sum(said.fit for said in header.said.values()) - earlier / 10,
    )


def _is_person(header: Header) -> bool:
    """Whether a heading says plainly that its column holds names of people."""
    return header.kind == "contact" and any(
        said.base == "name" and _PERSON.search(fold(header.headings[index]))
        for index, said in header.said.items()
    )
