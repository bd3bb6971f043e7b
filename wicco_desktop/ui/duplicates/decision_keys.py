"""The single keys that decide about a pair, the same in the list and in the comparison."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

MERGE, APART, SWAP = "M", "N", "S"
"""What the buttons show beside their words."""

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class DecisionKeys(QObject):
    """Listens in several widgets. Undo is taken only where the page itself has what it takes back.

    Everything else goes on to the widget, and Ctrl+Z to the window.
    """

    merge_wanted = Signal()
    apart_wanted = Signal()
    swap_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, undoes: Callable[[], bool], parent: QObject) -> None:
        """``undoes`` says whether the last thing decided is one that only the page can undo."""
        super().__init__(parent)
        self._undoes = undoes
        self._acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_M: partial(self._once, self.merge_wanted.emit),
            Qt.Key.Key_N: partial(self._once, self.apart_wanted.emit),
            Qt.Key.Key_S: partial(self._once, self.swap_wanted.emit),
        }
        self._repeats = False

    def listen_in(self, widget: QWidget) -> None:
        """Take the keys there, in a page what its parts left; no input method composes in it."""
        widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) and self._undoes():
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Undo) and self._undoes():
                self.undo_wanted.emit()
                return True
            if event.modifiers() in _PLAIN and event.key() in self._acts:
                self._repeats = event.isAutoRepeat()
                self._acts[event.key()]()
                return True
        return super().eventFilter(watched, event)

    def _once(self, act: Callable[[], None]) -> None:
        """A key held down decides one pair, not one after another."""
        if not self._repeats:
            act()
