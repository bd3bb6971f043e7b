"""Asks for the passphrase of a database that is to be opened; stays until one opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.background import Reader
from wicco_desktop.ui.encryption.passphrase_line import PassphraseLine
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

T = TypeVar("T")


class PassphraseDialog(QDialog, Generic[T]):
    """``opened`` is what ``open_with`` made of the passphrase, None where the user gave up."""

    def __init__(
        self,
        switch: LanguageSwitch,
        theme: Theme,
        file: Path,
        open_with: Callable[[str], T],
        parent: QWidget | None = None,
    ) -> None:
        """``open_with`` runs in the background; its UserError is told and the dialog stays."""
        super().__init__(parent)
        self._switch, self._file, self._open_with = switch, file, open_with
        self.opened: T | None = None
        self._reader = Reader(self._refuse, threads=1, parent=self)
        self._told: Message | None = None
        self.heading, self.sentence, self.problem = (QLabel(self) for _ in range(3))
        self.heading.setProperty("look", "heading")
        self.problem.setProperty("meaning", "decide")
        for label in (self.heading, self.sentence, self.problem):
            label.setWordWrap(True)
        self.line = PassphraseLine(switch, self)
        self.line.entered.connect(self.try_it)
        self.line.edited.connect(self._edited)
        self.go, self.give_up = QPushButton(self), QPushButton(self)
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.try_it)
        self.give_up.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.give_up)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.steps(6),) * 4)
        column.setSpacing(theme.steps(3))
        for widget in (self.heading, self.sentence, self.line, self.problem):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(theme.steps(110))
        switch.changed.connect(self.retranslate)
        self.retranslate()
        self._edited()
        self.line.setFocus()

    def try_it(self) -> None:
        """Open with what is typed."""
        typed = self.line.text()
        if not typed or not self.line.isEnabled():
            return
        self.tell(Message(N_("One moment…")))
        self.line.setEnabled(False)
        self.go.setEnabled(False)
        self._reader.read(lambda: self._open_with(typed), self._accept, owner=self)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setWindowTitle("WICCO Desktop")
        self.heading.setText(tr(N_("Passphrase for {file}"), file=self._file.name))
        self.heading.setToolTip(str(self._file))
        self.sentence.setText(tr(N_("This database is encrypted. Type its passphrase to open it.")))
        self.line.name(tr(N_("Passphrase")))
        # Translators: button: open the encrypted database with the passphrase that is typed.
        self.go.setText(tr(N_("Open")))
        self.give_up.setText(tr(N_("Cancel")))
        self.problem.setText("" if self._told is None else self._switch.text(self._told))

    def done(self, result: int) -> None:
        self._reader.close()
        self.line.clear()
        super().done(result)

    def _edited(self) -> None:
        self.go.setEnabled(bool(self.line.text()))

    def _accept(self, opened: T) -> None:
        self.opened = opened
        self.accept()

    def _refuse(self, problem: BaseException) -> None:
        self.line.setEnabled(True)
        self._edited()
        self.line.setFocus()
        self.line.entry.selectAll()
        if not isinstance(problem, UserError):
            raise problem
        self.tell(problem.message)

    def tell(self, told: Message) -> None:
        """Say something below the line."""
        self._told = told
        self.problem.setText(self._switch.text(told))
        self.adjustSize()
