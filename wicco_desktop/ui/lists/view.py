"""The view of a list: paints its rows and headings, and tells what the user wants of a row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.lists.grouped_view import GroupedListView
from wicco_desktop.ui.lists.letter_rail import LetterRail
from wicco_desktop.ui.lists.model import RecordListModel
from wicco_desktop.ui.theme import Theme

_BY_GROUPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
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
        self.rail = LetterRail(theme, self)
        self.rail.wanted.connect(self.go_to_group)
        self.verticalScrollBar().valueChanged.connect(self._mark_letter)
        theme.changed.connect(self._show_rail)

    def show_model(self, model: RecordListModel) -> None:
        super().show_model(model)
        model.outlined.connect(self._show_rail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_rail()

    # Letters

    def _show_rail(self) -> None:
        if self._list is not None:
            runs = self._list.runs if self._list.by_letter else ()
            self.rail.show_runs(runs, len(self._list.outline))
            self.setViewportMargins(0, 0, self.rail.wide(), 0)
            self._place_rail()
            self._mark_letter()

    def _place_rail(self) -> None:
        beside = self.viewport().geometry()
        self.rail.setGeometry(beside.right() + 1, beside.top(), self.rail.wide(), beside.height())

    def _mark_letter(self) -> None:
        number = self.places.heading_over(self.verticalOffset())
        self.rail.mark(-1 if number is None else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _BY_GROUPS:
            self.go_by_groups(_BY_GROUPS[Qt.Key(event.key())])
        elif plain and event.key() in (*ENTER, Qt.Key.Key_F2):
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
