"""The view of a list: paints its rows and headings, and tells what the user wants of a row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QCursor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.lists.grouped_view import GroupedListView
from wicco_desktop.ui.theme import Theme

_STATE = QStyle.StateFlag


class RecordListView(GroupedListView):
    """Shows a ``RecordListModel``."""

    wanted = Signal()
    """Enter or F2 on a row: the record's own fields, please."""

    delete_wanted = Signal()
    """Del: the selected rows into the Trash."""

    typed = Signal(str)
    """What was typed while the list had the focus."""

    menu_wanted = Signal(QPoint)
    """A menu for the selection, at a place on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setProperty("look", "records")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(self.Shape.NoFrame)
        self.setDragEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (*ENTER, Qt.Key.Key_F2):
            self.wanted.emit()
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).center() if keyboard else event.pos()
        if keyboard or self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        if self._list is None or not self.places.count:
            return
        rows = self.rows_in_view()
        self._list.ensure(rows)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base, current, hover = option.state, self.currentIndex().row(), self._hovered()
        chosen = self.selectionModel()
        for row in rows:
            index = self._list.index(row)
            state = base
            if chosen.isSelected(index):
                state |= _STATE.State_Selected
            if row == current and self.hasFocus():
                state |= _STATE.State_HasFocus
            else:
                state &= ~_STATE.State_HasFocus
            if row == hover:
                state |= _STATE.State_MouseOver
            else:
                state &= ~_STATE.State_MouseOver
            option.state = state
            option.rect = self.visualRect(index)
            self._rows.paint(painter, option, index)
        self._paint_headings(painter)

    def _hovered(self) -> int:
        if not self.viewport().underMouse():
            return -1
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()

    def _paint_headings(self, painter: QPainter) -> None:
        if self._list is None or not self._list.runs:
            return
        top, width = self.verticalOffset(), self.viewport().width()
        height = self.places.heading_height
        for number, at in self.places.headings_between(top, top + self.viewport().height()):
            rect = QRect(0, at - top, width, height)
            self._rows.draw_heading(painter, rect, self._list.heading(number), self.font())
        over, place = self.places.heading_over(top), self._sticky_rect()
        if over is not None and place is not None:
            self._rows.draw_heading(painter, place, self._list.heading(over), self.font())
