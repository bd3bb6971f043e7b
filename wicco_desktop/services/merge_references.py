"""What refers to a record that is merged into another: all of it moves, nothing stands twice.

Found from the declarations of the records: every reference of every kind, in the Trash as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from wicco_desktop.records import KINDS, Field, Kind, Record, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store.edits import Edit
from wicco_desktop.store.queries import Is, OneOf, Query
from wicco_desktop.store.store import Store

ONCE: Mapping[str, tuple[str, ...]] = {
    "affiliation": ("contact", "organisation"),
    "delegation_member": ("delegation", "contact"),
    "attendance": ("meeting", "contact"),
    "body_present": ("meeting", "organisation"),
    "topic_link": ("topic", "record"),
    "attachment": ("record", "file"),
}
"""Parts and links: two that agree in these columns say the same thing. Posts: see ``_agree``."""

_TITLE = ("title_zh", "title_en")
_OF_POST = ("department_zh", "department_en", "start", *_TITLE)
"""Columns of one post that may be blank on one side."""

_PLAIN = {("delegation_member", "role"): "member"}
"""A value that gives way: who leads a delegation does so under either name."""

Key = tuple[str, str]


def referring_fields(kind: str) -> Iterator[tuple[Kind, Field]]:
    """Every reference of every kind that may point to a record of that kind."""
    for other in KINDS.values():
        for spec in other.references():
            if kind in spec.targets:
                yield other, spec


class Moves:
    """The edits by which everything that refers to ``second`` refers to ``first``."""

    def __init__(self, store: Store, kind: str, first: str, second: str, moment: str) -> None:
        self._store = store
        self._first = first
        self._second = second
        self._moment = moment
        self._values: dict[Key, dict[str, Value]] = defaultdict(dict)
        for other, spec in referring_fields(kind):
            self._move(other, spec)
        if kind == "organisation":
            self._hosts_are_present()

    def edits(self) -> list[Edit]:
        """One edit a record."""
        return [Edit(kind, id_, values) for (kind, id_), values in self._values.items() if values]

    def _pointing(self, kind: str, key: str, id_: str, *, deleted: bool | None) -> list[Record]:
        return self._store.select(Query(kind, (Is(key, id_),), deleted=deleted))

    def _move(self, kind: Kind, spec: Field) -> None:
        moving = [
            record
            for record in self._pointing(kind.key, spec.key, self._second, deleted=None)
            if record.id not in (self._first, self._second)
        ]
        if not moving:
            return
        standing: dict[tuple[Value, ...], list[Record]] = defaultdict(list)
        has_main = False
        if kind.key in ONCE:
            for record in self._pointing(kind.key, spec.key, self._first, deleted=False):
                standing[self._identity(record)].append(record)
                has_main = has_main or (spec.key == "contact" and bool(record.values.get("main")))
        for record in moving:
            same = self._same(record, standing.get(self._identity(record), ()))
            main = bool(record.values.get("main")) and record.deleted is None
            if same is None:
                values = self._values[kind.key, record.id]
                values[spec.key] = self._first
                if main and has_main:
                    values["main"] = None
            else:
                self._collapse(same, record, main=main and not has_main)
            has_main = has_main or (main and spec.key == "contact")

    def _identity(self, record: Record) -> tuple[Value, ...]:
        """What a part says, as if it were moved already."""
        return tuple(
            self._first if record[name] == self._second else record[name]
            for name in ONCE.get(record.kind, ("id",))
        )

    def _same(self, record: Record, standing: Iterable[Record]) -> Record | None:
        if record.deleted is not None:
            return None
        return next((one for one in standing if _agree(one, record)), None)

    def _collapse(self, kept: Record, other: Record, *, main: bool) -> None:
        """One part instead of two: what is blank in the one that stays is filled."""
        values = self._values[kept.kind, kept.id]
        for column in KINDS[kept.kind].columns.values():
            name, spec = column.name, column.field
            if not spec.editable or name in ONCE[kept.kind] or name == "main" or column.mark:
                continue
            present = values.get(name, kept[name])
            plain = _PLAIN.get((kept.kind, name))
            if other[name] is not None and (present is None or present == plain):
                values[name] = other[name]
        if main and not kept["main"]:
            values["main"] = True
        self._values[other.kind, other.id][DELETED] = self._moment

    def _hosts_are_present(self) -> None:
        """Who hosts a meeting is no other body present at it."""
        both = (self._first, self._second)
        hosted = self._store.select(Query("meeting", (OneOf("host", both),)))
        ids = {record.id for record in hosted}
        for id_ in both:
            for record in self._pointing("body_present", "organisation", id_, deleted=False):
                if record.text("meeting") in ids:
                    self._values["body_present", record.id][DELETED] = self._moment


def _agree(one: Record, other: Record) -> bool:
    """Whether two parts with the same ends are one; of posts only such as do not contradict."""
    if one.kind != "affiliation":
        return True
    if one["end"] != other["end"] or not all(_fits(one[n], other[n]) for n in _OF_POST):
        return False
    untitled = [all(record[name] is None for name in _TITLE) for record in (one, other)]
    if one["organisation"] is None and any(untitled):
        return False
    return any(untitled) or any(one[n] is not None and one[n] == other[n] for n in _TITLE)


def _fits(one: Value, other: Value) -> bool:
    return one is None or other is None or one == other
