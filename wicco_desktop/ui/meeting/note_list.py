"""The notes of a meeting, as high as they are: the panel scrolls, not the list.

Drawn, so that five hundred are as quick as five; the note at hand is edited in place in real
fields. Tells what the user wants; what that means is the section's matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QSizePolicy,
    QWidget,
)

from wicco_desktop.foundation.languages import others
from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.note_rows import NoteRow
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.meeting.note_editor import NoteEditor
from wicco_desktop.ui.meeting.note_model import NoteModel
from wicco_desktop.ui.meeting.note_painter import NotePainter
from wicco_desktop.ui.meeting.reveal import reveal
from wicco_desktop.ui.theme import Theme

MakeEditor = Callable[[NoteRow, QWidget], NoteEditor]


class NoteList(QListView):
    """A list of notes with one editor at most."""

    moved = Signal(str, int)
    """A note was moved by some places; it stands there already."""

    kind_wanted = Signal(str, str)
    """A note is to be a decision or a follow-up, or no longer."""

    delete_wanted = Signal(str)
    still_right = Signal(str, str)
    """The side of this language is right although it is older."""

    downwards = Signal()
    """Down below the last note, or Esc: to the line that takes new ones."""

    def __init__(
        self, switch: LanguageSwitch, theme: Theme, make_editor: MakeEditor, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._make_editor = make_editor
        self.notes = NoteModel(self)
        self.painter = NotePainter(theme, switch, self)
        self.editor: NoteEditor | None = None
        self.setModel(self.notes)
        self.setItemDelegate(self.painter)
        self.setProperty("look", "plain")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        theme.changed.connect(self.restyle)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    # What it shows

    @property
    def current(self) -> NoteRow | None:
        """The note at hand."""
        at = self.currentIndex().row()
        return self.notes.rows[at] if 0 <= at < len(self.notes.rows) else None

    def show_rows(self, rows: Sequence[NoteRow]) -> None:
        """Show these notes; current note and editor stay where they are there still."""
        editing = self.editor
        if editing is not None and all(row.id != editing.id for row in rows):
            self.close_editor()
        self.notes.show(rows)
        self.setVisible(bool(rows))
        self.fit()

    def retranslate(self) -> None:
        """Measure anew: the language has changed, the rows come with it."""
        self.setAccessibleName(self._switch.tr(N_("Notes")))
        self.restyle()

    def restyle(self) -> None:
        """Measure anew: another language, another size of text."""
        self.painter.forget()
        self.fit()

    def fit(self) -> None:
        """As high as all rows together."""
        if self.editor is not None:
            self.painter.editing = (self.editor.id, self.editor.wanted_height(self.width()))
        else:
            self.painter.editing = None
        self.doItemsLayout()
        width = self.contentsRect().width()
        self.setFixedHeight(max(1, sum(self.painter.height(row, width) for row in self.notes.rows)))
        if self.editor is not None:
            # Placed by hand: what Qt keeps of an index's widget does not outlive it safely.
            at = self.notes.index(self.notes.row_of(self.editor.id))
            self.editor.setGeometry(self.visualRect(at).adjusted(0, 0, 0, -1))

    def go_to(self, at: int) -> None:
        """Make a note the one at hand."""
        if self.notes.rows:
            at = max(0, min(len(self.notes.rows) - 1, at))
            self.setCurrentIndex(self.notes.index(at))

    def go_to_last(self) -> None:
        """Come from the line below."""
        if self.notes.rows:
            self.go_to(len(self.notes.rows) - 1)
            self.setFocus()

    # Editing in place

    def edit_note(self, id_: str, *, focus: bool = True) -> None:
        """Edit a note where it stands."""
        at = self.notes.row_of(id_)
        if at < 0 or self.notes.rows[at].waiting:
            return
        if self.editor is not None:
            if self.editor.id == id_:
                self.editor.focus_text()
                return
            self.close_editor()
        self.go_to(at)
        made = self._make_editor(self.notes.rows[at], self.viewport())
        self.editor = made
        made.grown.connect(self.fit)
        made.finished.connect(self._edited)
        made.show()
        self.fit()
        if focus:
            made.focus_text()
            self._reveal()

    def close_editor(self) -> None:
        """Save what is typed there and show the note again."""
        editor, self.editor = self.editor, None
        if editor is not None:
            focus = QApplication.focusWidget()
            had_focus = focus is not None and editor.isAncestorOf(focus)
            editor.flush()
            if had_focus:
                self.setFocus()
            editor.hide()
            editor.deleteLater()
            self.fit()

    def _edited(self, step: int) -> None:
        self.close_editor()
        self.setFocus()
        if step:
            self._step(step)

    # Keys and the mouse

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._own(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._own(event)
        if act is not None:
            act()
            event.accept()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            row = self.notes.rows[index.row()]
            rect = self.visualRect(index)
            side = self.painter.link_at(
                row, rect.width(), event.position().toPoint() - rect.topLeft()
            )
            if side is not None:
                self.still_right.emit(row.id, self._code(side))
            else:
                self.setFocus()
                self.edit_note(row.id)
            event.accept()
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(0)
        self._reveal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._reveal()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _own(self, event: QKeyEvent) -> Callable[[], object] | None:
        row = self.current
        if row is None:
            return None
        key, modifiers = (
            Qt.Key(event.key()),
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier,
        )
        none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
        both = control | Qt.KeyboardModifier.ShiftModifier
        alt = Qt.KeyboardModifier.AltModifier
        if key in ENTER and modifiers == none:
            return lambda: self.edit_note(row.id)
        acts: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_F2, none): lambda: self.edit_note(row.id),
            (Qt.Key.Key_Delete, none): lambda: self.delete_wanted.emit(row.id),
            (Qt.Key.Key_Up, alt): lambda: self._move(row, -1),
            (Qt.Key.Key_Down, alt): lambda: self._move(row, 1),
            (Qt.Key.Key_D, control): lambda: self.kind_wanted.emit(row.id, "decision"),
            (Qt.Key.Key_U, control): lambda: self.kind_wanted.emit(row.id, "follow_up"),
            (Qt.Key.Key_T, both): lambda: self._confirm(row),
            (Qt.Key.Key_Up, none): lambda: self._step(-1),
            (Qt.Key.Key_Down, none): lambda: self._step(1),
            (Qt.Key.Key_Escape, none): self.downwards.emit,
        }
        return acts.get((key, modifiers))

    def _step(self, step: int) -> None:
        at = self.currentIndex().row() + step
        if at >= len(self.notes.rows):
            self.downwards.emit()
        else:
            self.go_to(at)

    def _move(self, row: NoteRow, by: int) -> None:
        if not row.waiting and self.notes.move(row.id, by):
            self.fit()
            self._reveal()
            self.moved.emit(row.id, by)

    def _confirm(self, row: NoteRow) -> None:
        if row.own_older or row.other_older:
            self.still_right.emit(row.id, self._code("own" if row.own_older else "other"))

    def _code(self, side: str) -> str:
        own = self._switch.language.code
        return own if side == "own" else others(own)[0]

    def _reveal(self) -> None:
        """Scroll the panel so that the note at hand is seen."""
        index = self.currentIndex()
        if index.isValid():
            reveal(self, self.visualRect(index))
