"""How a value is drawn beside another: what is taken has a filled mark and strong letters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
TAKEN = int(Qt.ItemDataRole.UserRole)
"""Whether the value of a cell is taken; None where the cell is no choice."""

_FLAGS = int(
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignTop
    | Qt.TextFlag.TextWrapAnywhere
    | Qt.TextFlag.TextWordWrap
)
_MOST_LINES = 6
"""Lines of one value; the whole is in the tooltip."""


class ChoiceDelegate(QStyledItemDelegate):
    """The label of a line quiet, the values with a mark each."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        steps = self._theme.steps
        width = self._table.columnWidth(index.column())
        text = str(index.data() or "")
        metrics = QFontMetrics(self._font(index, strong=True))
        room = QRect(0, 0, max(1, width - self._left(index) - steps(2)), 100_000)
        height = metrics.boundingRect(room, _FLAGS, text).height()
        most = _MOST_LINES * metrics.lineSpacing()
        return QSize(width, max(metrics.lineSpacing(), min(height, most)) + steps(3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, steps, rect = self._theme.colours, self._theme.steps, option.rect
        taken = index.data(TAKEN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(colours.chosen))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and self._table.hasFocus():
            self._draw_focus(painter, rect, index)
        if taken is not None:
            self._draw_mark(painter, rect, taken=bool(taken))
        inside = rect.adjusted(self._left(index), round(steps(1.5)), -steps(2), -steps(1))
        painter.setFont(self._font(index, strong=bool(taken)))
        painter.setPen(QColor(colours.text if taken else colours.quiet))
        painter.setClipRect(inside)
        painter.drawText(inside, _FLAGS, str(index.data() or ""))
        painter.restore()

    def _left(self, index: Index) -> int:
        """Where the text begins: beside the mark."""
        return self._theme.steps(5 if index.column() == 0 else 7.5)

    def _font(self, index: Index, *, strong: bool) -> QFont:
        font = QFont(self._table.font())
        font.setPixelSize(self._theme.pixels("text" if index.column() else "small"))
        if strong and index.column():
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _draw_mark(self, painter: QPainter, rect: QRect, *, taken: bool) -> None:
        colours, steps = self._theme.colours, self._theme.steps
        side = steps(3)
        top = rect.top() + steps(1.5) + (round(self._theme.pixels() * 1.4) - side) // 2
        mark = QRectF(rect.left() + steps(2.5), top, side, side)
        painter.setPen(QPen(QColor(colours.accent if taken else colours.quiet), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark)
        if taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            inset = side / 4
            painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))

    def _draw_focus(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A frame around the whole line, drawn cell by cell."""
        painter.setPen(QPen(QColor(self._theme.colours.accent), 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == 0:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
