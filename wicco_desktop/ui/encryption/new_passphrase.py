"""A passphrase chosen: typed twice, with a word on its strength and on what losing it means."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.passphrases import Strength, strength_of
from wicco_desktop.ui.background import Reader
from wicco_desktop.ui.encryption.passphrase_line import PassphraseLine
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme


class Purpose(Enum):
    """What the dialog is for."""

    NEW_FILE = "new file"
    SET = "set"
    CHANGE = "change"
    REMOVE = "remove"


_HEADINGS = {
    Purpose.NEW_FILE: N_("Protect the new database with a passphrase?"),
    Purpose.SET: N_("Set a passphrase"),
    Purpose.CHANGE: N_("Change the passphrase"),
    Purpose.REMOVE: N_("Remove the passphrase"),
}
_SENTENCES = {
    Purpose.NEW_FILE: N_(
        "With a passphrase, records, attachments, what is being typed and backups are encrypted. "
        "Whoever finds the laptop cannot read them."
    ),
    Purpose.SET: N_(
        "Records, attachments, what is being typed and later backups are encrypted. Whoever finds "
        "the laptop cannot read them. This takes a while for a large database."
    ),
    Purpose.CHANGE: N_("Backups made before still open with the passphrase they were made with."),
    Purpose.REMOVE: N_(
        "Afterwards everybody who can use this computer can read the records, the attachments and "
        "later backups."
    ),
}
_BUTTONS = {
    Purpose.NEW_FILE: N_("Encrypt"),
    Purpose.SET: N_("Encrypt"),
    Purpose.CHANGE: N_("Change"),
    Purpose.REMOVE: N_("Remove"),
}
LOST = N_(
    "A lost passphrase cannot be recovered, by nobody: without it everything in this database is "
    "lost. Write it down and keep the paper in a safe place."
)


class NewPassphraseDialog(QDialog):
    """Asks for the present passphrase where there is one, for the new one where there shall be.

    Accepted: ``chosen`` is the new passphrase, empty for none.
    """

    def __init__(
        self,
        switch: LanguageSwitch,
        theme: Theme,
        purpose: Purpose,
        is_present: Callable[[str], bool] = lambda _typed: True,
        parent: QWidget | None = None,
    ) -> None:
        """``is_present`` says, in the background, whether something is the present passphrase."""
        super().__init__(parent)
        self._switch, self._purpose, self._is_present = switch, purpose, is_present
        self.chosen = ""
        self._reader = Reader(self._refuse, threads=1, parent=self)
        self.heading, self.sentence, self.lost, self.told = (QLabel(self) for _ in range(4))
        self.heading.setProperty("look", "heading")
        self.told.setProperty("meaning", "decide")
        self.present, self.first, self.second = (PassphraseLine(switch, self) for _ in range(3))
        self.understood = QCheckBox(self)
        self.go, self.without, self.cancel = (QPushButton(self) for _ in range(3))
        self._labels = {line: QLabel(self) for line in (self.present, self.first, self.second)}
        self._arrange(theme)
        self._connect()
        self._wrong = False
        self.retranslate()
        (self.present if self._asks_present else self.first).setFocus()

    @property
    def _asks_present(self) -> bool:
        return self._purpose in (Purpose.CHANGE, Purpose.REMOVE)

    @property
    def _asks_new(self) -> bool:
        return self._purpose is not Purpose.REMOVE

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setWindowTitle("WICCO Desktop")
        self.heading.setText(tr(_HEADINGS[self._purpose]))
        self.sentence.setText(tr(_SENTENCES[self._purpose]))
        self.lost.setText(tr(LOST))
        self.understood.setText(tr(N_("I understand and have kept the passphrase.")))
        names = (
            (self.present, N_("Present passphrase")),
            (self.first, N_("New passphrase")),
            (self.second, N_("Once more")),
        )
        for line, name in names:
            self._labels[line].setText(tr(name))
            line.name(tr(name))
        self.go.setText(tr(_BUTTONS[self._purpose]))
        self.without.setText(tr(N_("Without a passphrase")))
        self.cancel.setText(tr(N_("Cancel")))
        self._look()

    def done(self, result: int) -> None:
        self._reader.close()
        for line in self._labels:
            line.clear()
        super().done(result)

    # ---- Arrangement -----------------------------------------------------------------------

    def _arrange(self, theme: Theme) -> None:
        for label in (self.heading, self.sentence, self.lost, self.told):
            label.setWordWrap(True)
        self.lost.setProperty("look", "strong")
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.steps(4))
        form.setVerticalSpacing(theme.steps(2))
        for line, label in self._labels.items():
            label.setBuddy(line)
            asked = self._asks_present if line is self.present else self._asks_new
            if asked:
                form.addRow(label, line)
            label.setVisible(asked)
            line.setVisible(asked)
        foot = QHBoxLayout()
        foot.addWidget(self.without)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        self.without.setVisible(self._purpose is Purpose.NEW_FILE)
        for button in (self.without, self.cancel):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.steps(6),) * 4)
        column.setSpacing(theme.steps(3))
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(self.lost)
        column.addWidget(self.understood)
        self.lost.setVisible(self._asks_new)
        self.understood.setVisible(self._asks_new)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(theme.steps(130))

    def _connect(self) -> None:
        for line in self._labels:
            line.edited.connect(self._edited)
            line.entered.connect(self._go_on)
        self.understood.toggled.connect(lambda _on: self._look())
        self.go.clicked.connect(self._go_on)
        self.without.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._switch.changed.connect(self.retranslate)

    # ---- What is typed ---------------------------------------------------------------------

    def _edited(self) -> None:
        self._wrong = False
        self._look()

    def _look(self) -> None:
        self.told.setText(self._switch.tr(self._said()) if self._said() else "")
        self.go.setEnabled(self._complete())
        if self.isVisible():
            self.adjustSize()

    def _said(self) -> str:
        if self._wrong:
            return N_("That is not the present passphrase. Small and capital letters differ.")
        if not self._asks_new:
            return ""
        if self.second.text() and self.first.text() != self.second.text():
            return N_("The two are not the same.")
        return strength_of(self.first.text()).value

    def _complete(self) -> bool:
        if self._asks_present and not self.present.text():
            return False
        if not self._asks_new:
            return True
        same = self.first.text() == self.second.text()
        strength = strength_of(self.first.text())
        return same and strength is not Strength.NONE and self.understood.isChecked()

    def _go_on(self) -> None:
        if not self._complete():
            self.focusNextChild()
            return
        self.chosen = self.first.text() if self._asks_new else ""
        if not self._asks_present:
            self.accept()
            return
        present = self.present.text()
        self.setEnabled(False)
        self._reader.read(lambda: self._is_present(present), self._answered, owner=self)

    def _answered(self, right: bool) -> None:
        self.setEnabled(True)
        if right:
            self.accept()
            return
        self._wrong = True
        self._look()
        self.present.setFocus()
        self.present.entry.selectAll()

    def _refuse(self, problem: BaseException) -> None:
        self.setEnabled(True)
        raise problem
