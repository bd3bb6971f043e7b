"""Follow-ups: what is overdue, due soon, later; done with one key and undone with another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from wicco_desktop.foundation.dates import date_span
from wicco_desktop.records import Record, Value
from wicco_desktop.services.editing import Editing
from wicco_desktop.store.edits import Edit, Written
from wicco_desktop.store.outline import GroupBy, Outline, Run, pack
from wicco_desktop.store.queries import Condition, Is, Query
from wicco_desktop.store.store import Store

OPEN, DONE, DROPPED = "open", "done", "dropped"
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ByDue:
    """Open follow-ups by how pressing they are, each by due date."""

    overdue: tuple[Record, ...]
    soon: tuple[Record, ...]
    """Due today or within a week."""
    later: tuple[Record, ...]
    undated: tuple[Record, ...]


OVERDUE, SOON_DUE, LATER, UNDATED = "overdue", "soon", "later", "undated"
PRESSING = (OVERDUE, SOON_DUE, LATER, UNDATED)
"""How pressing an open follow-up is, the most pressing first."""

ALL = "all"
CLOSED = (DONE, DROPPED)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a follow-up comes from: the meeting, the sentence, who said it (or a name typed)."""

    meeting: Record | None
    note: Record | None
    speaker: Record | None
    speaker_name: str = ""


def pressing(due: str, today: date) -> str:
    """How pressing something due on a day is; due in a month means by the end of it."""
    if not due:
        return UNDATED
    last = date_span(due)[1]
    if last < today:
        return OVERDUE
    return SOON_DUE if last <= today + SOON else LATER


def is_overdue(record: Record, today: date) -> bool:
    """Whether an open follow-up is past its day; a month or year is past when it has ended."""
    due = record.text("due")
    return record["status"] in (OPEN, None) and pressing(due, today) == OVERDUE


def with_status(status: str) -> tuple[Condition, ...]:
    """The conditions of a list of those with a status; one without any counts as open."""
    if status == ALL:
        return ()
    if status == OPEN:
        return tuple(Is("status", closed, negate=True) for closed in CLOSED)
    return (Is("status", status),)


class FollowUps:
    """Follow-ups across all meetings."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def open_ones(self, *where: Condition, limit: int = 1000) -> list[Record]:
        """The open follow-ups, by due date, those without one last."""
        found = self._store.select(
            Query(
                "follow_up",
                (*with_status(OPEN), *where),
                order=("due", "sort_key"),
                limit=limit,
            )
        )
        return sorted(found, key=lambda record: record.text("due") or "9999")

    def by_due(self, today: date, *where: Condition) -> ByDue:
        """The open follow-ups by how pressing they are on that day."""
        groups: dict[str, list[Record]] = {name: [] for name in PRESSING}
        for record in self.open_ones(*where):
            groups[pressing(record.text("due"), today)].append(record)
        return ByDue(**{name: tuple(records) for name, records in groups.items()})

    def grouped_by_due(self, query: Query, status: str, today: date) -> Outline:
        """The list of those with a status, open ones by how pressing they are; others after them.

        The keys of the groups are those of ``PRESSING``, then the statuses ``CLOSED``.
        """
        groups: dict[str, list[str]] = {name: [] for name in (*PRESSING, *CLOSED)}
        if status in (OPEN, ALL):
            by_day = self._parts(
                replace(query, where=with_status(OPEN), order=("due", "sort_key")), GroupBy("due")
            )
            for day in sorted(by_day, key=lambda due: date_span(due)[1] if due else date.max):
                groups[pressing(day, today)] += by_day[day]
        for closed in CLOSED:
            if status in (closed, ALL):
                parts = self._parts(
                    replace(query, where=with_status(closed), order=("-done_on", "-changed")),
                    GroupBy("status"),
                )
                groups[closed] = parts.get(closed, [])
        return _outlined(groups)

    def grouped_by_owner(self, query: Query, status: str) -> Outline:
        """The list of those with a status by owner, each by due date; those of nobody last."""
        query = replace(query, order=("owner.sort_key", "due", "sort_key"))
        where, group = with_status(status), GroupBy("owner")
        dated = self._parts(replace(query, where=(*where, Is("due", None, negate=True))), group)
        undated = self._parts(replace(query, where=(*where, Is("due", None))), group)
        everybody = self._parts(replace(query, where=where), group)
        owners = sorted(everybody, key=lambda owner: not owner)
        return _outlined(
            {owner: [*dated.get(owner, ()), *undated.get(owner, ())] for owner in owners}
        )

    def _parts(self, query: Query, group: GroupBy) -> dict[str, list[str]]:
        """The ids of a list by the key of their group."""
        whole = self._store.outline(query, group)
        parts: dict[str, list[str]] = {}
        for run, after in zip_longest(whole.runs, whole.runs[1:]):
            end = len(whole) if after is None else after.start
            parts.setdefault(run.key, []).extend(whole.ids(run.start, end))
        return parts

    def any(self) -> bool:
        """Whether there is any follow-up, of whatever status."""
        return bool(self._store.select(Query("follow_up", limit=1)))

    def source(self, meeting: Value, note: Value) -> Source | None:
        """Where a follow-up with these references comes from; None where both lead nowhere."""
        sentence = self._store.get("note", str(note)) if note else None
        held = meeting or (sentence["meeting"] if sentence else None)
        record = self._store.get("meeting", str(held)) if held else None
        if record is None and sentence is None:
            return None
        speaker = sentence["speaker"] if sentence else None
        return Source(
            record,
            sentence,
            self._store.get("contact", str(speaker)) if speaker else None,
            sentence.text("speaker_name") if sentence else "",
        )

    def set_status(self, id_: str, status: str, today: date) -> Written:
        """Mark a follow-up done (on that day), open again, or dropped."""
        done_on = today.isoformat() if status == DONE else None
        return self._editing.change("follow_up", id_, {"status": status, "done_on": done_on})

    def set_status_of(self, ids: Iterable[str], status: str, today: date) -> Written:
        """Give several follow-ups a status; one transaction, one Undo.

        Those that have it already become open again when all of them have it.
        """
        records = self._store.many(ids, "follow_up").values()
        if all(record["status"] == status for record in records):
            status = OPEN
        done_on = today.isoformat() if status == DONE else None
        edits = [
            Edit("follow_up", record.id, {"status": status, "done_on": done_on})
            for record in records
            if record["status"] != status
        ]
        return self._editing.apply(edits) if edits else Written(None)


def _outlined(groups: Mapping[str, Sequence[str]]) -> Outline:
    """Groups one after another as a list; empty ones are left out."""
    runs: list[Run] = []
    packed: list[bytes] = []
    at = 0
    for key, ids in groups.items():
        if ids:
            runs.append(Run(at, key))
            packed += [pack(id_) for id_ in ids]
            at += len(ids)
    return Outline([b"".join(packed)], tuple(runs))
