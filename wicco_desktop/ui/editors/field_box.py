"""A field as a form shows it: the label above, perhaps a pin beside it, the editor below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.flag import FlagEditor
from wicco_desktop.ui.editors.pin import Pin
from wicco_desktop.ui.language import LanguageSwitch


class FieldBox(QWidget):
    """Label, pin and editor of one field. A flag carries its label itself."""

    def __init__(
        self,
        switch: LanguageSwitch,
        label: str,
        editor: Editor,
        parent: QWidget | None = None,
        *,
        pin: bool = False,
    ) -> None:
        """``label`` is a message id."""
        super().__init__(parent)
        self._switch = switch
        self._label = label
        self.editor = editor
        self.label = QLabel(self)
        self.label.setProperty("look", "label")
        self.label.setBuddy(editor)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pin = Pin(switch, label, self) if pin else None
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.label)
        if self.pin is not None:
            row.addWidget(self.pin)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        # Beside a taller field the editor stays at the top.
        column.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        editor.setParent(self)
        editor.set_label(label)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the label in the language of the interface."""
        own = isinstance(self.editor, FlagEditor)
        self.label.setText("" if own else self._switch.tr(self._label))
        if self.pin is not None:
            self.pin.setFixedHeight(self.label.sizeHint().height())
