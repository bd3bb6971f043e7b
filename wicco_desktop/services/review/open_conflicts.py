"""Conflicts left undecided when their workbooks were applied: shown, and decided one by one.

Each decision is one logged change of its own, which says that the partner's value is dealt with.
What waits for a record that was merged into another waits for that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wicco_desktop.exchange.columns import AFFILIATION, ExchangeColumn, sheet_columns
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import Value
from wicco_desktop.services.review.model import Choice, ReviewCell, ReviewRow, RowState, State
from wicco_desktop.services.review.references import MADE, is_new, new_name, values_of_new
from wicco_desktop.services.review.sides import Sides, SidesReading
from wicco_desktop.services.titles import Titles
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.store.returned import OpenConflict, ReturnedValue, ReturnedWorkbook
from wicco_desktop.store.store import Store

# Translators: what a decision is called in the history; {field} such as Mobile, {file} a workbook.
DECIDED = N_("{field} decided, from {file}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conflict that waits, with what stands in the record now."""

    conflict: OpenConflict
    column: ExchangeColumn
    row: ReviewRow
    """With the one cell in question."""
    name: str
    """What the record is called."""

    @property
    def cell(self) -> ReviewCell:
        """The cell in question."""
        return self.row.cells[0]


class OpenConflicts:
    """Reads and decides what is left open."""

    def __init__(self, store: Store, titles: Titles) -> None:
        self._store = store
        self._titles = titles

    def waiting(self, language: str) -> list[Waiting]:
        """Every open conflict of a record that is there, the oldest first, named in a language."""
        found: dict[OpenConflict, Waiting] = {}
        conflicts = self._store.open_conflicts()
        for kind in dict.fromkeys(conflict.kind for conflict in conflicts):
            of_kind = [conflict for conflict in conflicts if conflict.kind == kind]
            for one in self._of_kind(kind, of_kind, language):
                found[one.conflict] = one
        return [found[conflict] for conflict in conflicts if conflict in found]

    def decide(self, waiting: Waiting, choice: Choice, typed: Value = None) -> Written:
        """Take theirs, keep ours, or write another value; the conflict is closed by that.

        ``typed`` is canonical: an id, or a new name (``references.NEW_RECORD``), for a reference.
        """
        conflict, column = waiting.conflict, waiting.column
        edits: list[Create | Edit] = []
        if choice is not Choice.OURS:
            wanted = conflict.theirs if choice is Choice.THEIRS else typed
            edits = list(self._edits(conflict, column, wanted))
        settled = ReturnedValue(
            conflict.kind,
            conflict.record,
            conflict.path,
            conflict.base,
            conflict.theirs,
            open=False,
            cell=conflict.cell,
        )
        return self._store.write(
            edits,
            summary=Message(DECIDED, {"field": Message(column.label), "file": conflict.file}),
            returned=ReturnedWorkbook(conflict.digest, conflict.file, conflict.export, (settled,)),
        )

    def _of_kind(
        self, kind: str, conflicts: Sequence[OpenConflict], language: str
    ) -> Iterator[Waiting]:
        columns = {column.path: column for column in sheet_columns(kind, remarks=True)}
        known = [conflict for conflict in conflicts if conflict.path in columns]
        records = {conflict.record: conflict.record for conflict in known}
        records |= self._store.survivors(records)
        ids = list(dict.fromkeys(records.values()))
        sides = self._sides(kind, ids)
        titles = self._titles.many(ids, language)
        for conflict in known:
            record = records[conflict.record]
            side = sides.get(record)
            if side is None or side.deleted:
                continue
            column = columns[conflict.path]
            sheet, _, cell = conflict.cell.rpartition("!")
            base, theirs, ours = (
                self._named(column, value, language)
                for value in (conflict.base, conflict.theirs, side.ours[conflict.path])
            )
            shown = ReviewCell(conflict.path, cell, State.CONFLICT, base, theirs, ours)
            row = ReviewRow(
                0,
                sheet,
                0,
                kind,
                record,
                RowState.CHANGED,
                accepted=True,
                cells=(shown,),
            )
            yield Waiting(conflict, column, row, titles[record].both)

    def _edits(
        self, conflict: OpenConflict, column: ExchangeColumn, value: Value
    ) -> Iterator[Create | Edit]:
        record = self._store.survivor(conflict.record)
        side = self._sides(conflict.kind, [record])[record]
        if column.is_reference and isinstance(value, str) and self._store.find(value) is None:
            name = new_name(value) if is_new(value) else value
            if MADE not in column.field.targets:
                return
            made = Create(MADE, values_of_new(name))
            yield made
            value = made.id
        if value == side.ours[conflict.path]:
            return
        values = {column.stored: value}
        if column.part is None:
            yield Edit(conflict.kind, record, values, source=conflict.cell)
        elif side.affiliation is not None:
            yield Edit(AFFILIATION, side.affiliation.id, values, source=conflict.cell)
        else:
            first = {"contact": record, "main": True, **values}
            yield Create(AFFILIATION, first, source=conflict.cell)

    def _sides(self, kind: str, ids: Sequence[str]) -> dict[str, Sides]:
        return SidesReading(self._store, kind, sheet_columns(kind, remarks=True)).of(ids, None)

    def _named(self, column: ExchangeColumn, value: Value, language: str) -> Value:
        if not column.is_reference or not isinstance(value, str):
            return value
        record = self._store.find(value)
        return self._titles.of(record, language).text if record is not None else value
