"""What covers the window while it is locked: the name of the file and a line for the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.encryption.passphrase_line import PassphraseLine
from wicco_desktop.ui.icons import Role, icon
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme


class LockScreen(QWidget):
    """Says when a passphrase was typed; whoever shows it decides whether it is the right one."""

    typed = Signal(str)

    def __init__(
        self, switch: LanguageSwitch, theme: Theme, file: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch, self._file = switch, file
        self._told = ""
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.picture, self.heading, self.sentence, self.problem = (QLabel(self) for _ in range(4))
        self.picture.setPixmap(icon("lock", Role.PlaceholderText).pixmap(theme.steps(8)))
        self.heading.setProperty("look", "name")
        self.sentence.setProperty("look", "quiet")
        self.problem.setProperty("meaning", "decide")
        self.line = PassphraseLine(switch, self)
        self.line.entered.connect(self._enter)
        self.go = QPushButton(self)
        self.go.setProperty("look", "primary")
        self.go.clicked.connect(self._enter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.go)
        middle = QVBoxLayout()
        middle.setSpacing(theme.steps(2))
        for label in (self.picture, self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            middle.addWidget(label)
        for label in (self.heading, self.sentence, self.problem):
            label.setWordWrap(True)
        middle.addSpacing(theme.steps(2))
        middle.addWidget(self.line)
        middle.addWidget(self.problem)
        middle.addLayout(row)
        box = QWidget(self)
        box.setLayout(middle)
        box.setFixedWidth(theme.steps(96))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(box)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(across)
        whole.addStretch(3)
        self.setFocusProxy(self.line)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.heading.setText(tr(N_("{file} is locked"), file=self._file))
        self.sentence.setText(
            tr(N_("What was typed is saved. After unlocking, everything is as it was."))
        )
        self.line.name(tr(N_("Passphrase")))
        self.go.setText(tr(N_("Unlock")))
        self.problem.setText(tr(self._told) if self._told else "")

    def wait(self, waiting: bool) -> None:
        """A passphrase is being looked at, or is no more."""
        self.line.setEnabled(not waiting)
        self.go.setEnabled(not waiting)

    def refuse(self, told: str) -> None:
        """Say (a message id) why it stays locked."""
        self.wait(False)
        self._told = told
        self.retranslate()
        self.line.setFocus()
        self.line.entry.selectAll()

    def _enter(self) -> None:
        if self.line.text() and self.line.isEnabled():
            self.typed.emit(self.line.text())
