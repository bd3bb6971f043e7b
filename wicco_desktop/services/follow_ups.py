"""Follow-ups: what is overdue, due soon, later; done with one key and undone with another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wicco_desktop.records import Record
from wicco_desktop.services.editing import Editing
from wicco_desktop.store.edits import Written
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


def is_overdue(record: Record, today: date) -> bool:
    """Whether an open follow-up is past its day; a month or year is past when it has ended."""
    due = record.text("due")
    return bool(due) and record["status"] in (OPEN, None) and due < today.isoformat()[: len(due)]


class FollowUps:
    """Follow-ups across all meetings."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def open_ones(self, *where: Condition, limit: int = 1000) -> list[Record]:
        """The open follow-ups, by due date, those without one last."""
        found = self._store.select(
            Query("follow_up", (Is("status", OPEN), *where), order=("due", "sort_key"), limit=limit)
        )
        return sorted(found, key=lambda record: record.text("due") or "9999")

    def by_due(self, today: date, *where: Condition) -> ByDue:
        """The open follow-ups by how pressing they are on that day."""
        end = (today + SOON).isoformat()
        groups: dict[str, list[Record]] = {"overdue": [], "soon": [], "later": [], "undated": []}
        for record in self.open_ones(*where):
            due = record.text("due")
            if not due:
                groups["undated"].append(record)
            elif is_overdue(record, today):
                groups["overdue"].append(record)
            elif due <= end:
                groups["soon"].append(record)
            else:
                groups["later"].append(record)
        return ByDue(**{name: tuple(records) for name, records in groups.items()})

    def set_status(self, id_: str, status: str, today: date) -> Written:
        """Mark a follow-up done (on that day), open again, or dropped."""
        done_on = today.isoformat() if status == DONE else None
        return self._editing.change("follow_up", id_, {"status": status, "done_on": done_on})

    def toggle_done(self, id_: str, today: date) -> Written:
        """Done becomes open, everything else done."""
        record = self._editing.record("follow_up", id_)
        return self.set_status(id_, OPEN if record["status"] == DONE else DONE, today)
