"""What surrounds a record: meetings with someone, bodies within another, topics; newest first."""

from __future__ import annotations

from collections.abc import Sequence

from wicco_desktop.records import Record
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.follow_ups import OPEN, with_status
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.store.queries import Is, OneOf, Query
from wicco_desktop.store.store import Store

MOST_ATTENDED = 500
"""Attendances of one contact that are looked at for the latest meetings."""


class Related:
    """Reads the records around one, and links topics."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def meetings_with(self, contact: str, *, limit: int = 5) -> list[Record]:
        """The latest meetings that a contact attended."""
        attended = self._store.select(
            Query("attendance", (Is("contact", contact),), order=("-id",), limit=MOST_ATTENDED)
        )
        ids = tuple(dict.fromkeys(row.text("meeting") for row in attended))
        return self._meetings(OneOf("id", ids), limit) if ids else []

    def meetings_hosted(self, organisation: str, *, limit: int = 5) -> list[Record]:
        """The latest meetings that an organisation hosted."""
        return self._meetings(Is("host", organisation), limit)

    def follow_ups_of(self, contact: str, *, limit: int = 8) -> list[Record]:
        """The open follow-ups that somebody owns, those due first in front."""
        return self._open(Is("owner", contact), limit)

    def follow_ups_with(self, organisation: str, *, limit: int = 8) -> list[Record]:
        """The open follow-ups with an organisation."""
        return self._open(Is("organisation", organisation), limit)

    def bodies_within(self, organisation: str, *, limit: int = 50) -> list[Record]:
        """The organisations that are part of one."""
        return self._store.select(
            Query("organisation", (Is("part_of", organisation),), limit=limit)
        )

    def events_of(self, organisation: str, *, limit: int = 5) -> list[Record]:
        """The latest events that an organisation holds."""
        return self._store.select(Query("event", (Is("organiser", organisation),), limit=limit))

    def topics_of(self, record: str) -> list[Record]:
        """The topics linked to a record, in the order they were linked."""
        links = self._links(record)
        topics = self._store.many((link.text("topic") for link in links), "topic")
        return [topics[link.text("topic")] for link in links if link.text("topic") in topics]

    def set_topics(
        self, record: str, topics: Sequence[str], *, made: Sequence[Create] = ()
    ) -> Written:
        """Make these the topics of a record, in one transaction.

        ``made`` are topics made together with it.
        """
        present = {link.text("topic"): link for link in self._links(record)}
        wanted = list(dict.fromkeys(topics))
        moment = self._store.now()
        edits: list[Create | Edit] = list(made)
        edits += [
            self._editing.creation("topic_link", {"topic": topic, "record": record})
            for topic in wanted
            if topic not in present
        ]
        edits += [
            Edit("topic_link", link.id, {"deleted": moment})
            for topic, link in present.items()
            if topic not in wanted
        ]
        return self._editing.apply(edits)

    def _links(self, record: str) -> list[Record]:
        return self._store.select(Query("topic_link", (Is("record", record),)))

    def _meetings(self, condition: Is | OneOf, limit: int) -> list[Record]:
        return self._store.select(
            Query("meeting", (condition,), order=("-date", "-start"), limit=limit)
        )

    def _open(self, condition: Is, limit: int) -> list[Record]:
        found = self._store.select(
            Query("follow_up", (condition, *with_status(OPEN)), order=("due",), limit=200)
        )
        found.sort(key=lambda record: record.text("due") or "9999")
        return found[:limit]
