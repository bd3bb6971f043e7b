"""The programme of a visit by day: every day with its meetings, and a way to make more.

Enter opens the meeting; on a day, or with N, a new one is made there with the delegates on our
side.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from wicco_desktop.foundation.formats import format_date_with_weekday, format_time_range
from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.records import KINDS
from wicco_desktop.services.delegations import Occasion, PlannedMeeting, ProgrammeDay
from wicco_desktop.services.titles import referred, title_of
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.delegation.inline_list import InlineList, ListFrame
from wicco_desktop.ui.delegation.plan_draft import PlanDraft
from wicco_desktop.ui.delegation.row_painter import InlineRow
from wicco_desktop.ui.forms.references import in_language
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.session import Session

DAY = "day:"
"""What the id of a heading begins with; the date follows."""


class ProgrammeSection(PanelSection):
    """The programme of the delegation shown."""

    kinds = ("delegation", "meeting", "note", "follow_up", "organisation")

    plan_wanted = Signal()
    """The visit is to be planned."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, N_("Programme"), parent)
        self._days: tuple[ProgrammeDay, ...] = ()
        self.plan = QPushButton(self)
        self.plan.setIcon(icon("calendar-days"))
        self.plan.clicked.connect(self.plan_wanted)
        self.head.addWidget(self.plan)
        self.list = InlineList(session.theme, self)
        self.frame = ListFrame((self.list,), self)
        self.empty = QLabel(self)
        self.empty.setProperty("look", "quiet")
        self.empty.setWordWrap(True)
        self.column.addWidget(self.frame)
        self.column.addWidget(self.empty)
        self.list.chosen.connect(self._chosen)
        self.list.side_chosen.connect(self._side_chosen)
        self.list.pressed_key.connect(self._key)
        self.retranslate()
        self._show(())

    @property
    def days(self) -> tuple[ProgrammeDay, ...]:
        """What is shown."""
        return self._days

    def refresh(self) -> None:
        """Read the programme."""
        self._show_plan()
        if self.saving is None:
            self._show(())
            return
        delegation, delegations = self.saving.id, self.session.workspace.delegations
        self.session.read(
            lambda: delegations.itinerary(delegation), self._show, owner=self, topic="programme"
        )

    def retranslate(self) -> None:
        super().retranslate()
        tr = self.session.language.tr
        self._show_plan()
        self.list.setAccessibleName(tr(N_("Programme")))
        self.list.setAccessibleDescription(tr(N_("Enter: open · N: new meeting on this day")))
        self._show(self._days)

    # What is shown

    def _show_plan(self) -> None:
        """The button says whether a plan was begun and not made."""
        saving = self.saving
        begun = saving is not None and PlanDraft.there_is(self.session.drafts, saving.id)
        label = N_("Go on planning…") if begun else N_("Plan the visit…")
        self.plan.setText(self.session.language.tr(label))

    def _show(self, days: Sequence[ProgrammeDay]) -> None:
        self._days = tuple(days)
        tr = self.session.language.tr
        rows: list[InlineRow] = []
        for day in days:
            rows.append(self._heading(day.date))
            rows += [self._row(occasion) for occasion in day.occasions]
        self.list.show_rows(rows)
        self.frame.setVisible(bool(rows))
        self.empty.setVisible(not any(day.occasions for day in days))
        if rows:
            told = N_(
                "No meetings yet. Plan the visit: type the hosts of each day one after another,"
                " and the meetings are made with their date, their host and the delegates."
            )
        else:
            told = N_("Fill in From and Until to see the days of the visit here.")
        self.empty.setText(tr(told))

    def _heading(self, day: str) -> InlineRow:
        tr, language = self.session.language.tr, self.session.language.language
        shown = format_date_with_weekday(day, language) if day else tr(N_("No date yet"))
        # Translators: beside each day of the programme of a visit.
        return InlineRow(DAY + day, shown, side=tr(N_("+ meeting")), heading=True)

    def _row(self, occasion: Occasion) -> InlineRow:
        code, meeting = self.session.code, occasion.meeting
        language = self.session.language
        title = title_of(meeting, code)
        host = referred(occasion.host, language.translator) if occasion.host is not None else ""
        kind = KINDS["meeting"].field("kind").choice(meeting["kind"])
        facts = [format_time_range(meeting.text("start"), meeting.text("end"))]
        text = title.text or host
        if not text:
            text = language.tr(kind.label if kind else KINDS["meeting"].label)
        elif title.text:
            facts.append(host or in_language(meeting, "place", code))
        if occasion.notes:
            facts.append(language.ntr(*NN_("{count} note", "{count} notes"), occasion.notes))
        if occasion.follow_ups:
            one, many = NN_("{count} follow-up", "{count} follow-ups")
            facts.append(language.ntr(one, many, occasion.follow_ups))
        return InlineRow(meeting.id, text, title.other, " · ".join(filter(None, facts)))

    # What the user does

    def _chosen(self, id_: str) -> None:
        if id_.startswith(DAY):
            self._begin_meeting(id_.removeprefix(DAY))
        else:
            self.session.open_record("meeting", id_)

    def _side_chosen(self, id_: str, _place: QPoint) -> None:
        self._begin_meeting(id_.removeprefix(DAY))

    def _key(self, id_: str, key: int) -> None:
        if key == Qt.Key.Key_N:
            day = id_.removeprefix(DAY) if id_.startswith(DAY) else self._day_of(id_)
            self._begin_meeting(day)

    def _day_of(self, meeting: str) -> str:
        return next(
            day.date
            for day in self._days
            if any(occasion.meeting.id == meeting for occasion in day.occasions)
        )

    def _begin_meeting(self, day: str) -> None:
        """Make a meeting on a day, the delegates on our side, and open it."""
        if self.saving is None:
            return
        self.saving.create_now()
        id_, delegations = self.saving.id, self.session.workspace.delegations
        planned = PlannedMeeting(day or None, None)
        self.session.write(lambda: delegations.plan(id_, [planned]), self._open_made, owner=self)

    def _open_made(self, written: Written) -> None:
        made = next(change for change in written.changes if change.kind == "meeting")
        self.session.open_record("meeting", made.record)
