"""Proposing how a sheet is read: from our own marks, what was chosen before, headings, content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from wicco_desktop.exchange.cells import CellValue, RawRow, Sheet
from wicco_desktop.exchange.columns import IMPORTED, column_at
from wicco_desktop.exchange.interpreting import content
from wicco_desktop.exchange.interpreting.claims import Claims
from wicco_desktop.exchange.interpreting.date_orders import order_of
from wicco_desktop.exchange.interpreting.headings import held
from wicco_desktop.exchange.interpreting.marks import ExportMarks
from wicco_desktop.exchange.interpreting.names_in_use import folded
from wicco_desktop.exchange.interpreting.table import (
    LOOKED_AT,
    MOST_COLUMNS,
    Header,
    find_header,
    text_of,
)
from wicco_desktop.exchange.interpreting.table_rows import end_of_table, last_number
from wicco_desktop.exchange.plan import ID, ColumnPlan, SheetPlan
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import FieldType

AS_CHOSEN = N_("as you chose last time")

_PROBES, _PROBED = 12, 25
"""Places further down a long sheet that are looked at, and rows of each."""

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
    facts = sheet.facts
    rows = list(islice(sheet.rows(), content.SAMPLE + LOOKED_AT))
    marks = marks or ExportMarks()
    name = marks.sheet_of(facts.name, rows[:LOOKED_AT])
    marked = marks.kinds.get(name)
    if kind is None and marked is not None and marked not in IMPORTED:
        return SheetPlan(facts.name, None)  # goes out for reading only, as delegations do
    kinds = [kind] if kind else [marked] if marked is not None else list(IMPORTED)
    found = find_header(rows, facts, kinds, sure=kind is not None)
    header = found or _without_headings(rows, kinds) or _unknown_headings(rows, kind)
    if header is None:
        return SheetPlan(facts.name, None)
    last = last_number(sheet)
    samples = _samples([*rows, *_further(sheet, rows, last)], header)
    shape = _shape(header)
    chosen = remembered(shape) if shape else None
    if chosen is not None and chosen[0] in ([kind] if kind else IMPORTED):
        header = replace(header, kind=chosen[0])
        columns: Sequence[ColumnPlan] = _chosen(header, chosen[1])
    else:
        own = marks.paths_of(name) if marked == header.kind else {}
        columns = Claims(header, samples).columns(own)
    plan = SheetPlan(facts.name, header.kind, header.row, tuple(columns), shape=shape)
    plan = replace(plan, last_row=end_of_table(sheet, plan, last))
    return _with_orders(sheet, plan, samples)


def _shape(header: Header) -> str:
    if not any(header.headings.values()):
        return ""
    return "|".join(f"{index}:{folded(text)}" for index, text in sorted(header.headings.items()))


def _further(sheet: Sheet, rows: Sequence[RawRow], last: int) -> Iterator[RawRow]:
    """Some rows from here and there below those at hand."""
    if not rows or last <= rows[-1].number:
        return
    begin = rows[-1].number + 1
    step = max(_PROBED, (last - begin) // _PROBES + 1)
    for first in range(begin, last + 1, step):
        yield from islice(sheet.rows(first, first + step - 1), _PROBED)
    yield from sheet.rows(max(begin, last - _PROBED), last)


def _samples(rows: Sequence[RawRow], header: Header) -> dict[int, list[CellValue]]:
    """Cells by column; where there are many, from all parts of the sheet."""
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
    wide = [row for row in rows if len(row.cells) - row.cells.count(None) > 1]
    samples = _samples(wide, Header("contact", 0, {}, {}))
    known = (content.looks_like("contact", cells) for cells in samples.values())
    fields = {found[0] for found in known if found}
    names = "name" in fields or any(
        content.latin_names(cells) >= content.SHARE * 100 for cells in samples.values()
    )
    if not names or not fields - {"name"}:
        return None
    titles = [row.number for row in rows if row.number < wide[0].number]
    return Header("contact", max(titles, default=0), dict.fromkeys(samples, ""), {})


def _unknown_headings(rows: Sequence[RawRow], kind: str | None) -> Header | None:
    """Where somebody has said the kind but no heading is known: the first row of several texts."""
    for row in rows[:LOOKED_AT]:
        texts = {
            i: text for i, cell in enumerate(row.cells[:MOST_COLUMNS]) if (text := text_of(cell))
        }
        if kind and len(texts) > 1:
            return Header(kind, row.number, texts, {})
    return None


def _chosen(header: Header, paths: Mapping[int, tuple[str, ...]]) -> list[ColumnPlan]:
    columns, taken = [], set[str]()
    for index in sorted({*header.headings, *paths}):
        text = header.headings.get(index, "")
        known = [path for path in paths.get(index, ()) if _is_path(header.kind, path)]
        free = tuple(path for path in dict.fromkeys(known) if path not in taken)
        taken.update(free)
        reason = Message(AS_CHOSEN) if free else None
        columns.append(ColumnPlan(index, text, free, held(text), reason))
    return columns


def _is_path(kind: str, path: str) -> bool:
    try:
        column_at(kind, path)
    except KeyError:
        return False
    return True


def _with_orders(
    sheet: Sheet, plan: SheetPlan, samples: Mapping[int, Sequence[CellValue]]
) -> SheetPlan:
    """Decide of each column of dates whether figures begin with the day, by all of its cells."""
    kind = plan.kind or ""
    dated = {
        column.index
        for column in plan.columns
        if any(column_at(kind, path).field.type is FieldType.DATE for path in column.paths)
    }
    # In our own export dates are real ones: going through all of it is mostly saved.
    ours = any(column.holds == ID for column in plan.columns)
    if not dated or (ours and not any(order_of(samples.get(i, ())).seen for i in dated)):
        return plan
    cells: dict[int, list[CellValue]] = {index: [] for index in dated}
    for row in sheet.rows(plan.header_row + 1, plan.last_row):
        for index in dated:
            if index < len(row.cells) and row.cells[index] is not None:
                cells[index].append(row.cells[index])
    columns = []
    for column in plan.columns:
        if column.index in cells:
            order = order_of(cells[column.index])
            doubt = order.doubt or column.doubt
            columns.append(replace(column, day_first=order.day_first, doubt=doubt))
        else:
            columns.append(column)
    return replace(plan, columns=tuple(columns))
