"""A part of a form that is no field: the posts of a contact, the topics, the meetings with someone.

A section is told which record is shown and hears of every write that concerns it; what it writes
goes through the session like everything else.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wicco_desktop.store.edits import Written
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.session import Session


class PanelSection(QWidget):
    """Base of the sections: a heading, and below it whatever the section shows."""

    kinds: tuple[str, ...] = ()
    """Kinds of records whose change may change what is shown here."""

    def __init__(self, session: Session, heading: str, parent: QWidget | None = None) -> None:
        """``heading`` is a message id."""
        super().__init__(parent)
        self.session = session
        self.saving: Autosave | None = None
        """The record shown; None while there is none."""
        self._heading_id = heading
        self.heading = QLabel(self)
        self.heading.setProperty("look", "label")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.setSpacing(8)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addLayout(self.head)

    def show_for(self, saving: Autosave | None) -> None:
        """Show what belongs to another record (perhaps one that is not in the database yet)."""
        self.saving = saving
        self.refresh()

    def hear(self, written: Written) -> None:
        """Something was written, here or elsewhere."""
        if self.saving is not None and written.concerns(*self.kinds):
            self.refresh()

    def refresh(self) -> None:
        """Read anew and show."""

    def flush(self) -> None:
        """Turn what is being typed here into logged changes."""

    def pin(self) -> None:
        """Pin or unpin the field one is in, where it is one of this section."""

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.heading.setText(self.session.language.tr(self._heading_id))
