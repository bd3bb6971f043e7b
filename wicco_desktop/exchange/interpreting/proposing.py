"""Proposing how a sheet is read: from our own marks, what was chosen before, headings, content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from wicco_desktop.exchange.cells import CellValue, RawRow, Sheet
from wicco_desktop.exchange.columns import IMPORTED, column_at
from wicco_desktop.exchange.interpreting import content
from wicco_desktop.exchange.interpreting.headings import (
    EXACT,
    PART,
    Said,
    bases,
    counts_rows,
    folded,
    held,
    script_of,
)
from wicco_desktop.exchange.interpreting.marks import ExportMarks
from wicco_desktop.exchange.interpreting.table import (
    LOOKED_AT,
    MOST_COLUMNS,
    Header,
    find_header,
)
from wicco_desktop.exchange.plan import FAMILY, GIVEN, ColumnPlan, SheetPlan
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import has_han
from wicco_desktop.records import FieldType

AS_EXPORTED = N_("as it was exported")
AS_CHOSEN = N_("as you chose last time")
BY_HEADING = N_("the heading “{heading}” is a known name of it")
BY_CONTENT = N_("by its content: {share} % look like it")
ANOTHER = N_("Another column is taken for the same field; this one is left alone.")
ORDER_OPEN = N_(
    "Nothing in this column says whether 03/04 is 3 April or 4 March: such dates are not read."
)

Remembered = Callable[[str], tuple[str, Mapping[int, tuple[str, ...]]] | None]


def _nothing(_shape: str) -> None:
    return None


def propose(
    sheet: Sheet,
    marks: ExportMarks | None = None,
    *,
    kind: str | None = None,
    remembered: Remembered = _nothing,
) -> SheetPlan:
    """How a sheet is to be read; its kind is None where nothing in it is known.

    ``remembered`` gives kind and paths by column for a shape that was corrected before.
    """
    marks = marks or ExportMarks()
    facts = sheet.facts
    rows = list(islice(sheet.rows(), content.SAMPLE + LOOKED_AT))
    marked = marks.kinds.get(facts.name)
    if kind is None and marked is not None and marked not in IMPORTED:
        return SheetPlan(facts.name, None)  # goes out for reading only, as delegations do
    kinds = [kind] if kind else [marked] if marked is not None else list(IMPORTED)
    header = find_header(rows, facts, kinds) or _without_headings(rows, kinds)
    if header is None:
        return SheetPlan(facts.name, None)
    shape = _shape(header)
    samples = _samples(rows, header)
    chosen = remembered(shape)
    if chosen is not None and (kind is None or chosen[0] == kind):
        header = replace(header, kind=chosen[0])
        columns = _chosen(header, chosen[1])
    else:
        columns = _columns(header, marks, facts.name, samples)
    plan = SheetPlan(facts.name, header.kind, header.row, tuple(columns), shape=shape)
    return _with_orders(sheet, plan, samples)


def _shape(header: Header) -> str:
    return "|".join(f"{index}:{folded(text)}" for index, text in sorted(header.headings.items()))


def _samples(rows: Sequence[RawRow], header: Header) -> dict[int, list[CellValue]]:
    samples: dict[int, list[CellValue]] = defaultdict(list)
    for row in rows:
        if row.number > header.row:
            for index, value in enumerate(row.cells[:MOST_COLUMNS]):
                if value is not None:
                    samples[index].append(value)
    return samples


def _without_headings(rows: Sequence[RawRow], kinds: Sequence[str]) -> Header | None:
    """A table of people that has no headings at all, known by what its columns hold."""
    if "contact" not in kinds:
        return None
    samples = _samples(rows, Header("contact", 0, {}, {}))
    known = {i: content.looks_like("contact", cells) for i, cells in samples.items()}
    fields = {found[0] for found in known.values() if found}
    if "name" not in fields or len(fields) < 2:
        return None
    return Header("contact", 0, dict.fromkeys(samples, ""), {})


def _chosen(header: Header, paths: Mapping[int, tuple[str, ...]]) -> list[ColumnPlan]:
    columns = []
    for index, text in sorted(header.headings.items()):
        known = tuple(path for path in paths.get(index, ()) if _is_path(header.kind, path))
        reason = Message(AS_CHOSEN) if known else None
        columns.append(ColumnPlan(index, text, known, held(text), reason))
    return columns


def _is_path(kind: str, path: str) -> bool:
    try:
        column_at(kind, path)
    except KeyError:
        return False
    return True


def _columns(
    header: Header, marks: ExportMarks, sheet: str, samples: Mapping[int, Sequence[CellValue]]
) -> list[ColumnPlan]:
    columns: dict[int, ColumnPlan] = {}
    claims: dict[str, list[tuple[float, int, Said]]] = defaultdict(list)
    wide = {*header.headings, *(i for i, cells in samples.items() if len(cells) > 1)}
    for index in sorted(wide):
        text = header.headings.get(index, "")
        marked = marks.paths.get((sheet, text))
        holds = held(text)
        columns[index] = ColumnPlan(index, text, holds=holds)
        if marked is not None and _is_path(header.kind, marked):
            columns[index] = replace(columns[index], paths=(marked,), reason=Message(AS_EXPORTED))
        elif not holds and not counts_rows(text):
            said = header.said.get(index)
            if said is not None:
                filled = len(samples.get(index, ()))
                claims[said.base].append((said.fit + filled / 10_000, index, said))
    taken = {path for column in columns.values() for path in column.paths}
    for base, several in claims.items():
        _settle(header.kind, base, several, samples, columns, taken)
    _halves(columns, samples, taken, header.kind)
    _by_content(header.kind, samples, columns, taken)
    return [columns[index] for index in sorted(columns)]


def _settle(
    kind: str,
    base: str,
    claims: list[tuple[float, int, Said]],
    samples: Mapping[int, Sequence[CellValue]],
    columns: dict[int, ColumnPlan],
    taken: set[str],
) -> None:
    """Give a field to the columns that claim it, the best first."""
    fields = bases(kind)[base]
    sides = [column.language for column in fields if column.language]
    for _fit, index, said in sorted(claims, key=lambda claim: (-claim[0], claim[1])):
        text = columns[index].heading
        if not sides:
            paths: tuple[str, ...] = (base,)
        elif said.side is not None:
            paths = (f"{base}.{said.side}",)
        elif len(claims) > 1 and said.fit != PART:
            # 姓名 beside Name: each is the side its heading is written in.
            paths = (f"{base}.{script_of(text)}",)
        else:
            paths = tuple(f"{base}.{code}" for code in _languages(samples.get(index, ())))
        free = tuple(path for path in paths if path not in taken)
        if not free:
            columns[index] = replace(columns[index], doubt=Message(ANOTHER))
            continue
        taken.update(free)
        reason = Message(AS_EXPORTED if said.fit == EXACT else BY_HEADING, {"heading": text})
        columns[index] = replace(columns[index], paths=free, reason=reason)


def _languages(cells: Sequence[CellValue]) -> tuple[str, ...]:
    """The languages that the texts of a column are in; both where that is not plain."""
    texts = [cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
    chinese = sum(map(has_han, texts))
    latin = sum(any(c.isascii() and c.isalpha() for c in text) for text in texts)
    if texts and not latin:
        return ("zh",)
    return ("en",) if texts and not chinese else tuple(CODES)


def _halves(
    columns: dict[int, ColumnPlan],
    samples: Mapping[int, Sequence[CellValue]],
    taken: set[str],
    kind: str,
) -> None:
    """Family and given names in columns of their own are the name together."""
    family = next((c for c in columns.values() if c.holds == FAMILY), None)
    given = next((c for c in columns.values() if c.holds == GIVEN), None)
    if kind != "contact" or family is None or given is None:
        return
    code = (*_languages(samples.get(family.index, ())), *CODES)[0]
    path = f"name.{code}"
    if path not in taken:
        taken.add(path)
        reason = Message(BY_HEADING, {"heading": f"{family.heading} + {given.heading}"})
        columns[family.index] = replace(family, paths=(path,), reason=reason)


def _by_content(
    kind: str,
    samples: Mapping[int, Sequence[CellValue]],
    columns: dict[int, ColumnPlan],
    taken: set[str],
) -> None:
    for index, column in columns.items():
        if column.paths or column.holds or column.doubt or counts_rows(column.heading):
            continue
        found = content.looks_like(kind, samples.get(index, ()))
        fields = bases(kind).get(found[0], ()) if found else ()
        paths = [field.path for field in fields if field.language in (None, "zh")]
        if found and paths and paths[0] not in taken:
            taken.add(paths[0])
            reason = Message(BY_CONTENT, {"share": found[1]})
            columns[index] = replace(column, paths=(paths[0],), reason=reason)


def _with_orders(
    sheet: Sheet, plan: SheetPlan, samples: Mapping[int, Sequence[CellValue]]
) -> SheetPlan:
    """Decide of each column of dates whether figures begin with the day, by all of its cells."""
    dated = [
        column.index
        for column in plan.columns
        if any(column_at(plan.kind or "", p).field.type is FieldType.DATE for p in column.paths)
        and content.has_figures(samples.get(column.index, ()))
    ]
    if not dated:
        return plan
    cells: dict[int, list[CellValue]] = {index: [] for index in dated}
    for row in sheet.rows(plan.header_row + 1):
        for index in dated:
            if index < len(row.cells) and isinstance(row.cells[index], str):
                cells[index].append(row.cells[index])
    columns = []
    for column in plan.columns:
        if column.index in cells:
            order, doubt = content.day_first(cells[column.index])
            told = Message(ORDER_OPEN) if doubt else column.doubt
            columns.append(replace(column, day_first=order, doubt=told))
        else:
            columns.append(column)
    return replace(plan, columns=tuple(columns))
