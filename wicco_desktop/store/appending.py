"""One transaction on its way into the log, in one go or in many: afterwards it looks the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, cast

from sqlalchemy import Row, delete, insert, select

from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.store import changelog
from wicco_desktop.store.edits import Change, Conflict, Through, Writer, Written
from wicco_desktop.store.inserting import Inserting
from wicco_desktop.store.tables import CHANGE, TRANSACTION

MOST_LISTED = 5_000
"""So many changes are given back; more are only counted."""

_AT_ONCE = 500
"""Ids in one IN list."""

_COLUMNS = ("n", "transaction", "kind", "record", "field", "old", "new", "source")


class Appending:
    """A transaction that is being written to the log; it begins with the first change."""

    def __init__(
        self,
        target: Inserting,
        *,
        writer: Writer,
        at: str,
        through: Through,
        summary: Message | None,
        reverses: int | None = None,
    ) -> None:
        self._target = target
        self._told = {
            "at": at,
            "who": writer.who,
            "device": writer.device,
            "device_name": writer.device_name,
            "through": through.value,
            "summary": changelog.encode_message(summary),
            "reverses": reverses,
        }
        self._number: int | None = None
        self._last = self._before = changelog.position(target.connection)
        self._count = 0
        self._listed: list[Change] | None = []
        self._amended = False

    def begin(self) -> int:
        """The number of the transaction, which is made if it is not there yet."""
        if self._number is None:
            made = self._target.connection.execute(insert(TRANSACTION).values(self._told))
            self._number = int(made.inserted_primary_key[0])  # type: ignore[index]
        return self._number

    def add(self, changes: Sequence[Change]) -> None:
        """Write changes; those to a record that this transaction touched before go into its rows.

        So a record is made by one row, and a column of another changed by one, however many
        chunks the edits came in.
        """
        if changes and self._count:
            changes = self._amend(changes)
        if not changes:
            return
        number = self.begin()
        places = count(self._last + 1)
        rows = [
            (
                next(places),
                number,
                change.kind,
                change.record,
                change.column,
                changelog.encode(change.old),
                changelog.encode(change.new),
                change.source,
            )
            for change in changes
        ]
        self._target.insert("log_change", _COLUMNS, rows)
        self._last += len(rows)
        self._count += len(rows)
        if self._listed is None or self._count > MOST_LISTED:
            self._listed = None
            return
        self._listed += [
            replace(change, n=row[0], transaction=number)
            for change, row in zip(changes, rows, strict=True)
        ]

    def finish(self, conflicts: Sequence[Conflict] = (), *, keep: bool = False) -> Written:
        """What was written. Edits that cancelled each other out are none, unless to be kept."""
        if self._number is not None and not self._count and not keep:
            self._target.connection.execute(
                delete(TRANSACTION).where(TRANSACTION.c.id == self._number)
            )
            self._number = None
        if self._number is not None and self._amended and self._count <= MOST_LISTED:
            self._listed = changelog.changes_of(self._target.connection, self._number)
        if self._listed is None:
            return Written(self._number, (), tuple(conflicts), many=True, left_out=self._count)
        return Written(self._number, tuple(self._listed), tuple(conflicts))

    def _amend(self, changes: Sequence[Change]) -> list[Change]:
        """Bring the rows of this transaction up to date; the changes that have no row yet."""
        earlier = self._earlier({change.record for change in changes if change.column is not None})
        left: list[Change] = []
        for change in changes:
            rows = earlier.get((change.kind, change.record))
            if rows is None or change.column is None:
                left.append(change)
                continue
            self._amended = True
            row = rows.get(None) or rows.get(change.column)
            if row is None:
                left.append(change)
            elif row.field is None:
                made: dict[str, Value] = changelog.decode(row.new)
                values = {**made, change.column: cast("Value", change.new)}
                filled = {name: value for name, value in values.items() if value is not None}
                rows[None] = self._rewritten(row, filled, change.source)
            elif changelog.as_change(row).old == change.new:
                self._target.connection.execute(delete(CHANGE).where(CHANGE.c.n == row.n))
                del rows[change.column]
                self._count -= 1
            else:
                rows[change.column] = self._rewritten(row, change.new, change.source)
        return left

    def _rewritten(
        self, row: Row[Any], new: Value | Mapping[str, Value], source: str | None
    ) -> Row[Any]:
        self._target.connection.execute(
            CHANGE.update()
            .where(CHANGE.c.n == row.n)
            .values(new=changelog.encode(new), source=source)
        )
        return self._target.connection.execute(select(CHANGE).where(CHANGE.c.n == row.n)).one()

    def _earlier(self, records: set[str]) -> dict[tuple[str, str], dict[str | None, Row[Any]]]:
        """The rows that this transaction has already for some records, by their column."""
        found: dict[tuple[str, str], dict[str | None, Row[Any]]] = {}
        asked = sorted(records)
        for start in range(0, len(asked), _AT_ONCE):
            query = select(CHANGE).where(
                CHANGE.c.record.in_(asked[start : start + _AT_ONCE]), CHANGE.c.n > self._before
            )
            for row in self._target.connection.execute(query):
                found.setdefault((row.kind, row.record), {})[row.field] = row
        return found
