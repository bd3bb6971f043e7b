"""Shows the pin of a field only where it is of use: at the field one is in, or where it is down."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from wicco_desktop.ui.editors.field_box import FieldBox


class PinReveal(QObject):
    """Watches the boxes of a form: the mouse over them, the focus within them."""

    def __init__(self, boxes: Mapping[str, FieldBox], parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes = boxes
        self._over: QObject | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def watch(self, box: FieldBox) -> None:
        """Look after the pin of one more box."""
        if box.pin is None:
            return
        policy = box.pin.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        box.pin.setSizePolicy(policy)
        box.pin.toggled.connect(lambda: self.show_pin(box))
        box.installEventFilter(self)
        self.show_pin(box)

    def show_pin(self, box: FieldBox, focus: QWidget | None = None) -> None:
        """Show or hide the pin of a box."""
        if box.pin is not None:
            inside = focus is not None and box.isAncestorOf(focus)
            box.pin.setVisible(box.pin.isChecked() or inside or self._over is box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._over = watched if event.type() == QEvent.Type.Enter else None
            if isinstance(watched, FieldBox):
                self.show_pin(watched, QApplication.focusWidget())
        return super().eventFilter(watched, event)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for box in self._boxes.values():
            self.show_pin(box, now)
