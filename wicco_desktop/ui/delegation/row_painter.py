"""How a row of a short list is drawn: one or two lines, something at the right, or a heading."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
EDGE, GAP = 8, 6
SMALL = 0.92


@dataclass(frozen=True, slots=True)
class InlineRow:
    """What one row shows. ``side`` stands at the right and can be clicked."""

    id: str
    text: str
    other: str = ""
    detail: str = ""
    side: str = ""
    heading: bool = False


def _sized(font: QFont, share: float = 1.0, *, strong: bool = False) -> QFont:
    made = QFont(font)
    size = font.pixelSize() if font.pixelSize() > 0 else QFontMetrics(font).height()
    made.setPixelSize(max(1, round(size * share)))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


class RowPainter(QStyledItemDelegate):
    """Draws the rows. Only a list that has the focus marks its current row."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @property
    def _pad(self) -> int:
        return self._theme.steps(1.25)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        line = QFontMetrics(_sized(option.font, strong=True)).height()
        small = QFontMetrics(_sized(option.font, SMALL)).height()
        if row.heading:
            return QSize(60, small + 3 * self._pad)
        return QSize(60, 2 * self._pad + line + (small + 2 if row.detail else 0))

    def side_of(self, row: InlineRow, place: QRect, font: QFont) -> QRect:
        """Where what stands at the right is."""
        if not row.side:
            return QRect()
        width = QFontMetrics(_sized(font, SMALL)).horizontalAdvance(row.side) + 2 * GAP
        width = min(width, place.width() // 2)
        return QRect(place.right() - EDGE + GAP - width, place.top(), width, place.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        colours = self._theme.colours
        ink, quiet, accent = (QColor(c) for c in (colours.text, colours.quiet, colours.accent))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused:
            painter.fillRect(option.rect, QColor(colours.chosen))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(colours.hover))
        side = self.side_of(row, option.rect, option.font)
        inner = option.rect.adjusted(EDGE, self._pad, -EDGE, -self._pad)
        if row.side:
            inner.setRight(side.left() - GAP)
            colour = accent if row.heading else quiet
            self._write(painter, side, row.side, _sized(option.font, SMALL), colour, right=True)
        if row.heading:
            self._heading(painter, option, row, inner, quiet)
        else:
            self._lines(painter, option, row, inner, (ink, quiet))
        if focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()

    def _heading(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: InlineRow,
        inner: QRect,
        colour: QColor,
    ) -> None:
        if option.rect.top() > 0:
            painter.setPen(QColor(self._theme.colours.line))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        self._write(painter, inner, row.text, _sized(option.font, SMALL, strong=True), colour)

    def _lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: InlineRow,
        inner: QRect,
        colours: tuple[QColor, QColor],
    ) -> None:
        strong = _sized(option.font, strong=True)
        height = QFontMetrics(strong).height()
        first = QRect(inner.left(), inner.top(), inner.width(), height)
        used = self._write(painter, first, row.text, strong, colours[0])
        first.setLeft(first.left() + used + GAP)
        self._write(painter, first, row.other, _sized(option.font), colours[1])
        second = QRect(inner.left(), first.bottom() + 2, inner.width(), inner.bottom())
        second.setBottom(inner.bottom())
        self._write(painter, second, row.detail, _sized(option.font, SMALL), colours[1])

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        font: QFont,
        colour: QColor,
        *,
        right: bool = False,
    ) -> int:
        """Write a text, cut to the place; the width it took."""
        if not text or place.width() <= GAP:
            return 0
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(font)
        painter.setPen(colour)
        across = Qt.AlignmentFlag.AlignHCenter if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, across | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)
