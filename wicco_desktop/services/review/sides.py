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
        affiliations = self._affiliations(ids) if self._linked else {}
        known = position is not None
        former = {} if position is None else self._store.former(records.values(), position)
        then = {} if position is None else self._former_posts(affiliations, position)
        found: dict[str, Sides] = {}
        for id_, record in records.items():
            now = _main_present(affiliations.get(id_, ()))
            ours = self._fields(record.values, now.values if now else _NOTHING)
            sent = ours if known else None
            if known and (id_ in former or id_ in then):
                base = former.get(id_, {**record.values, DELETED: record.deleted})
                part = main_affiliation(then[id_]) if id_ in then else now
                sent = None if base is None else self._fields(base, part.values if part else {})
                if base is not None and base.get(DELETED) is not None:
                    sent = None
            elif known and record.deleted is not None:
                sent = None
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

    def _former_posts(
        self, affiliations: Mapping[str, Sequence[Record]], position: int
    ) -> dict[str, list[Record]]:
        """The posts at a place in the log of those contacts that had others then than now."""
        every = {record.id: record for several in affiliations.values() for record in several}
        former = self._store.former(every.values(), position)
        touched = [every[id_]["contact"] for id_ in former]
        touched += [values.get("contact") for values in former.values() if values]
        by_contact: dict[str, list[Record]] = {str(one): [] for one in touched if one}
        for id_, record in every.items():
            values = former.get(id_, {**record.values, DELETED: record.deleted})
            if values is not None and values.get(DELETED) is None:
                contact = values.get("contact")
                if contact in by_contact:
                    by_contact[str(contact)].append(replace(record, values=values))
        return by_contact


def _main_present(several: Sequence[Record]) -> Record | None:
    """The main affiliation among those that were not deleted."""
    if len(several) == 1:
        return several[0] if several[0].deleted is None else None
    return main_affiliation(one for one in several if one.deleted is None)


_NOTHING: Mapping[str, Value] = {}
