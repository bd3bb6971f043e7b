"""A sheet of which nothing is known: why it is not read, and what it may be read as."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from wicco_desktop.exchange.columns import IMPORTED
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.ui.language import LanguageSwitch


class UnreadSheet(QScrollArea):
    """A sentence, and a button for each kind of records."""

    wanted = Signal(str)
    """Key of the kind that the sheet is to be read as."""

    left = Signal()
    """Esc."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._name = ""
        inside = QWidget()
        inside.setProperty("look", "page")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.told = QLabel(inside)
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(inside)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self.told)
        self.buttons: dict[str, QPushButton] = {}
        for kind in IMPORTED:
            button = QPushButton(inside)
            button.clicked.connect(partial(self.wanted.emit, kind))
            self.buttons[kind] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def focus_first(self) -> None:
        """Put the focus to the first thing that the sheet may be."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_sheet(self, name: str) -> None:
        """Say of which sheet it is."""
        self._name = name
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        told = N_("No known headings in the sheet “{sheet}”: nothing is read from it.")
        self.told.setText(self._switch.tr(told, sheet=self._name))
        for kind, button in self.buttons.items():
            labels = Message(KINDS[kind].labels)
            # Translators: {kind} is the name of a kind of records, such as "Contacts".
            button.setText(self._switch.tr(N_("Read it as: {kind}"), kind=labels))
