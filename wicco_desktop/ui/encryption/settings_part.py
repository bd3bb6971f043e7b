"""Encryption in the settings: whether there is a passphrase, what can be done, when it locks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.foundation.settings import LOCK_AFTER
from wicco_desktop.ui.encryption.new_passphrase import NewPassphraseDialog, Purpose
from wicco_desktop.ui.session import Session

_STATES = {
    True: N_("Encrypted with a passphrase."),
    False: N_("Not encrypted: whoever can use this computer can read it."),
}


class EncryptionPart(QObject):
    """Rows of the settings' form. What is wanted is asked for; others do it."""

    passphrase_wanted = Signal(str)
    """The database is to have this passphrase; empty: none."""

    lock_after_changed = Signal()

    def __init__(self, session: Session, form: QFormLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._encrypted = session.workspace.store.encrypted
        self.dialog: NewPassphraseDialog | None = None
        self.label, self.state, self.lock_label = (QLabel(parent) for _ in range(3))
        self.state.setWordWrap(True)
        self.set, self.change, self.remove = (QPushButton(parent) for _ in range(3))
        row = QHBoxLayout()
        row.setSpacing(8)
        shown = (self.change, self.remove) if self._encrypted else (self.set,)
        for button in (self.set, self.change, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
            button.setVisible(button in shown)
        row.addStretch(1)
        self.lock_after = QComboBox(parent)
        self.lock_label.setBuddy(self.lock_after)
        form.addRow(self.label, self.state)
        form.addRow(QLabel(parent), row)
        form.addRow(self.lock_label, self.lock_after)
        for widget in (self.lock_label, self.lock_after):
            widget.setVisible(self._encrypted)
        self.set.clicked.connect(lambda: self._ask(Purpose.SET))
        self.change.clicked.connect(lambda: self._ask(Purpose.CHANGE))
        self.remove.clicked.connect(lambda: self._ask(Purpose.REMOVE))
        self.lock_after.activated.connect(self._choose)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        language = self._session.language
        tr = language.tr
        self.label.setText(tr(N_("Encryption")))
        self.state.setText(tr(_STATES[self._encrypted]))
        self.set.setText(tr(N_("Set a passphrase…")))
        self.change.setText(tr(N_("Change the passphrase…")))
        self.remove.setText(tr(N_("Remove the passphrase…")))
        self.lock_label.setText(tr(N_("Lock the window")))
        self.lock_after.setAccessibleName(self.lock_label.text())
        self.lock_after.clear()
        one, many = NN_("after {count} idle minute", "after {count} idle minutes")
        for minutes in LOCK_AFTER:
            told = Message(one, {}, many, minutes) if minutes else Message(N_("only when I do it"))
            self.lock_after.addItem(language.text(told), minutes)
        self.lock_after.setCurrentIndex(self.lock_after.findData(self._session.settings.lock_after))

    def _choose(self) -> None:
        self._session.settings.lock_after = int(self.lock_after.currentData())
        self._session.save_settings()
        self.lock_after_changed.emit()

    def _ask(self, purpose: Purpose) -> None:
        session = self._session
        dialog = NewPassphraseDialog(
            session.language,
            session.theme,
            purpose,
            session.workspace.store.is_passphrase,
            self._parent,
        )
        dialog.accepted.connect(lambda: self.passphrase_wanted.emit(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
