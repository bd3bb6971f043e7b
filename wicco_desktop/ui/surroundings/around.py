"""What stands in the quiet column for a record, read in the background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.formats import format_due
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import Record
from wicco_desktop.services.follow_ups import is_overdue
from wicco_desktop.services.titles import UNNAMED, title_of
from wicco_desktop.ui.forms.linked_reading import LinkedReading
from wicco_desktop.ui.forms.linked_rows import LinkedRow
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.change_words import is_told, part_names, what_happened

MOST_CHANGES = 5
LOOKED_AT = 60
"""Newest changes that are gone through to tell of the last few transactions."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (message id) with records below it."""

    heading: str
    rows: tuple[LinkedRow, ...]


@dataclass(frozen=True, slots=True)
class OpenFollowUp:
    """A follow-up still open; ``due`` as one speaks of it."""

    id: str
    what: str
    due: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class RecentChange:
    """What happened, who did it and when."""

    told: Message
    more: int
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """All of it."""

    parts: tuple[Part, ...] = ()
    follow_ups: tuple[OpenFollowUp, ...] = ()
    changes: tuple[RecentChange, ...] = ()


class AroundReading:
    """Reads what surrounds a record of any kind."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._workspace = session.workspace
        self._linked = LinkedReading(session)

    def read(self, kind: str, id_: str) -> Around:
        """What surrounds that record; nothing for one that does not exist yet."""
        record = self._workspace.store.get(kind, id_)
        if record is None:
            return Around()
        parts = tuple(part for part in self._parts(record) if part.rows)
        return Around(parts, self._follow_ups(record), self._changes(record))

    def _parts(self, record: Record) -> Iterator[Part]:
        """What no section of the record's own form tells already."""
        linked = self._linked
        if record.kind == "meeting":
            last = self._workspace.meetings.last_with_host(record)
            rows = linked.meetings([last]) if last else []
            yield Part(N_("Last time with this host"), tuple(rows))
        elif record.kind == "contact":
            yield Part(N_("Latest meetings"), tuple(linked.meetings_with(record.id)))
        elif record.kind == "event" and record["organiser"]:
            hosted = linked.meetings_hosted(record.text("organiser"))
            yield Part(N_("Meetings with the organiser"), tuple(hosted))

    def _follow_ups(self, record: Record) -> tuple[OpenFollowUp, ...]:
        related = self._workspace.related
        found: Sequence[Record] = ()
        if record.kind == "meeting":
            found = self._workspace.meetings.open_with_host(record)
        elif record.kind == "contact":
            found = related.follow_ups_of(record.id)
        elif record.kind == "organisation":
            found = related.follow_ups_with(record.id)
        return tuple(self._follow_up(entry) for entry in found[:8])

    def _follow_up(self, record: Record) -> OpenFollowUp:
        today = parse_moment(self._workspace.store.now()).astimezone().date()
        due = record.text("due")
        shown = format_due(due, today, self._session.language.language) if due else ""
        title = title_of(record, self._session.code).text
        what = title or self._session.language.tr(UNNAMED)
        return OpenFollowUp(record.id, what, shown, is_overdue(record, today))

    def _changes(self, record: Record) -> tuple[RecentChange, ...]:
        entries = self._workspace.history.of(record.kind, record.id, limit=LOOKED_AT)
        names = part_names(entries, record.id, self._workspace, self._session.code)
        by_transaction: dict[int, list[RecentChange]] = {}
        for entry in entries:
            if is_told(entry):
                done = entry.transaction
                told = RecentChange(
                    what_happened(entry, record.id, names), 0, done.who, parse_moment(done.at)
                )
                by_transaction.setdefault(done.id, []).append(told)
        return tuple(
            RecentChange(told[-1].told, len(told) - 1, told[-1].who, told[-1].at)
            for told in list(by_transaction.values())[:MOST_CHANGES]
        )
