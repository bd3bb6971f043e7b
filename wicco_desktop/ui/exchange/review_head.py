"""Above a review: what came back, where it is from, and what can be done with the whole of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.formats import format_day_of_month
from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.services.review.model import Origin
from wicco_desktop.ui.exchange.elided_label import ElidedLabel
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.language import LanguageSwitch

COUNTED = {
    "contact": NN_("{count} contact", "{count} contacts"),
    "organisation": NN_("{count} organisation", "{count} organisations"),
    "meeting": NN_("{count} meeting", "{count} meetings"),
    "event": NN_("{count} event", "{count} events"),
    "follow_up": NN_("{count} follow-up", "{count} follow-ups"),
}
RECORDS = NN_("{count} record", "{count} records")

APPLY = NN_("Apply {count} change", "Apply {count} changes")


class ReviewHead(QWidget):
    """Title, origin, buttons."""

    comments_wanted = Signal()
    skip_wanted = Signal()
    apply_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._file = ""
        self._origin = Origin()
        self._kinds: tuple[str, ...] = ()
        self._changes = 0
        self._touched = False
        self._days: tuple[str, str] = ("", "")
        self.title, self.origin = ElidedLabel(self), ElidedLabel(self)
        self.title.setProperty("look", "name")
        self.origin.setProperty("look", "quiet")
        self.comments, self.skip, self.apply = (QPushButton(self) for _ in range(3))
        self.apply.setProperty("look", "primary")
        self.close_ = QToolButton(self)
        self.close_.setIcon(icon("x"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.origin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.comments, self.skip, self.apply):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self.close_)
        self.comments.clicked.connect(self.comments_wanted)
        self.skip.clicked.connect(self.skip_wanted)
        self.apply.clicked.connect(self.apply_wanted)
        self.close_.clicked.connect(self.close_wanted)
        switch.changed.connect(self.retranslate)

    def show_origin(
        self, file: str, origin: Origin, kinds: tuple[str, ...], days: tuple[str, str]
    ) -> None:
        """Say what came back: its name, the export it returns, the kinds that are in it.

        ``days``: when it was exported, when it was applied before (ISO, empty if never).
        """
        self._file, self._origin, self._kinds, self._days = file, origin, kinds, days
        self.retranslate()

    def show_changes(self, changes: int, *, touched: bool) -> None:
        """Say how much would be written; ``touched``: something was decided, if only to keep."""
        self._changes, self._touched = changes, touched
        self.retranslate()

    def enable(self, ready: bool, *, apply: bool = False, rows: bool = False) -> None:
        """Whether the buttons can be used: ``rows`` says whether there is anything to look at."""
        self.apply.setEnabled(ready and apply)
        self.skip.setEnabled(ready and rows)
        self.comments.setEnabled(ready and rows)
        self.close_.setEnabled(ready)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr, ntr = self._switch.tr, self._switch.ntr
        self.title.setText(tr(N_("Returned workbook: {file}"), file=self._file))
        self.origin.setText(" · ".join(self._told()))
        self.comments.setText(tr(N_("Save with comments")))
        self.comments.setToolTip(tr(N_("The partner’s own workbook, with what is to be settled")))
        self.skip.setText(tr(N_("Skip all")))
        nothing = N_("Finish without changes") if self._touched else N_("Nothing to apply")
        self.apply.setText(ntr(*APPLY, self._changes) if self._changes else tr(nothing))
        close = tr(N_("Close the review; nothing is written"))
        self.close_.setToolTip(close)
        self.close_.setAccessibleName(close)

    def _told(self) -> list[str]:
        tr, ntr = self._switch.tr, self._switch.ntr
        exported, applied = (
            format_day_of_month(day, self._switch.language) if day else "" for day in self._days
        )
        told = []
        if exported:
            counted = COUNTED.get(self._kinds[0], RECORDS) if len(self._kinds) == 1 else RECORDS
            records = ntr(*counted, self._origin.exported_rows)
            # Translators: {date} is a day, {records} such as "42 contacts".
            told.append(tr(N_("exported {date}, {records}"), date=exported, records=records))
            told.append(tr(N_("returned today")))
        else:
            told.append(tr(N_("no export of ours: compared with what is here now")))
        if applied:
            told.append(tr(N_("applied before, on {date}"), date=applied))
        return told
