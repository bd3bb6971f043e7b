"""The history of a record in a window of its own, which may stay open beside the record."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.titles import UNNAMED
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.history_view import HistoryView


class HistoryDialog(QDialog):
    """Blocks nothing; Esc closes it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._record: tuple[str, str] | None = None
        self.setModal(False)
        self.view = HistoryView(session, self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addWidget(self.buttons)
        session.language.changed.connect(self.retranslate)
        self.retranslate()
        steps = session.theme.steps
        self.resize(min(steps(150), 900), min(steps(140), 620))

    def show_record(self, kind: str, id_: str) -> None:
        """Show the history of another record."""
        self._record = (kind, id_)
        self.view.show_record(kind, id_)
        self.view.list.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        switch = self.session.language
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(switch.tr(N_("Close")))
        name: object = Message(UNNAMED)
        if self._record is not None:
            found = self.session.workspace.titles.many([self._record[1]], self.session.code)
            title = found.get(self._record[1])
            name = title.text if title and title.text else name
        self.setWindowTitle(switch.text(Message(N_("History of {name}"), {"name": name})))
