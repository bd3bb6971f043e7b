"""What we sent and what we have now, of the records that rows came back for.

By the paths of the sheet; a contact's with its main affiliation, then as now. Read in bulk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wicco_desktop.exchange.columns import AFFILIATION, ExchangeColumn
from wicco_desktop.records import Record, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.services.people import Post, main_of
from wicco_desktop.store.queries import OneOf, Query
from wicco_desktop.store.store import Store

Fields = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Sides:
    """One record: what was sent (None: not known), what there is, and where it is written."""

    base: Fields | None
    ours: Fields
    deleted: bool = False
    affiliation: Record | None = None
    """The main affiliation as it is now."""


def main_affiliation(several: Iterable[Record]) -> Record | None:
    """The affiliation that a contact's row carries: as lists show it beside the name."""
    ordered = sorted(several, key=lambda record: record.text("start"), reverse=True)
    ordered.sort(key=lambda record: not record["main"])
    found = main_of(Post(record, None) for record in ordered)
    return found.affiliation if found else None


class SidesReading:
    """Reads the two sides of many records of one kind."""

    def __init__(self, store: Store, kind: str, columns: Sequence[ExchangeColumn]) -> None:
        self._store = store
        self._kind = kind
        self._own = [(c.path, c.stored) for c in columns if not c.part]
        self._linked = [(c.path, c.stored) for c in columns if c.part]

    def of(self, ids: Sequence[str], position: int | None) -> dict[str, Sides]:
        """The sides of some records by id; those that were never here are left out.

        ``position`` is the place in the log of what was sent, None where nobody knows.
        """
        records = self._store.many(ids, self._kind)
        bases = {} if position is None else self._store.bases(self._kind, ids, position)
        affiliations = self._affiliations(ids) if self._linked else {}
        then = self._as_of(affiliations, position) if position is not None else {}
        found: dict[str, Sides] = {}
        for id_, record in records.items():
            now = main_affiliation(one for one in affiliations.get(id_, ()) if one.deleted is None)
            base = bases.get(id_)
            sent = None
            if base is not None and base.get(DELETED) is None:
                part = main_affiliation(then.get(id_, ()))
                sent = self._fields(base, part.values if part else {})
            ours = self._fields(record.values, now.values if now else {})
            found[id_] = Sides(sent, ours, record.deleted is not None, now)
        return found

    def _fields(self, own: Mapping[str, Value], linked: Mapping[str, Value]) -> Fields:
        fields = {path: own.get(stored) for path, stored in self._own}
        for path, stored in self._linked:
            fields[path] = linked.get(stored)
        return fields

    def _affiliations(self, contacts: Sequence[str]) -> dict[str, list[Record]]:
        by_contact: dict[str, list[Record]] = {}
        query = Query(AFFILIATION, (OneOf("contact", tuple(contacts)),), deleted=None)
        for record in self._store.select(query):
            by_contact.setdefault(record.text("contact"), []).append(record)
        return by_contact

    def _as_of(
        self, affiliations: Mapping[str, Sequence[Record]], position: int
    ) -> dict[str, list[Record]]:
        every = {record.id: record for several in affiliations.values() for record in several}
        bases = self._store.bases(AFFILIATION, tuple(every), position)
        by_contact: dict[str, list[Record]] = {}
        for id_, values in bases.items():
            if values is not None and values.get(DELETED) is None:
                record = replace(every[id_], values=values)
                by_contact.setdefault(record.text("contact"), []).append(record)
        return by_contact
