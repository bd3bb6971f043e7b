"""The command ``import``: a workbook compared with the records, and what asks nothing applied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wicco_desktop.cli.naming import kind_of
from wicco_desktop.cli.opening import Call, file_at
from wicco_desktop.cli.shown import indented
from wicco_desktop.exchange.columns import IMPORTED
from wicco_desktop.exchange.plan import EXPORT, ID, ROW_CODE, ColumnPlan, SheetPlan
from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.services.review.model import Filter, ReviewCell, ReviewRow, RowState, State
from wicco_desktop.services.review.review import Review

_MOST_TOLD = 40
"""Cells and problems that are told in words; a document holds all of them."""

_HELD = {ID: "id", EXPORT: "export", ROW_CODE: "code"}

_STATES = {
    State.THEIRS: N_("changed by the partner"),
    State.OURS: N_("changed here"),
    State.CONFLICT: N_("changed by both: to be decided"),
    State.CLEAR: N_("left blank: clear it?"),
    State.ERROR: N_("cannot be read"),
}


def import_workbook(call: Call) -> int:
    """``import``: the preview, or with ``--apply`` everything that asks no question.

    The exit code is 1 where a cell or a row cannot be used, or nothing in the file is known.
    """
    wanted = call.asked.arguments.get("kind")
    kind = None if wanted is None else _kind(wanted)
    apply = "--apply" in call.asked.flags
    file = file_at(call.asked.arguments["file"])
    with call.writing() if apply else call.reading() as workspace:
        review = Review.open(workspace, file, kind=kind, sheet=call.asked.arguments.get("sheet"))
        review.language = call.code
        document = _document(call, review)
        transaction = review.apply().transaction if apply else None
        document |= {"applied": apply, "transaction": transaction}
        call.output.document_with(document, "cells", _cells(review, left_only=apply))
        if not call.output.json:
            _tell(call, review)
            if apply:
                _tell_applied(call, transaction)
    return 0 if review.taken and not review.counts.errors else 1


def _kind(plural: str) -> str:
    kind = kind_of(plural)
    if kind.key not in IMPORTED:
        raise UsageError(
            N_("{kind} cannot be imported. These can: {kinds}."),
            kind=plural,
            kinds=", ".join(KINDS[key].plural for key in IMPORTED),
        )
    return kind.key


def _document(call: Call, review: Review) -> dict[str, Any]:
    counts, text = review.counts, call.output.translator.text
    return {
        "file": str(review.file),
        "export_id": review.origin.export,
        "sheets": [_sheet(one.plan) for one in review.sheets],
        "rows": counts.rows,
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "conflicts": counts.conflicts,
        "duplicates": counts.duplicates,
        "errors": counts.errors,
        "problems": [
            {"sheet": one.sheet, "cell": one.cell, "message": text(one.message)}
            for one in review.problems()
        ],
    }


def _sheet(plan: SheetPlan) -> dict[str, Any]:
    return {
        "name": plan.sheet,
        "kind": None if plan.kind is None else KINDS[plan.kind].plural,
        "header_row": plan.header_row,
        "columns": [
            {"column": column.letter, "heading": column.heading, "field": field}
            for column in plan.columns
            for field in _fields(column)
        ],
    }


def _fields(column: ColumnPlan) -> tuple[str | None, ...]:
    held: tuple[str | None, ...] = column.paths
    return held or (_HELD.get(column.holds),)


def _cells(review: Review, *, left_only: bool) -> Iterator[dict[str, Any]]:
    """The cells that are not the same; after applying only those that were left undone."""
    for index in review.indexes():
        row = review.row(index)
        if row.state is RowState.UNCHANGED and not any(
            cell.state is State.OURS for cell in row.cells
        ):
            continue
        for cell in row.cells:
            if cell.state is State.SAME or (left_only and not _left(cell, waits=row.needs_me)):
                continue
            yield {
                "sheet": row.sheet,
                "cell": cell.cell,
                "record": row.record,
                "field": cell.path,
                "base": cell.base,
                "theirs": cell.theirs,
                "ours": cell.ours,
                "state": cell.state.value,
            }


def _left(cell: ReviewCell, *, waits: bool) -> bool:
    return cell.asks or cell.state is State.ERROR or (cell.state is State.NEW and waits)


def _tell(call: Call, review: Review) -> None:
    tr, translator = call.output.tr, call.output.translator

    def number(count: int) -> str:
        return format_number(count, translator.language)

    for sheet in review.sheets:
        told = N_("Sheet “{sheet}”: no known headings; nothing is read from it.")
        kind = None if sheet.kind is None else Message(KINDS[sheet.kind].labels)
        if kind is not None:
            told = N_("Sheet “{sheet}”: {kind}")
        call.output.line(tr(told, sheet=sheet.name, kind=kind))
    counts = review.counts
    call.output.line(
        tr(
            N_("Rows: {rows}; new {new}, changed {changed}, unchanged {unchanged}."),
            rows=number(counts.rows),
            new=number(counts.new),
            changed=number(counts.changed),
            unchanged=number(counts.unchanged),
        )
    )
    call.output.line(
        tr(
            N_(
                "To be decided: {conflicts} conflicts, {clearings} cells left blank, "
                "{duplicates} new rows like someone there. Unreadable: {errors}."
            ),
            conflicts=number(counts.conflicts),
            clearings=number(counts.clearings),
            duplicates=number(counts.duplicates),
            errors=number(counts.errors),
        )
    )
    for reason in review.caution.reasons:
        call.output.message(reason)
    for index in review.indexes(Filter.CHANGED)[:_MOST_TOLD]:
        row = review.row(index)
        for cell in row.cells:
            if cell.state in _STATES:
                call.output.line("  " + _cell_line(call, row, cell))
    for problem in review.problems()[:_MOST_TOLD]:
        where = f"{problem.sheet}!{problem.cell}"
        call.output.line(f"  {where}  {translator.text(problem.message)}")


def _cell_line(call: Call, row: ReviewRow, cell: ReviewCell) -> str:
    sides = (cell.base, cell.theirs, cell.ours)
    before, theirs, ours = ("–" if side is None else indented(str(side)) for side in sides)
    state = call.output.tr(_STATES[cell.state])
    sides_told = f"{before} → {theirs}"
    if cell.state in (State.CONFLICT, State.OURS):
        # Translators: {ours} is the value that the record has here now.
        sides_told += " " + call.output.tr(N_("(here: {ours})"), ours=ours)
    return f"{row.sheet}!{cell.cell}  {cell.path}  {sides_told}  [{state}]"


def _tell_applied(call: Call, transaction: int | None) -> None:
    if transaction is None:
        call.output.line(call.output.tr(N_("Nothing had to be changed.")))
    else:
        told = N_("Applied as transaction {number}; “undo {number}” takes it back.")
        call.output.line(call.output.tr(told, number=str(transaction)))
