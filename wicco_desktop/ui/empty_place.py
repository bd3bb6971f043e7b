"""What an empty page says: what it is for, and the first steps as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.ui.icons import Role, icon
from wicco_desktop.ui.language import LanguageSwitch

_ICON = 32


class EmptyPlace(QWidget):
    """A sign, a heading, a sentence and what can be done first; texts are message ids."""

    def __init__(
        self,
        switch: LanguageSwitch,
        sign: str,
        heading: str,
        sentence: str,
        steps: Sequence[tuple[str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._texts: list[tuple[QLabel | QPushButton, str]] = []
        picture = QLabel(self)
        picture.setPixmap(icon(sign, Role.PlaceholderText).pixmap(_ICON, _ICON))
        self.heading, self.sentence = QLabel(self), QLabel(self)
        self.heading.setProperty("look", "heading")
        self.sentence.setProperty("look", "quiet")
        self._texts += [(self.heading, heading), (self.sentence, sentence)]
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (picture, self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        self.buttons: list[QPushButton] = []
        for told, act in steps:
            button = QPushButton(self)
            if not self.buttons:
                button.setProperty("look", "primary")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._texts.append((button, told))
            self.buttons.append(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        for part, told in self._texts:
            part.setText(self._switch.tr(told))
