"""What is a person's: the records that go with them whole, and the columns of others that do.

Found from the declarations of the records: whatever is a part of a contact is the person's; of
what else refers to one, the columns named here are. Texts of meetings are not: they are others'
as well, and are listed afterwards for somebody to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, or_, select

from wicco_desktop.records import KINDS, Field, Kind
from wicco_desktop.records.erased import PERSON, is_part
from wicco_desktop.store import merged
from wicco_desktop.store.planning import Key
from wicco_desktop.store.tables import CHANGE, MERGED_RECORD

OF_THE_PERSON: Mapping[str, tuple[str, ...]] = {
    "attendance": ("role", "remarks"),
    "delegation_member": ("role", "remarks"),
    "note": ("speaker_name",),
    "follow_up": (),
}
"""Fields that say something of the contact a record refers to. The record itself stays, and
refers to the tombstone: that somebody was there, spoke, promised something."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """What an erasure touches.

    ``people`` is the contact and what was merged into it, ``whole`` their parts, ``partly`` what
    refers to them. ``former`` once did, as its history says: of these the history goes, not what
    they hold now.
    """

    people: tuple[str, ...]
    whole: tuple[Key, ...]
    partly: tuple[Key, ...]
    former: tuple[Key, ...]
    merges: tuple[int, ...]
    """Transactions that merged one of the people with somebody, or that one with another, whether
    they stand or not: by each of them values of the person may have come into a history."""

    @property
    def erased(self) -> tuple[Key, ...]:
        """The records of which nothing is left."""
        return (*((PERSON, id_) for id_ in self.people), *self.whole)


def personal_columns(kind: str) -> tuple[str, ...]:
    """The columns of a kind that are the person's whom a record refers to."""
    fields = (KINDS[kind].field(key) for key in OF_THE_PERSON.get(kind, ()))
    return tuple(column.name for field in fields for column in field.columns())


def references(kind: Kind) -> Iterator[Field]:
    """The fields of a kind that may refer to a person; of a part only the owner counts."""
    if is_part(kind):
        yield kind.field(str(kind.owner))
        return
    yield from (field for field in kind.references() if PERSON in field.targets)


def scope_of(connection: Connection, contact: str) -> Scope:
    """What belongs to a person and what refers to them."""
    people = _people(connection, contact)
    whole: list[Key] = []
    partly: list[Key] = []
    for kind in KINDS.values():
        for field in references(kind):
            found = _referring(connection, kind, field.key, people)
            (whole if is_part(kind) else partly).extend((kind.key, id_) for id_ in found)
    there = {(PERSON, id_) for id_ in people} | set(whole) | set(partly)
    former = [key for key in _once_referring(connection, people) if key not in there]
    return Scope(
        tuple(people),
        tuple(dict.fromkeys(whole)),
        tuple(dict.fromkeys(partly)),
        tuple(former),
        _merges(connection, people),
    )


def _people(connection: Connection, contact: str) -> list[str]:
    """The contact and everything that was merged into it and still stands for it."""
    found = [contact]
    for id_ in found:  # grows while it is gone through
        found += [
            alias.record
            for alias in merged.merged_into(connection, id_)
            if alias.record not in found
        ]
    return found


def _merges(connection: Connection, people: Iterable[str]) -> tuple[int, ...]:
    met: set[str] = set()
    found: set[int] = set()
    layer = set(people)
    while layer:
        met |= layer
        table = MERGED_RECORD.c
        query = select(table.record, table.survivor, table.transaction).where(
            or_(table.record.in_(layer), table.survivor.in_(layer))
        )
        layer = set()
        for row in connection.execute(query):
            found.add(row.transaction)
            layer |= {row.record, row.survivor} - met
    return tuple(sorted(found))


def _referring(connection: Connection, kind: Kind, column: str, ids: list[str]) -> list[str]:
    table = kind.table
    return list(
        connection.execute(
            select(table.c.id).where(table.c[column].in_(ids)).order_by(table.c.id)
        ).scalars()
    )


def _once_referring(connection: Connection, ids: Iterable[str]) -> list[Key]:
    """The records whose history names one of some ids: looked for in the whole log."""
    kinds = [kind.key for kind in KINDS.values() if any(references(kind))]
    found: dict[Key, None] = {}
    left = iter(ids)
    while several := list(islice(left, 20)):
        named = [
            column.contains(id_, autoescape=True)
            for id_ in several
            for column in (CHANGE.c.old, CHANGE.c.new)
        ]
        query = (
            select(CHANGE.c.kind, CHANGE.c.record)
            .where(CHANGE.c.kind.in_(kinds), or_(*named))
            .distinct()
            .order_by(CHANGE.c.kind, CHANGE.c.record)
        )
        found |= {(row.kind, row.record): None for row in connection.execute(query)}
    return list(found)
