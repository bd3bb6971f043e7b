"""Plan the visit: for each day the hosts, typed one after another; then the meetings are made.

Enter takes the host and goes to the next line, on an empty line to the next day; Ctrl+Enter makes
the meetings, in one transaction, with the delegates on our side.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.records import Value
from wicco_desktop.services.delegations import PlannedMeeting, ProgrammeDay, days_of
from wicco_desktop.store.edits import Create, Written
from wicco_desktop.ui.delegation.day_plan import DayPlan, HostLine
from wicco_desktop.ui.delegation.plan_draft import PlanDraft
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.session import Session

WIDTH, HEIGHT = 130, 130
"""Size of the sheet in steps of spacing, where the window has the room."""


class PlanDialog(QDialog):
    """The sheet. ``planned`` tells the first of the meetings made, by day."""

    planned = Signal(str)

    def __init__(
        self,
        session: Session,
        references: References,
        delegation: str,
        values: Mapping[str, Value],
        parent: QWidget | None = None,
        *,
        exists: bool = True,
    ) -> None:
        """``values`` are those of the delegation as they stand in the form.

        ``exists``: whether it is in the database, and not on its way there.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self._references = references
        self._delegation = delegation
        self._made: dict[str, Create] = {}
        dates = [str(values.get(key) or "") for key in ("start", "end")]
        days = days_of(*dates) or [""]
        self.dated = days != [""]
        self.days = [DayPlan(session, day, references, self) for day in days]
        self.explained = QLabel(self)
        self.explained.setProperty("look", "quiet")
        self.explained.setWordWrap(True)
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(ok | cancel, self)
        self.make = self.buttons.button(ok)
        restyle(self.make, "look", "primary")
        self.make.setAutoDefault(False)
        self.buttons.button(cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self.make_meetings)
        self.buttons.rejected.connect(self._give_up)
        self._arrange()
        self._connect()
        self.retranslate()
        self._count()
        self._fit()
        delegations = session.workspace.delegations
        session.read(
            lambda: delegations.itinerary(delegation), self._show_present, owner=self, topic="days"
        )
        self._draft = PlanDraft(session.drafts, delegation, None if exists else values)
        self._restore()
        self.days[0].lines[-1].setFocus()
        for day in self.days:
            day.typed.connect(self._keep_draft)

    @property
    def plan(self) -> list[PlannedMeeting]:
        """The meetings as planned so far."""
        return [
            PlannedMeeting(day.date or None, line.host, id=line.meeting)
            for day in self.days
            for line in day.lines
            if line.host is not None
        ]

    def make_meetings(self) -> None:
        """Make them; a text that is linked to no organisation is pointed at instead."""
        loose = next((line for day in self.days for line in day.lines if line.loose), None)
        if loose is not None:
            loose.setFocus()
            self.explained.setText(self._tr(N_("Pick this host from the list, or create it.")))
            return
        plan = self.plan
        if not plan:
            self.days[0].lines[0].setFocus()
            return
        used = {meeting.host for meeting in plan}
        made = [create for id_, create in self._made.items() if id_ in used]
        delegations, delegation = self.session.workspace.delegations, self._delegation
        self.make.setEnabled(False)
        self.session.write(
            lambda: delegations.plan(delegation, plan, made=made),
            self._done,
            self._failed,
            owner=self,
        )

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.setWindowTitle(self._tr(N_("Plan the visit")))
        explained = N_(
            "Type a host and Enter, then the next one. Enter on an empty line goes to the next day."
        )
        if not self.dated:
            explained = N_(
                "Type a host and Enter, then the next one. With From and Until filled in, the"
                " visit is planned day by day."
            )
        self.explained.setText(self._tr(explained))
        self._count()

    def _tr(self, id_: str) -> str:
        return self.session.language.tr(id_)

    def _arrange(self) -> None:
        inside = QWidget(self)
        inside.setProperty("look", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(self.session.theme.steps(3))
        for day in self.days:
            column.addWidget(day)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        margin = self.session.theme.steps(5)
        whole.setContentsMargins(margin, margin, margin, self.session.theme.steps(4))
        whole.setSpacing(self.session.theme.steps(3))
        whole.addWidget(self.explained)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.buttons)

    def _connect(self) -> None:
        for day in self.days:
            day.changed.connect(self._count)
            day.left_below.connect(self._next_day)
            day.left_above.connect(self._day_before)
            day.line_focused.connect(self._bring_into_view)
            day.create_requested.connect(self._create)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.make_meetings)
        self.session.language.changed.connect(self.retranslate)

    def _fit(self) -> None:
        steps = self.session.theme.steps
        room = self.screen().availableSize()
        parent = self.parentWidget()
        if parent is not None:
            room = room.boundedTo(parent.window().size())
        self.resize(min(steps(WIDTH), room.width() - 24), min(steps(HEIGHT), room.height() - 24))

    def _show_present(self, days: list[ProgrammeDay]) -> None:
        """Say which meetings there are already."""
        present = {day.date: day for day in days}
        for day in self.days:
            if day.date in present:
                day.show_present(present[day.date].occasions)

    def _create(self, line: HostLine, name: str) -> None:
        """A host that is not in the database yet; typed twice, it is the same one."""
        made = next(
            (made for made in self._made.values() if name in made.values.values()), None
        ) or self._references.make("organisation", name)
        self._made[made.id] = made
        line.take(made.id)

    def _give_up(self) -> None:
        """Cancel takes the plan away; one that is only closed can be gone on with."""
        self._draft.remove()
        self.reject()

    def _restore(self) -> None:
        """Go on where the program ended: what was typed then stands in its days."""
        kept, store = self._draft.take(), self.session.workspace.store
        self._made |= kept.made
        dates = {day.date for day in self.days}
        for number, day in enumerate(self.days):
            lines = list(kept.days.get(day.date, ()))
            if not number:  # what was typed for days that are no more
                lines += [line for date in kept.days.keys() - dates for line in kept.days[date]]
            day.restore(
                line
                for line in lines
                if line.meeting is None or store.get("meeting", line.meeting) is None
            )

    def _keep_draft(self) -> None:
        self._draft.keep({day.date: day.kept() for day in self.days}, self._made.values())

    def _count(self) -> None:
        count = len(self.plan)
        one, many = NN_("Make {count} meeting", "Make {count} meetings")
        told = (
            self.session.language.ntr(one, many, count)
            if count
            else self._tr(N_("Make the meetings"))
        )
        self.make.setText(told)
        self.make.setEnabled(count > 0)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self._tr(N_("Cancel")))

    def _next_day(self, day: DayPlan) -> None:
        at = self.days.index(day) + 1
        if at < len(self.days):
            self.days[at].lines[0].setFocus()
        else:
            self.make.setFocus()

    def _day_before(self, day: DayPlan) -> None:
        at = self.days.index(day) - 1
        if at >= 0:
            self.days[at].lines[-1].setFocus()

    def _bring_into_view(self, line: QWidget) -> None:
        self.area.ensureWidgetVisible(line, 0, 24)

    def _done(self, written: Written) -> None:
        made = [
            (str(change.new.get("date") or "9999"), change.n, change.record)
            for change in written.changes
            if change.kind == "meeting" and isinstance(change.new, Mapping)
        ]
        self._draft.remove()
        self.accept()
        if made:
            self.planned.emit(min(made)[2])

    def _failed(self, error: BaseException) -> None:
        self._count()
        self.session.errors.show(error)
