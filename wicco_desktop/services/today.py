"""The first look of the day: meetings next and latest, follow-ups that press, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import Record
from wicco_desktop.services.follow_ups import FollowUps
from wicco_desktop.services.history import History
from wicco_desktop.services.places import Key, tops_of
from wicco_desktop.services.titles import Title, Titles, title_of
from wicco_desktop.store.edits import Through, Transaction
from wicco_desktop.store.queries import Between, Query
from wicco_desktop.store.store import Store

MEETINGS = 6
"""Meetings shown, of those to come and of those past."""

PRESSING = 12
"""Follow-ups shown of each sort."""

NEWS = 10
LOOKED_AT = 60
"""Transactions looked at for the news: one often touches the same record many times."""

MOST_CHANGES = 500
"""Changes of one of them looked at: the undo of an import has a hundred thousand."""

IN_BULK = frozenset(
    way.value for way in (Through.WORKBOOK, Through.MERGE, Through.SAMPLE, Through.SALVAGE)
)
"""Ways that touch thousands of records at once: told as a whole, never read one by one."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as the day shows it."""

    id: str
    title: Title
    day: str
    start: str
    end: str
    host: str


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up as the day shows it, with whose it is and with whom."""

    id: str
    title: Title
    due: str
    owner: str
    organisation: str


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What somebody did, newest first; several changes to one record in a row are one."""

    record: Key | None
    """Where to see it, None where there are several or it lies in the Trash."""

    told: Message
    changes: int
    who: str
    device: str
    at: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first page shows."""

    to_come: tuple[MeetingLine, ...] = ()
    past: tuple[MeetingLine, ...] = ()
    overdue: tuple[FollowUpLine, ...] = ()
    soon: tuple[FollowUpLine, ...] = ()
    later: tuple[FollowUpLine, ...] = ()
    news: tuple[NewsLine, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing has been recorded yet."""
        return self == Overview()


class Today:
    """Puts the overview of a day together. Reading only."""

    def __init__(
        self, store: Store, titles: Titles, history: History, follow_ups: FollowUps
    ) -> None:
        self._store = store
        self._titles = titles
        self._history = history
        self._follow_ups = follow_ups

    def overview(self, today: date, language: str) -> Overview:
        """What matters on that (local) day, in the words of a language."""
        from_today = Between("date", today.isoformat())
        before = Between("date", None, (today - timedelta(days=1)).isoformat())
        to_come = Query("meeting", (from_today,), ("date", "start"), limit=MEETINGS)
        past = Query("meeting", (before,), ("-date", "-start"), limit=MEETINGS)
        due = self._follow_ups.by_due(today)
        return Overview(
            self._meetings(self._store.select(to_come), language),
            self._meetings(self._store.select(past), language),
            self._lines(due.overdue, language),
            self._lines(due.soon, language),
            self._lines((*due.later, *due.undated), language),
            self._news(language),
        )

    def _meetings(self, records: Sequence[Record], language: str) -> tuple[MeetingLine, ...]:
        hosts = self._names((record.text("host") for record in records), language)
        return tuple(
            MeetingLine(
                record.id,
                title_of(record, language),
                record.text("date"),
                record.text("start"),
                record.text("end"),
                hosts.get(record.text("host"), ""),
            )
            for record in records
        )

    def _lines(self, records: Sequence[Record], language: str) -> tuple[FollowUpLine, ...]:
        shown = records[:PRESSING]
        wanted = [record.text(key) for record in shown for key in ("owner", "organisation")]
        names = self._names(wanted, language)
        return tuple(
            FollowUpLine(
                record.id,
                title_of(record, language),
                record.text("due"),
                names.get(record.text("owner"), ""),
                names.get(record.text("organisation"), ""),
            )
            for record in shown
        )

    def _names(self, ids: Iterable[str], language: str) -> dict[str, str]:
        return {id_: title.text for id_, title in self._titles.many(ids, language).items()}

    def _news(self, language: str) -> tuple[NewsLine, ...]:
        lines: list[NewsLine] = []
        for transaction in self._store.transactions(limit=LOOKED_AT):
            line = self._line(transaction, language)
            before = lines[-1] if lines else None
            if before is not None and _same_doing(before, line):
                lines[-1] = replace(before, changes=before.changes + line.changes)
            elif len(lines) == NEWS:
                break
            else:
                lines.append(line)
        live = self._live(line.record for line in lines if line.record is not None)
        return tuple(line if line.record in live else replace(line, record=None) for line in lines)

    def _live(self, keys: Iterable[Key]) -> set[Key]:
        found = self._store.many(id_ for _kind, id_ in keys)
        return {(record.kind, record.id) for record in found.values() if record.deleted is None}

    def _line(self, transaction: Transaction, language: str) -> NewsLine:
        told, record, count = self._history.describe(transaction, language), None, 1
        if transaction.through not in IN_BULK:
            changes = self._store.changes_of(transaction.id, limit=MOST_CHANGES)
            tops = tops_of(self._store, ((change.kind, change.record) for change in changes))
            record = next(iter(tops.values()), None)
            if len(set(tops.values())) == 1:
                count = len(changes)
        if transaction.through == Through.UNDO.value:
            told = Message(N_("Undone: {what}"), {"what": told})
        return NewsLine(
            record, told, count, transaction.who, transaction.device_name, transaction.at
        )


def _same_doing(one: NewsLine, other: NewsLine) -> bool:
    return one.record is not None and (one.record, one.who, one.device) == (
        other.record,
        other.who,
        other.device,
    )
