"""A short list inside a form: as high as its rows, worked by keys, drawn in the theme's colours.

It scrolls with the form. It takes no composed text, so its keys work with an input method on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QScrollArea, QVBoxLayout, QWidget

from wicco_desktop.ui.delegation.row_painter import InlineRow, RowPainter
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Modifier = Qt.KeyboardModifier


class RowModel(QAbstractListModel):
    """The rows."""

    rows: tuple[InlineRow, ...] = ()

    def replace(self, rows: Sequence[InlineRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(filter(None, (row.text, row.other, row.detail, row.side)))
        return None


@dataclass(frozen=True, slots=True)
class _Kept:
    """Which row was the current one, so that it is again after a refresh."""

    id: str
    row: int


class InlineList(QListView):
    """The list. What a key means is for whoever made it to decide."""

    chosen = Signal(str)
    """Enter or a double click: the id of the row."""

    side_chosen = Signal(str, QPoint)
    """What stands at the right of a row was clicked: its id, and where (on the screen)."""

    removed = Signal(str)
    moved = Signal(str, int)
    """Alt+Up (-1) or Alt+Down (1) on a row."""

    pressed_key = Signal(str, int)
    """A key without modifiers that the list itself has no use for: the row's id, the key."""

    menu_wanted = Signal(str, QPoint)
    """The menu of a row is wanted: its id, and where (on the screen)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.doubleClicked.connect(lambda index: self.chosen.emit(self._id(index)))

    def show_rows(self, rows: Sequence[InlineRow]) -> None:
        """Show other rows; the current one stays the current one, or its neighbour."""
        kept = self._kept()
        self.rows.replace(rows)
        self._grow()
        if rows:
            at = next((n for n, row in enumerate(rows) if kept and row.id == kept.id), None)
            if at is None:
                at = min(kept.row, len(rows) - 1) if kept else 0
            self.setCurrentIndex(self.rows.index(at))

    def current_id(self) -> str | None:
        """The id of the current row."""
        index = self.currentIndex()
        return self._id(index) if index.isValid() else None

    def go_to(self, id_: str) -> None:
        """Make a row the current one."""
        for number, row in enumerate(self.rows.rows):
            if row.id == id_:
                self.setCurrentIndex(self.rows.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        id_, key, held = self.current_id(), event.key(), event.modifiers()
        held &= ~Modifier.KeypadModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if id_ is None:
            event.ignore()
        elif held == Modifier.AltModifier and key in steps:
            self.moved.emit(id_, steps[Qt.Key(key)])
        elif held == Modifier.NoModifier and key in ENTER:
            self.chosen.emit(id_)
        elif held == Modifier.NoModifier and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(id_)
        elif held == Modifier.NoModifier and Qt.Key.Key_Space <= key <= Qt.Key.Key_Z:
            self.pressed_key.emit(id_, key)
        elif key in (*steps, Qt.Key.Key_Home, Qt.Key.Key_End) and held == Modifier.NoModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.visualRect(index).bottomLeft() if by_key else event.pos()
            self.menu_wanted.emit(self._id(index), self.viewport().mapToGlobal(where))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            spot = self._side_of(index)
            if spot.contains(place):
                below = self.viewport().mapToGlobal(spot.bottomLeft())
                self.side_chosen.emit(self._id(index), below)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        over = index.isValid() and self._side_of(index).contains(place)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self._bring_into_view()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        frame = self.parentWidget()
        if frame is not None:
            restyle(frame, "focused", True)
        self._bring_into_view()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        frame = self.parentWidget()
        if frame is not None:
            restyle(frame, "focused", False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _id(self, index: Index) -> str:
        return self.rows.rows[index.row()].id

    def _side_of(self, index: Index) -> QRect:
        painter = self.itemDelegate()
        assert isinstance(painter, RowPainter)
        row = self.rows.rows[index.row()]
        return painter.side_of(row, self.visualRect(index), self.font())

    def _kept(self) -> _Kept | None:
        index = self.currentIndex()
        return _Kept(self._id(index), index.row()) if index.isValid() else None

    def _grow(self) -> None:
        self.doItemsLayout()
        height = sum(self.sizeHintForRow(row) for row in range(len(self.rows.rows)))
        self.setFixedHeight(max(height, 1))

    def _bring_into_view(self) -> None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None:
            place = self.visualRect(self.currentIndex())
            for point in (place.bottomLeft(), place.topLeft()):
                spot = self.viewport().mapTo(inside, point)
                above.ensureVisible(spot.x(), spot.y(), 0, 8)


class ListFrame(QFrame):
    """The border around a list, and around the line under it where there is one."""

    def __init__(self, inside: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "field")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(0)
        for widget in inside:
            column.addWidget(widget)
