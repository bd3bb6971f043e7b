"""Rows found on the pages of a damaged file by themselves, whoever lost the way to them.

Pages are read as they lie in the file (sqlite.org/fileformat.html): every page that holds rows of
a table, with what overflows from it. Whose rows they are is told by their shape and by the log. A
page that is free may hold a row as it was before: such a row is believed less than the log.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Table

from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.records import KINDS, METADATA
from wicco_desktop.store import driver, migrations
from wicco_desktop.store.salvage.ranges import UNREADABLE, as_text
from wicco_desktop.store.salvage.value_types import fits
from wicco_desktop.store.tables import CHANGE, SEARCH_ENTRY

_LEAF = 13
_LARGEST = 64_000_000
"""Bytes of a row beyond which its length is damage."""

_OF_RECORDS = (CHANGE, SEARCH_ENTRY)

Found = tuple[Table, int, tuple[str, ...], tuple[Any, ...]]
"""Table, number of the row, names of its columns, values."""


class Carving:
    """The rows of a plain file whose pages have a size."""

    def __init__(self, path: Path, page_size: int) -> None:
        self._path, self._size = path, page_size
        self._pages = path.stat().st_size // page_size
        self._shapes = _shapes()
        self._kinds: dict[str, str] = {}
        """Kind by id, as log and directory of the search index say."""

    def rows(self) -> Iterator[Found]:
        """Every row whose table is certain."""
        with self._path.open("rb") as file:
            for number, values in self._cells(file):
                self._learn(number, values)
            for number, values in self._cells(file):
                found = self._told(number, values)
                if found is not None:
                    yield found

    def _learn(self, number: int, values: tuple[Any, ...]) -> None:
        for table in _OF_RECORDS:
            columns = self._shapes[table.name].get(len(values))
            if columns and self._can_be(table, columns, number, values):
                row = dict(zip(columns, values, strict=True))
                if row["kind"] in KINDS:
                    self._kinds[row["record"]] = row["kind"]

    def _told(self, number: int, values: tuple[Any, ...]) -> Found | None:
        likely = [
            (table, columns)
            for table in METADATA.sorted_tables
            if table is not SEARCH_ENTRY
            and (columns := self._shapes[table.name].get(len(values)))
            and self._can_be(table, columns, number, values)
        ]
        if len(likely) > 1:
            kind = self._kinds.get(str(values[0]))
            likely = [(table, columns) for table, columns in likely if table.name == kind]
        if len(likely) != 1:
            return None
        table, columns = likely[0]
        return table, number, columns, values

    def _can_be(
        self, table: Table, columns: tuple[str, ...], number: int, values: tuple[Any, ...]
    ) -> bool:
        kind = table.name in KINDS
        for name, value in zip(columns, values, strict=True):
            column = table.columns.get(name)
            if column is None:
                return False
            if value is None:
                if not column.nullable and not _is_number(table, name):
                    return False
            elif value is not UNREADABLE and not fits(column.type, value):
                return False
            named = (kind and name == "id") or (table in _OF_RECORDS and name == "record")
            if named and not (isinstance(value, str) and is_id(value)):
                return False
        return number > 0

    # Pages

    def _cells(self, file: BinaryIO) -> Iterator[tuple[int, tuple[Any, ...]]]:
        for page in range(1, self._pages + 1):
            file.seek((page - 1) * self._size)
            content = file.read(self._size)
            start = 100 if page == 1 else 0
            if len(content) < self._size or content[start] != _LEAF:
                continue
            (count,) = struct.unpack_from(">H", content, start + 3)
            first = start + 8
            for place in range(first, min(first + 2 * count, self._size - 1), 2):
                (at,) = struct.unpack_from(">H", content, place)
                try:
                    yield self._cell(file, content, at)
                except (ValueError, IndexError, struct.error):
                    continue

    def _cell(self, file: BinaryIO, content: bytes, at: int) -> tuple[int, tuple[Any, ...]]:
        length, at = _varint(content, at)
        number, at = _varint(content, at)
        if not 1 < length <= _LARGEST:
            raise ValueError(length)
        usable = self._size
        most = usable - 35
        if length <= most:
            payload = content[at : at + length]
        else:
            least = (usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (usable - 4)
            local = local if local <= most else least
            payload = content[at : at + local]
            (after,) = struct.unpack_from(">I", content, at + local)
            payload += self._overflow(file, after, length - local)
        if len(payload) != length:
            raise ValueError(length)
        return number, _record(payload)

    def _overflow(self, file: BinaryIO, page: int, length: int) -> bytes:
        parts = []
        while length > 0:
            if not 1 < page <= self._pages:
                raise ValueError(page)
            file.seek((page - 1) * self._size)
            content = file.read(self._size)
            (page,) = struct.unpack_from(">I", content, 0)
            parts.append(content[4 : 4 + length])
            length -= len(parts[-1])
        return b"".join(parts)


def _record(payload: bytes) -> tuple[Any, ...]:
    """The values of a row (fileformat.html, 2.1)."""
    header, at = _varint(payload, 0)
    if not at <= header <= len(payload):
        raise ValueError(header)
    values: list[Any] = []
    place = header
    while at < header:
        serial, at = _varint(payload, at)
        value, length = _value(payload, place, serial)
        values.append(value)
        place += length
    if at != header or place != len(payload):
        raise ValueError(place)
    return tuple(values)


def _value(payload: bytes, place: int, serial: int) -> tuple[Any, int]:
    if serial >= 12:
        length = (serial - 12) // 2
        part = payload[place : place + length]
        if len(part) != length:
            raise ValueError(length)
        return (as_text(part) if serial % 2 else part), length
    if serial in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[serial], 0
    if serial == 7:
        return struct.unpack_from(">d", payload, place)[0], 8
    length = _LENGTHS.get(serial, 0)
    if not length or place + length > len(payload):
        raise ValueError(serial)
    return int.from_bytes(payload[place : place + length], "big", signed=True), length


_LENGTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of a whole number by its serial type; one that is none of them is what damage has left."""


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = content[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    value = value << 8 | content[at]
    return value - (1 << 64) if value >> 63 else value, at + 1


def _is_number(table: Table, name: str) -> bool:
    """Whether a column is the number of the row, which is not stored in it."""
    keys = list(table.primary_key)
    return len(keys) == 1 and keys[0].name == name and fits(keys[0].type, 1)


def _shapes() -> dict[str, dict[int, tuple[str, ...]]]:
    """The columns of each table as the steps make it: fewer in rows of an older schema."""
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    with closing(driver.in_memory()) as connection:
        for number in range(1, migrations.NEWEST + 1):
            for statement in migrations.step(number).STATEMENTS:
                connection.execute(statement)
            for name in METADATA.tables:
                rows = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
                if rows:
                    columns = tuple(row[1] for row in rows)
                    found.setdefault(name, {})[len(columns)] = columns
    return found
