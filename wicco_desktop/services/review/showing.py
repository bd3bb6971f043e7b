"""Rows under review as they are shown: names in place of ids, every column of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.records import Value
from wicco_desktop.services.people import People
from wicco_desktop.services.review.comparing import Taken
from wicco_desktop.services.review.entry import Entry
from wicco_desktop.services.review.matching import Match
from wicco_desktop.services.review.model import Likeness, ReviewCell, ReviewRow, RowState, State
from wicco_desktop.services.review.references import is_new, new_name
from wicco_desktop.services.review.sides import SidesReading
from wicco_desktop.services.titles import Titles
from wicco_desktop.store.store import Store

_MOST_NAMES = 20_000


class Showing:
    """Turns entries into rows; ``code`` is the language that names are shown in."""

    def __init__(self, store: Store, titles: Titles, people: People) -> None:
        self._store = store
        self._titles = titles
        self._people = people
        self.code = CODES[-1]
        self._names: dict[tuple[str, str], str] = {}

    def row(self, index: int, taken: Taken, entry: Entry) -> ReviewRow:
        """One entry as a row."""
        values = taken.rows.values(entry.place)
        return ReviewRow(
            index,
            taken.plan.sheet,
            entry.number,
            taken.kind,
            entry.record,
            entry.state,
            entry.accepted,
            tuple(self._cell(taken, entry, column, values) for column in taken.columns),
            self.likenesses(taken.kind, entry.matches),
            entry.same_as_row,
            entry.problem,
            entry.new_post,
            entry.asks_post,
            entry.judged,
        )

    def beside(self, row: ReviewRow, taken: Taken, entry: Entry) -> ReviewRow:
        """The row with what its record holds where the partner's row is blank.

        Where it is known what was sent, a blank that says nothing means that we have nothing.
        Otherwise it means nothing at all, and the record is looked at.
        """
        silent = {c.path for c in row.cells if c.state is State.SAME and c.ours is None}
        if entry.record is None or entry.base_known or not silent:
            return row
        reading = SidesReading(self._store, taken.kind, taken.columns)
        sides = reading.of([entry.record], None).get(entry.record)
        if sides is None:
            return row
        cells = (
            self.named(column, replace(cell, ours=sides.ours.get(cell.path)))
            if cell.path in silent
            else cell
            for column, cell in zip(taken.columns, row.cells, strict=True)
        )
        return replace(row, cells=tuple(cells))

    def _cell(
        self, taken: Taken, entry: Entry, column: ExchangeColumn, values: Mapping[str, Value]
    ) -> ReviewCell:
        path = column.path
        cell = entry.cells.get(path)
        if cell is not None:
            return self.named(column, replace(cell, sent_known=entry.base_known))
        said = values.get(path)
        new = entry.state is RowState.NEW and said is not None
        return ReviewCell(
            path,
            taken.plan.cell(path, entry.number),
            State.NEW if new else State.SAME,
            None if new else said,
            said,
            None if new else said,
            problem=entry.doubts.get(path),
        )

    def named(self, column: ExchangeColumn, cell: ReviewCell) -> ReviewCell:
        """A cell with names in place of ids."""
        if not column.is_reference:
            return cell
        name = self.name
        return replace(
            cell,
            base=name(cell.base),
            theirs=name(cell.theirs),
            ours=name(cell.ours),
            typed=name(cell.typed),
        )

    def name(self, value: Value) -> Value:
        """What a reference is called in the language shown; a new one by what the cell says."""
        if not isinstance(value, str):
            return value
        if is_new(value):
            return new_name(value)
        key = (value, self.code)
        if key not in self._names:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            record = self._store.find(value)
            self._names[key] = self._titles.of(record, self.code).text if record else value
        return self._names[key]

    def likenesses(self, kind: str, matches: tuple[Match, ...]) -> tuple[Likeness, ...]:
        """The records that a row may be, with their names and what tells them apart."""
        if not matches:
            return ()
        ids = [match.record for match in matches]
        records = self._store.many(ids, kind)
        posts = self._people.main_posts(ids) if kind == "contact" else {}
        found = []
        for match in matches:
            record = records.get(match.record)
            if record is None:
                continue
            post = posts.get(match.record)
            name = {code: record.title(code) for code in CODES if record.title(code)}
            detail = {}
            for code in CODES:
                parts = [post.affiliation.text(f"title_{code}")] if post else []
                if post and post.organisation:
                    parts.append(self._titles.of(post.organisation, code).text)
                if any(parts):
                    detail[code] = " · ".join(filter(None, parts))
            found.append(Likeness(match.record, name, detail, match.evidence))
        return tuple(found)
