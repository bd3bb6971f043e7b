"""The line at the foot of a meeting that takes everything; what keys mean is in ``composing``.

Shows one ``Composition`` and turns keys into the next one. Emits the notes that are ended; who
saves them, and the draft, is the section's matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.composing import Composition, Someone, Step
from wicco_desktop.services.notes import NewNote
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.editors.suggestions import Row, Suggestion, SuggestionList
from wicco_desktop.ui.entries import ENTER, LONGEST_AREA
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.meeting.composer_area import ComposerArea
from wicco_desktop.ui.meeting.composer_words import badge, hint, question, side_name
from wicco_desktop.ui.meeting.pasted_preview import PastedPreview, PreviewRow

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


@dataclass(frozen=True, slots=True)
class ComposerAnswers:
    """What the line asks of the program."""

    find: Callable[[Composition], Sequence[Row]]
    """Who fits the name that is typed, best first; a Creation is someone only named."""

    named: Callable[[Someone], str]
    """A speaker as shown in the language of the interface."""

    parse_date: Callable[[str], str]
    """Reads a due date; raises UserError for what is none."""

    attributed: Callable[[str], Sequence[NewNote]]
    """A pasted text as notes, where it says who spoke; else nothing."""

    preview: Callable[[Sequence[NewNote]], Sequence[PreviewRow]]
    """Such notes as shown."""

    example: Callable[[], str]
    """What may be typed to pick a speaker: the initials of somebody present."""


class Composer(QFrame):
    """One line, with the speaker before it."""

    ended = Signal(object)
    """Notes, a tuple of NewNote, are to be added as one transaction."""

    changed = Signal()
    """What stands in the line is another."""

    shifted = Signal()
    """It stands elsewhere, or is higher, than before."""

    upwards = Signal()
    """Up, with nothing above within the line: to the notes."""

    def __init__(
        self, switch: LanguageSwitch, answers: ComposerAnswers, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._answers = answers
        self.now = Composition()
        self.setProperty("look", "composer")
        self.preview = PastedPreview(switch, self)
        self.other_side = _label(self, "quiet")
        self.other_side.setWordWrap(True)
        self.speaker = _label(self, "speaker")
        self.kind = _label(self, "badge")
        self.asked = _label(self, "label")
        self.side = _label(self, "key")
        self.problem = _label(self, "hint")
        self.problem.setProperty("meaning", "decide")
        self.problem.setWordWrap(True)
        self.area = ComposerArea(self._key, self._is_attributed, self)
        self.area.setProperty("look", "bare")
        self.setFocusProxy(self.area)
        self.area.edited.connect(self._typed)
        self.area.pasted.connect(self._pasted)
        self.area.came.connect(lambda: restyle(self, "focused", True))
        self.area.left.connect(self._left)
        self.list = SuggestionList(self)
        self.list.picked.connect(self._clicked)
        self._arrange()
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def show_composition(self, now: Composition) -> None:
        """Show a line that was kept, perhaps of another meeting."""
        self.now = now
        self.list.hide()
        self._say(None)
        self.area.show_text(now.line)
        self.area.forget_typing()
        self.area.go_to_end()
        self._show_state()

    def retranslate(self) -> None:
        """Show every text in the language of the interface; what is typed stays."""
        self._show_state()
        self.preview.retranslate()
        self._say(None)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.shifted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shifted.emit()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        for label in (self.speaker, self.kind, self.asked):
            label.setContentsMargins(0, 2, 0, 0)
            row.addWidget(label, 0, top)
        row.addWidget(self.area, 1, top)
        row.addWidget(self.side, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(2)
        column.addWidget(self.preview)
        column.addWidget(self.other_side)
        column.addLayout(row)
        column.addWidget(self.problem)

    # Showing

    def _use(self, now: Composition) -> None:
        """Another state, by a key: the line shows it and whoever keeps it hears of it."""
        self.now = now
        self._say(None)
        if self.area.committed_text() != now.line:
            self.area.show_text(now.line)
            self.area.go_to_end()
        self._show_state()
        self._offer()
        self.changed.emit()

    def _show_state(self) -> None:
        now, tr = self.now, self._switch.tr
        self.area.setReadOnly(now.step is Step.PASTE or len(now.line) > LONGEST_AREA)
        who = self._answers.named(now.speaker) if now.speaker else ""
        _tell(self.speaker, who)
        shown, meaning = badge(now)
        restyle(self.kind, "meaning", meaning or None)
        _tell(self.kind, tr(shown) if shown else "")
        _tell(self.asked, tr(question(now)) if question(now) else "")
        code = self._switch.language.code
        _tell(self.side, side_name(now, code))
        other = now.first if now.at_second else now.second
        _tell(self.other_side, other if now.step is Step.NOTE else "")
        told = hint(now, self._answers.example())
        self.area.show_hint(self._switch.text(told) if told else "")
        name = " ".join(filter(None, (who, self.kind.text(), self.asked.text())))
        self.area.setAccessibleName(name or tr(N_("Note")))
        self.preview.show_rows(
            self._answers.preview(self._answers.attributed(now.pasted))
            if now.step is Step.PASTE
            else ()
        )

    def _say(self, problem: Message | None) -> None:
        _tell(self.problem, self._switch.text(problem) if problem else "")

    def _offer(self) -> None:
        if self.now.wanted:
            self.list.offer(self._answers.find(self.now))
        else:
            self.list.hide()

    # What the user does

    def _typed(self) -> None:
        self.now = self.now.typed(self.area.committed_text())
        self._say(None)
        self._show_state()
        self._offer()
        self.changed.emit()

    def _is_attributed(self, text: str) -> bool:
        return self.now.step is Step.NOTE and bool(self._answers.attributed(text))

    def _pasted(self, text: str) -> None:
        self._use(self.now.pasting(text, self.area.textCursor().position()))

    def _left(self) -> None:
        restyle(self, "focused", False)
        self.list.hide()

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
            self._say(problem.message)
            return
        if note is not None:
            # Told before the line is empty: at no moment is the text nowhere.
            self.ended.emit((note,))
        self._use(then)


def _someone(row: Row) -> Someone:
    if isinstance(row, Suggestion):
        return Someone(row.id, row.title)
    return Someone(None, row.text)


def _label(parent: QWidget, look: str) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    label.hide()
    return label


def _tell(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
