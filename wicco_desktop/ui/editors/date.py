"""A calendar date, typed freely, or picked from a calendar; the value is a partial ISO date."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.dates import date_span
from wicco_desktop.foundation.formats import format_date_with_weekday
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.editors.read import ReadEditor, Show
from wicco_desktop.ui.icons import Role, icon
from wicco_desktop.ui.language import LanguageSwitch


class DateEditor(ReadEditor):
    """A line that reads dates in many forms; Alt+Down or its button opens the calendar."""

    def __init__(
        self,
        switch: LanguageSwitch,
        parse: Callable[[str], str],
        parent: QWidget | None = None,
        *,
        show: Show = format_date_with_weekday,
    ) -> None:
        """``parse`` reads a text (relative to today) and raises UserError for what is no date."""
        self._open = QAction(icon("calendar", Role.PlaceholderText), "")
        super().__init__(switch, parse, show, parent)
        self._open.setParent(self)
        self._open.triggered.connect(self.open_calendar)
        self.line.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._calendar: QCalendarWidget | None = None
        self._frame: QFrame | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        # Translators: tooltip of the button that opens a calendar to pick a date from.
        self._open.setText(self._switch.tr(N_("Calendar (Alt+Down)")))
        super().retranslate()

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The calendar, once it was opened."""
        return self._calendar

    def open_calendar(self) -> None:
        """Open the calendar at the date that stands in the field."""
        if self._calendar is None or self._frame is None:
            self._frame = QFrame(self, Qt.WindowType.Popup)
            self._frame.setProperty("look", "suggestions")
            self._calendar = QCalendarWidget(self._frame)
            self._calendar.setVerticalHeaderFormat(
                QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
            )
            for name, sign in (("prev", "chevron-left"), ("next", "chevron-right")):
                arrow = self._calendar.findChild(QToolButton, f"qt_calendar_{name}month")
                if arrow is not None:
                    arrow.setIcon(icon(sign))
            self._calendar.activated.connect(self._picked)
            self._calendar.clicked.connect(self._picked)
            inside = QVBoxLayout(self._frame)
            inside.setContentsMargins(4, 4, 4, 4)
            inside.addWidget(self._calendar)
        self._calendar.setLocale(QLocale(self._switch.language.locale))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        # Qt's weekend is red in any theme.
        weekend = QTextCharFormat()
        weekend.setForeground(self.palette().color(Role.PlaceholderText))
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day_of_week, weekend)
        self._calendar.setAccessibleName(self.line.accessibleName())
        value = self.value()
        day = date_span(value)[0] if value else None
        today = QDate.currentDate()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day) if day else today)
        self._frame.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        self._frame.show()
        self._calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        if self._frame is not None and self._frame.isVisible():
            self._frame.close()
            self.line.setFocus()
            self.choose(day.toString(Qt.DateFormat.ISODate))
