"""Text in one line, and text in several lines that grows with its content."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import clean
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.entries import LineEdit, TextArea
from wicco_desktop.ui.language import LanguageSwitch

OVERFULL = Message(N_("That is too long for this field: only its beginning was pasted."))
TOO_LONG = Message(N_("This text is too long to be edited here; it is kept as it is."))


def entry(parent: QWidget | None, *, multiline: bool) -> LineEdit | TextArea:
    """Where such a text is typed."""
    return TextArea(parent) if multiline else LineEdit(parent)


class TextEditor(Editor):
    """One text: a line, or an area. The value is the text as stored, None where blank."""

    def __init__(
        self, switch: LanguageSwitch, parent: QWidget | None = None, *, multiline: bool = False
    ) -> None:
        super().__init__(switch, parent)
        self._multiline = multiline
        self.entry = entry(self, multiline=multiline)
        self._put(self.entry)
        self.setFocusProxy(self.entry)
        self.entry.edited.connect(self._typed)
        self.entry.left.connect(self._left)
        self.entry.overfull.connect(lambda: self._say(OVERFULL))
        if isinstance(self.entry, LineEdit):
            self.entry.entered.connect(self.commit)
        self.retranslate()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.entry,)

    def value(self) -> str | None:
        return clean(self.entry.committed_text(), multiline=self._multiline) or None

    def set_value(self, value: str | None) -> None:
        # While the field is typed into, a blank at the end is one on its way to the next word.
        if not (self.entry.hasFocus() and self.value() == value):
            self.entry.show_text(value or "")
            if not self.entry.hasFocus():
                self.entry.forget_typing()
        self._dirty = False
        self._say(TOO_LONG if self.entry.isReadOnly() else None)

    def typed(self) -> str:
        return self.entry.committed_text()

    def set_typed(self, text: str) -> None:
        self.entry.show_text(text)
        self._edited()

    def _typed(self) -> None:
        if self._own_hint is not None:
            self._say(None)
        self._edited()

    def _left(self) -> None:
        self.commit()
        if not self.dirty:
            self.entry.forget_typing()
