"""The notes of a meeting: the list of what was said, and the line that takes more.

Joins the widgets to the services: what is typed lies in drafts until it is written, a meeting
that is not in the database yet is made by its first note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.services.composing import DECISION, FOLLOW_UP, STATEMENT
from wicco_desktop.services.meeting_people import MeetingPeople, Present
from wicco_desktop.services.note_rows import NoteRow, Said, read_said
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.meeting.composer import Composer
from wicco_desktop.ui.meeting.composer_line import ComposerLines
from wicco_desktop.ui.meeting.composer_people import ComposerPeople
from wicco_desktop.ui.meeting.note_editor import NoteEditor
from wicco_desktop.ui.meeting.note_list import NoteList
from wicco_desktop.ui.meeting.reveal import reveal
from wicco_desktop.ui.retry import Retry
from wicco_desktop.ui.session import Session

NOTHING = Said((), {}, {})


class NotesSection(PanelSection):
    """List and composer of one meeting after another."""

    kinds = ("note", "follow_up", "contact", "affiliation", "organisation")

    shown = Signal()
    """The rows are those of the database now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, N_("Notes"), parent)
        workspace = session.workspace
        self._people = MeetingPeople(workspace.store, workspace.people, workspace.meetings)
        self.answers = ComposerPeople(session)
        self.lines = ComposerLines(session.drafts)
        self.list = NoteList(session.language, session.theme, self._make_editor, self)
        self.composer = Composer(session.language, self.answers.answers(), self)
        self.column.addWidget(self.list)
        self.column.addSpacing(4)
        self.column.addWidget(self.composer)
        self._said = NOTHING
        self._moves = 0
        self._retry = Retry(session.errors, self._send_again, self)
        self._failed_for: set[str] = set()
        """Meetings whose notes are to be sent again."""
        self._looked_for_drafts = False
        self.list.hide()
        self._connect()

    def show_for(self, saving: Autosave | None) -> None:
        if self.saving is not None:
            self.saving.created.disconnect(self._send_waiting)
        self.list.close_editor()
        self._said, self._looked_for_drafts = NOTHING, False
        self.list.show_rows([])
        self.saving = saving
        if saving is not None:
            # Queued: what else was typed into the new meeting is written first, the host above all.
            saving.created.connect(self._send_waiting, Qt.ConnectionType.QueuedConnection)
            self.composer.show_composition(self.lines.line(saving.id).now)
            if saving.exists:
                self._send_waiting()
        self.refresh()

    def use_people(self, present: Sequence[Present], day: str | None) -> None:
        """Who is there, and when: the composer completes among them."""
        other_day = day != self.answers.day
        self.answers.use(present, day)
        self.composer.retranslate()
        if other_day:
            self.refresh()

    def refresh(self) -> None:
        saving = self.saving
        if saving is None or self._moves:
            return
        notes, meeting, people = self.session.workspace.notes, saving.id, self._people
        day = str(saving.stored("date") or "") or None
        more = [note.speaker or "" for batch in self._waiting() for note in batch]

        def read() -> tuple[str, Said]:
            return meeting, read_said(notes, people, meeting, day, more)

        self.session.read(read, self._arrived, owner=self, topic="notes")

    def flush(self) -> None:
        if self.list.editor is not None:
            self.list.editor.flush()

    def retranslate(self) -> None:
        super().retranslate()
        self._show()

    # The list

    def _connect(self) -> None:
        self.composer.ended.connect(self._ended)
        self.composer.changed.connect(self._keep)
        self.composer.shifted.connect(self._keep_in_sight)
        self.composer.upwards.connect(self.list.go_to_last)
        self.list.downwards.connect(self.composer.setFocus)
        self.list.moved.connect(self._move)
        self.list.kind_wanted.connect(self._change_kind)
        self.list.delete_wanted.connect(self._delete)
        self.list.still_right.connect(self._still_right)

    def _arrived(self, found: tuple[str, Said]) -> None:
        meeting, said = found
        if self.saving is None or self.saving.id != meeting or self._moves:
            return
        self._said = said
        self._show()
        if not self._looked_for_drafts:
            self._looked_for_drafts = True
            self._offer_drafts()
        self.shown.emit()

    def _show(self) -> None:
        waiting = [note for batch in self._waiting() for note in batch]
        rows = self._said.rows(self.session.language.translator, waiting)
        self.list.show_rows(rows)
        editor = self.list.editor
        if editor is not None:
            editor.show_follow_up(self._said.follow_ups.get(editor.id))

    def _offer_drafts(self) -> None:
        """A note that was being edited when the program ended is open again."""
        drafted = {d.key.record for d in self.session.drafts.all() if d.key.kind == "note"}
        drafted |= {
            str(follow_up["note"])
            for follow_up in self._said.follow_ups.values()
            if any(d.key.record == follow_up.id for d in self.session.drafts.all())
        }
        for row in self.list.notes.rows:
            if row.id in drafted:
                self.list.edit_note(row.id, focus=False)
                return

    def _make_editor(self, row: NoteRow, parent: QWidget) -> NoteEditor:
        # Read now: the row may be older than what was just written.
        workspace = self.session.workspace
        note = workspace.store.get("note", row.id) or row.record
        assert note is not None
        follow_up = workspace.notes.follow_up_of(row.id)
        return NoteEditor(self.session, note, follow_up, self._speakers, parent)

    def _speakers(self, text: str) -> list[Suggestion]:
        return self.answers.everyone(text)

    def _move(self, note: str, by: int) -> None:
        notes = self.session.workspace.notes
        self._moves += 1

        def moved(_written: object = None) -> None:
            self._moves -= 1
            self.refresh()

        def failed(error: BaseException) -> None:
            moved()
            self.session.errors.show(error)

        self.session.write(lambda: notes.move(note, by), moved, failed, owner=self)

    def _change_kind(self, note: str, kind: str) -> None:
        row = next((row for row in self.list.notes.rows if row.id == note), None)
        if row is None or row.waiting:
            return
        if kind == FOLLOW_UP and row.kind == FOLLOW_UP and row.follow_up is not None:
            self.list.edit_note(note)
            self._focus_owner(note)
            return
        workspace = self.session.workspace
        if kind == FOLLOW_UP:
            notes = workspace.notes

            def made() -> Record | None:
                notes.turn_into_follow_up(note, NewFollowUp())
                return notes.follow_up_of(note)

            self.session.write(made, lambda _made: self._ask_owner(note, _made), owner=self)
            return
        new = STATEMENT if row.kind == DECISION else kind
        self._write(lambda: workspace.editing.change("note", note, {"kind": new}))

    def _ask_owner(self, note: str, follow_up: Record | None) -> None:
        """Ask who does it, where the user still is at that note."""
        current = self.list.current
        if current is None or current.id != note or not self.list.isVisible():
            return
        self.list.edit_note(note)
        if self.list.editor is not None:
            self.list.editor.show_follow_up(follow_up)
        self._focus_owner(note)

    def _focus_owner(self, note: str) -> None:
        if self.list.editor is not None and self.list.editor.id == note:
            self.list.editor.focus_owner()

    def _delete(self, note: str) -> None:
        at = self.list.notes.row_of(note)
        editing = self.session.workspace.editing
        self._write(lambda: editing.delete([("note", note)]))
        self.list.show_rows([row for row in self.list.notes.rows if row.id != note])
        if self.list.notes.rows:
            self.list.go_to(at)
        else:
            self.composer.setFocus()

    def _still_right(self, note: str, language: str) -> None:
        editing = self.session.workspace.editing
        self._write(lambda: editing.still_right("note", note, "text", language))

    def _write(self, work: Callable[[], Written]) -> None:
        self.session.write(work)

    # The line

    def _keep_in_sight(self) -> None:
        """Notes above have moved the line, or its own text: it stays where one sees it."""
        if self.composer.area.hasFocus():
            # After the layout, which has not told the scroll bars yet.
            QTimer.singleShot(0, self, lambda: reveal(self.composer))

    def _keep(self) -> None:
        if self.saving is not None:
            self.lines.keep(self.saving.id, self.composer.now, self._creates())

    def _creates(self) -> dict[str, Value] | None:
        saving = self.saving
        if saving is None or saving.exists:
            return None
        return {name: saving.stored(name) for name in KINDS["meeting"].columns}

    def _waiting(self) -> tuple[tuple[NewNote, ...], ...]:
        return self.lines.line(self.saving.id).sent if self.saving is not None else ()

    def _ended(self, notes: tuple[NewNote, ...]) -> None:
        saving = self.saving
        if saving is None or not notes:
            return
        self.lines.send(saving.id, notes, self._creates())
        self._show()
        if saving.exists:
            self._send_waiting()
        else:
            saving.create_now()

    def _send_waiting(self) -> None:
        """Write what has left the line."""
        saving = self.saving
        if saving is not None and saving.exists:
            self._retry.reset()
            self._send(saving.id)

    def _send_again(self) -> None:
        failed, self._failed_for = self._failed_for, set()
        for meeting in failed:
            self._send(meeting)

    def _send(self, meeting: str) -> None:
        """Write what has left the line of a meeting; what is there already is not written twice."""
        workspace, lines = self.session.workspace, self.lines

        def failed(error: BaseException) -> None:
            self._failed_for.add(meeting)
            self._retry.failed(error)

        for batch in lines.line(meeting).sent:

            def done(_written: Written, batch: tuple[NewNote, ...] = batch) -> None:
                lines.arrived(meeting, batch)
                self._retry.reset()

            def work(batch: tuple[NewNote, ...] = batch) -> Written:
                return workspace.notes.add(meeting, batch)

            self.session.write(work, done, failed)
