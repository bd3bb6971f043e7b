"""Log and records of what was taken agree again, and nothing refers to what is not there.

Where a record is lost it is made from the log; where the log is lost it begins with the record. A
change of the log that is missing leaves its neighbours: the next one then says the older value.
Where both are there and differ, the record's value counts unless it cannot be one, and the log
gets an entry that says so. All of it stands under one transaction of no device, which a bare undo
does not take back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.records.values import canonical
from wicco_desktop.store import changelog, inspection
from wicco_desktop.store.finding import Finding, Sort
from wicco_desktop.store.planning import Key
from wicco_desktop.store.rows import present_values
from wicco_desktop.store.salvage.loose_ends import date_records, tie_loose_ends
from wicco_desktop.store.salvage.report import Item, Report, What
from wicco_desktop.store.salvage.salvage_writer import SalvageWriter, Values
from wicco_desktop.store.salvage.taking import Taken
from wicco_desktop.store.tables import CHANGE

_ROUNDS = 5


class Mending:
    """One salvage, inside the write that makes the new database."""

    def __init__(self, connection: Connection, taken: Taken, report: Report, at: str) -> None:
        self._connection, self._taken, self._report = connection, taken, report
        self._writer = SalvageWriter(connection, at, taken.gaps)

    def mend(self) -> None:
        """Everything; afterwards a check finds nothing but the search index, which is not made."""
        tie_loose_ends(self._writer, self._taken)
        for number in range(_ROUNDS):
            found = self._found(inspection.log_faults)
            for key, several in found.items():
                if number == _ROUNDS - 1:
                    self._begin_anew(key)
                else:
                    self._mend_record(key, several)
            # A record that came back from the log may refer to one that did not.
            loose = self._found(inspection.dangling_references)
            for key, several in loose.items():
                for column in dict.fromkeys(finding.column for finding in several):
                    if column is not None:
                        self._unlink(key, column)
            if not found and not loose:
                break
        date_records(self._writer)
        self._note_lost_values()

    def _found(self, look: Callable[[Connection], Iterator[Finding]]) -> dict[Key, list[Finding]]:
        """What an inspection finds of each record."""
        found: dict[Key, list[Finding]] = {}
        for finding in look(self._connection):
            if finding.record:
                found.setdefault((finding.kind, finding.record), []).append(finding)
        return found

    # One record

    def _mend_record(self, key: Key, found: Sequence[Finding]) -> None:
        sorts = {finding.sort for finding in found}
        if key[0] not in KINDS or sorts & {Sort.BROKEN_LOG, Sort.VANISHED, Sort.UNLOGGED}:
            self._mend_whole(key)
            return
        for finding in found:
            if finding.column is not None:
                self._settle(key, finding.column)

    def _mend_whole(self, key: Key) -> None:
        """A record whose row or whose log is not whole: both, from what there is."""
        row = present_values(self._connection, [key]).get(key)
        changes = self._connection.execute(
            select(CHANGE)
            .where(CHANGE.c.kind == key[0], CHANGE.c.record == key[1])
            .order_by(CHANGE.c.n)
        ).all()
        if not changes and row is not None:
            self._note(What.HISTORY_LOST, key)
            self._writer.create(key, row)
            return
        if row is None and self._is_of_another_kind(key):
            self._begin_anew(key)
            return
        logged = self._follow(key, changes, row)
        if row is None:
            self._writer.insert(key, logged, changes)
            self._note(What.FROM_LOG, key)

    def _begin_anew(self, key: Key) -> None:
        """Whatever else is wrong with the history of a record: it begins with what there is."""
        self._connection.execute(
            CHANGE.delete().where(CHANGE.c.kind == key[0], CHANGE.c.record == key[1])
        )
        row = present_values(self._connection, [key]).get(key)
        if row is not None:
            self._writer.create(key, row)
            self._note(What.HISTORY_LOST, key)

    def _follow(self, key: Key, changes: Sequence[Row[Any]], row: Values | None) -> Values:
        """Make the changes of a record follow one another; gives the values they lead to."""
        short = False
        edits = [change for change in changes if change.field is not None]
        created = changes[0] if changes[0].field is None else None
        for change in changes:
            if change.field is None and change is not created:
                self._writer.drop(change.n)
                short = True
        if created is not None:
            values: Values = dict(changelog.decode(created.new))
        else:
            short = True
            values = _before(edits, row)
            place = self._writer.place_before(edits[0].n)
            if place is None:  # no room in the log: its history begins with the salvage
                for edit in edits:
                    self._writer.drop(edit.n)
                whole = row or _after(edits, values)
                self._note(What.HISTORY_LOST, key)
                self._writer.create(key, whole)
                return whole
            self._writer.create(key, values, place)
        for edit in edits:
            old, new = changelog.decode(edit.old), changelog.decode(edit.new)
            if values.get(edit.field) != old:
                short = True
                if values.get(edit.field) == new:
                    self._writer.drop(edit.n)
                    continue
                self._connection.execute(
                    update(CHANGE)
                    .where(CHANGE.c.n == edit.n)
                    .values(old=changelog.encode(values.get(edit.field)))
                )
            values[edit.field] = new
        if short:
            self._note(What.HISTORY_SHORT, key)
        return values

    def _settle(self, key: Key, column: str) -> None:
        """Record and log say different things of a column."""
        row = present_values(self._connection, [key])[key]
        changes = self._connection.execute(
            select(CHANGE)
            .where(CHANGE.c.kind == key[0], CHANGE.c.record == key[1])
            .order_by(CHANGE.c.n)
        )
        logged = (inspection.rolled_forward(iter(changes.all())) or {}).get(column)
        if (*key, column) in self._taken.unreadable:
            self._taken.unreadable.discard((*key, column))
            self._writer.update(key, row, column, logged)
            self._note(What.FIELD_FROM_LOG, key, column)
        elif key in self._taken.carved or (
            not _can_be(key[0], column, row.get(column)) and _can_be(key[0], column, logged)
        ):
            self._writer.update(key, row, column, logged)
            self._note(What.FIELD_FROM_LOG, key, column)
        else:
            self._writer.append(key, column, logged, row.get(column))
            self._note(What.DIFFERENT, key, column)

    def _unlink(self, key: Key, column: str) -> None:
        row = present_values(self._connection, [key])[key]
        self._writer.append(key, column, row.get(column), None)
        self._writer.update(key, row, column, None)
        self._note(What.LINK_LOST, key, column)

    def _note_lost_values(self) -> None:
        for kind, record, column in sorted(self._taken.unreadable):
            anew = Item(What.HISTORY_LOST, kind, record) in self._report.items
            what = What.FIELD_LOST if anew else What.FIELD_FROM_LOG
            self._note(what, (kind, record), column)

    def _is_of_another_kind(self, key: Key) -> bool:
        keys = [(kind, key[1]) for kind in KINDS if kind != key[0]]
        return bool(present_values(self._connection, keys))

    def _note(self, what: What, key: Key, column: str | None = None) -> None:
        self._report.add(Item(what, key[0], key[1], column=column))


def _before(edits: Sequence[Row[Any]], row: Values | None) -> Values:
    """The values that a record had before its edits, as far as they or its row tell."""
    values: Values = dict(row or {})
    for edit in reversed(edits):
        values[edit.field] = changelog.decode(edit.old)
    return values


def _after(edits: Sequence[Row[Any]], before: Values) -> Values:
    return {**before, **{edit.field: changelog.decode(edit.new) for edit in edits}}


def _can_be(kind: str, column: str, value: Value) -> bool:
    """Whether a value could have been stored by this program."""
    stored = KINDS[kind].columns.get(column)
    try:
        if stored is None or stored.mark:
            return value is None or column != DELETED or parse_moment(str(value)) is not None
        return canonical(stored.field, value) == value
    except (UserError, ValueError):
        return False
