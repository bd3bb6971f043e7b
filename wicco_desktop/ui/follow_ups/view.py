"""The rows of follow-ups, each with a box to tick.

Space ticks, D drops. The view takes no composed text, so both work with an input method on;
letters do not filter here, as they do in other lists.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from wicco_desktop.services.follow_ups import DONE, DROPPED
from wicco_desktop.services.listing import Row
from wicco_desktop.ui.icons import draw_icon
from wicco_desktop.ui.lists.delegate import RowDelegate
from wicco_desktop.ui.lists.model import ROW_ROLE
from wicco_desktop.ui.lists.view import RecordListView
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LATE = "decide"
"""The meaning of a fact that asks for something: the follow-up is overdue."""

BOX, GUTTER = 4, 7
"""Side of a box, and width of the column it stands in, in steps of spacing."""


class TickedRows(RowDelegate):
    """Draws a box before each row: ticked when done, a line through when dropped."""

    def box_in(self, rect: QRect) -> QRect:
        """Where the box of a row is."""
        side = self._theme.steps(BOX)
        left = rect.left() + self._theme.steps(3.5)
        return QRect(left, rect.top() + (rect.height() - side) // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QRect(option.rect)
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            self._draw_box(painter, self.box_in(whole), row.state)
            if any(part.meaning == LATE for part in row.parts):
                self._draw_late(painter, whole)

    def _draw(self, painter: QPainter, rect: QRect, row: Row, look: object) -> None:
        late = any(part.meaning == LATE for part in row.parts)
        inner = rect.adjusted(self._theme.steps(GUTTER), 0, 0, 0)
        inner.setRight(rect.right() - (self._theme.steps(BOX + 1) if late else 0))
        super()._draw(painter, inner, row, look)  # type: ignore[arg-type]

    def _draw_box(self, painter: QPainter, box: QRect, state: str) -> None:
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        done = state == DONE
        painter.setPen(QColor(colours.accent if done else colours.quiet))
        painter.setBrush(QColor(colours.accent if done else colours.field))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if state in (DONE, DROPPED):
            inside = box.adjusted(2, 2, -2, -2)
            colour = QColor(colours.on_accent if done else colours.quiet)
            draw_icon(painter, inside, "check" if done else "minus", colour)
        painter.restore()

    def _draw_late(self, painter: QPainter, rect: QRect) -> None:
        side = self._theme.steps(BOX)
        left = rect.right() - self._theme.steps(3) - side
        place = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
        draw_icon(painter, place, "triangle-alert", QColor(self._theme.colours.decide.text))


class FollowUpView(RecordListView):
    """The list."""

    done_wanted = Signal()
    """Space: the selected ones are done, or open again."""

    drop_wanted = Signal()
    """D: the selected ones are dropped, or open again."""

    ticked = Signal(str)
    """The box of one was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._ticked_rows = TickedRows(theme, self)
        self._rows = self._ticked_rows
        self.setItemDelegate(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() == Qt.Key.Key_Space:
            self.done_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_D:
            self.drop_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """A letter is a command here or nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._box_at(event) is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        id_ = self._box_at(event)
        if id_ is None:
            super().mouseReleaseEvent(event)
        else:
            self.ticked.emit(id_)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._box_at(event) is None:
            super().mouseDoubleClickEvent(event)

    def _box_at(self, event: QMouseEvent) -> str | None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or not self._list:
            return None
        box = self._ticked_rows.box_in(self.visualRect(index))
        around = self._theme.steps(1.5)
        if box.adjusted(-around, -around, around, around).contains(place):
            return self._list.id_at(index.row())
        return None
