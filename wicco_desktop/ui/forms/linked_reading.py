"""What the short lists beside a record say: read in the background, in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

from wicco_desktop.foundation.formats import format_date, format_date_range
from wicco_desktop.records import Record
from wicco_desktop.services.titles import UNNAMED, title_of
from wicco_desktop.ui.forms.linked_rows import LinkedRow
from wicco_desktop.ui.forms.references import in_language
from wicco_desktop.ui.session import Session


class LinkedReading:
    """Makes the rows of the lists that several panels show."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._related = session.workspace.related

    def people(self, organisation: str) -> list[LinkedRow]:
        """Who works in an organisation, with the title and the years of those who left."""
        workspace = self._session.workspace
        posts = workspace.people.people_in(organisation, limit=60)
        contacts = workspace.store.many((post.text("contact") for post in posts), "contact")
        rows = []
        for post in posts:
            contact = contacts.get(post.text("contact"))
            if contact is None or contact.deleted:
                continue
            when = ""
            if post["end"]:
                language = self._session.language.language
                when = format_date_range(post.text("start"), post.text("end"), language)
            title = in_language(post, "title", self._session.code)
            rows.append((bool(when), self._row(contact, title, when)))
        return [row for _gone, row in sorted(rows, key=lambda pair: pair[0])]

    def bodies(self, organisation: str) -> list[LinkedRow]:
        """What is part of an organisation."""
        return [self._row(record) for record in self._related.bodies_within(organisation)]

    def meetings_hosted(self, organisation: str) -> list[LinkedRow]:
        """The latest meetings an organisation hosted."""
        return self.meetings(self._related.meetings_hosted(organisation))

    def meetings_with(self, contact: str) -> list[LinkedRow]:
        """The latest meetings a contact attended."""
        return self.meetings(self._related.meetings_with(contact))

    def events(self, organisation: str) -> list[LinkedRow]:
        """The events an organisation holds."""
        return [
            self._row(entry, self._day(entry, "start"))
            for entry in self._related.events_of(organisation)
        ]

    def meetings(self, records: Sequence[Record]) -> list[LinkedRow]:
        """Meetings with their days."""
        return [self._row(record, self._day(record, "date")) for record in records]

    def _day(self, record: Record, column: str) -> str:
        return format_date(record.text(column), self._session.language.language)

    def _row(self, record: Record, *details: str) -> LinkedRow:
        title = title_of(record, self._session.code)
        text = title.text or self._session.language.tr(UNNAMED)
        detail = " · ".join(filter(None, (title.other, *details)))
        return LinkedRow(record.kind, record.id, text, detail)
