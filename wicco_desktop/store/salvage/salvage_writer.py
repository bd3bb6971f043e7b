"""Rows of records and of the log as a salvage writes them, all under one transaction of its own.

The log keeps its order: what was lost of it leaves gaps, and where the history of a record begins
anew it does so in such a gap, before what is known of it, if there is room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store import changelog
from wicco_desktop.store.edits import Through
from wicco_desktop.store.kind_rules import rules_of
from wicco_desktop.store.planning import Key
from wicco_desktop.store.sort_keys import derived_sort_keys
from wicco_desktop.store.tables import CHANGE, TRANSACTION

SALVAGED = N_("what could be read of a damaged database")

Values = dict[str, Value]


class SalvageWriter:
    """Writes into the new database; ``gaps`` are the places of the log that were not read."""

    def __init__(self, connection: Connection, at: str, gaps: Sequence[tuple[int, int]]) -> None:
        self.connection = connection
        self.at = at
        self._number: int | None = None
        self._last = changelog.position(connection)
        # Beyond the last one there is no gap: that is where more is appended.
        ends = [(low, min(high, self._last)) for low, high in gaps]
        self._free = [place for gap in ends for place in self._empty(*gap)]

    def told(self, at: str | None) -> dict[str, Any]:
        """A transaction of the salvage, of no person and no device; of now, unless ``at`` says."""
        return {
            "at": at or self.at,
            "who": "",
            "device": "",
            "device_name": "",
            "through": Through.SALVAGE.value,
            "summary": changelog.encode_message(Message(SALVAGED)),
        }

    @property
    def _transaction(self) -> int:
        if self._number is None:
            made = self.connection.execute(insert(TRANSACTION).values(self.told(None)))
            self._number = int(made.inserted_primary_key[0])  # type: ignore[index]
        return self._number

    def create(self, key: Key, values: Mapping[str, Value], place: int | None = None) -> None:
        """The beginning of a record in the log, where its own may have been if there is room."""
        if place is None:
            place = self._free_place()
        filled = {name: value for name, value in values.items() if value is not None}
        self._log(key, None, None, filled, place)

    def append(self, key: Key, column: str, old: Value, new: Value) -> None:
        """Log a change of a column at the end of the log; the record is not touched."""
        self._last += 1
        self._log(key, column, old, new, self._last)

    def _log(self, key: Key, column: str | None, old: object, new: object, place: int) -> None:
        self.connection.execute(
            insert(CHANGE).values(
                n=place,
                transaction=self._transaction,
                kind=key[0],
                record=key[1],
                field=column,
                old=changelog.encode(old),
                new=changelog.encode(new),
            )
        )

    def drop(self, n: int) -> None:
        """Take a change out of the log."""
        self.connection.execute(CHANGE.delete().where(CHANGE.c.n == n))

    def _free_place(self) -> int:
        """The first place of the log that could not be read, else one at its end."""
        while self._free and self._free[0][0] > self._free[0][1]:
            del self._free[0]
        if self._free and self._free[0][0] <= self._last:
            self._free[0][0] += 1
            return self._free[0][0] - 1
        self._last += 1
        return self._last

    def place_before(self, n: int) -> int | None:
        """The nearest place before one that could not be read, None where there is none."""
        for gap in reversed(self._free):
            if gap[0] > gap[1] or gap[0] >= n:
                continue
            if gap[1] < n:
                gap[1] -= 1
                return gap[1] + 1
        return None

    def insert(self, key: Key, values: Mapping[str, Value], changes: Sequence[Row[Any]]) -> None:
        """Make the row of a record, as old and as new as its changes in the log are."""
        kind = KINDS[key[0]]
        numbers = {change.transaction for change in changes} or {self._transaction}
        moments = self.connection.execute(
            select(TRANSACTION.c.at).where(TRANSACTION.c.id.in_(numbers)).order_by(TRANSACTION.c.id)
        ).scalars().all()  # fmt: skip
        known = (DELETED, *kind.columns)
        whole = {name: values.get(name) for name in known}
        self.connection.execute(
            insert(kind.table).values(
                **whole,
                id=key[1],
                created=moments[0],
                changed=moments[-1],
                **derived_sort_keys(rules_of(key[0]), whole),
            )
        )

    def update(self, key: Key, row: Values, column: str, value: Value) -> None:
        """Give a column another value, in the database and in ``row``; the log is not touched."""
        kind = KINDS[key[0]]
        row[column] = value
        derived = derived_sort_keys(rules_of(key[0]), row)
        self.connection.execute(
            update(kind.table).where(kind.table.c.id == key[1]).values({column: value, **derived})
        )

    def _empty(self, low: int, high: int) -> list[list[int]]:
        """The parts of a gap in the log that were not filled from the pages themselves."""
        filled = select(CHANGE.c.n).where(CHANGE.c.n.between(low, high)).order_by(CHANGE.c.n)
        parts = [[low, high]]
        for n in self.connection.execute(filled).scalars():
            parts[-1][1] = n - 1
            parts.append([n + 1, high])
        return [part for part in parts if part[0] <= part[1]]
