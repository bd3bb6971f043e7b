"""The form of an organisation, with its people, the bodies within it, the meetings it hosted."""

from __future__ import annotations

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.forms.linked_reading import LinkedReading
from wicco_desktop.ui.forms.linked_rows import LinkedRows
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.forms.signed_panel import SignedPanel
from wicco_desktop.ui.forms.topics_section import TopicsSection
from wicco_desktop.ui.photos.photos_section import add_photos


class OrganisationPanel(SignedPanel):
    """A body, and below its fields what belongs to it."""

    def arrange(self) -> None:
        self.add_title()
        self.add_duplicate_sign()
        self.add_rows()
        self.add_more()
        self.topics = TopicsSection(self.session, self.content)
        self.add_section(self.topics)
        self.add_remarks()
        self.photos = add_photos(self)
        reading = LinkedReading(self.session)
        people = ("affiliation", "contact")
        self.people = LinkedRows(self.session, N_("People"), reading.people, people)
        # Translators: the organisations that are part of this one.
        self.bodies = LinkedRows(
            self.session, N_("Parts of this organisation"), reading.bodies, ("organisation",)
        )
        self.hosted = LinkedRows(
            self.session, N_("Meetings hosted"), reading.meetings_hosted, ("meeting",)
        )
        self.events = LinkedRows(self.session, N_("Events"), reading.events, ("event",))
        for section in (self.people, self.bodies, self.hosted, self.events):
            self.add_section(section)
        self.duplicate_sign.watch(self)


class EventPanel(RecordPanel):
    """A fair or a forum, with its topics."""

    def arrange(self) -> None:
        self.add_title()
        self.add_rows()
        self.add_more()
        self.topics = TopicsSection(self.session, self.content)
        self.add_section(self.topics)
        self.add_remarks()
        self.photos = add_photos(self)
