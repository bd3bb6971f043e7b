"""A line that asks for the role of somebody, over the chip it is about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.language import LanguageSwitch


class RoleLine(QFrame):
    """Enter takes what is typed, Esc nothing. Closes by itself."""

    chosen = Signal(str)

    def __init__(self, switch: LanguageSwitch, role: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "suggestions")
        label = QLabel(switch.tr(N_("Role at this meeting")), self)
        label.setProperty("look", "label")
        self.line = LineEdit(self)
        self.line.setAccessibleName(label.text())
        self.line.show_text(role)
        self.line.selectAll()
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * 28)
        self.line.entered.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self.line)

    def open_at(self, place: QPoint) -> None:
        """Show it there and take the keys."""
        self.move(place)
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self.chosen.emit(self.line.committed_text().strip())
        self.close()
