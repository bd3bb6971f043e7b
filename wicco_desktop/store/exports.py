"""What went out in workbooks: which records and columns, and the place in the log they show.

The base of a returned workbook is what stood here at that place, not what the file says of it.
"""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from wicco_desktop.foundation.messages import Message
from wicco_desktop.store.changelog import decode_message, encode_message
from wicco_desktop.store.tables import EXPORT, EXPORT_SHEET

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Export:
    """One workbook that went out.

    ``position`` is the place in the log whose values it carries, ``headings`` the language of its
    headings (``en``, ``zh`` or ``both``), ``told`` what was exported, in words.
    """

    id: str
    file: str
    position: int
    headings: str
    told: Message
    columns: Mapping[str, tuple[str, ...]]
    """Paths of the columns by kind."""
    records: Mapping[str, tuple[str, ...]]
    """Ids in the order of the rows, by kind."""
    at: str = ""
    who: str = ""
    device_name: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many records of each kind; filled in by the store like the three above."""


def record(connection: Connection, export: Export, *, at: str, who: str, device_name: str) -> None:
    """Keep an export; one that has no id of its own yet cannot be kept twice."""
    connection.execute(
        insert(EXPORT).values(
            id=export.id,
            at=at,
            who=who,
            device_name=device_name,
            file=export.file,
            position=export.position,
            headings=export.headings,
            told=encode_message(export.told),
        )
    )
    sheets = [
        {
            "export": export.id,
            "kind": kind,
            "columns": json.dumps(export.columns.get(kind, ())),
            "count": len(export.records.get(kind, ())),
            "records": _packed(export.records.get(kind, ())),
        }
        for kind in dict.fromkeys((*export.columns, *export.records))
    ]
    if sheets:
        connection.execute(insert(EXPORT_SHEET), sheets)


def find(connection: Connection, id_: str) -> Export | None:
    """One export with all its records, None where this database made none of that id."""
    row = connection.execute(select(EXPORT).where(EXPORT.c.id == id_)).first()
    if row is None:
        return None
    return _export(row, list(connection.execute(_sheets([id_]))), whole=True)


def newest(connection: Connection, limit: int) -> list[Export]:
    """The newest exports first, without their records."""
    query = select(EXPORT).order_by(EXPORT.c.at.desc(), EXPORT.c.id.desc()).limit(limit)
    rows = connection.execute(query).all()
    sheets: dict[str, list[Row[Any]]] = {}
    light = _sheets([row.id for row in rows]).with_only_columns(
        EXPORT_SHEET.c.export, EXPORT_SHEET.c.kind, EXPORT_SHEET.c.columns, EXPORT_SHEET.c.count
    )
    for sheet in connection.execute(light):
        sheets.setdefault(sheet.export, []).append(sheet)
    return [_export(row, sheets.get(row.id, []), whole=False) for row in rows]


def naming(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """The exports that any of some records went out with."""
    asked = frozenset(ids)
    query = select(EXPORT_SHEET.c.export, EXPORT_SHEET.c.records)
    return frozenset(
        row.export
        for row in connection.execute(query)
        if not asked.isdisjoint(unpacked(row.records))
    )


def _sheets(ids: Iterable[str]) -> Any:
    return (
        select(EXPORT_SHEET)
        .where(EXPORT_SHEET.c.export.in_(list(ids)))
        .order_by(EXPORT_SHEET.c.kind)
    )


def _export(row: Row[Any], sheets: Iterable[Row[Any]], *, whole: bool) -> Export:
    # ``count`` is a method of every row, hence by name.
    facts = [(sheet, sheet._mapping) for sheet in sheets]  # noqa: SLF001 - SQLAlchemy's public name
    return Export(
        id=row.id,
        file=row.file,
        position=row.position,
        headings=row.headings,
        told=decode_message(row.told) or Message(""),
        columns={sheet.kind: tuple(json.loads(sheet.columns)) for sheet, _values in facts},
        records={sheet.kind: unpacked(sheet.records) for sheet, _values in facts if whole},
        at=row.at,
        who=row.who,
        device_name=row.device_name,
        counts={sheet.kind: values["count"] for sheet, values in facts},
    )


def _packed(ids: Iterable[str]) -> bytes:
    """Sixteen bytes an id, compressed: ids made one after another begin alike."""
    return zlib.compress(b"".join(bytes.fromhex(id_.replace("-", "")) for id_ in ids), 6)


def unpacked(stored: bytes) -> tuple[str, ...]:
    """The ids in the order of the rows; raises ValueError or zlib.error for what is none."""
    flat = zlib.decompress(stored)
    return tuple(
        str(uuid.UUID(bytes=flat[start : start + _ID_BYTES]))
        for start in range(0, len(flat), _ID_BYTES)
    )
