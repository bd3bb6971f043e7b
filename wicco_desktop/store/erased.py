"""Which records were erased: nothing of them is written, restored or taken back any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from sqlalchemy import Connection, insert, select, update

from wicco_desktop.store.tables import CHANGE, ERASED_RECORD

_AT_ONCE = 500
"""Ids in one IN list."""

Key = tuple[str, str]
"""Kind and id of a record."""


def keep(
    connection: Connection, transaction: int, records: Iterable[Key], files: Mapping[str, str]
) -> None:
    """Say that records are erased; ``files`` are the digests of attachments by record."""
    rows = [
        {
            "record": record,
            "kind": kind,
            "transaction": transaction,
            "file": files.get(record),
            "swept": False,
        }
        for kind, record in records
    ]
    connection.execute(insert(ERASED_RECORD).prefix_with("OR REPLACE"), rows)


def among(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those of some ids that stand for an erased record."""
    found: set[str] = set()
    left = iter(dict.fromkeys(ids))
    while several := list(islice(left, _AT_ONCE)):
        query = select(ERASED_RECORD.c.record).where(ERASED_RECORD.c.record.in_(several))
        found |= set(connection.execute(query).scalars())
    return frozenset(found)


def of_kind(connection: Connection, kind: str) -> frozenset[str]:
    """Every erased record of a kind."""
    query = select(ERASED_RECORD.c.record).where(ERASED_RECORD.c.kind == kind)
    return frozenset(connection.execute(query).scalars())


def unswept(connection: Connection) -> bool:
    """Whether something of an erased record may still lie in a free page or as a file."""
    query = select(ERASED_RECORD.c.record).where(~ERASED_RECORD.c.swept).limit(1)
    return connection.execute(query).first() is not None


def files_to_remove(connection: Connection) -> list[str]:
    """The digests of attachments of erased records whose files may still be there."""
    query = select(ERASED_RECORD.c.file).where(ERASED_RECORD.c.file.is_not(None)).distinct()
    return list(connection.execute(query).scalars())


def files_are_removed(connection: Connection) -> None:
    """The files are gone; their digests go too."""
    connection.execute(
        update(ERASED_RECORD).where(ERASED_RECORD.c.file.is_not(None)).values(file=None)
    )


def is_swept(connection: Connection) -> None:
    """Nothing is left anywhere."""
    connection.execute(update(ERASED_RECORD).where(~ERASED_RECORD.c.swept).values(swept=True))


def life_of(connection: Connection, record: str) -> tuple[int, int | None]:
    """The transactions that made a record and erased it, 0 and None where there is none."""
    made = select(CHANGE.c.transaction).where(CHANGE.c.record == record).order_by(CHANGE.c.n)
    gone = select(ERASED_RECORD.c.transaction).where(ERASED_RECORD.c.record == record)
    return connection.execute(made.limit(1)).scalar() or 0, connection.execute(gone).scalar()
