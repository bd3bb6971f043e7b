"""What a row under review says as a whole: its word, and the line below it that asks or tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.formats import format_date
from wicco_desktop.foundation.languages import others
from wicco_desktop.foundation.messages import N_, NC_, Translator
from wicco_desktop.records import KINDS
from wicco_desktop.services.review.model import Likeness, ReviewRow, RowState
from wicco_desktop.ui.exchange.cell_words import CellShown, cell_shown, post_note

WORDS = {
    RowState.NEW: NC_("row of a workbook", "new"),
    RowState.GONE: NC_("row of a workbook", "deleted"),
    RowState.ERROR: N_("unusable"),
}
SKIPPED = N_("skipped")
DECIDE_WHO = N_("who?")

# Translators: below a new row; {name} is a record we have, {evidence} says why.
LOOKS_LIKE = N_("Row {row} looks like {name}: {evidence}")
DELETED_HERE = N_("Row {row}: this record was deleted here. Accept the row to bring it back.")
SAME_AS_ROW = N_("Row {row} looks like row {other} of this workbook.")
ROW_PROBLEM = N_("Row {row}: {problem}")


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with everything that is drawn of it."""

    row: ReviewRow
    cells: tuple[CellShown, ...]
    word: str = ""
    """A word beside the number: new, skipped, who?"""
    below: str = ""
    """The line below the row, empty where there is none."""
    asks: bool = False
    """Whether the line below waits for an answer."""
    name: str = ""
    """What the record is called."""

    @property
    def lines(self) -> int:
        """How many lines the highest cell has."""
        return max((len(cell.lines) for cell in self.cells), default=1)


def likeness_name(likeness: Likeness, code: str) -> str:
    """Both names of a record, the one in the language first."""
    names = (likeness.name.get(side, "") for side in (code, *others(code)))
    return " ".join(filter(None, dict.fromkeys(names)))


def likeness_detail(likeness: Likeness, code: str) -> str:
    """What tells a record apart, in the language, else in the other one."""
    return next(filter(None, (likeness.detail.get(s, "") for s in (code, *others(code)))), "")


def evidence_of(likeness: Likeness, translator: Translator) -> str:
    """Why a row may be that record, in one line."""
    return " · ".join(translator.text(one) for one in likeness.evidence)


def row_shown(
    row: ReviewRow, columns: Sequence[ExchangeColumn], translator: Translator
) -> RowShown:
    """One row as it is drawn."""
    cells = [
        cell_shown(cell, column, translator)
        for cell, column in zip(row.cells, columns, strict=True)
    ]
    day = format_date(row.new_post, translator.language) if row.new_post else ""
    note = post_note(row, translator, day)
    if note is not None:
        path, line = note
        at = next(number for number, cell in enumerate(row.cells) if cell.path == path)
        cells[at] = replace(cells[at], lines=(*cells[at].lines, line))
    word = DECIDE_WHO if row.waits and row.likenesses else WORDS.get(row.state, "")
    if not row.accepted and not row.waits and row.state is not RowState.ERROR:
        word = SKIPPED
    below, asks = _below(row, translator)
    said, name = translator.tr(word) if word else "", row_name(row, translator.language.code)
    return RowShown(row, tuple(cells), said, below, asks, name)


def _below(row: ReviewRow, translator: Translator) -> tuple[str, bool]:
    tr = translator.tr
    if row.state is RowState.ERROR or (row.problem is not None and row.state is not RowState.GONE):
        problem = "" if row.problem is None else translator.text(row.problem)
        return tr(ROW_PROBLEM, row=row.number, problem=problem), row.state is RowState.ERROR
    if row.waits and row.likenesses:
        first = row.likenesses[0]
        name = likeness_name(first, translator.language.code)
        evidence = evidence_of(first, translator)
        return tr(LOOKS_LIKE, row=row.number, name=name, evidence=evidence), True
    if row.waits:
        return tr(DELETED_HERE, row=row.number), True
    if row.same_as_row is not None and row.state is RowState.NEW and row.accepted:
        return tr(SAME_AS_ROW, row=row.number, other=row.same_as_row), False
    return "", False


def row_name(row: ReviewRow, code: str) -> str:
    """What the record of a row is called, both names where there are two."""
    title = KINDS[row.kind].title
    by_path = {cell.path: cell for cell in row.cells}
    names = []
    for side in (code, *others(code)):
        cell = by_path.get(f"{title}.{side}")
        if cell is not None:
            value = cell.result if cell.result is not None else cell.theirs
            names.append("" if value is None else str(value))
    return " ".join(filter(None, dict.fromkeys(names)))
