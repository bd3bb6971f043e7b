"""One record within a field that holds several: its names, what tells it apart, a way to go."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.icons import draw_icon

Role = QPalette.ColorRole
EDGE, GAP = 10, 5


class Chip(QAbstractButton):
    """A rounded label. Enter, Space or a click opens; Delete, Backspace or its cross removes."""

    removed = Signal()
    moved_on = Signal(int)
    """The user goes to the next (1) or the previous (-1) chip."""

    def __init__(self, entry: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_entry(entry)

    def show_entry(self, entry: Suggestion) -> None:
        """Show the record anew, as after a change of language."""
        self.entry = entry
        self.setText(" ".join(part for part, _, _ in self._parts()))
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = 2 * EDGE + self._cross() - 2
        for text, font, _ in self._parts():
            width += QFontMetrics(font).horizontalAdvance(text) + GAP
        return QSize(width, self.fontMetrics().height() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved_on.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross_place().adjusted(-4, -4, 4, 4).contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(palette.color(Role.Accent if self.hasFocus() else Role.Midlight))
        painter.setBrush(palette.color(Role.AlternateBase if self.underMouse() else Role.Window))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        cross = self._cross_place()
        place = self.rect().adjusted(EDGE, 0, 0, 0)
        place.setRight(cross.left() - GAP)
        for text, font, colour in self._parts():
            if place.width() > 0:
                metrics = QFontMetrics(font)
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
                painter.setFont(font)
                painter.setPen(colour)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
                place.setLeft(place.left() + metrics.horizontalAdvance(shown) + GAP)
        draw_icon(painter, cross, "x", palette.color(Role.PlaceholderText))
        painter.end()

    def _parts(self) -> list[tuple[str, QFont, QColor]]:
        palette, own = self.palette(), self.font()
        small = QFont(own)
        small.setPixelSize(max(1, round(self.fontInfo().pixelSize() * 0.85)))
        if self.entry.deleted:
            own.setStrikeOut(True)
        text, quiet = palette.color(Role.Text), palette.color(Role.PlaceholderText)
        parts = [
            (self.entry.title, own, quiet if self.entry.deleted else text),
            (self.entry.other_title, own, quiet if self.entry.deleted else text),
            (self.entry.detail, small, quiet),
        ]
        return [part for part in parts if part[0]]

    def _cross(self) -> int:
        return max(10, round(self.fontMetrics().height() * 0.7))

    def _cross_place(self) -> QRect:
        side = self._cross()
        return QRect(self.width() - EDGE - side + 2, (self.height() - side) // 2, side, side)
