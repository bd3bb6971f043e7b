"""Yes or no."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.language import LanguageSwitch


class FlagEditor(Editor):
    """A check box that carries the field's label. The value is None until it is touched."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(switch, parent)
        self.box = QCheckBox(self)
        self._put(self.box)
        self.setFocusProxy(self.box)
        self._value: bool | None = None
        self.box.clicked.connect(self._clicked)
        self.retranslate()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def value(self) -> bool | None:
        return self._value

    def set_value(self, value: bool | None) -> None:
        self._dirty = False
        self._value = value
        self.box.setChecked(bool(value))

    def typed(self) -> str:
        return "" if self._value is None else str(self._value).lower()

    def set_typed(self, text: str) -> None:
        self.set_value(None if text == "" else text == "true")
        self._edited()

    def set_label(self, label: str) -> None:
        super().set_label(label)
        self.retranslate()

    def retranslate(self) -> None:
        self.box.setText(self._switch.tr(self._label) if self._label else "")
        super().retranslate()

    def _clicked(self, checked: bool) -> None:
        self._value = checked
        self._edited()
        self.commit()
