"""Whom a new row may be: each record with the evidence, and the two answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.review.model import Likeness
from wicco_desktop.ui.exchange.key_button import KeyButton
from wicco_desktop.ui.exchange.row_words import likeness_detail, likeness_name
from wicco_desktop.ui.language import LanguageSwitch

PERSON = "contact"
QUESTIONS = {
    PERSON: (N_("Is this someone you have?"), N_("Same person"), N_("Someone new")),
    "": (N_("Is this one you have?"), N_("The same"), N_("A new one")),
}
"""Question and answers by kind."""

MOST = 5
"""Records that are offered; more of them tell nothing."""


def someone_new(kind: str, switch: LanguageSwitch) -> str:
    """The answer that a row is nobody we have."""
    return switch.tr(QUESTIONS.get(kind, QUESTIONS[""])[2])


class LikenessCards(QWidget):
    """The question about one row."""

    answered = Signal(object)
    """The id of the record that is meant, None for somebody new."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._likenesses: Sequence[Likeness] = ()
        self._kind = PERSON
        self.question = QLabel(self)
        self.question.setProperty("look", "heading")
        self.question.setWordWrap(True)
        self.cards: list[QFrame] = []
        self.same: list[QPushButton] = []
        self.new = KeyButton("Space", self)
        self.new.clicked.connect(lambda: self.answered.emit(None))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.question)
        self._column.addWidget(self.new)
        switch.changed.connect(self.retranslate)
        self.hide()

    def ask(self, kind: str, likenesses: Sequence[Likeness], *, waits: bool) -> None:
        """Ask about a row; nothing is asked where it looks like nobody.

        ``waits``: nobody has answered yet.
        """
        self.new.setVisible(waits)
        same = (kind, tuple(likenesses)) == (self._kind, tuple(self._likenesses))
        self._kind, self._likenesses = kind, tuple(likenesses)
        if not same or len(self.cards) != len(likenesses[:MOST]):
            self._build()
        self.setVisible(bool(likenesses))

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self._build()

    def _build(self) -> None:
        tr, code = self._switch.tr, self._switch.language.code
        question, same, new = QUESTIONS.get(self._kind, QUESTIONS[""])
        self.question.setText(tr(question))
        self.new.say(tr(new))
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards, self.same = [], []
        for number, likeness in enumerate(self._likenesses[:MOST]):
            card, button = self._card(likeness, code, tr(same))
            self.cards.append(card)
            self.same.append(button)
            self._column.insertWidget(1 + number, card)
        order = [*self.same, self.new]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _card(self, likeness: Likeness, code: str, same: str) -> tuple[QFrame, QPushButton]:
        card = QFrame(self)
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        evidence = [f"· {self._switch.text(one)}" for one in likeness.evidence]
        name, detail = likeness_name(likeness, code), likeness_detail(likeness, code)
        for text, look in (
            (name, "strong"),
            (detail, "quiet"),
            ("\n".join(evidence), "evidence"),
        ):
            if text:
                label = QLabel(text, card)
                label.setProperty("look", look)
                label.setWordWrap(True)
                column.addWidget(label)
        button = QPushButton(same, card)
        button.setAutoDefault(True)
        button.setAccessibleName(f"{same}: {name}")
        button.setAccessibleDescription(", ".join((detail, *evidence)))
        button.clicked.connect(lambda: self.answered.emit(likeness.record))
        column.addWidget(button)
        return card, button
