"""The calm bar for what the user should know: one sentence, perhaps one action, closed by Esc.

It takes no focus and blocks nothing. Two notices that say the same are one. What is only told
goes by itself after a while; what is to be mended stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.language import LanguageSwitch

MOST = 4
"""Notices shown at once; the oldest goes when there are more."""

PASSING = ("ours", "theirs")
"""Meanings of notices that go by themselves, unless the user is at them."""

SHOWN = 15_000
"""Milliseconds for which they are shown."""

ICONS = {
    "ours": "info",
    "theirs": "check",
    "decide": "triangle-alert",
    "unreadable": "circle-alert",
}


@dataclass(frozen=True, slots=True)
class Action:
    """What the user can do about it right there: the label (a message id) and what it does."""

    label: str
    act: Callable[[], None]
    reverses: int | None = None
    """The transaction that it takes back: once that is taken back, the notice is of no more use."""


class Notice(QFrame):
    """One notice: icon, sentence, action, close."""

    def __init__(
        self,
        switch: LanguageSwitch,
        told: Message,
        meaning: str,
        action: Action | None,
        bar: NoticeBar,
    ) -> None:
        super().__init__(bar)
        self.told = told
        self.reverses = action.reverses if action is not None else None
        self._switch = switch
        self._action = action
        self.setProperty("look", "notice")
        self.setProperty("meaning", meaning)
        sign = QLabel(self)
        sign.setPixmap(icon(ICONS[meaning]).pixmap(16, 16))
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("x"))
        self.close_button.clicked.connect(lambda: bar.remove(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self.sentence, 1)
        self.action_button: QPushButton | None = None
        if action is not None:
            self.action_button = QPushButton(self)
            self.action_button.clicked.connect(lambda: self._act(bar))
            row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        self._passing = QTimer(self, interval=SHOWN)
        self._passing.timeout.connect(lambda: self._pass(bar))
        if meaning in PASSING:
            self._passing.start()
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.sentence.setText(self._switch.text(self.told))
        self.setAccessibleName(self.sentence.text())
        close = self._switch.tr(N_("Close this notice"))
        self.close_button.setToolTip(close)
        self.close_button.setAccessibleName(close)
        if self.action_button is not None and self._action is not None:
            self.action_button.setText(self._switch.tr(self._action.label))

    def _pass(self, bar: NoticeBar) -> None:
        """Go, unless the user points at it or has the focus in it: then wait once more."""
        focused = QApplication.focusWidget()
        if not self.underMouse() and not (focused is not None and self.isAncestorOf(focused)):
            bar.remove(self)

    def _act(self, bar: NoticeBar) -> None:
        bar.remove(self)
        if self._action is not None:
            self._action.act()


class NoticeBar(QWidget):
    """The notices of one window, the newest at the foot. Hidden while there are none."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._notices: list[Notice] = []
        self._watched: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        switch.changed.connect(self.retranslate)
        self.hide()

    def notify(
        self, told: Message | str, meaning: str = "ours", action: Action | None = None
    ) -> Notice:
        """Show a notice.

        ``meaning`` is ``ours`` (to know), ``theirs`` (done), ``decide`` (to mend) or
        ``unreadable`` (a problem).
        """
        message = told if isinstance(told, Message) else Message(told)
        for notice in self._notices:
            if notice.told == message:
                self.remove(notice)
                break
        notice = Notice(self._switch, message, meaning, action, self)
        self._notices.append(notice)
        self._column.addWidget(notice)
        while len(self._notices) > MOST:
            self.remove(self._notices[0])
        self.show()
        self._watch_window()
        QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))
        return notice

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown, the oldest first."""
        return tuple(self._notices)

    def remove(self, notice: Notice) -> None:
        """Close one notice."""
        if notice in self._notices:
            self._notices.remove(notice)
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        if not self._notices:
            self.hide()

    def withdraw(self, told: Message) -> None:
        """Close the notice that says this, where there is one: it is settled."""
        for notice in self.notices:
            if notice.told == told:
                self.remove(notice)

    def note_taken_back(self, transaction: int) -> None:
        """Close what offers to take that transaction back: it was taken back by other means."""
        for notice in self.notices:
            if notice.reverses == transaction:
                self.remove(notice)

    def close_latest(self) -> bool:
        """Close the newest notice; returns whether there was one."""
        if not self._notices:
            return False
        self.remove(self._notices[-1])
        return True

    def retranslate(self) -> None:
        """Show every notice in the language of the interface."""
        for notice in self._notices:
            notice.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc that nothing else in the window wanted closes the newest notice."""
        if (
            watched is self._watched
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.close_latest()
        ):
            return True
        return super().eventFilter(watched, event)

    def _watch_window(self) -> None:
        window = self.window()
        if window is not self._watched:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            self._watched = window
            window.installEventFilter(self)
