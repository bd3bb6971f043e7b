"""The pins of a form: which are down, what they keep, and where they are to be seen.

A pin is shown only where it is of use: at the field one is in, or where it is down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from wicco_desktop.records import Value
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.forms.pins import Pins


class FieldPins(QObject):
    """Looks after the pins of some boxes."""

    def __init__(
        self, pins: Pins, values: Callable[[], Mapping[str, Value]], parent: QWidget
    ) -> None:
        """``values`` gives what the record shown holds."""
        super().__init__(parent)
        self._pins = pins
        self._values = values
        self._boxes: dict[str, FieldBox] = {}
        self._over: QObject | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def add(self, key: str, box: FieldBox) -> None:
        """Look after the pin of one more field."""
        if box.pin is None:
            return
        self._boxes[key] = box
        policy = box.pin.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        box.pin.setSizePolicy(policy)
        box.pin.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+Shift+P is its key
        box.pin.setChecked(key in self._pins)
        box.pin.pinned.connect(lambda down: self.set_pinned(key, down))
        box.pin.toggled.connect(lambda: self._show(box, QApplication.focusWidget()))
        box.installEventFilter(self)
        self._show(box, None)

    def set_pinned(self, key: str, down: bool) -> None:
        """Repeat a field in the next new record, or no longer."""
        if down:
            self._pins.pin(key, self._values())
        else:
            self._pins.unpin(key)
        pin = self._boxes[key].pin
        if pin is not None:
            pin.setChecked(down)

    def show_state(self) -> None:
        """Show which are down now: another form of the kind may have changed it."""
        for key, box in self._boxes.items():
            if box.pin is not None:
                box.pin.setChecked(key in self._pins)

    def toggle_focused(self) -> bool:
        """Pin or unpin the field that has the focus; whether there is one."""
        focus = QApplication.focusWidget()
        for key, box in self._boxes.items():
            if box.pin is not None and focus is not None and box.isAncestorOf(focus):
                self.set_pinned(key, not box.pin.isChecked())
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._over = watched if event.type() == QEvent.Type.Enter else None
            if isinstance(watched, FieldBox):
                self._show(watched, QApplication.focusWidget())
        return super().eventFilter(watched, event)

    def _show(self, box: FieldBox, focus: QWidget | None) -> None:
        if box.pin is not None:
            inside = focus is not None and box.isAncestorOf(focus)
            box.pin.setVisible(box.pin.isChecked() or inside or self._over is box)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for box in self._boxes.values():
            self._show(box, now)
