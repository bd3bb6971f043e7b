"""The text of the composer: an area whose keys are first offered to whoever uses it.

While an input method composes, no key is offered to anyone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from wicco_desktop.ui.entries import TextArea

Offered = Callable[[QKeyEvent], bool]
"""Takes a key; returns whether it was used."""


class KeyedArea(TextArea):
    """An area with keys of its own."""

    def __init__(
        self, offer: Offered, parent: QWidget | None = None, *, most_lines: int = 14
    ) -> None:
        self._offer = offer
        super().__init__(parent, most_lines=most_lines)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.composing
            and self.is_own(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def is_own(self, event: QKeyEvent) -> bool:
        """Whether no shortcut of the window may take the key away."""
        keys = (Qt.Key.Key_D, Qt.Key.Key_U, Qt.Key.Key_T)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return (control and event.key() in keys) or event.key() == Qt.Key.Key_Escape

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.composing and self._offer(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def go_to_end(self) -> None:
        """Put the cursor behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def at_first_line(self) -> bool:
        """Whether Up has nowhere to go within the text."""
        cursor = self.textCursor()
        before = cursor.position()
        cursor.movePosition(QTextCursor.MoveOperation.Up)
        return cursor.position() == before or cursor.blockNumber() + before == 0


class ComposerArea(KeyedArea):
    """Shows what its keys do while it is empty, in as many lines as that takes."""

    pasted = Signal(str)
    """Text was pasted that somebody wants to look at first."""

    def __init__(self, offer: Offered, taken_apart: Callable[[str], bool], parent: QWidget) -> None:
        """``taken_apart``: whether a pasted text is more than a text."""
        super().__init__(offer, parent)
        self._taken_apart = taken_apart

    def show_hint(self, hint: str) -> None:
        """Show this while nothing is typed."""
        if hint != self.placeholderText():
            self.setPlaceholderText(hint)
            self.setAccessibleDescription(hint)
            self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Files are dropped on the panel, which keeps them as photographs.
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._taken_apart(source.text()):
            self.pasted.emit(source.text())
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        super()._grow()
        hint = self.placeholderText()
        if hint and self.document().isEmpty():
            margin = round(self.document().documentMargin())
            place = QRect(0, 0, max(40, self.viewport().width() - margin), 10_000)
            wanted = self.fontMetrics().boundingRect(place, Qt.TextFlag.TextWordWrap, hint)
            self.setFixedHeight(max(self.height(), wanted.height() + 2 * margin))
