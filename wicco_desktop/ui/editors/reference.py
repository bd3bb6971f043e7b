"""A link to another record: typed to find it, or to make it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.typed import quoted
from wicco_desktop.ui.editors.completing import Complete, CompletingLine, Likely, nothing_likely
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.editors.text import OVERFULL
from wicco_desktop.ui.language import LanguageSwitch

Resolve = Callable[[str], Suggestion | None]
"""The record of an id as it is shown in the language of the interface; None where there is none."""

DELETED = N_("in the Trash")
MISSING = N_("(record not found)")


def unlinked(text: str) -> Message:
    """The hint at a text that is linked to nothing."""
    return Message(
        N_("“{text}” is not linked to a record: pick one from the list, or create it."),
        {"text": quoted(text)},
    )


class ReferenceEditor(Editor):
    """The value is the id of the record. Text that is linked to none stays, with a hint."""

    create_requested = Signal(str)
    """A record of this name is to be made; show it with ``set_value`` or ``choose``."""

    def __init__(
        self,
        switch: LanguageSwitch,
        complete: Complete,
        resolve: Resolve,
        parent: QWidget | None = None,
        *,
        create: bool = True,
        likely: Likely = nothing_likely,
    ) -> None:
        super().__init__(switch, parent)
        self._resolve = resolve
        self._shown: Suggestion | None = None
        self._value: str | None = None
        self.line = CompletingLine(switch, complete, self, create=create, likely=likely)
        self._put(self.line)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self._typed)
        self.line.picked.connect(self._picked)
        self.line.create_requested.connect(self.create_requested)
        self.line.came.connect(self._came)
        self.line.left.connect(self._left)
        self.line.entered.connect(self._left)
        self.line.overfull.connect(lambda: self._say(OVERFULL))
        self.retranslate()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def value(self) -> str | None:
        return None if not self.line.committed_text().strip() else self._value

    def set_value(self, value: str | None) -> None:
        self._dirty = False
        self._value = value
        self._say(None)
        self._show_value()

    def choose(self, value: str) -> None:
        """Link to a record that was picked or made, and commit it."""
        self.set_value(value)
        self._edited()
        self.commit()

    def typed(self) -> str:
        if self.readable():
            return self.value() or ""
        return self.line.committed_text()

    def set_typed(self, text: str) -> None:
        if text and self._resolve(text) is not None:
            self.set_value(text)
        else:
            self.line.show_text(text)
            self.line.set_suffix("")
            self._say(None if self.readable() else unlinked(text))
        self._edited()

    def readable(self) -> bool:
        text = self.line.committed_text()
        return not text.strip() or text == self._title()

    def retranslate(self) -> None:
        if not self._dirty:
            self._show_value()
        super().retranslate()

    def _title(self) -> str:
        return self._shown.title if self._shown is not None else ""

    def _show_value(self) -> None:
        self._shown = None
        if self._value is not None:
            missing = Suggestion(self._value, self._switch.tr(MISSING))
            self._shown = self._resolve(self._value) or missing
        self.line.show_text(self._title())
        self._show_suffix()
        if not self.line.hasFocus():
            self.line.forget_typing()

    def _show_suffix(self) -> None:
        suffix = ""
        if self._shown is not None and self.readable():
            suffix = self._shown.other_title or self._shown.detail
            if self._shown.deleted:
                suffix = self._switch.tr(DELETED)
        self.line.set_suffix(suffix)

    def _typed(self) -> None:
        self._show_suffix()
        if self._own_hint is not None and self.readable():
            self._say(None)
        self._edited()

    def _picked(self, entry: Suggestion) -> None:
        self.choose(entry.id)

    def _came(self) -> None:
        if not self._dirty:
            self.line.selectAll()

    def _left(self) -> None:
        if not self._dirty:
            return
        if not self.readable():
            self._say(unlinked(self.line.committed_text()))
            return
        value = self.value()
        if value == self._value:
            self._dirty = False
            return
        self._value, self._shown = value, None
        self.commit()
