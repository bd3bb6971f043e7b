"""The form of a meeting: when, where with whom, what was said, what it looked like."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.languages import others
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records.kinds import REMARKS
from wicco_desktop.services.titles import referred
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.forms.arrangement import Place
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.forms.references import in_language
from wicco_desktop.ui.forms.row_layout import RowLayout
from wicco_desktop.ui.forms.topics_section import TopicsSection
from wicco_desktop.ui.meeting.attendance import AttendanceSection
from wicco_desktop.ui.meeting.linked_chips import LinkedChips, Links
from wicco_desktop.ui.meeting.more_details import MoreDetails
from wicco_desktop.ui.meeting.notes_section import NotesSection
from wicco_desktop.ui.meeting.time_span import TimeSpan
from wicco_desktop.ui.photos.photos_section import add_photos

FOLDED = ("delegation", "time_zone", "place", REMARKS)


class MeetingPanel(RecordPanel):
    """Shows one meeting after another, arranged as one takes part in it."""

    def arrange(self) -> None:
        self.add_title()
        self._add_when_and_host()
        self.attendance = AttendanceSection(self.session, self.fields.references, self.content)
        self.add_section(self.attendance)
        self._add_details()
        self.notes = NotesSection(self.session, self.content)
        self.add_section(self.notes)
        self.photos = add_photos(self)
        self.attendance.people_changed.connect(self._people_changed)
        self.attendance.passed.connect(self.notes.composer.setFocus)
        self.fields.left.connect(self._field_left)

    def use(self, saving: Autosave) -> None:
        self.details.fold()
        self.bodies.show_for(saving)
        super().use(saving)
        self._say_details()

    def unfold(self) -> None:
        self.details.button.setChecked(True)

    def retranslate(self) -> None:
        super().retranslate()
        self.details.retranslate()
        self._say_details()

    def hear(self, written: Written) -> None:
        """Something was written, here or elsewhere."""
        if written.concerns("body_present", "organisation"):
            self.bodies.refresh()
        self._say_details()

    def _add_when_and_host(self) -> None:
        holder = QWidget(self.content)
        self._when = RowLayout(0, holder)
        self._when.add(self._add_box("date"), 11)
        start, end = (self.fields.box(key, holder) for key in ("start", "end"))
        self._when.add(TimeSpan(self.session.language, start, end, holder), 8)
        self._when.add(self._add_box("kind"), 7)
        self._when.add(self._add_box("host"), 12)
        self.column.addWidget(holder)

    def _add_details(self) -> None:
        self.details = MoreDetails(self.session.language, self.content)
        inside = self.details.inside
        self.rows.add((Place("delegation", 2), Place("time_zone", 1)), inside)
        self.rows.add((Place("place"),), inside)
        meetings = self.session.workspace.meetings
        references = self.fields.references
        links = Links(
            "bodies_present",
            N_("Other bodies present"),
            "organisation",
            lambda text: references.complete(text, ("organisation",)),
            references.resolve,
            lambda id_: [record.id for _link, record in meetings.bodies(id_)],
            meetings.set_bodies,
        )
        self.bodies = LinkedChips(self.session, references, links, self.details.content)
        self.bodies.changed.connect(self._say_details)
        inside.addWidget(self.bodies)
        self.topics = TopicsSection(self.session, self.details.content)
        self.sections.append(self.topics)
        inside.addWidget(self.topics)
        self.rows.add((Place(REMARKS),), inside)
        self.column.addWidget(self.details)

    def _people_changed(self) -> None:
        self.notes.use_people(self.attendance.present(), self.attendance.day)

    def _field_left(self, key: str) -> None:
        if key == "delegation":
            self.attendance.carry_delegates()
        if key in FOLDED:
            self._say_details()

    def _say_details(self) -> None:
        """What the folded part holds."""
        saving = self.saving
        if saving is None:
            return
        values, code = saving.values(), self.session.code
        translator = self.session.language.translator
        said = []
        delegation = values.get("delegation")
        if delegation:
            record = self.session.workspace.store.get("delegation", str(delegation))
            said.append(referred(record, translator) if record is not None else "")
        sides = [str(values.get(f"place_{side}") or "") for side in (code, *others(code))]
        said.append(next(filter(None, sides), ""))
        bodies = self.session.workspace.store.many(self.bodies.ids, "organisation")
        said += [
            in_language(bodies[id_], "short_name", code) or referred(bodies[id_], translator)
            for id_ in self.bodies.ids
            if id_ in bodies
        ]
        remarks = [str(values.get(f"{REMARKS}_{side}") or "") for side in (code, *others(code))]
        said.append(next(filter(None, remarks), "")[:60])
        self.details.say(said)

    def _hear(self, written: Written) -> None:
        super()._hear(written)
        self.hear(written)

    def _resize(self) -> None:
        super()._resize()
        steps = self.session.theme.steps
        self.details.inside.setSpacing(steps(2.5))
        self._when.setSpacing(steps(2))
        for index, least in enumerate((46, 24, 26, 36)):
            item = self._when.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                self._when.set_least(widget, steps(least))
        self.attendance.resize_fields(steps(2), steps(56))
