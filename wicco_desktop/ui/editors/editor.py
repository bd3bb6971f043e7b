"""What every editor has: value, set_value, changed, committed, a hint, a name, its language.

``value()`` is what the field would hold now, canonical and never with composed text in it;
``typed()`` is what stands there as typed, for a draft. Where the two cannot agree (a date that is
none) ``readable()`` is False, ``value()`` stays what it was, and nothing is committed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui.language import LanguageSwitch


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet asks for, and let the sheet see it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Editor(QWidget):
    """Base of all editors: the content above, the hint below it."""

    changed = Signal()
    """Something was typed or chosen; fires on every committed keystroke."""

    committed = Signal()
    """There is something new, and the field was left or Enter pressed."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._label = ""
        self._given_hint: Message | None = None
        self._own_hint: Message | None = None
        self._dirty = False
        self.hint = QLabel(self)
        self.hint.setProperty("look", "hint")
        self.hint.setProperty("meaning", "decide")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        switch.changed.connect(self.retranslate)

    # ---- What every editor answers --------------------------------------------------------

    def value(self) -> Any:
        """What the field would hold now; blank is None."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value that was not typed here. Where it stands already, nothing moves."""
        raise NotImplementedError

    def typed(self) -> str:
        """What stands in the field as typed, for a draft."""
        value = self.value()
        return "" if value is None else str(value)

    def set_typed(self, text: str) -> None:
        """Put back what was typed before; the field counts as changed."""
        raise NotImplementedError

    def readable(self) -> bool:
        """Whether what stands there is a value."""
        return True

    def inputs(self) -> tuple[QWidget, ...]:
        """The widgets that take the keys, in the order of Tab."""
        raise NotImplementedError

    # ---- What all have in common ----------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something was typed since the last value was set or committed."""
        return self._dirty

    def set_label(self, label: str) -> None:
        """Name the field for screen readers by a message id."""
        self._label = label
        self._name_inputs()

    def set_hint(self, hint: Message | None) -> None:
        """Say something under the field; it blocks nothing."""
        self._given_hint = hint
        self._show_hint()

    def focus_first(self) -> None:
        """Put the focus into the field."""
        self.inputs()[0].setFocus()

    def retranslate(self) -> None:
        """Show every text in the language of the interface; what is typed stays."""
        self._show_hint()
        self._name_inputs()

    def commit(self) -> None:
        """What leaving the field does: tell that there is something new."""
        if self._dirty and self.readable():
            self._dirty = False
            self.committed.emit()

    def _put(self, content: QWidget) -> None:
        self._column.insertWidget(0, content)

    def _edited(self) -> None:
        self._dirty = True
        self.changed.emit()

    def _say(self, hint: Message | None) -> None:
        self._own_hint = hint
        self._show_hint()

    def _show_hint(self) -> None:
        hint = self._own_hint or self._given_hint
        self.hint.setText(self._switch.text(hint) if hint else "")
        self.hint.setVisible(hint is not None)
        for widget in self.inputs():
            restyle(widget, "hinted", hint is not None)
            widget.setAccessibleDescription(self.hint.text())

    def _name_inputs(self) -> None:
        for widget in self.inputs():
            widget.setAccessibleName(self._switch.tr(self._label) if self._label else "")
