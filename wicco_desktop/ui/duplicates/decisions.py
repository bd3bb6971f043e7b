"""What is decided about pairs, one after another, and what takes the last decision back.

A merge is a change of records: Ctrl+Z in the window takes it back. That two are not the same is
no such change; only this knows how to take it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.services.duplicates import Pair
from wicco_desktop.services.listing import Row
from wicco_desktop.services.merging import Chosen
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.duplicates.reading import PairShown
from wicco_desktop.ui.notices import Action
from wicco_desktop.ui.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Apart:
    """Two that were said not to be the same."""

    pair: Pair
    told: Message
    """What was said of it."""


@dataclass(frozen=True, slots=True)
class _Merged:
    """A record that became a part of another."""

    record: str


class Decisions(QObject):
    """Writes what was decided; about a pair of which one is being written, no other is made.

    A decision counts from the moment it is asked for: Ctrl+Z pressed while it is being written
    takes back that one, not the one before.
    """

    told = Signal(object, object)
    """A Message that says what was done, and the Action that takes it back."""

    untold = Signal(object)
    """A Message that is true no more: it was taken back."""

    changed = Signal()
    """What is left to be decided is another."""

    settled = Signal(object)
    """A ``PairShown`` that is decided."""

    brought_back = Signal(object)
    """A ``Pair`` that may be the same after all."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._made: list[_Apart | _Merged] = []
        self._writing: list[Pair] = []
        session.written.connect(self._heard)

    @property
    def last_is_apart(self) -> bool:
        """Whether the last decision that stands is that two are not the same."""
        return bool(self._made) and isinstance(self._made[-1], _Apart)

    def merge(
        self, shown: PairShown, first: Row, second: Row, choices: Mapping[str, Chosen]
    ) -> None:
        """Make one record of the two of a pair; ``first`` stays."""
        merging = self._session.workspace.merging

        def done(written: Written) -> None:
            self.settled.emit(shown)
            names = {"name": second.text, "survivor": first.text}
            told = N_("{name} is merged into {survivor}. Both names still find it.")
            back = Action(N_("Undo"), partial(self._unmerge, written), written.transaction)
            self.told.emit(Message(told, names), back)

        self._decide(
            shown.pair,
            _Merged(second.id),
            lambda: merging.merge(first.id, second.id, choices),
            done,
        )

    def set_apart(self, shown: PairShown) -> None:
        """Remember that two are not the same."""
        duplicates, pair = self._session.workspace.duplicates, shown.pair
        told = Message(
            N_("{name} and {other} are not the same. They are not proposed again."),
            {"name": shown.first.text, "other": shown.second.text},
        )
        apart = _Apart(pair, told)

        def done(_nothing: None) -> None:
            self.settled.emit(shown)
            self.told.emit(told, Action(N_("Undo"), partial(self._set_together, apart)))

        self._decide(pair, apart, lambda: duplicates.set_apart(pair.kind, pair.a, pair.b), done)

    def take_back(self) -> None:
        """Take back the last decision, where that was that two are not the same."""
        last = self._made[-1] if self._made else None
        if isinstance(last, _Apart):
            self._set_together(last)

    def _set_together(self, apart: _Apart) -> None:
        duplicates, pair = self._session.workspace.duplicates, apart.pair
        self._made = [one for one in self._made if one is not apart]

        def done(_nothing: None) -> None:
            self.untold.emit(apart.told)
            self.brought_back.emit(pair)
            self.changed.emit()

        # Written after what is being written, so that it may be asked for at any moment.
        self._session.write(lambda: duplicates.set_together(pair.a, pair.b), done, owner=self)

    def _unmerge(self, written: Written) -> None:
        editing, transaction = self._session.workspace.editing, written.transaction
        if transaction is not None:
            self._session.write(lambda: editing.undo(transaction), owner=self)

    def _decide(
        self,
        pair: Pair,
        decision: _Apart | _Merged,
        work: Callable[[], T],
        done: Callable[[T], None],
    ) -> None:
        if pair in self._writing:
            return
        self._writing.append(pair)
        self._made.append(decision)

        def written(result: T) -> None:
            self._writing.remove(pair)
            done(result)
            self.changed.emit()

        def failed(problem: BaseException) -> None:
            self._writing.remove(pair)
            self._made = [one for one in self._made if one is not decision]
            self._session.errors.show(problem)
            self.changed.emit()

        self._session.write(work, written, failed, owner=self)

    def _heard(self, written: Written) -> None:
        """A merge that was taken back is no decision any more."""
        back = {c.record for c in written.changes if c.column == DELETED and c.new is None}
        self._made = [
            one for one in self._made if not (isinstance(one, _Merged) and one.record in back)
        ]
