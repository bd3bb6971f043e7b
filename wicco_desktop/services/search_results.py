"""What the search box shows of each record found: names, where it was found, the words marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.places import owner_of
from wicco_desktop.services.searching import Hit, Searching
from wicco_desktop.services.titles import Title, Titles
from wicco_desktop.store.search_index import LONGEST_ASKED
from wicco_desktop.store.store import Store

Span = tuple[int, int]
"""Start and end of a part of a text."""


@dataclass(frozen=True, slots=True)
class Found:
    """One result. ``field`` is a message id, empty where the name itself was found."""

    kind: str
    id: str
    title: Title
    field: str
    snippet: str
    belongs_to: str
    """The name of the record it is a part of, empty for one that stands by itself."""


class SearchResults:
    """Results over every kind, in the words of one language."""

    def __init__(self, store: Store, searching: Searching, titles: Titles) -> None:
        self._store = store
        self._searching = searching
        self._titles = titles

    def find(self, typed: str, language: str, *, limit: int = 40) -> list[Found]:
        """What was found, best first; parts of a record in the Trash are left out."""
        hits = self._searching.search(typed, limit=limit)
        owners = self._store.many(filter(None, (owner_of(hit.record) for hit in hits)))
        return [
            self._found(hit, owners.get(owner_of(hit.record) or ""), language)
            for hit in hits
            if not _gone(hit.record, owners)
        ]

    def _found(self, hit: Hit, owner: Record | None, language: str) -> Found:
        record, column = hit.record, hit.column
        named = column is None or column.field.key == KINDS[record.kind].title
        return Found(
            record.kind,
            record.id,
            self._titles.of(record, language),
            "" if named or column is None else column.field.label,
            "" if named else hit.snippet,
            self._titles.of(owner, language).text if owner is not None else "",
        )


def _gone(record: Record, owners: dict[str, Record]) -> bool:
    owner = owner_of(record)
    return owner is not None and (owner not in owners or owners[owner].deleted is not None)


def matches_in(text: str, typed: str) -> list[Span]:
    """The parts of a text that match words typed, in order and not overlapping."""
    folded, origin = "", []
    for index, char in enumerate(text):
        part = fold(char)
        folded += part
        origin += [index] * len(part)
    spans: list[Span] = []
    for word in fold(typed.strip()[:LONGEST_ASKED]).split():
        at = folded.find(word)
        while at >= 0:
            spans.append((origin[at], origin[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    return joined(spans)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same parts in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
