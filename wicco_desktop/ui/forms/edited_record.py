"""One record being edited: what it holds, what is typed in it, what changed elsewhere meanwhile.

Knows columns and texts, no widget. A column is *typed* from the first keystroke until the text is
in the record. Nothing that was changed elsewhere is ever overwritten: the column is *at odds*
then, until the user decides. ``autosave`` sends what is typed to the database.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.records.values import ValueProblem
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.forms.typed_column import ColumnTexts, TypedColumn
from wicco_desktop.ui.session import Session


class EditedRecord(QObject):
    """The state of one record in one form."""

    refreshed = Signal(str)
    """A column that nobody is typing in holds another value."""

    settled = Signal(str)
    """A column is no longer typed: saved, or the same as before after all."""

    refused = Signal(str, object)
    """A column's text cannot be of its type: the column, and a Message that says why."""

    at_odds = Signal(str)
    """A column was changed elsewhere while being typed in; see ``stored`` and ``text``."""

    created = Signal()
    """The record, new until now, is in the database."""

    deletion_changed = Signal()
    """The record was put into the Trash or taken out."""

    def __init__(
        self,
        session: Session,
        kind: str,
        record: Record | None,
        id_: str | None,
        values: Mapping[str, Value] | None,
    ) -> None:
        """``record``, or a new one with ``id_`` that begins with ``values`` (canonical)."""
        # A parent, so that Qt takes it apart on its own thread: Python's collector may run on any.
        super().__init__(session)
        self._session = session
        self.kind = kind
        self.id = record.id if record else id_ or new_id()
        self.exists = record is not None
        self.began_new = record is None
        """Whether the record was new when it was first shown."""
        self._texts = ColumnTexts(session, kind, self.id)
        self._begins: dict[str, Value] = {
            column: value for column, value in (values or {}).items() if value is not None
        }
        self._stored: dict[str, Value] = dict(record.values if record else self._begins)
        self._deleted = record.deleted if record else None
        self._typed: dict[str, TypedColumn] = {}
        self._sent: dict[str, Value] = {}
        """Columns on their way to the database, with the values sent."""
        session.written.connect(self._hear)
        self._take_drafts()

    # What there is

    def stored(self, column: str) -> Value:
        """What the record holds; for a new one what it will begin with."""
        return self._stored.get(column)

    def text(self, column: str) -> str | None:
        """The typed text of a column, None where nothing is typed."""
        typed = self._typed.get(column)
        return typed.text if typed else None

    def odds(self, column: str) -> bool:
        """Whether the column waits for the user to decide between two values."""
        typed = self._typed.get(column)
        return typed is not None and typed.odds

    def values(self) -> dict[str, Value]:
        """Every column as it is and, where its typed text can be read, as it will be."""
        found = dict(self._stored)
        for column, typed in self._typed.items():
            try:
                found[column] = self._texts.canonical(column, typed.text)
            except ValueProblem:
                continue
        return found

    @property
    def deleted(self) -> bool:
        """Whether the record is in the Trash."""
        return self._deleted is not None

    @property
    def erased(self) -> bool:
        """Whether it is what is left of a person who was erased."""
        return self.deleted and bool(self._session.workspace.store.erased([self.id]))

    @property
    def pending(self) -> bool:
        """Whether something is typed that is not in the database yet."""
        return bool(self._typed)

    # What the user does

    def type_in(self, column: str, text: str, *, over: Mapping[str, Value] | None = None) -> None:
        """The user has typed: keep it as a draft.

        ``over`` holds the value that stood in the field: not the present one where another came in
        while a text was being composed.
        """
        present = self._stored.get(column)
        typed = self._typed.get(column)
        if typed is None:
            if self._texts.same(column, text, present):
                return
            typed = self._typed[column] = TypedColumn(text, present)
            if over is not None and over.get(column, present) != present:
                typed.base, typed.odds = over.get(column), True
                self.at_odds.emit(column)
        if text != typed.text:
            typed.text, typed.made = text, None
        typed.wanted = False
        self._keep_draft(column)

    def take_theirs(self, column: str) -> None:
        """Of a column at odds, or with a text that cannot be saved, take what the record holds."""
        if self._typed.pop(column, None) is not None:
            self._texts.forget(column)
            self.settled.emit(column)
            self.refreshed.emit(column)

    # What happens elsewhere

    def _hear(self, written: Written) -> None:
        if written.many:
            self._look_again()
            return
        if (self.kind, self.id) not in written.records:
            return
        for change in written.changes:
            if change.record != self.id:
                continue
            if change.column is None:
                new = change.new if isinstance(change.new, Mapping) else {}
                for column in KINDS[self.kind].columns:
                    self._changed(column, new.get(column))
            elif change.column == DELETED:
                self._note_deletion(change.new if isinstance(change.new, str) else None)
            elif not isinstance(change.new, Mapping):
                self._changed(change.column, change.new)

    def _look_again(self) -> None:
        """Too much was written to be listed: look what the record holds now."""
        record = self._session.workspace.store.get(self.kind, self.id)
        if record is None or not self.exists:
            return
        moved, self._deleted = record.deleted != self._deleted, record.deleted
        if moved and self.erased:
            for column in list(self._typed):  # no text that cannot be saved waits for a person gone
                self.take_theirs(column)
        for column in KINDS[self.kind].columns:
            self._changed(column, record[column])
        if moved:
            self._note_deletion(record.deleted)

    def _note_deletion(self, deleted: str | None) -> None:
        self._deleted = deleted
        self.deletion_changed.emit()

    def _changed(self, column: str, value: Value) -> None:
        if self._stored.get(column) == value:
            return
        before, self._stored[column] = self._stored.get(column), value
        if column in self._sent and self._sent[column] == value:
            return  # our own, its answer is on the way
        self._reconcile(column, was=before)

    def _reconcile(self, column: str, *, was: Value) -> None:
        """Compare what is typed with what the record holds now.

        ``was``: the value the typing may go on from without asking (what we have just saved, or
        what was there before a change from elsewhere).
        """
        typed = self._typed.get(column)
        present = self._stored.get(column)
        if typed is None:
            self.refreshed.emit(column)
        elif self._texts.same(column, typed.text, present):
            self._settle(column)
        elif present == was:
            typed.base = present
            self._keep_draft(column)
        elif typed.base != present and not typed.odds:
            typed.odds = True
            self.at_odds.emit(column)
        elif typed.odds:
            self.at_odds.emit(column)

    # Drafts

    def _take_drafts(self) -> None:
        """Go on with what was typed here before and is not saved: a text that is no date."""
        for draft in self._texts.kept():
            column = draft.key.column
            if draft.creates is not None and not self.exists:
                self._begins |= {c: v for c, v in draft.creates.items() if v is not None}
                self._stored |= {c: v for c, v in self._begins.items() if c not in self._stored}
            if column not in KINDS[self.kind].columns:
                continue  # a line of notes, which its own section takes up
            present = self._stored.get(column)
            if self._texts.same(column, draft.text, present):
                self._texts.forget(column)
                continue
            odds = self.exists and draft.base != present
            self._typed[column] = TypedColumn(draft.text, draft.base, odds=odds)

    def _settle(self, column: str) -> None:
        del self._typed[column]
        self._texts.forget(column)
        self.settled.emit(column)

    def _keep_draft(self, column: str) -> None:
        creates = None if self.exists else self._begins
        self._texts.keep(column, self._typed[column], creates)
