"""Today: meetings next and latest, follow-ups that press, what is new."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.formats import format_date_with_weekday
from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.today import Overview, Today
from wicco_desktop.ui.empty_place import EmptyPlace
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.pages.today_rows import Group, dates_ahead
from wicco_desktop.ui.row_button import RowButton
from wicco_desktop.ui.session import Session

SIDE_BY_SIDE = 190
"""Steps of width from which on the two columns stand beside each other."""

WIDEST = 290
"""Steps: wider lines are not read at a glance."""


class TodayPage(Page):
    """The first page. Reads anew after every write while it is at the front."""

    kinds = ("meeting",)

    sample_wanted = Signal()
    """The user would like to see the sample visit."""

    def __init__(
        self, session: Session, clock: Clock = system_clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self._clock = clock
        workspace = session.workspace
        self._today = Today(
            workspace.store, workspace.titles, workspace.history, workspace.follow_ups
        )
        self._asked = False
        self._shown: Overview | None = None
        self._day = QLabel(self)
        self._day.setProperty("look", "name")
        self.to_come, self.past, self.overdue, self.soon, self.later, self.news = (
            Group(session, clock, self) for _ in range(6)
        )
        self.empty = EmptyPlace(
            session.language,
            "calendar-check",
            N_("Nothing recorded yet"),
            N_(
                "Your meetings, what is due and what others changed will be here. "
                "Begin with a meeting, or look at the sample visit."
            ),
            [
                (N_("New meeting"), lambda: session.new_record("meeting")),
                (N_("New contact"), lambda: session.new_record("contact")),
                (N_("Try the sample"), self.sample_wanted.emit),
            ],
            self,
        )
        self._arrange()
        for group in self._groups():
            group.opened.connect(session.open_record)
            group.done.connect(self._finish)
        session.written.connect(self._note_written)
        session.theme.changed.connect(self._fit)

    def activate(self) -> None:
        self._name()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        # Not at once: at a start the window is painted first, and keys are taken.
        QTimer.singleShot(0, self, self._read)

    def retranslate(self) -> None:
        self._name()
        if self._asked:  # what is being read just now comes in the other language
            self._shown = None
            self._read()

    def _name(self) -> None:
        self.area.setAccessibleName(self.session.language.tr(N_("Today")))

    def rows(self) -> list[RowButton]:
        """Every row shown, in the order of Tab."""
        return [row for group in self._groups() for row in group.rows]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The day may have turned while the window lay open in the background."""
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self._read()
        return super().eventFilter(watched, event)

    def _local_day(self) -> date:
        return self._clock().astimezone().date()

    def _groups(self) -> tuple[Group, ...]:
        return (self.to_come, self.past, self.overdue, self.soon, self.later, self.news)

    def _note_written(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self._asked = True
        day, code, language = self._local_day(), self.session.code, self.session.language.language
        today, now = self._today, self._clock()

        def read() -> Overview:
            overview = today.overview(day, code)
            dates_ahead(overview, day, now, language)
            return overview

        self.session.read(read, self._show, owner=self, topic="overview")

    def _show(self, overview: Overview) -> None:
        if overview == self._shown:
            return
        place = self._focused_place()
        self._shown = overview
        day, language = self._local_day(), self.session.language.language
        self._day.setText(format_date_with_weekday(day.isoformat(), language))
        self.to_come.show_meetings(N_("Next meetings"), overview.to_come, day)
        self.past.show_meetings(N_("Latest meetings"), overview.past, day)
        self.overdue.show_follow_ups(N_("Overdue"), overview.overdue, day, "decide")
        self.soon.show_follow_ups(N_("Due within a week"), overview.soon, day)
        self.later.show_follow_ups(N_("Later"), overview.later, day)
        self.news.show_news(N_("What is new"), overview.news)
        self._layers.setCurrentWidget(self.empty if overview.empty else self.area)
        self._focus(place)

    def _focused_place(self) -> tuple[int, int] | None:
        """Group and row that have the focus; the first row where the page itself has it."""
        focused = QApplication.focusWidget()
        for number, group in enumerate(self._groups()):
            for index, row in enumerate(group.rows):
                if focused is not None and focused in (row, group.boxes.get(row)):
                    return number, index
        return (0, 0) if focused in (self.area, self.empty) else None

    def _focus(self, place: tuple[int, int] | None) -> None:
        if place is None:
            return
        if self._layers.currentWidget() is self.empty:
            self.empty.buttons[0].setFocus()
            return
        group, index = place
        rows = self._groups()[group].rows or self.rows()
        if rows:
            rows[min(index, len(rows) - 1)].setFocus()

    def _finish(self, follow_up: str) -> None:
        follow_ups, day = self.session.workspace.follow_ups, self._local_day()
        self.session.write(lambda: follow_ups.set_status(follow_up, "done", day), owner=self)

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for group in (self.to_come, self.past, self.news):
            left.addWidget(group)
        for group in (self.overdue, self.soon, self.later):
            right.addWidget(group)
        for side in (left, right):
            side.setSpacing(0)
            side.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self._columns.setSpacing(32)
        self._inside = QWidget()
        self._inside.setProperty("look", "page")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(16)
        column.addWidget(self._day)
        column.addLayout(self._columns, 1)
        whole = QWidget()
        whole.setProperty("look", "page")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._inside, 1)
        row.addStretch(0)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(whole)
        self.area.setWidgetResizable(True)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.area)
        self._layers.addWidget(self.empty)

    def _fit(self) -> None:
        steps = self.session.theme.steps
        wide = self.width() >= steps(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._inside.setMaximumWidth(steps(WIDEST))
