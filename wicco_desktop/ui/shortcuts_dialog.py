"""The table of shortcuts as F1 shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.shortcuts import SHORTCUTS, shown_keys


class ShortcutsDialog(QDialog):
    """The table, as F1 shows it."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._told: list[tuple[QLabel, str]] = []
        inside = QWidget(self)
        inside.setProperty("look", "page")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._fill()
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 16)
        foot.addWidget(self.buttons)
        column.addLayout(foot)
        switch.changed.connect(self.retranslate)
        self.retranslate()
        wanted = inside.sizeHint()
        self.resize(wanted.width() + 24, min(wanted.height() + 80, 640))

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.setWindowTitle(self._switch.tr(N_("Keyboard shortcuts")))
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(
            self._switch.tr(N_("Close"))
        )
        for label, told in self._told:
            label.setText(self._switch.tr(told))

    def _fill(self) -> None:
        row = 0
        for group in dict.fromkeys(shortcut.group for shortcut in SHORTCUTS):
            heading = QLabel(self)
            heading.setProperty("look", "heading")
            heading.setContentsMargins(0, 12 if row else 0, 0, 4)
            self._told.append((heading, group))
            self._grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for shortcut in (entry for entry in SHORTCUTS if entry.group == group):
                keys = QLabel("  ".join(shown_keys(key) for key in shortcut.keys), self)
                keys.setProperty("look", "quiet")
                words = QLabel(self)
                words.setBuddy(keys)
                self._told.append((words, shortcut.label))
                self._grid.addWidget(keys, row, 0)
                self._grid.addWidget(words, row, 1)
                row += 1
        self._grid.setRowStretch(row, 1)
