"""The facts of all records of a kind at once, kept small: of a million contacts they all must fit.

As objects they would take 1.4 kB each; here a record is one text, and its facts are made again when
it is compared. What narrows a crowd is asked of nearly every record and kept as numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from wicco_desktop.records import Value
from wicco_desktop.services.likeness import LOOKED_AT, Facts, facts_of

_BETWEEN = "\x1f"
"""Stands between the values; no text of a record holds it."""

_AT_HAND = 4_096
"""Facts that are kept as objects: those of one crowd are compared each with each."""

_BITS = (1 << 64) - 1


class PackedFacts:
    """Facts by their place, in the order in which they were added."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._columns = LOOKED_AT[kind]
        self._texts: list[bytes] = []
        self._organisations: list[frozenset[str]] = []
        self._narrower = array("Q")
        self._ends = array("Q", [0])
        self._made = lru_cache(_AT_HAND)(self._unpacked)

    def add(self, id_: str, values: Sequence[Value], organisations: frozenset[str]) -> Facts:
        """Keep the facts of a record by the values of the columns that are looked at."""
        texts = [value if isinstance(value, str) else "" for value in values]
        packed = _BETWEEN.join((id_, *(text.replace(_BETWEEN, " ") for text in texts)))
        self._texts.append(packed.encode(errors="surrogatepass"))
        self._organisations.append(organisations)
        facts = facts_of(
            self._kind, id_, dict(zip(self._columns, texts, strict=True)), organisations
        )
        self._narrower.extend(_codes(facts.narrower()))
        self._ends.append(len(self._narrower))
        return facts

    def __getitem__(self, place: int) -> Facts:
        return self._made(place)

    def narrower(self, place: int) -> array[int]:
        """Numbers for what must agree besides where a key is shared by too many."""
        return self._narrower[self._ends[place] : self._ends[place + 1]]

    def _unpacked(self, place: int) -> Facts:
        id_, *texts = self._texts[place].decode(errors="surrogatepass").split(_BETWEEN)
        values = dict(zip(self._columns, texts, strict=True))
        return facts_of(self._kind, id_, values, self._organisations[place])


def _codes(keys: Iterable[str]) -> Iterator[int]:
    return (hash(key) & _BITS for key in keys)
