"""The small window that says why the program is still there while it closes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.progress import Progress


class ClosingTold(QWidget):
    """A sentence, a bar, and what ends the waiting where that may be."""

    def __init__(
        self,
        switch: LanguageSwitch,
        parent: QWidget,
        sentence: str,
        *,
        progress: Progress | None = None,
        skip: Callable[[], None] | None = None,
    ) -> None:
        """``sentence`` is a message id; ``skip`` is what *Close without waiting* does."""
        super().__init__(parent, Qt.WindowType.Dialog)
        tr = switch.tr
        self.setProperty("look", "panel")
        self.setWindowTitle(tr(N_("Closing")))
        self.sentence = QLabel(tr(sentence), self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.sentence.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self.bar)
        self.skip: QPushButton | None = None
        if skip is not None:
            self.skip = QPushButton(tr(N_("Close without waiting")), self)
            self.skip.clicked.connect(skip)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(self.skip)
            column.addLayout(row)
        if progress is not None:
            progress.reported.connect(self._show)
        self.setEnabled(True)
        self.adjustSize()
        self.move(parent.geometry().center() - self.rect().center())

    def _show(self, done: int, total: int, _doing: object) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
