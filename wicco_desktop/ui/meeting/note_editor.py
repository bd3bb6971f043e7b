"""One note in real fields, in place of its row: speaker, both languages, kind, what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wicco_desktop.records import Record
from wicco_desktop.services.notes import NewFollowUp
from wicco_desktop.ui.editors.bilingual import BilingualEditor
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.entries import ENTER, TextArea
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.meeting.speaker_editor import SpeakerEditor
from wicco_desktop.ui.session import Session

FOLLOW_UP = "follow_up"


class NoteEditor(QFrame):
    """Edits one note, and the follow-up it was turned into. Saved by itself."""

    finished = Signal(int)
    """The user is done here and goes to the note before (-1), after (1), or stays (0)."""

    grown = Signal()
    """It wants another height."""

    def __init__(
        self,
        session: Session,
        note: Record,
        follow_up: Record | None,
        complete: Callable[[str], Sequence[Suggestion]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.id = note.id
        self._session = session
        self.setProperty("look", "note")
        self.setAutoFillBackground(True)
        self.saving = Autosave(session, "note", note)
        self.fields = FieldSet(session, "note", self)
        self.speaker = SpeakerEditor(
            session.language, self.saving, complete, self.fields.references.resolve, self
        )
        self.text = self.fields.box("text", self)
        self.text.label.hide()
        self.kind = self.fields.box("kind", self)
        self.kind.label.hide()
        self.fields.attach(self.saving)
        self.fields.left.connect(self._field_left)
        self.follows = FieldSet(session, FOLLOW_UP, self)
        self.follow_up: Autosave | None = None
        self._below = QWidget(self)
        self._arrange()
        self.show_follow_up(follow_up)
        editor = self.text.editor
        assert isinstance(editor, BilingualEditor)
        self.sides = editor
        for area in editor.inputs():
            area.installEventFilter(self)

    def show_follow_up(self, record: Record | None) -> None:
        """Show who does it and by when, once the note is a follow-up."""
        if record is not None and (self.follow_up is None or self.follow_up.id != record.id):
            if self.follow_up is None:
                row = QHBoxLayout(self._below)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(self._session.theme.steps(2))
                for key in ("owner", "due"):
                    row.addWidget(self.follows.box(key, self._below), 1)
            self.follow_up = Autosave(self._session, FOLLOW_UP, record)
            self.follows.attach(self.follow_up)
        self._below.setVisible(self.follow_up is not None)
        self._tell_grown()

    def focus_text(self) -> None:
        """Put the focus into the side the user reads first, or the one that has a text."""
        sides = self.sides.typed_sides()
        code = self._session.code
        wanted = code if sides[code] else next((c for c in sides if sides[c]), code)
        self.sides.side(wanted).setFocus()

    def focus_owner(self) -> None:
        """Put the focus into the owner of the follow-up."""
        if self.follow_up is not None:
            self.follows.boxes["owner"].editor.focus_first()

    def flush(self) -> None:
        """Turn what is being typed into logged changes."""
        self.saving.commit()
        if self.follow_up is not None:
            self.follow_up.commit()

    def wanted_height(self, width: int) -> int:
        """The height it needs at a width."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        if layout.hasHeightForWidth():
            return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        return layout.totalSizeHint().height()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._tell_grown()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, TextArea)
            and isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and not watched.composing
        ):
            step = self._done_with(event)
            if step is not None:
                if event.type() == QEvent.Type.KeyPress:
                    self.finished.emit(step)
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._done_with(event) is not None:
            self.finished.emit(0)
        else:
            super().keyPressEvent(event)

    def _done_with(self, event: QKeyEvent) -> int | None:
        """Enter and Esc are the end of it; Shift+Enter stays a line break."""
        if event.key() == Qt.Key.Key_Escape:
            return 0
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        return 0 if event.key() in ENTER and plain else None

    def _arrange(self) -> None:
        steps = self._session.theme.steps
        head = QHBoxLayout()
        head.setSpacing(steps(2))
        head.addWidget(self.speaker, 3)
        head.addWidget(self.kind, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(steps(1.5), steps(2), steps(1.5), steps(2))
        column.setSpacing(steps(1.5))
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self._below)

    def _field_left(self, key: str) -> None:
        """A note whose kind becomes follow-up becomes one, as by Ctrl+U."""
        if key == "kind" and self.kind.editor.value() == FOLLOW_UP and self.follow_up is None:
            notes, id_ = self._session.workspace.notes, self.id

            def made() -> Record | None:
                notes.turn_into_follow_up(id_, NewFollowUp())
                return notes.follow_up_of(id_)

            self._session.write(made, self.show_follow_up, owner=self)

    def _tell_grown(self) -> None:
        # After the layout has settled: asked within it, the height would be the one before.
        QTimer.singleShot(0, self, self.grown.emit)
