"""Conflicts that workbooks left open: gone through one after another, each decision at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.records import Value
from wicco_desktop.services.review.model import Choice
from wicco_desktop.services.review.open_conflicts import OpenConflicts, Waiting
from wicco_desktop.services.review.references import NEW_RECORD
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.exchange.answers import answers_of, today_of
from wicco_desktop.ui.exchange.cell_words import column_name
from wicco_desktop.ui.exchange.decision_panel import DecisionPanel
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme


class _Roomy(QStyledItemDelegate):
    """Rows in which both lines have room: Han characters are higher than Qt reckons with."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + self._theme.steps(3))


class ConflictList(QListWidget):
    """Single keys are commands, as in the table of a review."""

    chosen = Signal(object)
    type_wanted = Signal()
    answer_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Roomy(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setProperty("look", "conflicts")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        act: dict[int, Callable[[], None]] = {
            Qt.Key.Key_P: partial(self.chosen.emit, Choice.THEIRS),
            Qt.Key.Key_O: partial(self.chosen.emit, Choice.OURS),
            Qt.Key.Key_E: self.type_wanted.emit,
            Qt.Key.Key_Escape: self.left.emit,
            **dict.fromkeys(ENTER, self.answer_wanted.emit),
        }
        if plain and event.key() in act:
            act[event.key()]()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, never a search."""


class ConflictsPage(QWidget):
    """The list at the left, the decision at the right."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        workspace = session.workspace
        self._conflicts = OpenConflicts(workspace.store, workspace.titles)
        self._waiting: list[Waiting] = []
        self.title = QLabel(self)
        self.title.setProperty("look", "name")
        self.back = QPushButton(self)
        self.back.setIcon(icon("chevron-left"))
        self.list = ConflictList(session.theme, self)
        self.panel = DecisionPanel(
            session.language, answers_of(session), today_of(session), self, rows=False
        )
        self._arrange()
        self._connect()
        self.retranslate()

    def activate(self) -> None:
        """Read what waits; put the focus where the keys decide."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.read()

    def read(self) -> None:
        """Read what waits."""
        code, conflicts = self.session.code, self._conflicts
        self.session.read(
            lambda: conflicts.waiting(code), self._show, owner=self, topic="conflicts"
        )

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self.session.language.tr
        self.back.setText(tr(N_("Back")))
        self.list.setAccessibleName(tr(N_("Open conflicts")))
        self._name()
        if self.isVisible():
            self.read()

    @property
    def current(self) -> Waiting | None:
        """The conflict at hand."""
        row = self.list.currentRow()
        return self._waiting[row] if 0 <= row < len(self._waiting) else None

    def decide(self, choice: Choice, typed: Value = None) -> None:
        """Decide the conflict at hand."""
        waiting, conflicts = self.current, self._conflicts
        if waiting is not None:
            self.panel.editor.end()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.session.write(lambda: conflicts.decide(waiting, choice, typed), owner=self)

    def _command(self, event: QKeyEvent) -> None:
        """A letter pressed beside the list means what it means in it."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.keyPressEvent(event)

    def _name(self) -> None:
        told = NN_("{count} conflict open", "{count} conflicts open")
        self.title.setText(self.session.language.ntr(*told, len(self._waiting)))

    def _show(self, waiting: list[Waiting]) -> None:
        row = max(0, self.list.currentRow())
        had = bool(self._waiting)
        self._waiting = waiting
        self.list.blockSignals(True)
        self.list.clear()
        translator = self.session.language.translator
        for one in waiting:
            name = f"{one.name} · {column_name(one.column, translator)}"
            item = QListWidgetItem(f"{name}\n{one.conflict.file}, {one.cell.cell}")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{name}, {one.conflict.file} {one.cell.cell}"
            )
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(waiting) - 1))
        self.list.blockSignals(False)
        self._name()
        self._show_current()
        if had and not waiting:
            self.left.emit()

    def _show_current(self) -> None:
        waiting = self.current
        if waiting is None:
            self.panel.show_nothing()
        else:
            number = (self.list.currentRow() + 1, len(self._waiting))
            self.panel.show_cell(waiting.row, waiting.name, waiting.column, waiting.cell, number)

    def _heard(self, _written: Written) -> None:
        if self.isVisible():
            self.read()

    def _connect(self) -> None:
        session = self.session
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.list.chosen.connect(self.decide)
        self.list.type_wanted.connect(self.panel.begin_typing)
        self.list.answer_wanted.connect(self.panel.focus_first)
        self.list.left.connect(self.left)
        self.back.clicked.connect(self.left)
        self.panel.chosen.connect(self.decide)
        self.panel.typed.connect(lambda value: self.decide(Choice.TYPED, value))
        self.panel.named.connect(lambda name: self.decide(Choice.TYPED, f"{NEW_RECORD}{name}"))
        self.panel.commanded.connect(self._command)
        self.panel.left.connect(self.panel.editor.end)
        self.panel.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        session.language.changed.connect(self.retranslate)
        session.written.connect(self._heard)

    def _arrange(self) -> None:
        steps = self.session.theme.steps
        head = QHBoxLayout()
        head.setContentsMargins(steps(3.5), steps(2.5), steps(3.5), steps(2.5))
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.list)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        self.panel.setMinimumWidth(steps(58))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(splitter, 1)
