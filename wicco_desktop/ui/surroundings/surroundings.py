"""The quiet column on the right: last time, what is still open, recent changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.formats import format_ago
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.forms.flat_button import FlatButton
from wicco_desktop.ui.forms.linked_rows import LinkedRow
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.around import (
    Around,
    AroundReading,
    OpenFollowUp,
    Part,
    RecentChange,
)
from wicco_desktop.ui.surroundings.history_dialog import HistoryDialog

OFTEN = 30_000
"""Milliseconds after which *2 min ago* is told anew."""


class Surroundings(QWidget):
    """Shows what surrounds one record; read in the background, after every write anew."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("look", "panel")
        self._reading = AroundReading(session)
        self._record: tuple[str, str] | None = None
        self._around = Around()
        self._dialog: HistoryDialog | None = None
        self._content = QWidget(self)
        self._content.setProperty("look", "page")
        self._column = QVBoxLayout(self._content)
        area = QScrollArea(self)
        area.setWidget(self._content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(area)
        self._clock = QTimer(self)
        self._clock.setInterval(OFTEN)
        self._clock.timeout.connect(self._build)
        self._clock.start()
        session.written.connect(self._hear)
        session.language.changed.connect(self._speak)
        session.theme.changed.connect(self._build)
        self._build()

    def show_record(self, kind: str, id_: str) -> None:
        """Show what surrounds another record, perhaps one that is not in the database yet."""
        if self._record != (kind, id_):
            self._record = (kind, id_)
            self._show(Around())
        self.refresh()

    def clear(self) -> None:
        """Show nothing."""
        self._record = None
        self._show(Around())

    def refresh(self) -> None:
        """Read anew."""
        if self._record is None:
            return
        (kind, id_), reading = self._record, self._reading
        self.session.read(lambda: reading.read(kind, id_), self._show, owner=self, topic="around")

    def show_history(self) -> None:
        """Open the whole history of the record."""
        if self._record is None:
            return
        if self._dialog is None:
            self._dialog = HistoryDialog(self.session, self.window())
        self._dialog.show_record(*self._record)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @property
    def history_dialog(self) -> HistoryDialog | None:
        """The dialog, once it was opened."""
        return self._dialog

    def _speak(self) -> None:
        # At once, also where what is read anew is the same: its words are not.
        self._build()
        self.refresh()

    def _hear(self, _written: Written) -> None:
        self.refresh()

    def _show(self, around: Around) -> None:
        if around != self._around:
            self._around = around
            self._build()

    # Building it

    def _build(self) -> None:
        focused = next((w for w in self._content.findChildren(QWidget) if w.hasFocus()), None)
        at = focused.accessibleName() if focused else ""
        self._empty()
        self._fill()
        for widget in self._content.findChildren(QWidget):
            if at and not widget.isHidden() and widget.accessibleName() == at:
                widget.setFocus()
                break

    def _empty(self) -> None:
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fill(self) -> None:
        steps = self.session.theme.steps
        self._column.setContentsMargins(steps(3.5), steps(4), steps(3.5), steps(4))
        self._column.setSpacing(steps(1))
        for part in self._around.parts:
            self._add_part(part)
        if self._around.follow_ups:
            self._add_heading(N_("Still open"))
            for follow_up in self._around.follow_ups:
                self._add_follow_up(follow_up)
        if self._around.changes:
            self._add_heading(N_("Recent changes"))
            for change in self._around.changes:
                self._add_change(change)
            self._add_history_link()
        self._column.addStretch(1)

    def _add_heading(self, heading: str) -> None:
        label = QLabel(self.session.language.tr(heading), self._content)
        label.setProperty("look", "heading")
        label.setWordWrap(True)
        if self._column.count():
            self._column.addSpacing(self.session.theme.steps(2))
        self._column.addWidget(label)

    def _add_part(self, part: Part) -> None:
        self._add_heading(part.heading)
        for row in part.rows:
            self._column.addWidget(self._row(row))
            if row.detail:
                self._column.addWidget(self._quiet(row.detail))

    def _row(self, row: LinkedRow) -> FlatButton:
        button = FlatButton(parent=self._content)
        button.show_text(row.text)
        button.clicked.connect(lambda: self.session.open_record(row.kind, row.id))
        return button

    def _add_follow_up(self, follow_up: OpenFollowUp) -> None:
        line = QWidget(self._content)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.session.theme.steps(1))
        box = QCheckBox(line)
        tr = self.session.language.tr
        # Translators: what a check box beside a follow-up does, for screen readers.
        box.setAccessibleName(tr(N_("Done: {what}"), what=follow_up.what))
        box.clicked.connect(lambda: self._set_done(follow_up.id))
        button = FlatButton(parent=line)
        button.show_text(follow_up.what)
        button.clicked.connect(lambda: self.session.open_record("follow_up", follow_up.id))
        layout.addWidget(box)
        layout.addWidget(button, 1)
        self._column.addWidget(line)
        if follow_up.due:
            due = tr(N_("due {date}"), date=follow_up.due)
            if follow_up.overdue:
                due = tr(N_("overdue: {date}"), date=follow_up.due)
            label = self._quiet(due)
            if follow_up.overdue:
                label.setProperty("meaning", "decide")
            label.setIndent(self.session.theme.steps(7.5))
            self._column.addWidget(label)

    def _add_change(self, change: RecentChange) -> None:
        switch = self.session.language
        told = switch.text(change.told)
        told = told[:1].upper() + told[1:]  # what kind of note it is: a word of ours, no name
        if change.more:
            told = switch.tr(N_("{change} and {count} more"), change=told, count=change.more)
        now = parse_moment(self.session.workspace.store.now())
        ago = format_ago(change.at, now, switch.language)
        self._column.addWidget(
            self._quiet(told + "\n" + " · ".join(filter(None, (change.who, ago))))
        )

    def _add_history_link(self) -> None:
        button = QPushButton(self.session.language.tr(N_("Show history")), self._content)
        button.setProperty("look", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self.show_history)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text, self._content)
        label.setProperty("look", "quiet")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _set_done(self, id_: str) -> None:
        workspace = self.session.workspace
        today = parse_moment(workspace.store.now()).astimezone().date()
        self.session.write(lambda: workspace.follow_ups.set_status(id_, "done", today), owner=self)
