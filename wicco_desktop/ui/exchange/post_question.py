"""A changed title or organisation: a new post from a day on, or a correction of the present one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.editors.date import DateEditor
from wicco_desktop.ui.language import LanguageSwitch


class PostQuestion(QWidget):
    """Two answers, the first with a date."""

    answered = Signal(object)
    """The day (ISO) on which the new post begins; None: it is a correction."""

    def __init__(
        self,
        switch: LanguageSwitch,
        parse_date: Callable[[str], str],
        today: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._today = today
        self.question = QLabel(self)
        self.question.setProperty("look", "heading")
        self.question.setWordWrap(True)
        self.new, self.correction = QRadioButton(self), QRadioButton(self)
        self.day = DateEditor(switch, parse_date, self)
        self.day.set_label(N_("New post from"))
        self.told = QLabel(self)
        self.told.setProperty("look", "quiet")
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.question, self.new, self.day, self.correction, self.told):
            column.addWidget(part)
        self.new.clicked.connect(self._begin_new)
        self.correction.clicked.connect(lambda: self.answered.emit(None))
        self.day.committed.connect(self._begin_new)
        switch.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def ask(self, day: str | None) -> None:
        """Show what was answered last: the day, or None for a correction."""
        self.new.setChecked(day is not None)
        self.correction.setChecked(day is None)
        self.day.setEnabled(day is not None)
        if day is not None:
            self.day.set_value(day)
        self.show()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.question.setText(tr(N_("Title or organisation changed")))
        self.new.setText(tr(N_("New post from")))
        self.correction.setText(tr(N_("Correction")))
        self.told.setText(
            tr(N_("With a new post the old one ends, and the minutes of past meetings keep it."))
        )

    def _begin_new(self) -> None:
        self.answered.emit(self.day.value() or self._today())
