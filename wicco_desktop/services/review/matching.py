"""Who a new row may be: records with the same identifier or the very same name.

Keys, never all against all: each row and each record gives a few, and only records that share one
are looked at. Names across scripts and spellings deepen this (``names``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS, Value
from wicco_desktop.store.store import Store

SAME_NAME = N_("The same name: {value}")
SAME_EMAIL = N_("The same email address: {value}")
SAME_PHONE = N_("The same telephone number: {value}")
SAME_WEBSITE = N_("The same website: {value}")
SAME_OCCASION = N_("The same day and host")

_SHORTEST_PHONE = 7
_MOST = 5
"""Records a row is said to resemble; more help nobody."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a row may be, and why."""

    record: str
    evidence: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """Something by which two are likely one: what sort of thing, in comparable form."""

    told: str
    """Message id of the evidence."""
    value: str
    shown: str


def _name(text: str) -> str:
    return " ".join(sorted(re.findall(r"[^\W_]+", fold(text))))


def _phone(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")


def _website(text: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?", "", text.casefold()).rstrip("/")


def keys_of(kind: str, values: Mapping[str, Value]) -> Iterator[Key]:
    """The keys of a record or a row by the paths of its values (``name.zh``, ``email``)."""
    yield from _by_name(kind, values)
    for path in ("mobile", "phone"):
        digits = _phone(_text(values, path))
        if len(digits) >= _SHORTEST_PHONE:
            yield Key(SAME_PHONE, f"p {digits}", _text(values, path))
    for path, told, form in (
        ("email", SAME_EMAIL, str.casefold),
        ("website", SAME_WEBSITE, _website),
    ):
        value = _text(values, path)
        if value:
            yield Key(told, f"{path[0]} {form(value)}", value)
    if kind == "meeting" and values.get("date") and values.get("host"):
        yield Key(SAME_OCCASION, f"o {values['date']} {values['host']} {values.get('start')}", "")


def _by_name(kind: str, values: Mapping[str, Value]) -> Iterator[Key]:
    title = KINDS[kind].title
    day = _text(values, "date") if kind == "meeting" else ""
    sides = [_text(values, f"{title}.{code}") for code in CODES]
    others = [_text(values, path) for path in ("other_spellings", "other_names")]
    for called in (*sides, *(part.strip() for other in others for part in other.split(";"))):
        name = _name(called) if len(called) > 1 else ""
        if name:
            yield Key(SAME_NAME, f"n {name} {day}", called)


def _text(values: Mapping[str, Value], path: str) -> str:
    value = values.get(path)
    return value if isinstance(value, str) else ""


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
        """Whether any record shares a key with any row."""
        return bool(self._found)

    def matches(self, keys: Iterable[Key]) -> tuple[Match, ...]:
        """The records that share keys with a row, those that share most first."""
        if not self._found:
            return ()
        evidence: dict[str, dict[str, Message]] = {}
        for key in keys:
            for record in self._found.get(hash(key.value), ()):
                told = Message(key.told, {"value": key.shown} if key.shown else {})
                evidence.setdefault(record, {}).setdefault(key.value, told)
        ranked = sorted(evidence.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(Match(record, tuple(told.values())) for record, told in ranked[:_MOST])


def _path(column: str) -> str:
    field, _, language = column.rpartition("_")
    return f"{field}.{language}" if language in ("zh", "en") else column
