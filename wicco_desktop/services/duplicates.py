"""Records that may be the same person or body: among all, and like one that is being typed.

For the window (all of it may run in the background)::

    workspace.duplicates.pairs("contact", report=…, cancelled=…)   # -> [Pair], the likeliest first
    workspace.duplicates.near("contact", {"name_zh": "陈祖荣", "mobile": "6612"}, besides=id)
                                                  # -> [Near], of what is typed in a form
    workspace.duplicates.set_apart(pair.kind, pair.a, pair.b)   # never proposed again
    workspace.duplicates.set_together(pair.a, pair.b)           # takes that back

Each has a ``score`` (0 to 1) and ``evidence``: messages, what speaks for it first, then what
speaks against it. Keys, never all against all: only what shares a key is compared, and where a
key is shared by too many, only what agrees in something else as well.
"""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import Value
from wicco_desktop.services.likely import Likely, Near
from wicco_desktop.services.likeness import LOOKED_AT, alike
from wicco_desktop.services.packed_facts import PackedFacts
from wicco_desktop.store.distinct import pair as in_order
from wicco_desktop.store.edits import Written
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

__all__ = ["Duplicates", "Near", "Pair"]

Report = Callable[[int, int, Message | None], None]

READING = N_("Reading the records")
COMPARING = N_("Comparing those that are alike")

LEAST = 0.5
"""The score below which nothing is proposed."""

MOST = 2_000
"""Pairs that are listed; who has merged these asks again."""

_CROWD = 12
"""Records that share a key and are compared each with each."""

_PLACES = 22
"""Bits for the place of a record among all; the others of a code are of the key."""
_PLACE = (1 << _PLACES) - 1
_KEY = (1 << (64 - _PLACES)) - 1

_LOTS = 256
"""Lots in which the keys of all records are sorted."""

_TOLD_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one; ``a`` was made before ``b``."""

    kind: str
    a: str
    b: str
    score: float
    evidence: tuple[Message, ...]


class Duplicates:
    """Finds what may be there twice. Reads, but for what a person says of a pair."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._likely: dict[str, Likely] = {}
        store.subscribe(self._written)

    def pairs(
        self,
        kind: str,
        report: Report = lambda _done, _total, _told: None,
        cancelled: Callable[[], bool] = lambda: False,
        limit: int = MOST,
    ) -> list[Pair]:
        """The likeliest pairs among the records of a kind, best first.

        Raises Cancelled where ``cancelled`` says so.
        """
        with self._store.snapshot():
            search = _Search(self._store, kind, report, cancelled)
            found = search.pairs(self._store.distinct_pairs(kind))
            return heapq.nsmallest(limit, found, key=lambda pair: (-pair.score, pair.a, pair.b))

    def near(
        self, kind: str, values: Mapping[str, Value], *, besides: str = "", limit: int = 5
    ) -> list[Near]:
        """The records that one with these values by column may be, the likeliest first."""
        return self._of(kind).near(values, besides=besides, limit=limit)

    def near_rows(
        self, kind: str, rows: Iterable[Mapping[str, Value]], *, limit: int = 5
    ) -> Iterator[list[Near]]:
        """The same for each of several rows by column, such as those of an import."""
        return self._of(kind).near_each(rows, limit=limit)

    def set_apart(self, kind: str, a: str, b: str) -> None:
        """Remember that two are not the same: they are never proposed again."""
        self._store.set_apart(kind, a, b)

    def set_together(self, a: str, b: str) -> None:
        """Forget that two are not the same."""
        self._store.set_together(a, b)

    def _written(self, written: Written) -> None:
        for kind, likely in self._likely.items():
            if written.concerns(kind):
                likely.forget()

    def _of(self, kind: str) -> Likely:
        if kind not in self._likely:
            self._likely[kind] = Likely(self._store, kind)
        return self._likely[kind]


class _Search:
    """One search through the records of a kind."""

    def __init__(
        self, store: Store, kind: str, report: Report, cancelled: Callable[[], bool]
    ) -> None:
        self._store = store
        self._kind = kind
        self._report = report
        self._cancelled = cancelled
        self._facts = PackedFacts(kind)

    def pairs(self, apart: frozenset[tuple[str, str]]) -> Iterator[Pair]:
        """Every pair that is likely enough, in no order."""
        candidates = self._candidates()
        for done, (code, crowd) in enumerate(candidates.items()):
            if done % _TOLD_EVERY == 0:
                self._tell(done, len(candidates), COMPARING)
            one, other = (self._facts[place] for place in (code >> _PLACES, code & _PLACE))
            if in_order(one.id, other.id) in apart:
                continue
            found = alike(one, other, named_so=crowd, least=LEAST)
            if found.score >= LEAST:
                yield Pair(self._kind, one.id, other.id, found.score, found.evidence)

    def _candidates(self) -> dict[int, int]:
        """The pairs to be compared, both places in one number: how many share their rarest key."""
        found: dict[int, int] = {}
        for crowd in self._crowds():
            for several in [crowd] if len(crowd) <= _CROWD else self._narrowed(crowd):
                for one, other in combinations(several, 2):
                    both = one << _PLACES | other
                    found[both] = min(found.get(both, len(crowd)), len(crowd))
        return found

    def _crowds(self) -> Iterator[list[int]]:
        """The places of the records that share a key, key by key."""
        for codes in self._read():
            for _key, group in groupby(sorted(codes), key=lambda code: code >> _PLACES):
                crowd = [code & _PLACE for code in group]
                if len(crowd) > 1:
                    yield crowd

    def _narrowed(self, crowd: Iterable[int]) -> Iterator[list[int]]:
        """Those of a crowd that agree in something else; what is still a crowd says nothing."""
        by: dict[int, list[int]] = defaultdict(list)
        for place in crowd:
            for key in self._facts.narrower(place):
                by[key].append(place)
        return (several for several in by.values() if 1 < len(several) <= _CROWD)

    def _read(self) -> list[array[int]]:
        """Key and place of every record in one number each, the same keys together; keeps facts.

        In lots: to sort all of them at once would hold up the window.
        """
        columns = LOOKED_AT[self._kind]
        organisations = self._organisations()
        codes = [array("Q") for _ in range(_LOTS)]
        total = self._store.count(Query(self._kind))
        for place, (id_, *values) in enumerate(self._store.scan(self._kind, columns)):
            if place % _TOLD_EVERY == 0:
                self._tell(place, total, READING)
            facts = self._facts.add(str(id_), values, organisations.pop(str(id_), frozenset()))
            for key in facts.all_keys():
                hashed = hash(key) & _KEY
                codes[hashed % _LOTS].append(hashed << _PLACES | place)
        return codes

    def _organisations(self) -> dict[str, frozenset[str]]:
        if self._kind != "contact":
            return {}
        found: dict[str, frozenset[str]] = {}
        kept: dict[str, frozenset[str]] = {}
        for _id, contact, organisation in self._store.scan(
            "affiliation", ("contact", "organisation")
        ):
            if contact is None or organisation is None:
                continue
            one = kept.setdefault(str(organisation), frozenset((str(organisation),)))
            known = found.get(str(contact))
            found[str(contact)] = one if known is None else known | one
        return found

    def _tell(self, done: int, total: int, told: str) -> None:
        if self._cancelled():
            raise Cancelled
        self._report(done, total, Message(told))
