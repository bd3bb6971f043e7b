"""Who a new row may be: records with the same identifier or the very same name.

Keys, never all against all: each row and each record gives a few, and only records that share one
are looked at. Of as many rows as somebody would wait for, names are compared across scripts and
spellings as well (``likely``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS, Value
from wicco_desktop.services.likely import Likely
from wicco_desktop.services.likeness import SAME_EMAIL, SAME_PHONE, SAME_WEBSITE
from wicco_desktop.services.merge_comparison import MERGEABLE
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

SAME_NAME = N_("The same name: {value}")
SAME_OCCASION = N_("The same day and host")

BY_NAME = 20_000
"""New rows of a sheet whose names are compared across scripts and spellings, 2 ms each."""

_LIKELY = 0.5
"""How likely a record must be the row's before somebody is asked."""

_SHORTEST_PHONE = 7
_MOST = 5
"""Records a row is said to resemble; more help nobody."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a row may be, and why."""

    record: str
    evidence: tuple[Message, ...]


class Key(NamedTuple):
    """Something by which two are likely one: what sort of thing, in comparable form."""

    told: str
    """Message id of the evidence."""
    value: str
    shown: str


_WORD = re.compile(r"[^\W_]+")
_NO_DIGIT = re.compile(r"\D")
_SCHEME = re.compile(r"^(https?://)?(www\.)?")


def _name(text: str) -> str:
    return " ".join(sorted(_WORD.findall(fold(text))))


def _website(text: str) -> str:
    return _SCHEME.sub("", text.casefold()).rstrip("/")


_TOLD_APART_BY = ("mobile", "phone", "email", "website", "date", "host")


def keys_of(kind: str, values: Mapping[str, Value]) -> list[Key]:
    """The keys of a record or a row by the paths of its values (``name.zh``, ``email``)."""
    titles, others = _named_by(kind)
    said = {
        path: value
        for path in (*titles, *others, *_TOLD_APART_BY)
        if (value := values.get(path)) and isinstance(value, str)
    }
    day = said.get("date", "") if kind == "meeting" else ""
    called = [said[path] for path in titles if path in said]
    for path in others:
        if path in said:
            called += [part.strip() for part in said[path].split(";")]
    keys = [
        Key(SAME_NAME, f"n {name} {day}", text)
        for text in called
        if len(text) > 1 and (name := _name(text))
    ]
    for path in ("mobile", "phone"):
        if path in said:
            digits = _NO_DIGIT.sub("", said[path]).lstrip("0")
            if len(digits) >= _SHORTEST_PHONE:
                keys.append(Key(SAME_PHONE, f"p {digits}", said[path]))
    if "email" in said:
        keys.append(Key(SAME_EMAIL, f"e {said['email'].casefold()}", said["email"]))
    if "website" in said:
        keys.append(Key(SAME_WEBSITE, f"w {_website(said['website'])}", said["website"]))
    if day and "host" in said:
        keys.append(Key(SAME_OCCASION, f"o {day} {said['host']} {values.get('start')}", ""))
    return keys


@cache
def _named_by(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths of the title of a kind, and those of the fields with other names."""
    title = KINDS[kind].title
    return tuple(f"{title}.{code}" for code in CODES), ("other_spellings", "other_names")


_LOOKED_AT = {
    "contact": ("name_zh", "name_en", "other_spellings", "mobile", "phone", "email"),
    "organisation": (
        "name_zh",
        "name_en",
        "other_names",
        "website",
    ),
    "meeting": ("subject_zh", "subject_en", "date", "start", "host"),
    "event": ("name_zh", "name_en"),
    "follow_up": ("what_zh", "what_en"),
}


class Matching:
    """Finds the records of one kind that share a key with some rows."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._wanted: set[int] = set()
        self._found: dict[int, list[str]] = {}
        compared = kind in MERGEABLE and store.count(Query(kind)) > 0
        self._likely = Likely(store, kind) if compared else None

    def want(self, keys: Iterable[Key]) -> None:
        """These keys will be asked for."""
        self._wanted.update(hash(key.value) for key in keys)

    def look(self) -> None:
        """Go through the records once, keeping those that share a key with something wanted."""
        if not self._wanted:
            return
        columns = _LOOKED_AT[self._kind]
        paths = [_path(column) for column in columns]
        for id_, *values in self._store.scan(self._kind, columns):
            for key in keys_of(self._kind, dict(zip(paths, values, strict=True))):
                code = hash(key.value)
                if code in self._wanted:
                    self._found.setdefault(code, []).append(str(id_))

    @property
    def found_any(self) -> bool:
        """Whether there may be a record that resembles a row."""
        return bool(self._found) or self._likely is not None

    def near(self, rows: Iterable[Mapping[str, Value]]) -> Iterator[tuple[Match, ...]]:
        """For each of the first rows, by path, the records that its names and numbers are like."""
        if self._likely is None:
            return
        by_column = (
            {path.replace(".", "_"): value for path, value in row.items()}
            for row in islice(rows, BY_NAME)
        )
        for several in self._likely.near_each(by_column, limit=_MOST):
            likely = (near for near in several if near.score >= _LIKELY)
            yield tuple(Match(near.record, near.evidence) for near in likely)

    def matches(self, keys: Iterable[Key], near: tuple[Match, ...] = ()) -> tuple[Match, ...]:
        """The records a row may be: those ``near`` it first, then those that share most keys."""
        if not self._found:
            return near
        evidence: dict[str, dict[str, Message]] = {}
        for key in keys:
            for record in self._found.get(hash(key.value), ()):
                told = Message(key.told, {"value": key.shown} if key.shown else {})
                evidence.setdefault(record, {}).setdefault(key.value, told)
        ranked = sorted(evidence.items(), key=lambda item: (-len(item[1]), item[0]))
        found = {match.record: match for match in near}
        for record, shared in ranked:
            found.setdefault(record, Match(record, tuple(shared.values())))
        return tuple(found.values())[:_MOST]


def _path(column: str) -> str:
    field, _, language = column.rpartition("_")
    return f"{field}.{language}" if language in ("zh", "en") else column
