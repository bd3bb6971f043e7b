"""How many records each section has, read anew after every write."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from wicco_desktop.ui.navigation import Navigation
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.session import Session

COUNTING = 150
"""Milliseconds after a write until the counts are read anew: a burst of writes is one."""


class SectionCounting(QObject):
    """Counts in the background and shows the figures in the navigation."""

    counted = Signal()
    """The figures have changed, and the room they need."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._session = session
        self._navigation = navigation
        self._soon = QTimer(self, singleShot=True, interval=COUNTING)
        self._soon.timeout.connect(self.read)
        session.written.connect(lambda _written: self._soon.start())

    def read(self) -> None:
        """Count now."""
        from wicco_desktop.services.section_counts import section_counts

        store = self._session.workspace.store
        self._session.read(lambda: section_counts(store), self._show, owner=self, topic="counts")

    def _show(self, counts: dict[str, int]) -> None:
        self._navigation.set_counts(
            {section.key: counts[section.kind] for section in SECTIONS if section.kind}
        )
        self.counted.emit()
