"""What is said to the partner in their own workbook: what cannot be read, and what is undecided.

Whoever opens it may read either language, so each comment says it in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wicco_desktop.exchange.columns import column_at
from wicco_desktop.exchange.commenting import (
    CellComment,
    Meaning,
    save_copy_with_comments,
    save_with_comments,
)
from wicco_desktop.foundation.languages import INTERFACE, Language
from wicco_desktop.foundation.messages import N_, Message, Translator
from wicco_desktop.records import Value
from wicco_desktop.records.values import display
from wicco_desktop.services.review.model import Filter, ReviewCell, ReviewRow, RowState, State

if TYPE_CHECKING:
    from wicco_desktop.services.review.review import Review

AUTHOR = "WICCO"

EDITED_IN_PLACE = ("xlsx", "xlsm")
"""Formats of which the partner's own file is kept; others get a copy of their values."""

BLANK = N_("(blank)")

# Translators: read by the partner, in their workbook. {before} is what we had sent.
CONFLICT = N_(
    "Both of us changed this. When exported: {before}. You wrote: {theirs}. Here now: {ours}. "
    "Which is right?"
)
# Translators: read by the partner, in their workbook.
DIFFERENT = N_("Here it is another. You wrote: {theirs}. Here now: {ours}. Which is right?")
# Translators: read by the partner, in their workbook, at a cell that they left blank.
CLEARED = N_("This is blank now; here it is: {ours}. Is it to be removed?")

Place = tuple[str, str]
"""Name of a sheet and of a cell."""


def save_comments(
    review: Review,
    target: Path,
    *,
    language: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the partner's workbook with comments on the cells that somebody must look at.

    ``language`` is the code of the one that is said first. Raises UserError, or Cancelled; then
    there is no new file.
    """
    comments = tuple(comments_of(review, language))
    author = review.workspace.store.writer.who or AUTHOR
    workbook = review.source.workbook
    if workbook.format in EDITED_IN_PLACE:
        save_with_comments(review.file, target, comments, author=author, cancelled=cancelled)
    else:
        save_copy_with_comments(workbook, target, comments, author=author, cancelled=cancelled)


def comments_of(review: Review, language: str) -> Iterator[CellComment]:
    """What is to be said, by cell: what cannot be read or is doubtful, what nobody has decided."""
    translators = _translators(language)
    unreadable = _unreadable(review)
    for problem in review.problems():
        if problem.cell:
            told = "\n".join(one.text(problem.message) for one in translators)
            meaning: Meaning = "error" if (problem.sheet, problem.cell) in unreadable else "doubt"
            yield CellComment(problem.sheet, problem.cell, told, meaning)
    for only, told in ((Filter.CONFLICTS, CONFLICT), (Filter.CLEARINGS, CLEARED)):
        for index in review.indexes(only):
            row = review.row(index)
            for cell in row.cells:
                if cell.asks and cell.cell and _asked_by(only, cell):
                    yield _question(row, cell, told, translators)


def _asked_by(only: Filter, cell: ReviewCell) -> bool:
    return cell.state is (State.CONFLICT if only is Filter.CONFLICTS else State.CLEAR)


def _question(
    row: ReviewRow, cell: ReviewCell, told: str, translators: list[Translator]
) -> CellComment:
    field = column_at(row.kind, cell.path).field

    def shown(value: Value) -> Message | str:
        return Message(BLANK) if value is None else display(field, value, translator)

    said = []
    if told == CONFLICT and not cell.sent_known:
        told = DIFFERENT
    for translator in translators:
        sides = {
            "before": shown(cell.base),
            "theirs": shown(cell.theirs),
            "ours": shown(cell.ours),
        }
        said.append(translator.text(Message(told, sides)))
    return CellComment(row.sheet, cell.cell, "\n".join(said), "decide")


def _unreadable(review: Review) -> set[Place]:
    found: set[Place] = set()
    for index in review.indexes(Filter.ERRORS):
        row = review.row(index)
        if row.state is RowState.ERROR:
            found.add((row.sheet, f"A{row.number}"))
        found |= {(row.sheet, cell.cell) for cell in row.cells if cell.state is State.ERROR}
    return found


def _translators(first: str) -> list[Translator]:
    def place(language: Language) -> bool:
        return language.code != first

    return [Translator(language) for language in sorted(INTERFACE, key=place)]
