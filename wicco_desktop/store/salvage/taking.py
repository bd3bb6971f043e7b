"""What can be read of the tables of a damaged file, put into the tables of a new one as it is.

A value of another type than its column's, a row without its key, a change that is none: left out,
and noted. Whether rows and log agree is the business of ``mending``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.records import KINDS, METADATA
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store import changelog
from wicco_desktop.store.edits import Through
from wicco_desktop.store.kind_rules import rules_of
from wicco_desktop.store.readable import is_moment, is_readable
from wicco_desktop.store.salvage.carving import Carving
from wicco_desktop.store.salvage.copying import BROKEN, Damaged, tables
from wicco_desktop.store.salvage.ranges import UNREADABLE, Ranges, Row
from wicco_desktop.store.salvage.value_types import fits
from wicco_desktop.store.sort_keys import derived_sort_keys
from wicco_desktop.store.tables import CHANGE, SEARCH_ENTRY, TRANSACTION

_AT_ONCE = 500
_MOMENT = "2022-11-23T02:00:00.000Z"
"""Any moment that can be read."""

Key = tuple[str, str]


@dataclass(slots=True)
class Taken:
    """What is known of what could not be read."""

    unreadable: set[tuple[str, str, str]] = field(default_factory=set)
    """Kind, id and column of values that are blank now because they could not be read."""
    ids: dict[str, set[str]] = field(default_factory=dict)
    """Ids of each kind that its index knows: of rows that may be lost."""
    lost: dict[str, int] = field(default_factory=dict)
    """How many rows of each table could not be read, as far as is known."""
    carved: set[Key] = field(default_factory=set)
    """Records whose row was found by itself: it may be an older one than the log tells of."""
    highest: dict[str, int] = field(default_factory=dict)
    """The highest row number of each table that was read."""
    gaps: list[tuple[int, int]] = field(default_factory=list)
    """Places of the log that could not be read."""


class Taking:
    """From one connection (the damaged copy) into another (the new database, in a write)."""

    def __init__(self, damaged: Damaged, target: Any, cancelled: Callable[[], bool]) -> None:
        self._damaged = damaged
        self._target, self._cancelled = target, cancelled
        self._there = {} if self._source is None else tables(self._source)
        self.taken = Taken()

    @property
    def _source(self) -> Any:
        """The connection to ask just now."""
        return self._damaged.connection

    def take(self, told: Callable[[int, int], None]) -> Taken:
        """Take every table; ``told`` hears how many of how many are done. Raises Cancelled."""
        wanted = [table for table in METADATA.sorted_tables if table is not SEARCH_ENTRY]
        for number, table in enumerate(wanted):
            told(number, len(wanted))
            self._take_table(table)
        if not self._is_whole():
            self._carve()
            self._count_lost()
        return self.taken

    def _count_lost(self) -> None:
        """Rows of records are numbered without gaps and stay: a number that is missing is lost."""
        for kind in KINDS:
            query = f'SELECT count(*) FROM "{kind}"'  # noqa: S608 - our own declarations
            (there,) = self._target.execute(query).fetchone()
            missing = self.taken.highest.get(kind, 0) - there
            if missing > 10 * there + _AT_ONCE:
                continue  # a number that is damaged itself
            self.taken.lost[kind] = max(self.taken.lost.get(kind, 0), missing)

    def _is_whole(self) -> bool:
        """Whether the library finds every page in order: a page may also be wrong and say less."""
        with suppress(*BROKEN):
            if self._source is not None:
                return bool(self._source.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        return False

    def _take_table(self, table: Table) -> None:
        self._damaged.renew()  # whoever asked before may have met a broken page
        there = self._there.get(table.name, ())
        columns = tuple(column.name for column in table.columns if column.name in there)
        kind = table.name if table.name in KINDS else ""
        top = 0
        if kind and self._source is not None:
            top = self._known_ids(kind)
        elif self._source is not None:
            with suppress(*BROKEN):
                asked = "SELECT seq FROM sqlite_sequence WHERE name = ?"
                found = self._source.execute(asked, (table.name,)).fetchone()
                top = int(found[0]) if found and isinstance(found[0], int) else 0
        into = _Into(self._target, table, columns, self.taken)
        if not columns:
            self.taken.lost[table.name] = top
            if table is CHANGE and top:
                self.taken.gaps = [(1, top)]
            return

        def each(row: Row) -> None:
            into.add(row)
            if into.full and self._cancelled():
                raise Cancelled

        ranges = Ranges(self._damaged, table.name, columns, each, self._cancelled)
        ranges.read(top)
        into.flush()
        if self._cancelled():
            raise Cancelled
        if table is CHANGE:
            self.taken.gaps = ranges.gaps
        # A range beyond all that is known is none that is missing.
        top = max(top, into.highest)
        missing = sum(min(high, top) - low + 1 for low, high in ranges.gaps if low <= top)
        self.taken.lost[table.name] = missing + into.refused

    def _carve(self) -> None:
        """Rows of tables that are not whole, from the pages themselves."""
        if not self._damaged.page_size:
            return
        into: dict[tuple[str, int], _Into] = {}
        for table, number, columns, values in Carving(
            self._damaged.path, self._damaged.page_size
        ).rows():
            whole = table.name in self._there and not self.taken.lost.get(table.name)
            # Of the others a row may have been deleted for good: only where some are missing.
            if whole and table.name not in KINDS and table not in (CHANGE, TRANSACTION):
                continue
            entering = into.setdefault(
                (table.name, len(columns)), _Into(self._target, table, columns, self.taken)
            )
            if entering.carve(number, values):
                left = self.taken.lost.get(table.name, 0)
                self.taken.lost[table.name] = max(0, left - 1)
            if self._cancelled():
                raise Cancelled

    def _known_ids(self, kind: str) -> int:
        """Note the ids that the index of a kind's table knows; gives the highest row number."""
        ids: set[str] = set()
        top = 0
        query = (
            f'SELECT id, rowid FROM "{kind}" '  # noqa: S608 - our own declarations
            f'INDEXED BY "sqlite_autoindex_{kind}_1" ORDER BY id '
        )
        for order in ("ASC", "DESC"):
            if self._source is None:
                break
            with suppress(*BROKEN):
                for id_, number in self._source.execute(query + order):
                    if id_ in ids and order == "DESC":
                        break
                    if isinstance(id_, str) and is_id(id_):
                        ids.add(id_)
                        top = max(top, number)
                continue
            self._damaged.renew()
        self.taken.ids[kind] = ids
        return top


