"""The form of a follow-up, with the sentence it comes from and the way to its meeting."""

from __future__ import annotations

from wicco_desktop.records.kinds import REMARKS
from wicco_desktop.ui.follow_ups.source_section import SourceSection
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.forms.topics_section import TopicsSection


class FollowUpPanel(RecordPanel):
    """Shows one follow-up after another."""

    def arrange(self) -> None:
        """What, where it comes from, the fields, topics."""
        self.add_title()
        for row in self._plan.rows:
            if row[0].key != REMARKS:
                self.add_row(row)
        self.source = SourceSection(self.session, self.content)
        self.add_section(self.source)
        self.add_more()
        self.topics = TopicsSection(self.session, self.content)
        self.add_section(self.topics)
        self.add_remarks()
