"""What is typed in a record becomes logged changes: on leaving a field, on Enter, when idle.

``field_link`` joins an editor to it. One object a record shown; it belongs to the session, so that
it outlives the form until what it has sent is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import shiboken6
from PySide6.QtCore import QTimer

from wicco_desktop.records import Record, Value
from wicco_desktop.records.values import ValueProblem
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.ui.forms.edited_record import EditedRecord
from wicco_desktop.ui.forms.typed_column import TypedColumn
from wicco_desktop.ui.retry import Retry
from wicco_desktop.ui.session import Session

IDLE = 30_000
"""Milliseconds without a keystroke after which what is typed is saved all the same."""


class Autosave(EditedRecord):
    """Saves one record, one logged change for every field that is left."""

    def __init__(
        self,
        session: Session,
        kind: str,
        record: Record | None = None,
        *,
        id_: str | None = None,
        values: Mapping[str, Value] | None = None,
        owner: Autosave | None = None,
        idle: int = IDLE,
    ) -> None:
        """Edit ``record``, or a new one with ``id_`` that begins with ``values`` (canonical).

        ``owner`` is a record that must exist before this one can: the contact of a post.
        """
        super().__init__(session, kind, record, id_, values)
        self._owner = owner
        self._creating = False
        self._needed = False
        """Whether something links to the record, so that it must be there even if it is blank."""
        self._released = False
        self.gone = False
        """Whether it was released and has nothing more to do: not to be used again."""
        self.idle_timer = QTimer(self)
        self.idle_timer.setSingleShot(True)
        self.idle_timer.setInterval(idle)
        self.idle_timer.timeout.connect(self.commit)
        self.retry = Retry(session.errors, self._send_again, self)
        self.deletion_changed.connect(self._send)  # what waited for the restoration goes on

    # What the user does

    def type_in(self, column: str, text: str, *, over: Mapping[str, Value] | None = None) -> None:
        super().type_in(column, text, over=over)
        if column in self._typed:
            self.idle_timer.start()
            if self._owner is not None:
                self._owner.create_now()

    def link_new(self, column: str, made: Create, name: str) -> None:
        """Make another record and link to it in one transaction; ``name`` is what was typed."""
        typed = self._typed.setdefault(column, TypedColumn("", self._stored.get(column)))
        typed.text, typed.made, typed.name = made.id, made, name
        self._keep_draft(column)
        self.commit([column])

    def commit(self, columns: Iterable[str] | None = None) -> None:
        """Save what is typed in these columns (in all of them): one transaction, one change each.

        What failed before is tried again with it.
        """
        self.retry.reset()
        for column in list(self._typed) if columns is None else columns:
            typed = self._typed.get(column)
            if typed is not None:
                typed.wanted = True
        self._send()

    def create_now(self) -> None:
        """Have a new record in the database although nothing is typed: something links to it."""
        if self.exists or self._creating:
            return
        self._needed = True
        self.commit()

    def keep_mine(self, column: str) -> None:
        """Of a column at odds, save what was typed here."""
        typed = self._typed.get(column)
        if typed is not None:
            typed.base, typed.odds = self._stored.get(column), False
            self.commit([column])

    def release(self) -> None:
        """No form shows the record any more: go, as soon as what was sent is written."""
        self._released = True
        self._go()

    def take_up(self) -> None:
        """A form shows the record again."""
        self._released = False

    def _go(self) -> None:
        busy = self._sent or self._creating or self.retry.pending
        if self._released and not busy and not self.gone:
            self.gone = True
            self.idle_timer.stop()
            self._session.written.disconnect(self._hear)
            self.deleteLater()

    # On the way to the database

    def _send(self) -> None:
        if self.deleted or self._creating:
            return
        values: dict[str, Value] = {}
        base: dict[str, Value] = {}
        for column, typed in list(self._typed.items()):
            if not typed.wanted or typed.odds or column in self._sent:
                continue
            try:
                value = self._texts.canonical(column, typed.text)
            except ValueProblem as error:
                typed.wanted = False
                self.refused.emit(column, error.problem)
                continue
            if value == self._stored.get(column):
                self._settle(column)
            else:
                values[column], base[column] = value, typed.base
        if not self.exists and (values or self._needed):
            self._send_creation(values)
        elif values:
            self._write(Edit(self.kind, self.id, values, base), values)

    def _send_again(self) -> None:
        self._send()
        self._go()

    def _send_creation(self, values: dict[str, Value]) -> None:
        if self._owner is not None:
            self._owner.create_now()
        self._creating = True
        self._write(Create(self.kind, {**self._begins, **values}, self.id), values)

    def _write(self, edit: Create | Edit, values: dict[str, Value]) -> None:
        self._sent |= values
        made = [typed.made for column in values if (typed := self._typed[column]).made]
        edits = [*filter(None, made), edit]
        editing = self._session.workspace.editing
        self._session.write(
            lambda: editing.apply(edits),
            lambda written: self._arrived(values, written),
            lambda error: self._failed(values, error),
            owner=self,
        )

    def _arrived(self, values: Mapping[str, Value], written: Written) -> None:
        """The answer of the store; ``session.written`` has told the new values before."""
        self.retry.reset()
        newly = self._creating
        self._creating = False
        odd = {conflict.column: conflict.present for conflict in written.conflicts}
        for column, value in values.items():
            self._sent.pop(column, None)
            self._stored[column] = odd.get(column, value)
            typed = self._typed.get(column)
            if typed is not None and typed.text == value:
                typed.made = None
        if newly:
            self.exists = True
            for column in self._typed:
                self._keep_draft(column)
            self.created.emit()
        for column, value in values.items():
            self._reconcile(column, was=value)
        self._send()
        self._go()

    def _failed(self, values: Mapping[str, Value], error: BaseException) -> None:
        if not shiboken6.isValid(self):  # the window has gone meanwhile; the draft is kept
            self._session.errors.show(error)
            return
        self._creating = False
        for column in values:
            self._sent.pop(column, None)
        self.retry.failed(error)
        self._go()
