"""The line that filters a list: what stands in it while it is empty, by kind of record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.language import LanguageSwitch

FILTERS = {
    "meeting": N_("Filter meetings"),
    "contact": N_("Filter contacts"),
    "organisation": N_("Filter organisations"),
    "delegation": N_("Filter delegations"),
    "event": N_("Filter events"),
    "follow_up": N_("Filter follow-ups"),
}


class FilterLine(LineEdit):
    """Says of itself what it filters."""

    def __init__(self, switch: LanguageSwitch, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._kind = kind
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        told = self._switch.tr(FILTERS.get(self._kind, N_("Filter")))
        self.setPlaceholderText(told)
        self.setAccessibleName(told)
