"""The line at the foot of a meeting that takes everything; what keys mean is in ``composing``.

Shows one ``Composition`` and turns keys into the next one. Emits the notes that are ended; who
saves them, and the draft, is the section's matter.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.services.composing import Composition, Someone, Step
from wicco_desktop.ui.editors.suggestions import Row, Suggestion, SuggestionList
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.meeting.composer_frame import ComposerAnswers, ComposerFrame

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Composer(ComposerFrame):
    """The line with its keys, and the list of who may be meant."""

    ended = Signal(object)
    """Notes, a tuple of NewNote, are to be added as one transaction."""

    changed = Signal()
    """What stands in the line is another."""

    upwards = Signal()
    """Up, with nothing above within the line: to the notes."""

    def __init__(
        self, switch: LanguageSwitch, answers: ComposerAnswers, parent: QWidget | None = None
    ) -> None:
        super().__init__(switch, answers, self._key, self._is_attributed, parent)
        self.now = Composition()
        self.area.edited.connect(self._typed)
        self.area.pasted.connect(self._pasted)
        self.list = SuggestionList(self)
        self.list.picked.connect(self._clicked)
        self.area.left.connect(self.list.hide)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def show_composition(self, now: Composition) -> None:
        """Show a line that was kept, perhaps of another meeting."""
        self.now = now
        self.list.hide()
        self.say(None)
        self.area.show_text(now.line)
        self.area.forget_typing()
        self.area.go_to_end()
        self.show_state(self.now)

    def retranslate(self) -> None:
        """Show every text in the language of the interface; what is typed stays."""
        self.show_state(self.now)
        self.preview.retranslate()
        self.say(None)

    def _use(self, now: Composition) -> None:
        """Another state, by a key: the line shows it and whoever keeps it hears of it."""
        self.now = now
        self.say(None)
        if self.area.committed_text() != now.line:
            self.area.show_text(now.line)
            self.area.go_to_end()
        self.show_state(self.now)
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        if self.now.wanted:
            self.list.offer(self._answers.find(self.now))
        else:
            self.list.hide()

    # What the user does

    def _typed(self) -> None:
        self.now = self.now.typed(self.area.committed_text())
        self.say(None)
        self.show_state(self.now)
        self._offer()
        self.changed.emit()

    def _is_attributed(self, text: str) -> bool:
        return self.now.step is Step.NOTE and bool(self._answers.attributed(text))

    def _pasted(self, text: str) -> None:
        self._use(self.now.pasting(text, self.area.textCursor().position()))

    def _clicked(self, row: Row) -> None:
        self._use(self.now.pick(_someone(row)))

    def _key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if modifiers in PLAIN:
            return self._plain_key(key)
        if key in ENTER and modifiers & Qt.KeyboardModifier.ShiftModifier:
            if self.now.step is Step.NOTE:
                self.area.insertPlainText("\n")
            return True
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            keys = {
                Qt.Key.Key_D: self.now.decide,
                Qt.Key.Key_U: self.now.follow_up,
                Qt.Key.Key_T: self.now.other_language,
            }
            act = keys.get(Qt.Key(key))
            if act is not None:
                self._use(act())
                return True
        return False

    def _plain_key(self, key: int) -> bool:
        if key in ENTER:
            self._enter()
            return True
        if key == Qt.Key.Key_Escape:
            return self._moved_to(self.now.escape()) or self._closed_list()
        if key == Qt.Key.Key_Backspace and self.area.textCursor().position() == 0:
            selected = self.area.textCursor().hasSelection()
            return not selected and self._moved_to(self.now.backspace())
        if key in STEPS and self.list.isVisible():
            self.list.move_by(STEPS[Qt.Key(key)])
            return True
        if key == Qt.Key.Key_Down and self.now.step is Step.OWNER and not self.now.line:
            self.list.offer(self._answers.find(self.now))
            return True
        if key == Qt.Key.Key_Up and self.area.at_first_line():
            self.upwards.emit()
            return True
        return False

    def _moved_to(self, now: Composition) -> bool:
        """Whether a key makes another state; it is shown then."""
        if now == self.now:
            return False
        self._use(now)
        return True

    def _closed_list(self) -> bool:
        shown = self.list.isVisible()
        self.list.hide()
        return shown

    def _marked(self) -> Someone | None:
        """Who is marked in the list, or would be if it were open."""
        if self.now.wanted is None:
            return None
        if not self.list.isVisible():
            if not self.now.wanted:
                return None
            self.list.offer(self._answers.find(self.now))
        row = self.list.current() if self.list.isVisible() else None
        return _someone(row) if row is not None else None

    def _enter(self) -> None:
        if self.now.step is Step.PASTE:
            notes = tuple(self._answers.attributed(self.now.pasted))
            self.ended.emit(notes)
            self._use(self.now.paste_added())
            return
        try:
            then, note = self.now.enter(
                self._marked(), self._answers.parse_date, self._switch.language.code
            )
        except UserError as problem:
            self.say(problem.message)
            return
        if note is not None:
            # Told before the line is empty: at no moment is the text nowhere.
            self.ended.emit((note,))
        self._use(then)


def _someone(row: Row) -> Someone:
    if isinstance(row, Suggestion):
        return Someone(row.id, row.title)
    return Someone(None, row.text)
