"""What may be exported: lists, chosen records, a delegation with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from wicco_desktop.exchange.columns import EXCHANGED
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Record
from wicco_desktop.records.kinds import sorted_in
from wicco_desktop.services.titles import title_of
from wicco_desktop.store.queries import Is, OneOf, Query
from wicco_desktop.store.store import Store

_AT_ONCE = 500


class Ids(Protocol):
    """Some ids in order, known how many: an ``Outline`` is sixteen bytes an id."""

    def __len__(self) -> int: ...

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """A part of them."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Ids as they were given."""

    given: Sequence[str]

    def __len__(self) -> int:
        return len(self.given)

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """A part of them."""
        return list(self.given[start:stop])


class What(Protocol):
    """What is to be exported."""

    def found(self, store: Store, language: str) -> dict[str, Ids]:
        """The records by kind, in the order of the sheets and rows."""

    def counted(self, store: Store, language: str) -> dict[str, int]:
        """How many they are."""

    def told(self, file: str) -> Message:
        """It in words, for the list of exchanges."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of several kinds: whole ones, or what a search finds."""

    queries: tuple[Query, ...]

    @classmethod
    def of(cls, kinds: Iterable[str] = EXCHANGED, matching: str = "") -> Lists:
        """The records of some kinds, all of them or those that match."""
        return cls(tuple(Query(kind, matching=matching) for kind in kinds))

    def found(self, store: Store, language: str) -> dict[str, Ids]:
        """The records by kind, each list in its own order."""
        return {
            query.kind: store.outline(replace(query, order=_order(query, language)))
            for query in self.queries
        }

    def counted(self, store: Store, _language: str) -> dict[str, int]:
        """How many each list has."""
        return {query.kind: store.count(query) for query in self.queries}

    def told(self, file: str) -> Message:
        """Kinds and words searched for."""
        kinds = [query.kind for query in self.queries]
        named = _joined([Message(KINDS[kind].labels) for kind in kinds])
        if set(kinds) == set(EXCHANGED):
            named = Message(N_("All records"))
        words = next((query.matching for query in self.queries if query.matching), "")
        if words:
            told = N_("{kinds} found with “{words}”, to {file}")
            return Message(told, {"kinds": named, "words": words, "file": file})
        return _to_file(named, file)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Records of one kind, picked one by one."""

    kind: str
    given: Ids

    def found(self, _store: Store, _language: str) -> dict[str, Ids]:
        """Those records in the order given."""
        return {self.kind: self.given}

    def counted(self, _store: Store, _language: str) -> dict[str, int]:
        """How many were picked."""
        return {self.kind: len(self.given)}

    def told(self, file: str) -> Message:
        """Their kind."""
        return _to_file(Message(KINDS[self.kind].labels), file)


@dataclass(frozen=True, slots=True)
class OfDelegation:
    """A delegation, its meetings, who took part in them, their organisations, what is to follow."""

    record: Record

    def found(self, store: Store, language: str) -> dict[str, Ids]:
        """The delegation, and the records that belong to it."""
        meetings = store.select(
            Query(
                "meeting",
                (Is("delegation", self.record.id),),
                order=("date", "start", "sort_key"),
            )
        )
        held = [meeting.id for meeting in meetings]
        members = Query("delegation_member", (Is("delegation", self.record.id),))
        contacts = _ids(store.select(members), "contact")
        contacts |= _ids(_parts(store, "attendance", "meeting", held), "contact")
        follow_ups = [row.id for row in _parts(store, "follow_up", "meeting", held)]
        bodies = _ids([self.record], "sent_by") | _ids(meetings, "host")
        bodies |= _ids(_parts(store, "body_present", "meeting", held), "organisation")
        bodies |= _ids(_parts(store, "affiliation", "contact", list(contacts)), "organisation")
        return {
            "delegation": Listed([self.record.id]),
            "meeting": Listed(held),
            "contact": Listed(_sorted(store, "contact", contacts, language)),
            "organisation": Listed(_sorted(store, "organisation", bodies, language)),
            "follow_up": Listed(_sorted(store, "follow_up", follow_ups, language)),
        }

    def counted(self, store: Store, language: str) -> dict[str, int]:
        """How many belong to it."""
        return {kind: len(ids) for kind, ids in self.found(store, language).items()}

    def told(self, file: str) -> Message:
        """The name of the delegation."""
        name = title_of(self.record, "en").both or Message(KINDS["delegation"].label)
        # Translators: {name} is a delegation that was exported with everything that belongs to it.
        return Message(N_("{name} and what belongs to it, to {file}"), {"name": name, "file": file})


def _ids(records: Iterable[Record], column: str) -> dict[str, None]:
    """The records that some refer to, each once, in order."""
    return dict.fromkeys(record.text(column) for record in records if record[column])


def _parts(store: Store, kind: str, column: str, among: Sequence[str]) -> Iterator[Record]:
    """The records of a kind that refer to one of several."""
    for start in range(0, len(among), _AT_ONCE):
        part = tuple(among[start : start + _AT_ONCE])
        yield from store.select(Query(kind, (OneOf(column, part),)))


def _sorted(store: Store, kind: str, ids: Iterable[str], language: str) -> list[str]:
    """Some records in the order of their list."""
    wanted = set(ids)
    query = Query(kind)
    outline = store.outline(replace(query, order=_order(query, language)))
    return [id_ for id_ in outline.ids() if id_ in wanted]


def _order(query: Query, language: str) -> tuple[str, ...]:
    return tuple(sorted_in(query.order or KINDS[query.kind].order, language))


def _joined(told: Sequence[Message]) -> Message:
    """Several things as one message, in whatever language it is told."""
    first, *rest = told
    if not rest:
        return first
    # Translators: two or more things in a row, such as "Contacts, Organisations".
    return Message(N_("{first}, {others}"), {"first": first, "others": _joined(rest)})


def _to_file(kinds: Message, file: str) -> Message:
    # Translators: what was exported to a file, such as "Contacts to partners.xlsx".
    return Message(N_("{kinds} to {file}"), {"kinds": kinds, "file": file})
