"""Organisations that the rows name and that we do not have: asked once, not once a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.exchange.columns import column_at
from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.services.review.model import Likeness, NewOrganisation
from wicco_desktop.ui.editors.factory import Answers
from wicco_desktop.ui.editors.reference import ReferenceEditor
from wicco_desktop.ui.language import LanguageSwitch

MOST = 60
"""Organisations that are asked about; the others are made as they are called."""

SEEN = 4
"""Lines seen at once."""

_FIELD = column_at("contact", "affiliation.organisation").field


class OrganisationsBar(QWidget):
    """A sentence; opened, a line for each: a new one is made, or it is one of ours."""

    answered = Signal(str, object)
    """What the rows call it, and the id of the one of ours that is meant; None: a new one."""

    def __init__(
        self, switch: LanguageSwitch, answers: Answers, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._answers = answers
        self._organisations: Sequence[NewOrganisation] = ()
        self.told = QLabel(self)
        self.told.setProperty("look", "quiet")
        self.told.setWordWrap(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self)
        self.button.setCheckable(True)
        self.button.setAutoDefault(False)
        self.button.setProperty("look", "link")
        self.editors: dict[str, ReferenceEditor] = {}
        self.likely: dict[str, QPushButton] = {}
        """By what the rows call it, what takes the one of ours that it is most like."""
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.told, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._area)
        self.button.toggled.connect(self._open)
        switch.changed.connect(self.retranslate)
        self.hide()

    def show_organisations(self, organisations: Sequence[NewOrganisation]) -> None:
        """Ask about these."""
        self._organisations = organisations
        self.setVisible(bool(organisations))
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        new = [one for one in self._organisations if one.chosen is None]
        told = NN_(
            "{count} organisation you do not have will be made: {names}",
            "{count} organisations you do not have will be made: {names}",
        )
        names = self._switch.tr(N_(", ")).join(_one_line(one.text) for one in new[:3])
        if len(new) > 3:
            names += "…"
        if new:
            self.told.setText(self._switch.ntr(*told, len(new), names=names))
        else:
            self.told.setText(self._switch.tr(N_("No new organisation will be made.")))
        self.button.setText(self._switch.tr(N_("Which are yours?")))
        if self.button.isChecked():
            self._build()

    def _open(self, opened: bool) -> None:
        if opened:
            self._build()
            self._area.show()
            first = next(iter(self.editors.values()), None)
            if first is not None:
                first.focus_first()
        else:
            self._area.hide()

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("look", "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.editors, self.likely = {}, {}
        for number, one in enumerate(self._organisations[:MOST]):
            name = QLabel(inside)
            rows = self._switch.ntr(*NN_("{count} row", "{count} rows"), one.rows)
            name.setText(f"{_one_line(one.text)} · {rows}")
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setWordWrap(True)
            editor = ReferenceEditor(
                self._switch,
                lambda text: self._answers.complete(_FIELD, text),
                self._answers.resolve,
                inside,
                create=False,
            )
            editor.set_label(N_("Is one of ours"))
            editor.set_value(one.chosen)
            editor.line.setPlaceholderText(self._switch.tr(N_("a new one is made")))
            editor.inputs()[0].setAccessibleName(
                self._switch.tr(N_("Which of ours is {name}?"), name=_one_line(one.text))
            )
            editor.committed.connect(
                lambda editor=editor, text=one.text: self.answered.emit(text, editor.value())
            )
            self.editors[one.text] = editor
            grid.addWidget(name, number, 0)
            grid.addWidget(editor, number, 1)
            if one.likenesses and one.chosen is None:
                grid.addWidget(self._likely(one.text, one.likenesses[0], inside), number, 2)
        self._area.setWidget(inside)
        seen, every = min(len(self.editors), SEEN), max(1, len(self.editors))
        self._area.setFixedHeight(inside.sizeHint().height() * seen // every)

    def _likely(self, text: str, likeness: Likeness, parent: QWidget) -> QPushButton:
        button = QPushButton(parent)
        button.setAutoDefault(False)
        button.setProperty("look", "link")
        name = likeness.name.get(self._switch.language.code) or next(
            iter(likeness.name.values()), ""
        )
        # Translators: beside a new organisation, the one of ours that it is like.
        button.setText(self._switch.tr(N_("It is {name}"), name=_one_line(name)))
        button.setToolTip("\n".join(self._switch.text(m) for m in likeness.evidence))
        button.setAccessibleDescription(button.toolTip())
        button.clicked.connect(lambda: self.answered.emit(text, likeness.record))
        self.likely[text] = button
        return button


def _one_line(text: str) -> str:
    return " ".join(text.split())
