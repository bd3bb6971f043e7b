"""What was applied just now, with Undo beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.language import LanguageSwitch


class AppliedBar(QFrame):
    """A sentence and a button; hidden while nothing was applied."""

    undo_wanted = Signal()

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._told: Message | None = None
        self._open = 0
        self.setProperty("look", "notice")
        self.setProperty("meaning", "theirs")
        sign = QLabel(self)
        sign.setPixmap(icon("check").pixmap(16, 16))
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.undo = QPushButton(self)
        self.undo.setIcon(icon("undo-2"))
        self.undo.clicked.connect(self.undo_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.undo)
        switch.changed.connect(self.retranslate)
        self.hide()

    def tell(self, file: str, changes: int, left_open: int) -> None:
        """Say what was applied, and how many questions stay open."""
        told = NN_("{count} change from {file} applied.", "{count} changes from {file} applied.")
        self._told = Message(told[0], {"file": file}, told[1], changes)
        if not changes:
            self._told = Message(N_("{file}: everything stays as it is here."), {"file": file})
        self._open = left_open
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        if self._told is None:
            return
        said = self._switch.text(self._told)
        if self._open:
            told = NN_(
                "{count} question stays open and is asked again when the workbook is opened.",
                "{count} questions stay open and are asked again when the workbook is opened.",
            )
            more = self._switch.ntr(*told, self._open)
            # Translators: two whole sentences, one after the other.
            said = self._switch.tr(N_("{first} {second}"), first=said, second=more)
        self.sentence.setText(said)
        self.setAccessibleName(self.sentence.text())
        self.undo.setText(self._switch.tr(N_("Undo")))
        self.undo.setToolTip(self._switch.tr(N_("Take all of it back (Ctrl+Z)")))
