"""A line that asks for the role of somebody, over the chip it is about.

What is typed lies in a draft of the attendance until it is saved.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.language import LanguageSwitch


class RoleLine(QFrame):
    """Enter and a click elsewhere take what is typed, Esc nothing. Closes by itself."""

    typed = Signal(str)
    chosen = Signal(str)
    given_up = Signal()

    def __init__(
        self, switch: LanguageSwitch, role: str, parent: QWidget, *, typed: str | None = None
    ) -> None:
        """``typed``: what was typed before and not saved."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "suggestions")
        label = QLabel(switch.tr(N_("Role at this meeting")), self)
        label.setProperty("look", "label")
        self.line = LineEdit(self)
        self.line.setAccessibleName(label.text())
        self._role, self._over = role, False
        self.line.show_text(role if typed is None else typed)
        self.line.edited.connect(lambda: self.typed.emit(self.line.committed_text()))
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
            self._over = True
            self.given_up.emit()
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._take()
        super().closeEvent(event)

    def _take(self) -> None:
        over, self._over = self._over, True
        if over:
            return
        role = self.line.committed_text().strip()
        if role == self._role:
            self.given_up.emit()
        else:
            self.chosen.emit(role)
        self.close()
