"""Whom a new record may be: candidates by the index, compared by names and identifiers.

Contacts, of whom there may be a million, are found through the full text index. Organisations are
few and go by many names: their keys are kept in memory until one of them is changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.services.likeness import LOOKED_AT, Facts, alike, facts_of
from wicco_desktop.services.name_likeness import begins_as, written_as
from wicco_desktop.store.store import Store

LEAST = 0.4
"""The score below which nothing is said while somebody types."""

_ROWS_AT_ONCE = 50
_SHARING = 8
_NAMED = 8
"""Records that are looked at because of an identifier, and because of a name."""
_FEW = 2
"""With less of them names that only begin alike are looked at, too."""

_COMPARED = 6
"""Of these so many are compared, those with most in common: a common name is one of hundreds."""

_KEPT = 20_000
"""Records that are kept while rows are compared one after another: many resemble the same ones."""


@dataclass(frozen=True, slots=True)
class Near:
    """A record that a new one may be, how likely, and why."""

    record: str
    score: float
    evidence: tuple[Message, ...]


class Likely:
    """Finds the records of one kind that a new one may be."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._bodies: dict[str, list[Facts]] | None = None

    def near(self, values: Mapping[str, Value], *, besides: str = "", limit: int) -> list[Near]:
        """The records that one with these values by column may be, the likeliest first."""
        return next(self.near_each([values], besides=besides, limit=limit))

    def near_each(
        self, rows: Iterable[Mapping[str, Value]], *, besides: str = "", limit: int
    ) -> Iterator[list[Near]]:
        """The same for each of several; their candidates are read together.

        For the first ones also those whose names only begin alike: looking for these takes long.
        """
        left = (facts_of(self._kind, besides, values) for values in rows)
        known: dict[str, Facts] = {}
        thorough = True
        while several := list(islice(left, _ROWS_AT_ONCE)):
            if len(known) > _KEPT:
                known.clear()
            candidates = self._candidates(several, known, thorough=thorough)
            for facts, others in zip(several, candidates, strict=True):
                yield self._compared(facts, others, limit)
            thorough = False

    @staticmethod
    def _compared(facts: Facts, others: Iterable[Facts], limit: int) -> list[Near]:
        found = []
        if len(several := list(others)) > _COMPARED:
            several.sort(key=_in_common(facts), reverse=True)
        for other in several[:_COMPARED]:
            likeness = alike(facts, other, least=LEAST)
            if likeness.score >= LEAST and other.id != facts.id:
                found.append(Near(other.id, likeness.score, likeness.evidence))
        found.sort(key=lambda near: (-near.score, near.record))
        return found[:limit]

    def _candidates(
        self, several: Sequence[Facts], known: dict[str, Facts], *, thorough: bool
    ) -> list[list[Facts]]:
        """The records to compare each of several with; those read are added to ``known``."""
        if self._kind == "organisation":
            bodies = self._known_bodies()
            return [
                list(
                    {
                        body.id: body for key in facts.all_keys() for body in bodies.get(key, ())
                    }.values()
                )
                for facts in several
            ]
        ids = [self._asked(facts, thorough=thorough) for facts in several]
        self._read({id_ for part in ids for id_ in part if id_ not in known}, known)
        return [[known[id_] for id_ in part if id_ in known] for part in ids]

    def _read(self, ids: Iterable[str] | None, known: dict[str, Facts]) -> None:
        """Add the facts of some records, or of all, to those that are known."""
        columns = LOOKED_AT[self._kind]
        for id_, *values in self._store.scan(self._kind, columns, ids=ids):
            by_column = dict(zip(columns, values, strict=True))
            known[str(id_)] = facts_of(self._kind, str(id_), by_column)

    def _asked(self, facts: Facts, *, thorough: bool) -> list[str]:
        """The ids of contacts that share an identifier or a name, else (thorough) begin alike."""
        ask = partial(self._store.carrying, self._kind)
        found = ask(words=facts.telling_words(), limit=_SHARING)
        names = dict.fromkeys(word for name in facts.names for word in written_as(name))
        found += ask(names=names, limit=_NAMED)
        if thorough and len(found) < _FEW:
            begins = dict.fromkeys(pair for name in facts.names for pair in begins_as(name))
            found += ask(begins=begins, limit=_NAMED)
        return list(dict.fromkeys(found))

    def _known_bodies(self) -> dict[str, list[Facts]]:
        if self._bodies is None:
            bodies: dict[str, list[Facts]] = defaultdict(list)
            known: dict[str, Facts] = {}
            self._read(None, known)
            for facts in known.values():
                for key in facts.all_keys():
                    bodies[key].append(facts)
            self._bodies = dict(bodies)
        return self._bodies

    def forget(self) -> None:
        """Read the organisations anew when they are asked for next."""
        self._bodies = None


def _in_common(one: Facts) -> Callable[[Facts], int]:
    """How much each other has in common with it letter by letter: identifiers before names."""
    identifiers, names = set(one.identifiers()), set(one.names)

    def shared(other: Facts) -> int:
        return 4 * len(identifiers.intersection(other.identifiers())) + len(
            names.intersection(other.names)
        )

    return shared
