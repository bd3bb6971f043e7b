"""A line whose text is read into a value: a number, a time, a date, a place from a long list.

While it is edited the value stands as one types it; otherwise as it is shown in the language of
the interface. Text that cannot be read stays, with a hint, and the value stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import Language
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.text import OVERFULL
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.language import LanguageSwitch

Parse = Callable[[str], Any]
"""Reads a text that is not blank; raises UserError, in plain words, for one it cannot read."""

Show = Callable[[Any, Language], str]
"""A value as shown in a language."""


class ReadEditor(Editor):
    """A line with a reader and a writer of its values."""

    def __init__(
        self,
        switch: LanguageSwitch,
        parse: Parse,
        show: Show,
        parent: QWidget | None = None,
        *,
        plain: Callable[[Any], str] | None = str,
        line: LineEdit | None = None,
    ) -> None:
        """``plain`` gives the value as one types it; None where it is typed as it is shown."""
        super().__init__(switch, parent)
        self._parse = parse
        self._shown = show
        self._plain = plain
        self._value: Any = None
        self.line = line or LineEdit(self)
        self._put(self.line)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self._typed)
        self.line.entered.connect(self._read_and_commit)
        self.line.came.connect(self._came)
        self.line.left.connect(self._left)
        self.line.overfull.connect(lambda: self._say(OVERFULL))
        self.retranslate()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def value(self) -> Any:
        if not self._dirty:
            return self._value
        read, problem = self._read()
        return self._value if problem else read

    def set_value(self, value: Any) -> None:
        keep = self.line.hasFocus() and self._dirty and self.readable() and self.value() == value
        self._value = value
        self._dirty = False
        if not keep:
            self._say(None)
            self._show_value()

    def typed(self) -> str:
        return self.line.committed_text()

    def set_typed(self, text: str) -> None:
        self.line.show_text(text)
        self._edited()
        if not self.line.hasFocus():
            self._say(self._read()[1])

    def readable(self) -> bool:
        return not self._dirty or self._read()[1] is None

    def choose(self, value: Any) -> None:
        """Take a value that was picked rather than typed, and commit it."""
        self._value = value
        self._dirty = True
        self._say(None)
        self.line.show_text(self._as_edited(value))
        self.changed.emit()
        self.commit()

    def commit(self) -> None:
        if self._dirty and self.readable():
            self._value = self.value()
        super().commit()

    def retranslate(self) -> None:
        if not self._dirty and not self.line.hasFocus():
            self._show_value()
        super().retranslate()

    def _read(self) -> tuple[Any, Message | None]:
        text = self.line.committed_text().strip()
        if not text:
            return None, None
        if text == self._as_edited(self._value):
            return self._value, None
        try:
            return self._parse(text), None
        except UserError as error:
            return None, error.message

    def _as_edited(self, value: Any) -> str:
        if value is None:
            return ""
        return self._plain(value) if self._plain else self._shown(value, self._switch.language)

    def _show_value(self) -> None:
        if self.line.hasFocus():
            self.line.show_text(self._as_edited(self._value))
        else:
            blank = self._value is None
            self.line.show_text("" if blank else self._shown(self._value, self._switch.language))
            self.line.forget_typing()

    def _typed(self) -> None:
        if self._own_hint is not None and self._read()[1] is None:
            self._say(None)
        self._edited()

    def _came(self) -> None:
        if not self._dirty:
            self.line.show_text(self._as_edited(self._value))
            self.line.selectAll()

    def _read_and_commit(self) -> None:
        if self._dirty:
            self._say(self._read()[1])
            self.commit()

    def _left(self) -> None:
        self._read_and_commit()
        if not self._dirty:
            self._show_value()
