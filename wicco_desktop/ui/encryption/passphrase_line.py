"""The line a passphrase is typed into: covered, with a button that shows it, and a word of Caps.

Not one of ``ui.entries``: nothing of it may be kept, undone or spell-checked.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from wicco_desktop.foundation.messages import NC_
from wicco_desktop.ui.language import LanguageSwitch

LONGEST = 1000


class PassphraseLine(QWidget):
    """Covered until its button is pressed; what is typed is asked for, never kept."""

    edited = Signal()
    entered = Signal()

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self.entry = QLineEdit(self)
        self.entry.setMaxLength(LONGEST)
        self.entry.textChanged.connect(lambda _text: self.edited.emit())
        self.entry.installEventFilter(self)
        self.show_button = QPushButton(self)
        self.show_button.setCheckable(True)
        self.show_button.setAutoDefault(False)
        self.show_button.toggled.connect(self.retranslate)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.entry, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.entry)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def text(self) -> str:
        """What is typed."""
        return self.entry.text()

    def clear(self) -> None:
        """Forget what was typed, and cover what comes."""
        self.entry.clear()
        self.show_button.setChecked(False)

    def name(self, told: str) -> None:
        """Say to a screen reader what is typed here."""
        self.entry.setAccessibleName(told)

    def retranslate(self) -> None:
        """Show every text in the language of the interface, and the passphrase or not."""
        shown = self.show_button.isChecked()
        # Translators: buttons beside a passphrase: let it be seen, or cover it again.
        show, hide = NC_("passphrase", "Show"), NC_("passphrase", "Hide")
        self.show_button.setText(self._switch.tr(hide if shown else show))
        mode = QLineEdit.EchoMode
        self.entry.setEchoMode(mode.Normal if shown else mode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)
