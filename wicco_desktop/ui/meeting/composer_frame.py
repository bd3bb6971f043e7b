"""How the composer's line looks: who speaks, the kind, the question, the other side, the text.

Shows a ``Composition`` in the language of the interface; keys are the matter of ``composer``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.composing import Composition, Someone, Step
from wicco_desktop.services.notes import NewNote
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.editors.suggestions import Row
from wicco_desktop.ui.editors.text import OVERFULL
from wicco_desktop.ui.entries import LONGEST_AREA, length
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.meeting.composer_area import ComposerArea, Offered
from wicco_desktop.ui.meeting.composer_words import badge, hint, question, side_name
from wicco_desktop.ui.meeting.pasted_preview import PastedPreview, PreviewRow

WIDEST_BEFORE = 0.4
"""Share of the width that who speaks may take before the text."""


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


class ComposerFrame(QFrame):
    """One line, with the speaker before it."""

    shifted = Signal()
    """It stands elsewhere, or is higher, than before."""

    def __init__(
        self,
        switch: LanguageSwitch,
        answers: ComposerAnswers,
        offer: Offered,
        taken_apart: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        """``offer`` is asked about every key, ``taken_apart`` about every pasted text."""
        super().__init__(parent)
        self._switch = switch
        self._answers = answers
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
        self.area = ComposerArea(offer, taken_apart, self)
        self.area.setProperty("look", "bare")
        self.setFocusProxy(self.area)
        self.area.came.connect(lambda: restyle(self, "focused", True))
        self.area.left.connect(lambda: restyle(self, "focused", False))
        self.area.overfull.connect(lambda: self.say(OVERFULL))
        self._arrange()

    def say(self, problem: Message | None) -> None:
        """Say what is wrong with what was typed, or nothing."""
        _tell(self.problem, self._switch.text(problem) if problem else "")

    def show_state(self, now: Composition) -> None:
        """Show everything about a state but its text, which the area has."""
        tr = self._switch.tr
        self.area.setReadOnly(now.step is Step.PASTE or length(now.line) > LONGEST_AREA)
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
        self._before.setVisible(bool(name))
        self._stand()
        self.preview.show_rows(
            self._answers.preview(self._answers.attributed(now.pasted))
            if now.step is Step.PASTE
            else ()
        )

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.shifted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand()
        self.shifted.emit()

    def _arrange(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._before = QWidget(self)
        before = QHBoxLayout(self._before)
        before.setContentsMargins(0, 0, 0, 0)
        before.setSpacing(8)
        for label in (self.speaker, self.kind, self.asked):
            label.setContentsMargins(0, 2, 0, 0)
            label.setMinimumWidth(1)
            before.addWidget(label, 0, top)
        before.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addWidget(self._before, 0, top)
        self._row.addWidget(self.area, 1, top)
        self._row.addWidget(self.side, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(2)
        column.addWidget(self.preview)
        column.addWidget(self.other_side)
        column.addLayout(self._row)
        column.addWidget(self.problem)

    def _stand(self) -> None:
        """Who speaks stands before the text, or above it where that would leave no room."""
        wanted = self._before.sizeHint().width() if self.speaker.text() or self.kind.text() else 0
        narrow = wanted > self.width() * WIDEST_BEFORE
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


def _label(parent: QWidget, look: str) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    label.hide()
    return label


def _tell(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
