"""Which record a cell means by a name: looked up once for all rows, in either language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.text import fold
from wicco_desktop.names.both import both_names
from wicco_desktop.records import KINDS, Value
from wicco_desktop.store.store import Store

NEW_RECORD = "\x00new:"
"""Before a text that names a record we do not have; no stored value begins so."""

MADE = "organisation"
"""The only kind that a name in a cell may bring into being."""

_NAMES = {
    "organisation": (
        "name_zh",
        "name_en",
        "short_name_zh",
        "short_name_en",
        "other_names",
    ),
    "contact": ("name_zh", "name_en", "other_spellings"),
}
"""Columns that hold what a record may be called; of other kinds the title."""


def folded(text: str) -> str:
    """A name as compared: no case, no accents, no spaces or signs at all."""
    return re.sub(r"[\W_]+", "", fold(text))


def is_new(value: Value) -> bool:
    """Whether a reference names a record we do not have."""
    return isinstance(value, str) and value.startswith(NEW_RECORD)


def new_name(value: str) -> str:
    """The text that names it."""
    return value.removeprefix(NEW_RECORD)


def _called(text: str) -> list[str]:
    """What a text may be looked up by: the whole of it, and each of two names in it."""
    sides = both_names(text).values()
    parts = re.split(r"\s*[/／|｜\n]\s*", text)
    return list(dict.fromkeys(filter(None, map(folded, (text, *sides, *parts)))))


class References:
    """Texts to ids, by the kind of the record meant."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wanted: dict[str, Counter[str]] = {}
        self._ids: dict[str, dict[str, list[str]]] = {}
        self._chosen: dict[str, str | None] = {}
        self._meant: dict[tuple[str, str], list[str]] = {}

    def want(self, column: ExchangeColumn, text: str) -> None:
        """A row names a record by that text."""
        kind = column.field.targets[0]
        counter = self._wanted.get(kind)
        if counter is None:
            counter = self._wanted[kind] = Counter()
        counter[text] += 1

    def look(self) -> None:
        """Find every record that one of the texts may mean, going through each kind once."""
        for kind, texts in self._wanted.items():
            called = {name for text in texts for name in _called(text)}
            found: dict[str, list[str]] = {}
            title = KINDS[kind].title
            columns = _NAMES.get(kind, (f"{title}_zh", f"{title}_en"))
            for id_, *names in self._store.scan(kind, columns):
                for name in _several(columns, names):
                    key = folded(name)
                    if key in called and str(id_) not in found.setdefault(key, []):
                        found[key].append(str(id_))
            self._ids[kind] = found
        self._meant.clear()

    def candidates(self, kind: str, text: str) -> list[str]:
        """The records a text may mean, those with the whole text as a name first."""
        key = (kind, text)
        known = self._meant.get(key)
        if known is None:
            found = self._ids.get(kind, {})
            ids = (id_ for name in _called(text) for id_ in found.get(name, ()))
            known = self._meant[key] = list(dict.fromkeys(ids))
        return known

    def id_of(self, column: ExchangeColumn, text: Value, *known: Value) -> Value:
        """The record a text means; ``known`` are those it meant before, the likeliest first.

        Where there is none: ``NEW_RECORD`` and the text.
        """
        if not isinstance(text, str):
            return None
        kind = column.field.targets[0]
        found = self.candidates(kind, text)
        for likely in known:
            if likely in found:
                return likely
        if kind == MADE and text in self._chosen:
            return self._chosen[text] or f"{NEW_RECORD}{text}"
        return found[0] if found else f"{NEW_RECORD}{text}"

    def choose(self, text: str, record: str | None) -> None:
        """What the rows call ``text`` is that organisation; None: one that is to be made."""
        self._chosen[text] = record

    def unknown(self) -> Mapping[str, tuple[int, str | None]]:
        """The organisations named that we do not have: in how many rows, and which was chosen."""
        texts = self._wanted.get(MADE, Counter())
        return {
            text: (count, self._chosen.get(text))
            for text, count in texts.items()
            if text in self._chosen or not self.candidates(MADE, text)
        }


def _several(columns: Iterable[str], values: Iterable[Value]) -> Iterable[str]:
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str):
            yield from value.split(";") if column.startswith("other_") else (value,)


def values_of_new(text: str) -> dict[str, Value]:
    """The names of an organisation that is made from what a cell calls it."""
    cleaned = re.sub(r"\s*[/／|｜\n]\s*", " / ", text).strip()
    return {f"name_{code}": name for code, name in both_names(cleaned).items()}
