"""Typing another value into a cell under review: the editor that fits its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import Value
from wicco_desktop.records.values import ValueProblem, canonical
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.factory import Answers, editor_for
from wicco_desktop.ui.editors.place import PlaceEditor
from wicco_desktop.ui.editors.reference import ReferenceEditor
from wicco_desktop.ui.entries import ENTER, LineEdit, TextArea
from wicco_desktop.ui.language import LanguageSwitch

MADE_BY_NAME = "organisation"
"""The kind of which a name alone makes a record here."""


class ValueEditor(QWidget):
    """An editor and a button; Enter in one line uses it, Esc gives up."""

    used = Signal(object)
    """The canonical value, None for blank."""

    named = Signal(str)
    """The name of a new organisation."""

    given_up = Signal()

    typed = Signal(str)
    """What stands in the editor, after each change of it."""

    def __init__(
        self,
        switch: LanguageSwitch,
        answers: Answers,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._answers = replace(answers, creatable=lambda field: field.targets == (MADE_BY_NAME,))
        self._today = today
        self._column: ExchangeColumn | None = None
        self.editor: Editor | None = None
        self.label = QLabel(self)
        self.label.setProperty("look", "label")
        self.use = QPushButton(self)
        self.use.setProperty("look", "primary")
        self.use.clicked.connect(self._use)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.label)
        self._layout.addWidget(self.use)
        switch.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def begin(self, column: ExchangeColumn, value: Value) -> None:
        """Offer to type a value of a column; a reference begins blank."""
        self.end()
        self._column = column
        field = replace(column.field, bilingual=False, label=column.label)
        editor = self.editor = editor_for(field, self._switch, self._answers, self)
        if not column.is_reference:
            editor.set_value(value)
        if isinstance(editor, ReferenceEditor):
            editor.create_requested.connect(self.named)
            editor.committed.connect(self._use)
        else:
            if isinstance(editor, PlaceEditor):
                editor.completing.picked.connect(self._use)
            for line in editor.inputs():
                if isinstance(line, LineEdit):
                    line.entered.connect(self._use)
        editor.changed.connect(lambda: self.typed.emit(editor.typed()))
        self._layout.insertWidget(1, editor)
        self.retranslate()
        self.show()
        editor.focus_first()
        first = editor.inputs()[0]
        if isinstance(first, LineEdit | TextArea):
            first.selectAll()  # another value takes the place of the one there is

    def end(self) -> None:
        """Take the editor away."""
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self.hide()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.use.setText(tr(N_("Use this")))
        self.label.setText(tr(N_("Another value")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in ENTER:
            self._use()
        else:
            super().keyPressEvent(event)

    def _use(self) -> None:
        if self.editor is None or self._column is None:
            return
        if not self.editor.readable():
            self.editor.commit()
            return
        try:
            value = canonical(self._column.field, self.editor.value(), self._today())
        except ValueProblem as problem:
            self.editor.set_hint(problem.problem)
            return
        except UserError as problem:
            self.editor.set_hint(problem.message)
            return
        self.used.emit(value)
