"""The pin beside a field: its value is kept for the next new record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.icons import Role, icon
from wicco_desktop.ui.language import LanguageSwitch


class Pin(QToolButton):
    """A small button that stays down."""

    pinned = Signal(bool)

    def __init__(self, switch: LanguageSwitch, label: str, parent: QWidget | None = None) -> None:
        """``label`` is the message id of the field's label."""
        super().__init__(parent)
        self._switch = switch
        self._label = label
        self.setProperty("look", "pin")
        self.setCheckable(True)
        self.toggled.connect(self._show_state)
        self.clicked.connect(self.pinned)
        switch.changed.connect(self.retranslate)
        self._show_state()
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        # Translators: {field} is the label of a field such as Host.
        name = tr(N_("Keep {field} for the next new record"), field=tr(self._label))
        self.setToolTip(name)
        self.setAccessibleName(name)

    def _show_state(self) -> None:
        self.setIcon(icon("pin", Role.Accent if self.isChecked() else Role.PlaceholderText))
