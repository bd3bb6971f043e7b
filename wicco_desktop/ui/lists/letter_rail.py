"""The letters a long list is grouped by, one below the other at its right: a press leaps there.

It takes no focus: with the keyboard one leaps from group to group in the list itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wicco_desktop.store.outline import Run
from wicco_desktop.ui.theme import Theme

LONG = 40
"""Records from which on a list has letters beside it."""

FEWEST = 4
"""Letters below which they help nobody."""

OTHER = "#"
"""What begins with no letter."""


class LetterRail(QWidget):
    """Knows no list: it says which group is wanted."""

    wanted = Signal(int)
    """The number of a group."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letters: list[tuple[str, int]] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def letters(self) -> list[str]:
        """What is shown, from above."""
        return [letter for letter, _number in self._letters]

    def show_runs(self, runs: Sequence[Run], records: int) -> None:
        """Show the letters of these groups; hidden where the list is short or they are few."""
        first: dict[str, int] = {}
        for number, run in enumerate(runs):
            letter = run.key[:1].upper()
            first.setdefault(letter if letter.isalpha() else OTHER, number)
        self._letters = list(first.items())
        self.setVisible(records >= LONG and len(self._letters) >= FEWEST)
        self.update()

    def mark(self, number: int) -> None:
        """The group that is in sight."""
        at = max((i for i, (_l, first) in enumerate(self._letters) if first <= number), default=-1)
        if at != self._at:
            self._at = at
            self.update()

    def wide(self) -> int:
        """The room it takes of the list."""
        return self._theme.steps(5) if not self.isHidden() else 0

    def place_of(self, letter: str) -> QRect:
        """Where a letter stands."""
        return self._place(self.letters.index(letter))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leap(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._leap(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.ground))
        font = QFont(self.font())
        font.setPixelSize(self._theme.pixels("tiny"))
        for at, (letter, _number) in enumerate(self._letters):
            here = at == self._at
            font.setWeight(QFont.Weight.Bold if here else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(colours.accent if here else colours.quiet))
            painter.drawText(self._place(at), Qt.AlignmentFlag.AlignCenter, letter)

    def _high(self) -> float:
        """The height of one letter: they lie close together, or share what room there is."""
        room = self.height() / max(1, len(self._letters))
        return min(room, self._theme.pixels("tiny") * 1.6)

    def _place(self, at: int) -> QRect:
        high = self._high()
        return QRect(0, round(at * high), self.width(), round(high))

    def _leap(self, event: QMouseEvent) -> None:
        if self._letters and event.buttons() & Qt.MouseButton.LeftButton:
            at = int(event.position().y() / max(1.0, self._high()))
            self.wanted.emit(self._letters[max(0, min(at, len(self._letters) - 1))][1])
