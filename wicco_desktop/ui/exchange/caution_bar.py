"""Why everything at once is not offered, and the way that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.language import LanguageSwitch

NOT_OFFERED = N_("Applying everything at once is not offered.")
BY_ROW = N_("No row is accepted now: accept those that you trust (Space).")


class CautionBar(QFrame):
    """The reasons, and a button that accepts nothing so that one begins row by row."""

    by_row_wanted = Signal()

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._reasons: Sequence[Message] = ()
        self._by_row = False
        self.setProperty("look", "notice")
        self.setProperty("meaning", "decide")
        sign = QLabel(self)
        sign.setPixmap(icon("triangle-alert").pixmap(16, 16))
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.by_row_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self.told, 1)
        row.addWidget(self.button)
        switch.changed.connect(self.retranslate)
        self.hide()

    def show_reasons(self, reasons: Sequence[Message], *, by_row: bool) -> None:
        """Say why; ``by_row``: the rows are accepted one by one already."""
        self._reasons, self._by_row = reasons, by_row
        self.setVisible(bool(reasons))
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        reasons = [self._switch.text(reason) for reason in self._reasons]
        told = self._switch.tr(BY_ROW if self._by_row else NOT_OFFERED)
        self.told.setText("\n".join((*reasons, told)))
        self.setAccessibleName(self.told.text())
        self.button.setText(self._switch.tr(N_("Accept row by row")))
        self.button.setVisible(not self._by_row)
