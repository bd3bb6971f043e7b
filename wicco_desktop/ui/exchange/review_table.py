"""The table of a returned workbook: a grid that tells what the keys and the mouse ask for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.exchange.review_grid import ReviewGrid
from wicco_desktop.ui.exchange.review_model import MARK, ReviewModel
from wicco_desktop.ui.exchange.scopes import CHOICES, SCOPES
from wicco_desktop.ui.theme import Theme

_Key, _Mod = Qt.Key, Qt.KeyboardModifier


class ReviewTable(ReviewGrid):
    """Single keys are commands here, with any input method: it takes no composed text."""

    chosen = Signal(object, object)
    """A ``Choice`` for a ``Scope``."""

    type_wanted = Signal()
    """E: another value for the cell."""

    toggled = Signal()
    """Space: the row accepted or not; on a cell that differs, theirs or ours."""

    answer_wanted = Signal()
    """Enter: to what can be answered about the cell or its row."""

    next_wanted = Signal(int)
    """N: to the next (1) or the one before (-1) that waits for somebody."""

    filter_wanted = Signal()
    needs_wanted = Signal()
    """Shift+F: only what waits, or everything again."""

    column_menu_wanted = Signal(int)
    """What the column of a section is taken for is to be corrected."""

    left = Signal()
    """Esc."""

    def __init__(self, model: ReviewModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self.locked = False
        """Whether the keys decide nothing for the moment."""
        self.horizontalHeader().sectionClicked.connect(self._ask_for_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = event.key(), event.modifiers() & ~_Mod.KeypadModifier
        if self._decides(key, mods):
            return
        plain, shift = mods == _Mod.NoModifier, mods == _Mod.ShiftModifier
        if key == _Key.Key_N and (plain or shift):
            self.next_wanted.emit(1 if plain else -1)
        elif key == _Key.Key_F and plain:
            self.filter_wanted.emit()
        elif key == _Key.Key_F and shift:
            self.needs_wanted.emit()
        elif key == _Key.Key_M and plain:
            self._ask_for_menu(self.currentIndex().column())
        elif key in ENTER and plain:
            self.answer_wanted.emit()
        elif key == _Key.Key_Escape and plain:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _decides(self, key: int, mods: Qt.KeyboardModifier) -> bool:
        choice, scope = CHOICES.get(key), SCOPES.get(mods)
        if choice is not None and scope is not None:
            if not self.locked:
                self.chosen.emit(choice, scope)
            return True
        if mods == _Mod.NoModifier and key in (_Key.Key_E, _Key.Key_Space):
            if not self.locked:
                (self.type_wanted if key == _Key.Key_E else self.toggled).emit()
            return True
        return False

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, never a search."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.cell_under(event.position().toPoint())
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self.below_rect(index.row()).contains(event.position().toPoint()):
            self.answer_wanted.emit()
        elif event.position().x() < self.columnWidth(MARK) and not self.locked:
            self.toggled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.cell_under(event.position().toPoint())
        if index.isValid() and index.column() > MARK and not self.locked:
            self.type_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu(self.currentIndex().column())

    def _ask_for_menu(self, section: int) -> None:
        if section > MARK and not self.locked:
            self.column_menu_wanted.emit(section)
