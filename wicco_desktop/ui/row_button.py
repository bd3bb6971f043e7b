"""A record in one row of a page: its name, the other one smaller, and a quiet second line.

Paints itself and cuts what is too long, with the whole in the tooltip.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.theme import Theme


class RowButton(QAbstractButton):
    """Clicked or with Enter it opens; where it can be done, Space does it."""

    space_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._other = ""
        self._detail = ""
        self._meaning = ""
        self.strong = True
        """Whether the name is written in strong letters."""
        self.takes_space = False
        """Whether Space is a command of its own instead of a click."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_texts(self, name: str, other: str = "", detail: str = "", meaning: str = "") -> None:
        """Show a name, the other one, a second line in a colour that means something."""
        self._other, self._detail, self._meaning = other, detail, meaning
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(", ".join(filter(None, (name, other, detail))))
        whole = f"{name} {other}".strip()
        self.setToolTip(f"{whole}\n{detail}" if detail else whole)
        self.update()

    @property
    def detail(self) -> str:
        """The second line."""
        return self._detail

    def sizeHint(self) -> QSize:
        lines = 1.45 * (self._theme.pixels() + self._theme.pixels("small"))
        return QSize(self._theme.steps(60), round(lines) + self._theme.steps(3))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.steps(30), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Space and self.takes_space:
            if not event.isAutoRepeat():
                self.space_pressed.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, steps = self._theme.colours, self._theme.steps
        if self.underMouse() or self.hasFocus() or self.isDown():
            painter.setBrush(QColor(colours.hover))
            focused = self.hasFocus()
            painter.setPen(QPen(QColor(colours.accent), 1) if focused else Qt.PenStyle.NoPen)
            around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(around, steps(1.5), steps(1.5))
        inside = self.rect().adjusted(steps(2), steps(1.5), -steps(2), -steps(1.5))
        name = self.text().replace("&&", "&")
        first = QRect(inside.left(), inside.top(), inside.width(), round(inside.height() * 0.53))
        taken = self._write(painter, first, name, "text", colours.text, strong=self.strong)
        if self._other and taken < first.width():
            rest = first.adjusted(taken + steps(2), 0, 0, 0)
            self._write(painter, rest, self._other, "small", colours.quiet)
        second = inside.adjusted(0, first.height(), 0, 0)
        told = colours.meanings().get(self._meaning)
        self._write(painter, second, self._detail, "small", told.text if told else colours.quiet)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        pixels: str,
        colour: str,
        *,
        strong: bool = False,
    ) -> int:
        """Write a text cut to the rectangle; returns how wide it became."""
        font = QFont(self.font())
        font.setPixelSize(self._theme.pixels(pixels))
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)
