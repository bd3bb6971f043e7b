"""The groups of the first page: a heading with the rows under it, each row a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import Clock, parse_moment
from wicco_desktop.foundation.formats import (
    format_ago,
    format_date_with_weekday,
    format_due,
    format_time_range,
)
from wicco_desktop.foundation.languages import Language
from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.services.titles import UNNAMED
from wicco_desktop.services.today import FollowUpLine, MeetingLine, NewsLine, Overview
from wicco_desktop.ui.row_button import RowButton
from wicco_desktop.ui.session import Session


def dates_ahead(overview: Overview, today: date, now: datetime, language: Language) -> None:
    """Put the dates into words that rows will show, off the window's thread.

    They are only looked up then; the first of all loads what dates are told with.
    """
    format_date_with_weekday(today.isoformat(), language)
    for meeting in (*overview.to_come, *overview.past):
        _day_of(meeting, today, language)
    for line in (*overview.overdue, *overview.soon, *overview.later):
        if line.due:
            format_due(line.due, today, language)
    for news in overview.news:
        format_ago(parse_moment(news.at), now, language)


def _day_of(line: MeetingLine, today: date, language: Language) -> str:
    if line.day != today.isoformat() and len(line.day) == len("2022-11-23"):
        return format_date_with_weekday(line.day, language)
    return format_due(line.day, today, language)


class Group(QWidget):
    """A heading and rows; hidden while it has none."""

    opened = Signal(str, str)
    """Kind and id of a record to be opened."""

    done = Signal(str)
    """Id of a follow-up that is done."""

    def __init__(self, session: Session, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self.heading = QLabel(self)
        self.heading.setProperty("look", "heading")
        self.heading.setContentsMargins(0, 0, 0, 4)
        self.rows: list[RowButton] = []
        self.boxes: dict[RowButton, QCheckBox] = {}
        """The boxes of the rows that can be done."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)
        self._made: list[QWidget] = []

    def show_meetings(self, heading: str, lines: Sequence[MeetingLine], today: date) -> None:
        """Show meetings, those of today in the colour of what presses."""
        self._begin(heading, bool(lines))
        language = self._session.language
        for line in lines:
            day = _day_of(line, today, language.language)
            times = format_time_range(line.start, line.end)
            detail = " · ".join(filter(None, (_sentence(day), times, line.host)))
            row = self._row(line.title.text, line.title.other, detail)
            row.clicked.connect(
                lambda _checked=False, id_=line.id: self.opened.emit("meeting", id_)
            )

    def show_follow_ups(
        self, heading: str, lines: Sequence[FollowUpLine], today: date, meaning: str = ""
    ) -> None:
        """Show follow-ups, each with a box to mark it done."""
        self._begin(heading, bool(lines))
        language = self._session.language
        for line in lines:
            due = format_due(line.due, today, language.language) if line.due else ""
            # Translators: {date} is the day something is due, such as "30 Nov" or "tomorrow".
            told = language.tr(N_("due {date}"), date=due) if due else ""
            detail = " · ".join(filter(None, (_sentence(told), line.owner, line.organisation)))
            box = QCheckBox(self)
            box.setAccessibleName(language.tr(N_("Done: {what}"), what=line.title.text))
            box.setToolTip(language.tr(N_("Done (Space)")))
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row = self._row(line.title.text, line.title.other, detail, meaning, box)
            row.takes_space = True
            self.boxes[row] = box
            row.clicked.connect(
                lambda _checked=False, id_=line.id: self.opened.emit("follow_up", id_)
            )
            row.space_pressed.connect(box.click)
            box.clicked.connect(lambda _checked=False, id_=line.id: self.done.emit(id_))

    def show_news(self, heading: str, lines: Sequence[NewsLine]) -> None:
        """Show what was changed, by whom, on which device, when."""
        self._begin(heading, bool(lines))
        language = self._session.language
        for line in lines:
            ago = format_ago(parse_moment(line.at), self._clock(), language.language)
            one, many = NN_("{count} change", "{count} changes")
            count = language.ntr(one, many, line.changes) if line.changes > 1 else ""
            who = " · ".join(filter(None, (line.who, line.device)))
            told = language.sentence(line.told)
            row = self._row(told, "", " · ".join(filter(None, (ago, who, count))))
            row.strong = False
            if line.record is None:
                row.setEnabled(False)
            else:
                key = line.record
                row.clicked.connect(lambda _checked=False, key=key: self.opened.emit(*key))

    def _begin(self, heading: str, shown: bool) -> None:
        for widget in self._made:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made.clear()
        self.rows.clear()
        self.boxes.clear()
        self.heading.setText(self._session.language.tr(heading))
        self.setVisible(shown)

    def _row(
        self, name: str, other: str, detail: str, meaning: str = "", box: QCheckBox | None = None
    ) -> RowButton:
        row = RowButton(self._session.theme, self)
        row.show_texts(name or self._session.language.tr(UNNAMED), other, detail, meaning)
        self.rows.append(row)
        whole: QWidget = row
        if box is not None:
            whole = QWidget(self)
            line = QHBoxLayout(whole)
            line.setContentsMargins(8, 0, 0, 0)
            line.setSpacing(0)
            line.addWidget(box)
            line.addWidget(row, 1)
        self._made.append(whole)
        self._column.addWidget(whole)
        return row


def _sentence(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]
