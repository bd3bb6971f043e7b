"""One row of the navigation: a name with a count, or in a narrow window its icon alone.

Paints itself, since no style sheet puts two texts and their baselines into one button.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from wicco_desktop.ui.icons import ICON_SIZE, draw_icon
from wicco_desktop.ui.theme import Theme


class NavigationButton(QAbstractButton):
    """Text, count and icon in the colours of the theme; checked it stands out."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._count = ""
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._restyle)

    @property
    def count(self) -> str:
        """The number shown at the right, already formatted."""
        return self._count

    def set_count(self, count: str) -> None:
        """Show a number at the right; empty for none."""
        if count != self._count:
            self._count = count
            self.updateGeometry()
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, or the name and the count."""
        if compact != self._compact:
            self._compact = compact
            self._restyle()

    def sizeHint(self) -> QSize:
        steps = self._theme.steps
        if self._compact:
            return QSize(steps(10), steps(7))
        height = QFontMetrics(self._font(strong=True)).height()
        return QSize(self.named_width(), max(steps(8), height + steps(2)))

    def named_width(self) -> int:
        """How wide the row is with its name and count, whether they are shown now or not."""
        metrics = QFontMetrics(self._font(strong=True))
        width = metrics.horizontalAdvance(self.text()) + 2 * self._theme.steps(2.5)
        if self._count:
            width += self._theme.steps(3) + metrics.horizontalAdvance(self._count)
        return width

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, steps = self._theme.colours, self._theme.steps
        around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = colours.chosen if self.isChecked() else colours.hover
        lit = self.isChecked() or self.underMouse() or self.isDown()
        painter.setBrush(QColor(ground) if lit else Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent), 1) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(around, steps(1.5), steps(1.5))
        colour = QColor(colours.accent if self.isChecked() else colours.text)
        if self._compact:
            side = round(ICON_SIZE * self._theme.pixels() / 13)
            square = QRect(0, 0, side, side)
            square.moveCenter(self.rect().center())
            draw_icon(painter, square, self._icon, colour)
            return
        inside = self.rect().adjusted(steps(2.5), 0, -steps(2.5), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour)
        painter.setFont(self._font(strong=self.isChecked()))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | middle, self.text())
        if self._count:
            painter.setFont(self._font(strong=False))
            painter.setPen(QColor(colours.accent if self.isChecked() else colours.quiet))
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | middle, self._count)

    def _font(self, *, strong: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.pixels())
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
