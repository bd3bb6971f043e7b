"""The strip above the page for notices, progress and what was recovered; no strip without any."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

_COMING_AND_GOING = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Bars(QWidget):
    """Takes room while one of its bars is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(8)
        self.hide()

    def add(self, bar: QWidget) -> None:
        """Put a bar under the others."""
        self._bars.append(bar)
        self._column.addWidget(bar)
        bar.installEventFilter(self)
        self._show_or_hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar has come or gone."""
        if event.type() in _COMING_AND_GOING:
            self._show_or_hide()
        return super().eventFilter(watched, event)

    def _show_or_hide(self) -> None:
        self.setVisible(any(not bar.isHidden() for bar in self._bars))


def line(look: str) -> QFrame:
    """A line between two parts of the window."""
    made = QFrame()
    made.setProperty("look", look)
    return made
