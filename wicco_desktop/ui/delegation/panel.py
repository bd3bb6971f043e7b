"""The form of a delegation: its fields, who travels, the programme by day."""

from __future__ import annotations

from wicco_desktop.records.kinds import REMARKS
from wicco_desktop.ui.delegation.members import MembersSection
from wicco_desktop.ui.delegation.plan_dialog import PlanDialog
from wicco_desktop.ui.delegation.programme import ProgrammeSection
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.forms.topics_section import TopicsSection
from wicco_desktop.ui.photos.photos_section import add_photos


class DelegationPanel(RecordPanel):
    """Shows one delegation after another."""

    plan_dialog: PlanDialog | None = None
    """The sheet on which the visit is planned, while it is open."""

    def arrange(self) -> None:
        """Fields, members, programme, topics, remarks."""
        self.add_title()
        for row in self._plan.rows:
            if row[0].key != REMARKS:
                self.add_row(row)
        self.add_more()
        self.members = MembersSection(self.session, self.fields.references, self.content)
        self.add_section(self.members)
        self.programme = ProgrammeSection(self.session, self.content)
        self.programme.plan_wanted.connect(self.plan_visit)
        self.add_section(self.programme)
        self.topics = TopicsSection(self.session, self.content)
        self.add_section(self.topics)
        self.add_remarks()
        self.photos = add_photos(self)

    def plan_visit(self) -> None:
        """Open the sheet on which the hosts of each day are typed."""
        saving = self.saving
        if saving is None or (self.plan_dialog is not None and self.plan_dialog.isVisible()):
            return
        self.flush()
        saving.create_now()
        dialog = PlanDialog(
            self.session,
            self.fields.references,
            saving.id,
            saving.values(),
            self.window(),
            exists=saving.exists,
        )
        self.plan_dialog = dialog
        dialog.finished.connect(lambda _result: self._note_planned(dialog))
        dialog.planned.connect(lambda first: self.session.open_record("meeting", first))
        dialog.open()

    def _note_planned(self, dialog: PlanDialog) -> None:
        if self.plan_dialog is dialog:  # it goes with its closing
            self.plan_dialog = None
        self.programme.retranslate()
