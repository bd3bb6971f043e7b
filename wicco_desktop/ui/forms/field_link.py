"""Joins the editor of one field to the columns of the record being edited.

Typing goes to ``Autosave``, what the record holds goes to the editor; never into a text that is
being typed or composed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wicco_desktop.foundation.messages import Message
from wicco_desktop.records.fields import Column, Field, Value
from wicco_desktop.ui.editors.bilingual import BilingualEditor, BilingualText
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.odds_strip import OddsStrip

Shown = Callable[[Field, Value], str]
"""A value as the user reads it; references by their title."""


class FieldLink(QObject):
    """One field of one form. ``attach`` it to each record that the form shows."""

    committed = Signal(str)
    """The field was left with something new in it: the key of the field."""

    still_right = Signal(str, str)
    """The user says that a side is right although it is older: field and language."""

    def __init__(
        self,
        field: Field,
        editor: Editor,
        strips: dict[str, OddsStrip],
        shown: Shown,
        parent: QObject | None = None,
    ) -> None:
        """``strips`` by the columns of the field."""
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self.strips = strips
        self._shown = shown
        self._saving: Autosave | None = None
        self._quiet = False
        self._seen: dict[str, Value] = {}
        """What each column was last shown with."""
        self._texts: dict[str, str] = {}
        self._refused: Message | None = None
        self._hint: Message | None = None
        self.columns = [column for column in self.field.columns() if not column.mark]
        editor.changed.connect(self._changed)
        editor.committed.connect(self._committed)
        if isinstance(editor, BilingualEditor):
            editor.still_right.connect(self._still_right)
        for strip in self.strips.values():
            strip.keep_mine.connect(self._keep_mine)
            strip.take_theirs.connect(self._take_theirs)

    def attach(self, saving: Autosave) -> None:
        """Show the field of another record, with what was typed there and is not saved."""
        self._saving = saving
        self._refused = self._hint = None
        for strip in self.strips.values():
            strip.hide()
        self.show_stored()
        for column in self.columns:
            if saving.odds(column.name):
                self.tell_odds(column.name)

    def detach(self) -> None:
        """Nothing typed here belongs to a record until the next ``attach``."""
        self._saving = None

    def show_stored(self) -> None:
        """Show what the record holds, except where something is typed or composed."""
        if self._saving is None or self._composing():
            return
        self._quiet = True
        try:
            if isinstance(self.editor, BilingualEditor):
                self._show_sides(self.editor, self._saving)
            else:
                self._show_value(self._saving)
        finally:
            self._quiet = False

    def settle(self, column: str) -> None:
        """A column is saved or given up."""
        self.strips[column].hide()
        self._refused = None
        self._show_hint()
        if self._saving is not None:
            self._seen[column] = self._saving.stored(column)
        self.show_stored()

    def refuse(self, why: Message) -> None:
        """What is typed cannot be of the field's type: say so, keep it."""
        self._refused = why
        self._show_hint()

    def tell_odds(self, column: str) -> None:
        """The column was changed elsewhere: show both."""
        if self._saving is not None:
            self.strips[column].tell(self._shown(self.field, self._saving.stored(column)))

    def set_hint(self, hint: Message | None) -> None:
        """What looks wrong in the field; blocks nothing."""
        self._hint = hint
        self._show_hint()

    def retranslate(self) -> None:
        """Show what is at odds in the language of the interface."""
        for column in self.columns:
            if not self.strips[column.name].isHidden():
                self.tell_odds(column.name)

    @property
    def blank(self) -> bool:
        """Whether nothing is in the field, typed or stored."""
        saving = self._saving
        return saving is None or all(
            saving.stored(column.name) is None and not saving.text(column.name)
            for column in self.columns
        )

    def _show_value(self, saving: Autosave) -> None:
        (column,) = self.columns
        text = saving.text(column.name)
        if text is None:
            self._seen[column.name] = saving.stored(column.name)
            self.editor.set_value(saving.stored(column.name))
        elif self.editor.typed() != text:
            self._seen[column.name] = saving.stored(column.name)
            self.editor.set_value(saving.stored(column.name))
            self.editor.set_typed(text)
        self._texts[column.name] = self.editor.typed()

    def _show_sides(self, editor: BilingualEditor, saving: Autosave) -> None:
        present = editor.typed_sides()
        sides: dict[str, str | None] = {}
        typed: dict[str, str] = {}
        for column in self.columns:
            code, text = str(column.language), saving.text(column.name)
            if text is None:
                stored = saving.stored(column.name)
                self._seen[column.name] = stored
                sides[code] = None if stored is None else str(stored)
            else:
                typed[code] = text
                sides[code] = text if present[code] == text else None
        older = str(saving.stored(self.field.mark_column) or "")
        editor.set_value(BilingualText(sides, frozenset(filter(None, older.split(",")))))
        for code, text in typed.items():
            editor.set_typed_side(code, text)
        for column in self.columns:
            self._texts[column.name] = editor.typed_sides()[str(column.language)]

    def _changed(self) -> None:
        if self._quiet or self._saving is None:
            return
        for column in self.columns:
            text = self._text(column)
            if text != self._texts.get(column.name):
                self._texts[column.name] = text
                self._saving.type_in(column.name, text, over=self._seen)
        if self._refused is not None:
            self._refused = None
            self._show_hint()

    def _committed(self) -> None:
        if not self._quiet and self._saving is not None:
            self._saving.commit([column.name for column in self.columns])
            self.committed.emit(self.field.key)

    def _text(self, column: Column) -> str:
        editor = self.editor
        if isinstance(editor, BilingualEditor):
            return editor.typed_sides()[str(column.language)]
        return editor.typed()

    def _composing(self) -> bool:
        return any(getattr(widget, "composing", False) for widget in self.editor.inputs())

    def _still_right(self, code: str) -> None:
        if not self._quiet:
            self.still_right.emit(self.field.key, code)

    def _keep_mine(self, column: str) -> None:
        self.strips[column].hide()
        self.editor.focus_first()
        if self._saving is not None:
            self._saving.keep_mine(column)

    def _take_theirs(self, column: str) -> None:
        self.strips[column].hide()
        self.editor.focus_first()
        if self._saving is not None:
            self._saving.take_theirs(column)

    def _show_hint(self) -> None:
        self.editor.set_hint(self._refused or self._hint)
