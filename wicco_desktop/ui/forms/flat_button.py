"""A button that looks like a line of text: it stands left, is cut where it is too long."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QSizePolicy,
    QWidget,
)

from wicco_desktop.ui.icons import draw_icon

GAP = 6


class FlatButton(QAbstractButton):
    """Icon, text, and a quiet text after it; Enter, Space or a click."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        """``icon`` is the name of a Lucide icon, or empty."""
        super().__init__(parent)
        self._icon = icon
        self._detail = ""
        self._detail_colour: QPalette.ColorRole | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, detail: str = "") -> None:
        """What to show; all of it stands in the tool tip too."""
        self._detail = detail
        self.setText(text)
        whole = " · ".join(filter(None, (text, detail)))
        self.setToolTip(whole)
        self.setAccessibleName(whole)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text() + " " + self._detail) + 4 * GAP
        return QSize(width, metrics.height() + GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        if self.underMouse():
            painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.AlternateBase))
        place = self.rect()
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        if self._icon:
            side = self.fontMetrics().height() - 2
            square = QRect(place.left(), place.center().y() - side // 2 + 1, side, side)
            draw_icon(painter, square, self._icon, quiet)
            place.setLeft(square.right() + GAP)
        for text, colour in (
            (self.text(), palette.color(QPalette.ColorRole.WindowText)),
            (self._detail, quiet),
        ):
            if text and place.width() > 0:
                shown = self.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideRight, place.width()
                )
                painter.setPen(colour)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
                place.setLeft(place.left() + self.fontMetrics().horizontalAdvance(shown) + GAP)
        if self.hasFocus():
            painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
