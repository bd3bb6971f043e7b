"""The rows of a sheet on its way out: read in windows, references by name, never all in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wicco_desktop.exchange.columns import AFFILIATION, ExchangeColumn
from wicco_desktop.exchange.writing.outgoing import OutgoingRow
from wicco_desktop.records import Record, Value
from wicco_desktop.records.kinds import sorted_in
from wicco_desktop.services.exporting_scope import Ids
from wicco_desktop.services.people import People
from wicco_desktop.services.titles import title_of
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

WINDOW = 500
"""Records read at once."""

_REMEMBERED = 20_000
"""Names that are remembered; beyond that they are looked up again."""


class Names:
    """What references are shown as, in one language, else in the other; looked up by the window."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._language = language
        self._known: dict[str, str] = {}

    def fetch(self, kind: str | None, ids: Iterator[str]) -> None:
        """Get to know the names of some records; ``kind`` None where they are of several."""
        missing = {id_ for id_ in ids if id_ not in self._known}
        if not missing:
            return
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        for id_, record in self._store.many(missing, kind).items():
            self._known[id_] = self._name(record)

    def of(self, id_: Value) -> str | None:
        """The name of a record, None where it has none."""
        return self._known.get(str(id_)) or None

    def all_of(self, kind: str) -> list[str]:
        """The names of every live record of a kind, in their order, each once."""
        order = tuple(sorted_in(("sort_key",), self._language))
        outline = self._store.outline(Query(kind, order=order))
        names: dict[str, None] = {}
        for start in range(0, len(outline), WINDOW):
            ids = outline.ids(start, start + WINDOW)
            found = self._store.many(ids, kind)
            names.update((self._name(found[id_]), None) for id_ in ids if id_ in found)
        names.pop("", None)
        return list(names)

    def _name(self, record: Record) -> str:
        return title_of(record, self._language).text


class Rows:
    """Makes the rows of one sheet; ``written`` are the ids of those made so far."""

    def __init__(
        self,
        store: Store,
        people: People,
        names: Names,
        kind: str,
        columns: Sequence[ExchangeColumn],
        passed: Callable[[int], None],
    ) -> None:
        """``passed`` is told how many more have been read; what it raises ends the reading."""
        self._store = store
        self._people = people
        self._names = names
        self._kind = kind
        self._columns = columns
        self._places = [(one.stored, bool(one.part), one.is_reference) for one in columns]
        self._passed = passed
        self.written: list[str] = []

    def of(self, ids: Ids) -> Iterator[OutgoingRow]:
        """The rows of some records; those in the Trash are left out."""
        with_post = any(column.part == AFFILIATION for column in self._columns)
        for start in range(0, len(ids), WINDOW):
            window = ids.ids(start, start + WINDOW)
            self._passed(len(window))
            found = self._store.many(window, self._kind)
            live = [found[i] for i in window if i in found and found[i].deleted is None]
            posts = self._posts(live) if with_post else {}
            sources = [(record, posts.get(record.id)) for record in live]
            self._fetch_names(sources)
            for record, post in sources:
                self.written.append(record.id)
                yield OutgoingRow(record.id, self._values(record, post))

    def _posts(self, contacts: Sequence[Record]) -> dict[str, Record]:
        posts = self._people.main_posts(record.id for record in contacts)
        return {contact: post.affiliation for contact, post in posts.items()}

    def _fetch_names(self, sources: Sequence[tuple[Record, Record | None]]) -> None:
        for column in self._columns:
            if column.is_reference:
                targets = column.field.targets
                held = (
                    source[column.stored]
                    for pair in sources
                    if (source := pair[bool(column.part)]) is not None
                )
                one = targets[0] if len(targets) == 1 else None
                self._names.fetch(one, (str(id_) for id_ in held if id_ is not None))

    def _values(self, record: Record, post: Record | None) -> list[Value]:
        own, linked = record.values, {} if post is None else post.values
        values: list[Value] = []
        for stored, of_post, is_reference in self._places:
            value = (linked if of_post else own).get(stored)
            if is_reference and value is not None:
                value = self._names.of(value)
            values.append(value)
        return values


def referred_kinds(columns: Sequence[ExchangeColumn], among: Sequence[str]) -> list[str]:
    """Those of some kinds that a column refers to."""
    targets = {column.field.targets for column in columns if column.is_reference}
    return [kind for kind in among if (kind,) in targets]
