"""One of a fixed set, or none: a combo box whose labels are translated when shown."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from wicco_desktop.foundation.languages import LANGUAGES
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.text import fold
from wicco_desktop.records.fields import Choice
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.language import LanguageSwitch

PAUSE = 1000
"""Milliseconds after which letters typed begin a new word."""


class ChoiceBox(QComboBox):
    """A combo box that finds a choice by the letters of its label in any language.

    The wheel does not change it in passing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()
        self._word = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._new_word)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._new_word()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isprintable() and letter.strip() and not event.modifiers():
            self._word += fold(letter)
            self._pause.start()
            key = self._beginning_with(self._word)
            if key is not None:
                self.setCurrentIndex(self.findData(key))
                self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _new_word(self) -> None:
        self._word = ""

    def _beginning_with(self, word: str) -> str | None:
        for translator in (Translator(language) for language in LANGUAGES):
            for choice in self.choices:
                if fold(translator.tr(choice.label)).startswith(word):
                    return choice.key
        return next((choice.key for choice in self.choices if choice.key.startswith(word)), None)


class ChoiceEditor(Editor):
    """The value is the key of the choice; a stored key that is none of them is shown as it is."""

    def __init__(
        self,
        switch: LanguageSwitch,
        choices: tuple[Choice, ...],
        parent: QWidget | None = None,
        *,
        blank: bool = True,
    ) -> None:
        super().__init__(switch, parent)
        self.box = ChoiceBox(self)
        self.box.choices = choices
        self._blank = blank
        self._put(self.box)
        self.setFocusProxy(self.box)
        if blank:
            self.box.addItem("", None)
        for choice in choices:
            self.box.addItem("", choice.key)
        self._value: str | None = self.box.itemData(0)
        self.box.activated.connect(self._chosen)
        self.retranslate()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def value(self) -> str | None:
        return self._value

    def set_value(self, value: str | None) -> None:
        self._dirty = False
        self._value = value
        if value is not None and self.box.findData(value) < 0:
            self.box.addItem(value, value)
        self.box.setCurrentIndex(self.box.findData(value))

    def set_typed(self, text: str) -> None:
        self.set_value(text or None)
        self._edited()

    def retranslate(self) -> None:
        labels = {choice.key: choice.label for choice in self.box.choices}
        for row in range(self.box.count()):
            key = self.box.itemData(row)
            label = self._switch.tr(labels[key]) if key in labels else key
            # Translators: the entry of a list of choices that stands for no choice.
            self.box.setItemText(row, label if key is not None else self._switch.tr(N_("—")))
        super().retranslate()

    def _chosen(self, row: int) -> None:
        if self.box.itemData(row) != self._value:
            self._value = self.box.itemData(row)
            self._edited()
            self.commit()
