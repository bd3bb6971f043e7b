"""One record being edited: what is typed becomes drafts, drafts become logged changes.

Knows columns and texts, no widget: ``field_link`` joins an editor to it. A column is *typed* from
the first keystroke until the text is in the record. Nothing that was changed elsewhere is ever
overwritten: the column is *at odds* then, until the user decides. One object a record shown; it
belongs to the session, so that it outlives the form until what it has sent is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.records.values import ValueProblem, canonical
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.ui.session import Session

IDLE = 30_000
"""Milliseconds without a keystroke after which what is typed is saved all the same."""


@dataclass(slots=True)
class _Typed:
    """A column with text that is not in the record yet.

    ``base`` is what the record held when typing began; ``wanted``: the field was left, so the
    text is to be saved as soon as can be; ``odds``: the record holds something else by now.
    ``made`` is a record that is made together with the link to it (``text`` is its id), and
    ``name`` what was typed to make it: the draft keeps that, for an id alone would name nothing.
    """

    text: str
    base: Value
    wanted: bool = False
    odds: bool = False
    made: Create | None = None
    name: str = ""

    @property
    def drafted(self) -> str:
        return self.name if self.made is not None else self.text


class Autosave(QObject):
    """Saves one record, one logged change for every field that is left."""

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
        # A parent, so that Qt takes it apart on its own thread: Python's collector may run on any.
        super().__init__(session)
        self._session = session
        self.kind = kind
        self.id = record.id if record else id_ or new_id()
        self.exists = record is not None
        self.began_new = record is None
        """Whether the record was new when it was first shown."""
        self._owner = owner
        self._begins: dict[str, Value] = {
            column: value for column, value in (values or {}).items() if value is not None
        }
        self._stored: dict[str, Value] = dict(record.values if record else self._begins)
        self._deleted = record.deleted if record else None
        self._typed: dict[str, _Typed] = {}
        self._sent: dict[str, Value] = {}
        """Columns on their way to the database, with the values sent."""
        self._creating = False
        self._released = False
        self.gone = False
        """Whether it was released and has nothing more to do: not to be used again."""
        self.idle_timer = QTimer(self)
        self.idle_timer.setSingleShot(True)
        self.idle_timer.setInterval(idle)
        self.idle_timer.timeout.connect(self.commit)
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
                found[column] = self._canonical(column, typed.text)
            except ValueProblem:
                continue
        return found

    @property
    def deleted(self) -> bool:
        """Whether the record is in the Trash."""
        return self._deleted is not None

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
            if self._same(column, text, present):
                return
            typed = self._typed[column] = _Typed(text, present)
            if over is not None and over.get(column, present) != present:
                typed.base, typed.odds = over.get(column), True
                self.at_odds.emit(column)
        if self._owner is not None:
            self._owner.create_now()
        if text != typed.text:
            typed.text, typed.made = text, None
        typed.wanted = False
        self._keep_draft(column)
        self.idle_timer.start()

    def link_new(self, column: str, made: Create, name: str) -> None:
        """Make another record and link to it in one transaction; ``name`` is what was typed."""
        typed = self._typed.setdefault(column, _Typed("", self._stored.get(column)))
        typed.text, typed.made, typed.name = made.id, made, name
        self._keep_draft(column)
        self.commit([column])

    def commit(self, columns: Iterable[str] | None = None) -> None:
        """Save what is typed in these columns (in all of them): one transaction, one change each.

        What failed before is tried again with it.
        """
        for column in list(self._typed) if columns is None else columns:
            typed = self._typed.get(column)
            if typed is not None:
                typed.wanted = True
        self._send()

    def create_now(self) -> None:
        """Have a new record in the database although nothing is typed: something links to it."""
        if self.exists or self._creating:
            return
        self.commit()
        if not self._creating:
            self._send_creation({})

    def keep_mine(self, column: str) -> None:
        """Of a column at odds, save what was typed here."""
        typed = self._typed.get(column)
        if typed is not None:
            typed.base, typed.odds = self._stored.get(column), False
            self.commit([column])

    def take_theirs(self, column: str) -> None:
        """Of a column at odds, or with a text that cannot be saved, take what the record holds."""
        if self._typed.pop(column, None) is not None:
            self._session.drafts.remove(self._key(column))
            self.settled.emit(column)
            self.refreshed.emit(column)

    def release(self) -> None:
        """No form shows the record any more: go, as soon as what was sent is written."""
        self._released = True
        self._go()

    def take_up(self) -> None:
        """A form shows the record again."""
        self._released = False

    def _go(self) -> None:
        if self._released and not self._sent and not self._creating and not self.gone:
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
                value = self._canonical(column, typed.text)
            except ValueProblem as error:
                typed.wanted = False
                self.refused.emit(column, error.problem)
                continue
            if value == self._stored.get(column):
                self._settle(column)
            else:
                values[column], base[column] = value, typed.base
        if not values:
            return
        if not self.exists:
            self._send_creation(values)
            return
        self._write(Edit(self.kind, self.id, values, base), values)

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
        )

    def _arrived(self, values: Mapping[str, Value], written: Written) -> None:
        """The answer of the store; ``session.written`` has told the new values before."""
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
        self._creating = False
        for column in values:
            self._sent.pop(column, None)
        self._session.errors.show(error)
        self._go()

    # What happens elsewhere

    def _hear(self, written: Written) -> None:
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
                self._deleted = change.new if isinstance(change.new, str) else None
                self.deletion_changed.emit()
                self._send()
            elif not isinstance(change.new, Mapping):
                self._changed(change.column, change.new)

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
        elif self._same(column, typed.text, present):
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
        for draft in self._session.drafts.all():
            key = draft.key
            if (key.kind, key.record) != (self.kind, self.id):
                continue
            if key.column not in KINDS[self.kind].columns:
                continue
            if draft.creates is not None and not self.exists:
                self._begins |= {c: v for c, v in draft.creates.items() if v is not None}
                self._stored |= {c: v for c, v in self._begins.items() if c not in self._stored}
            present = self._stored.get(key.column)
            if self._same(key.column, draft.text, present):
                self._session.drafts.remove(key)
                continue
            odds = self.exists and draft.base != present
            self._typed[key.column] = _Typed(draft.text, draft.base, odds=odds)

    def _settle(self, column: str) -> None:
        del self._typed[column]
        self._session.drafts.remove(self._key(column))
        self.settled.emit(column)

    def _keep_draft(self, column: str) -> None:
        typed = self._typed[column]
        creates = None if self.exists else dict(self._begins)
        self._session.drafts.put(Draft(self._key(column), typed.drafted, typed.base, creates))

    def _key(self, column: str) -> DraftKey:
        return DraftKey(self.kind, self.id, column)

    def _canonical(self, column: str, text: str) -> Value:
        today = parse_moment(self._session.workspace.store.now()).astimezone().date()
        return canonical(KINDS[self.kind].columns[column].field, text, today)

    def _same(self, column: str, text: str, value: Value) -> bool:
        try:
            return self._canonical(column, text) == value
        except ValueProblem:
            return False