class _Into:
    """One table of the new database, filled row by row."""

    def __init__(self, target: Any, table: Table, columns: tuple[str, ...], taken: Taken) -> None:
        self._target, self._table, self._columns, self._taken = target, table, columns, taken
        self._kind = KINDS.get(table.name)
        self._types = {column.name: column.type for column in table.columns}
        self._keys = [column.name for column in table.primary_key]
        self._numbered = self._keys if fits(table.primary_key.columns[0].type, 1) else []
        self._needed = [column.name for column in table.columns if not column.nullable]
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        places = ", ".join("?" * len(table.columns))
        self._insert = f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608
        self._waiting: list[tuple[Any, ...]] = []
        self.refused = 0
        """Rows that were read and are none."""
        self.highest = 0

    @property
    def full(self) -> bool:
        """Whether what was added has just been written."""
        return not self._waiting

    def add(self, row: Row) -> None:
        """Take a row as far as it can be believed."""
        values = dict(zip(self._columns, row[1:], strict=True))
        broken = [
            name
            for name, value in values.items()
            if value is UNREADABLE or not (value is None or fits(self._types[name], value))
        ]
        for name in broken:
            values[name] = None
        if not self._believed(values):
            self.refused += 1
            return
        self.highest = max(self.highest, row[0])
        before = self._taken.highest.get(self._table.name, 0)
        self._taken.highest[self._table.name] = max(before, row[0])
        if self._kind is not None:
            known = {DELETED, *self._kind.columns}
            key = (self._kind.key, values["id"])
            self._taken.unreadable.update((*key, name) for name in broken if name in known)
            for name in ("created", "changed"):
                if not is_moment(values.get(name)):
                    values[name] = ""  # mended afterwards, by the log
            values |= derived_sort_keys(rules_of(self._kind.key), values)
        self._waiting.append(tuple(values.get(column.name) for column in self._table.columns))
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def carve(self, number: int, values: tuple[Any, ...]) -> bool:
        """Take a row that was found by itself, unless it is there; returns whether it was taken."""
        row = dict(zip(self._columns, values, strict=True))
        # The number of a row is not stored in it.
        row = {
            name: number if value is None and name in self._numbered else value
            for name, value in row.items()
        }
        where = " AND ".join(f'"{name}" = ?' for name in self._keys)
        query = f'SELECT 1 FROM "{self._table.name}" WHERE {where}'  # noqa: S608
        keys = [row.get(name) for name in self._keys]
        if UNREADABLE in keys or self._target.execute(query, keys).fetchone():
            return False
        before = self.refused
        self.add((number, *row.values()))
        self.flush()
        if self._kind is not None:
            self._taken.carved.add((self._kind.key, row["id"]))
        return self.refused == before

    def flush(self) -> None:
        """Write what waits."""
        self._target.executemany(self._insert, self._waiting)
        self._waiting = []

    def _believed(self, values: dict[str, Any]) -> bool:
        if self._kind is not None:
            return values.get("id") is not None and is_id(values["id"])
        if any(values.get(name) is None for name in self._keys):
            return False
        if self._table is TRANSACTION:
            for name in ("at", "who", "device", "device_name"):
                values[name] = values.get(name) or ""
            values["through"] = values.get("through") or Through.SALVAGE.value
            if not is_readable(TRANSACTION.name, {**values, "at": _MOMENT}):
                values["summary"] = None
            if not is_readable(TRANSACTION.name, values):
                values["at"] = ""  # mended afterwards: after the one before it
            return bool(values["id"] > 0)
        if self._table is CHANGE and not _is_change(values):
            return False
        needed = all(values.get(name) is not None for name in self._needed)
        return needed and is_readable(self._table.name, values)


def _is_change(values: Mapping[str, Any]) -> bool:
    """Whether a row of the log says something that can be understood."""
    if values.get("kind") not in KINDS or not is_id(str(values.get("record"))):
        return False
    try:
        new = changelog.decode(values.get("new"))
        changelog.decode(values.get("old"))
    except ValueError:
        return False
    known = changelog.known_columns(values["kind"])
    if values.get("field") is None:
        return isinstance(new, dict) and new.keys() <= known
    return values["field"] in known
