"""What stands under a field that was changed elsewhere while it was typed in: both values."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.languages import language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records.fields import Column
from wicco_desktop.ui.language import LanguageSwitch


class OddsStrip(QWidget):
    """Says that a column was changed elsewhere while it was typed in, and lets the user decide."""

    keep_mine = Signal(str)
    take_theirs = Signal(str)

    def __init__(
        self, switch: LanguageSwitch, column: Column, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._column = column
        self._theirs = ""
        self.sentence = QLabel(self)
        self.sentence.setProperty("look", "hint")
        self.sentence.setProperty("meaning", "decide")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.mine_button, self.theirs_button = QPushButton(self), QPushButton(self)
        for button in (self.mine_button, self.theirs_button):
            button.setProperty("look", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.mine_button.clicked.connect(lambda: self.keep_mine.emit(column.name))
        self.theirs_button.clicked.connect(lambda: self.take_theirs.emit(column.name))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.mine_button)
        buttons.addWidget(self.theirs_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.sentence)
        layout.addLayout(buttons)
        self.hide()

    def tell(self, theirs: str) -> None:
        """Show the strip with what the record holds now, as shown to the user."""
        self._theirs = theirs
        self.show()
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        if self._theirs:
            # Translators: {value} is what a field holds now, while the user typed another text.
            told = tr(N_("Changed elsewhere to “{value}”."), value=_short(self._theirs))
        else:
            told = tr(N_("Cleared elsewhere."))
        if self._column.language:
            told = f"{language(self._column.language).own_name}: {told}"
        self.sentence.setText(told)
        # Translators: the answers to a value changed elsewhere while the user typed another one.
        self.mine_button.setText(tr(N_("Keep mine")))
        self.theirs_button.setText(tr(N_("Take theirs")))
        for button in (self.mine_button, self.theirs_button):
            button.setAccessibleDescription(told)


def _short(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"
