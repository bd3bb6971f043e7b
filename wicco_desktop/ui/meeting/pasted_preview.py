"""What a pasted text would become, before it does: who, what, of what kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from wicco_desktop.foundation.messages import NN_
from wicco_desktop.ui.language import LanguageSwitch

MOST = 8
LONGEST = 160


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One note to be: all texts as shown."""

    speaker: str
    text: str
    kind: str
    meaning: str = ""


class PastedPreview(QFrame):
    """Says how many notes there are and what the keys do, and lists the first of them."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._rows: tuple[PreviewRow, ...] = ()
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        self.heading.setProperty("look", "strong")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.heading, 0, 0, 1, 3)
        self._labels: list[QLabel] = []
        self.hide()

    @property
    def rows(self) -> tuple[PreviewRow, ...]:
        """What is shown, all of it."""
        return self._rows

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show these notes; with none the preview goes."""
        self._rows = tuple(rows)
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        for at, row in enumerate(self._rows[:MOST], start=1):
            self._add(at, 0, row.speaker, "strong")
            text = self._add(at, 1, _short(row.text), "")
            text.setWordWrap(True)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            badge = self._add(at, 2, row.kind, "badge")
            badge.setProperty("meaning", row.meaning or None)
        left = len(self._rows) - MOST
        if left > 0:
            more = self._switch.ntr(*NN_("and {count} more", "and {count} more"), left)
            self._add(MOST + 1, 1, more, "quiet")
        self.retranslate()
        self.setVisible(bool(self._rows))

    def retranslate(self) -> None:
        """Show the heading in the language of the interface."""
        one, many = NN_(
            "{count} note from the clipboard: Enter adds, Esc pastes as text",
            "{count} notes from the clipboard: Enter adds, Esc pastes as text",
        )
        self.heading.setText(self._switch.ntr(one, many, len(self._rows)))

    def _add(self, row: int, column: int, text: str, look: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("look", look or None)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        if column == 1:
            self._grid.addWidget(label, row, column)
        else:
            place = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(label, row, column, place)
        self._labels.append(label)
        return label


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"
