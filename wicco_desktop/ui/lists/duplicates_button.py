"""The button beside a list that shows which of its records may be there twice."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.session import Session

MERGEABLE = ("contact", "organisation")
"""The kinds of which two records may be one; known here before the services are needed."""


class DuplicatesButton(QToolButton):
    """Hidden for kinds of which no two records are merged."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setIcon(icon("copy"))
        self.setVisible(kind in MERGEABLE)
        session.language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        told = self._session.language.tr(N_("Find duplicates"))
        self.setToolTip(told)
        self.setAccessibleName(told)
