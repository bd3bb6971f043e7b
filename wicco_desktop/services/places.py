"""Where a record is to be seen: a note at its meeting, a topic at what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable

from wicco_desktop.records import KINDS, Record
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store

Key = tuple[str, str]
"""Kind and id of a record."""

TOP_LEVEL: tuple[str, ...] = tuple(kind.key for kind in KINDS.values() if kind.owner is None)
"""The kinds that are no part of another record."""


def owner_of(record: Record) -> str | None:
    """The id of the record this one is a part of, None for one that stands by itself."""
    owner = KINDS[record.kind].owner
    return str(record[owner]) if owner and record[owner] else None


def shown_at(store: Store, kind: str, id_: str) -> Key | None:
    """The record at which one is to be seen, itself for most; None where there is none."""
    if kind == "topic":
        links = store.select(Query("topic_link", (Is("topic", id_),), limit=1))
        return _top(store, links[0].text("record")) if links else None
    if KINDS[kind].owner is None:
        return kind, id_
    return _top(store, id_)


def tops_of(store: Store, keys: Iterable[Key]) -> dict[Key, Key]:
    """The record that each of several belongs to; follow-ups belong to the meeting they are from.

    Records that do not exist are left out.
    """
    answer: dict[Key, Key] = {}
    by_kind: dict[str, list[str]] = {}
    for kind, id_ in dict.fromkeys(keys):
        by_kind.setdefault(kind, []).append(id_)
    for kind, ids in by_kind.items():
        belongs = "meeting" if kind == "follow_up" else KINDS[kind].owner
        if belongs is None:
            answer |= {(kind, id_): (kind, id_) for id_ in ids}
            continue
        records = store.many(ids, kind)
        owners = store.many(filter(None, (record.text(belongs) for record in records.values())))
        up = tops_of(store, ((owner.kind, owner.id) for owner in owners.values()))
        for record in records.values():
            owner = owners.get(record.text(belongs))
            here = (kind, record.id)
            answer[here] = up[owner.kind, owner.id] if owner is not None else here
    return answer


def _top(store: Store, id_: str) -> Key | None:
    record = store.find(id_)
    while record is not None and (owner := owner_of(record)) is not None:
        record = store.find(owner)
    return None if record is None else (record.kind, record.id)
