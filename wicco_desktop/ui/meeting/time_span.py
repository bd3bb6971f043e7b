"""Start and end of a meeting in one place: 10:00 – 11:30."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.editors.time import TimeEditor
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.language import LanguageSwitch

DASHES = "-–—~～至到"


class TimeSpan(QWidget):
    """Two boxes in one frame; a dash typed after the start goes on to the end."""

    def __init__(
        self, switch: LanguageSwitch, start: FieldBox, end: FieldBox, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self.label = QLabel(self)
        self.label.setProperty("look", "label")
        self.frame = QFrame(self)
        self.frame.setProperty("look", "field")
        self._lines: list[LineEdit] = []
        row = QHBoxLayout(self.frame)
        row.setContentsMargins(3, 0, 3, 0)
        row.setSpacing(0)
        for box in (start, end):
            assert isinstance(box.editor, TimeEditor)
            box.label.hide()
            line = box.editor.line
            line.setProperty("look", "bare")
            line.setAlignment(
                Qt.AlignmentFlag.AlignRight if box is start else Qt.AlignmentFlag.AlignLeft
            )
            line.came.connect(lambda: restyle(self.frame, "focused", True))
            line.left.connect(lambda: restyle(self.frame, "focused", False))
            self._lines.append(line)
            if box is end:
                row.addWidget(QLabel("–", self.frame))
            row.addWidget(box, 1)
        self._lines[0].installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(self.frame)
        column.addStretch(1)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the label in the language of the interface."""
        # Translators: over the field that holds start and end of a meeting.
        self.label.setText(self._switch.tr(N_("Time")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        start, end = self._lines
        if (
            watched is start
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text() in DASHES
            and event.text()
            and not start.composing
            and start.committed_text().strip()
        ):
            end.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
