"""Beside the table: what was sent, what came, what is here now, and what can be decided of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.messages import N_, NC_, Message
from wicco_desktop.services.review.model import Choice, ReviewCell, ReviewRow, RowState, State
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.editors.factory import Answers
from wicco_desktop.ui.exchange.cell_words import column_name, shown
from wicco_desktop.ui.exchange.decision_words import (
    CONFLICT_OF,
    HEADINGS,
    KEEP,
    SIDES,
    TAKE,
    sides_told,
)
from wicco_desktop.ui.exchange.key_button import KeyButton
from wicco_desktop.ui.exchange.likeness_cards import LikenessCards, someone_new
from wicco_desktop.ui.exchange.post_question import PostQuestion
from wicco_desktop.ui.exchange.scopes import COMMANDS
from wicco_desktop.ui.exchange.value_editor import ValueEditor
from wicco_desktop.ui.language import LanguageSwitch


class DecisionPanel(QScrollArea):
    """What concerns one cell and its row. Tells what was chosen; decides nothing itself."""

    chosen = Signal(object)
    """A ``Choice`` for the cell."""

    typed = Signal(object)
    """A canonical value for the cell."""

    named = Signal(str)
    """A new organisation of that name for the cell."""

    accepted = Signal(bool)
    """Whether the row is accepted."""

    recognised = Signal(object)
    """The record that a new row is; None: nobody we have."""

    post_set = Signal(object)
    """The day a new post begins; None: a correction."""

    begun = Signal()
    """Another value can be typed now."""

    left = Signal()
    """Esc: back to the table."""

    commanded = Signal(object)
    """A key that is a command of the table was pressed here (the event)."""

    def __init__(
        self,
        switch: LanguageSwitch,
        answers: Answers,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        rows: bool = True,
    ) -> None:
        """``rows``: whether something is decided of a row as a whole, too."""
        super().__init__(parent)
        self._switch = switch
        self._rows = rows
        self._name = ""
        self._number: tuple[int, int] | None = None
        self._row: ReviewRow | None = None
        self._column: ExchangeColumn | None = None
        self._cell: ReviewCell | None = None
        self.heading, self.where = self._label("heading"), self._label("strong")
        self.names = [self._label("label") for _side in SIDES]
        self.values = [self._label("") for _side in SIDES]
        self.problem = self._label("")
        self.take, self.keep, self.other = (KeyButton(key, self) for key in "POE")
        self.editor = ValueEditor(switch, answers, today, self)
        self.cards = LikenessCards(switch, self)
        self.parted = QPushButton(self)
        self.parted.setAutoDefault(True)
        self.post = PostQuestion(switch, answers.parse_date, lambda: today().isoformat(), self)
        self.row_told = self._label("quiet")
        self.row_button, self.leave = KeyButton("Space", self), KeyButton("O", self)
        self._arrange()
        self._connect()
        switch.changed.connect(self.retranslate)
        self.retranslate()

    # What is shown

    def show_nothing(self) -> None:
        """There is no cell at hand."""
        self._row = self._column = self._cell = None
        self._show()

    def show_cell(
        self,
        row: ReviewRow,
        name: str,
        column: ExchangeColumn | None,
        cell: ReviewCell | None,
        number: tuple[int, int] | None = None,
    ) -> None:
        """Show a cell, or (without one) a row as a whole; ``name`` is what the record is called.

        ``number``: which of how many conflicts it is.
        """
        before = (self._row and self._row.index, self._cell and self._cell.path)
        if before != (row.index, cell and cell.path):
            self.editor.end()
        self._row, self._name, self._column, self._cell = row, name, column, cell
        self._number = number
        self._show()

    def begin_typing(self) -> None:
        """Offer to type another value."""
        cell, column = self._cell, self._column
        if cell is None or column is None or not self.other.isVisibleTo(self):
            return
        self.editor.begin(column, cell.typed if cell.choice is Choice.TYPED else cell.ours)
        self.begun.emit()
        # As soon as it has its place; the button that uses it, too.
        QTimer.singleShot(0, self.editor, lambda: self.ensureWidgetVisible(self.editor.use))

    def focus_first(self) -> None:
        """Put the focus to the first thing that can be answered."""
        cards: list[QWidget] = [*self.cards.same, self.take, self.other]
        places = [*cards, self.parted, self.post.new]
        for place in (*places, self.row_button):
            if place.isVisibleTo(self) and place.isEnabled():
                place.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(place)
                return

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.setAccessibleName(self._switch.tr(N_("Decision")))
        self._show()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in COMMANDS:
            self.commanded.emit(event)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        row = self._row
        self._inside.setVisible(row is not None)
        if row is not None:
            self._show_cell(row)
            self._show_row(row)

    def _show_cell(self, row: ReviewRow) -> None:
        tr, cell, column = self._switch.tr, self._cell, self._column
        names = [self._name]
        if cell is None or column is None:
            self.heading.setText(tr(N_("Row {row}"), row=row.number))
        else:
            self.heading.setText(self._heading(cell))
            names.append(column_name(column, self._switch.translator))
        self.where.setText(" · ".join(filter(None, names)))
        self.where.setVisible(bool(self.where.text()))
        state = cell.state if cell is not None else State.SAME
        self._show_sides()
        problem = cell.problem if cell is not None else None
        self._say(self.problem, problem)
        restyle(self.problem, "meaning", "unreadable" if state is State.ERROR else "decide")
        differs = cell is not None and state not in (State.SAME, State.ERROR)
        self.take.setVisible(differs)
        self.keep.setVisible(differs)
        typed = state is not State.SAME or row.state is RowState.NEW
        self.other.setVisible(cell is not None and typed)
        self.take.say(tr(TAKE.get(state, N_("Take partner’s"))))
        self.keep.say(tr(KEEP.get(state, N_("Keep ours"))))
        self.other.say(tr(N_("Type another")))

    def _heading(self, cell: ReviewCell) -> str:
        if cell.state is State.CONFLICT and self._number is not None:
            number, count = self._number
            return self._switch.tr(CONFLICT_OF, number=number, count=count)
        return self._switch.tr(HEADINGS[cell.state])

    def _show_sides(self) -> None:
        cell, column = self._cell, self._column
        told = sides_told(cell) if cell is not None else ()
        values = (cell.base, cell.theirs, cell.ours) if cell is not None else (None,) * 3
        for side, (name, label) in enumerate(zip(self.names, self.values, strict=True)):
            seen = column is not None and side in told
            name.setVisible(seen)
            label.setVisible(seen)
            name.setText(self._switch.tr(SIDES[side]))
            if cell is not None and column is not None:
                label.setText(shown(column, values[side], self._switch.translator))

    def _show_row(self, row: ReviewRow) -> None:
        tr = self._switch.tr
        alike = row.likenesses if row.state is RowState.NEW else ()
        self.cards.ask(row.kind, alike, waits=row.waits)
        self.parted.setText(someone_new(row.kind, self._switch))
        self.parted.setVisible(bool(row.likenesses and row.record and row.judged))
        if row.asks_post and row.accepted:
            self.post.ask(row.new_post)
        else:
            self.post.hide()
        told: Message | None = row.problem
        if row.state is RowState.GONE and told is None:
            told = Message(
                N_("This record was deleted here. Accept the row to bring it back as changed.")
            )
        self._say(self.row_told, told)
        asks = row.waits and bool(row.likenesses)
        self.leave.setVisible(self._rows and row.waits)
        gone = row.state is RowState.GONE
        skip = NC_("row of a workbook", "Skip the row")
        self.leave.say(tr(N_("Leave it deleted") if gone else skip))
        self.row_button.setVisible(self._rows and row.state is not RowState.ERROR and not asks)
        self.row_button.say(
            tr(skip)
            if row.accepted
            else tr(N_("Bring it back") if gone else NC_("row of a workbook", "Accept the row"))
        )

    def _say(self, label: QLabel, told: Message | None) -> None:
        label.setText(self._switch.text(told) if told is not None else "")
        label.setVisible(told is not None)

    # How it is made

    def _label(self, look: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("look", look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if not look:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _arrange(self) -> None:
        self._inside = QWidget()
        self._inside.setProperty("look", "page")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.where)
        for name, value in zip(self.names, self.values, strict=True):
            name.setContentsMargins(0, 4, 0, 0)
            column.addWidget(name)
            column.addWidget(value)
        column.addWidget(self.problem)
        column.addSpacing(6)
        above: tuple[QWidget, ...] = (self.take, self.keep, self.other, self.editor)
        for part in above:
            column.addWidget(part)
        column.addSpacing(6)
        below: tuple[QWidget, ...] = (self.cards, self.parted, self.post, self.row_told)
        for part in (*below, self.row_button, self.leave):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self.take.clicked.connect(lambda: self.chosen.emit(Choice.THEIRS))
        self.keep.clicked.connect(lambda: self.chosen.emit(Choice.OURS))
        self.other.clicked.connect(self.begin_typing)
        self.editor.used.connect(self.typed)
        self.editor.named.connect(self.named)
        self.editor.given_up.connect(self.left)
        self.cards.answered.connect(self.recognised)
        self.parted.clicked.connect(lambda: self.recognised.emit(None))
        self.post.answered.connect(self.post_set)
        self.leave.clicked.connect(lambda: self.accepted.emit(False))
        self.row_button.clicked.connect(
            lambda: self.accepted.emit(self._row is not None and not self._row.accepted)
        )
