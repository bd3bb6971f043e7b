"""A column that is being typed in, how its text is read, and how it is kept as a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.values import ValueProblem, canonical
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.session import Session


@dataclass(slots=True)
class TypedColumn:
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
        """What a draft keeps."""
        return self.name if self.made is not None else self.text


class ColumnTexts:
    """Reads and keeps the typed texts of one record."""

    def __init__(self, session: Session, kind: str, id_: str) -> None:
        self._session = session
        self._kind = KINDS[kind]
        self._id = id_

    def canonical(self, column: str, text: str) -> Value:
        """The value a text is; raises ValueProblem where it cannot be one."""
        today = parse_moment(self._session.workspace.store.now()).astimezone().date()
        return canonical(self._kind.columns[column].field, text, today)

    def same(self, column: str, text: str, value: Value) -> bool:
        """Whether a text is that value."""
        try:
            return self.canonical(column, text) == value
        except ValueProblem:
            return False

    def keep(self, column: str, typed: TypedColumn, creates: Mapping[str, Value] | None) -> None:
        """Keep a draft; ``creates`` is what the record is to begin with, None for one there is."""
        kept = dict(creates) if creates is not None else None
        self._session.drafts.put(Draft(self._key(column), typed.drafted, typed.base, kept))

    def forget(self, column: str) -> None:
        """The text is saved or given up."""
        self._session.drafts.remove(self._key(column))

    def kept(self) -> Iterator[Draft]:
        """What was typed in this record before and is not saved, in columns and elsewhere."""
        for draft in self._session.drafts.all():
            if (draft.key.kind, draft.key.record) == (self._kind.key, self._id):
                yield draft

    def _key(self, column: str) -> DraftKey:
        return DraftKey(self._kind.key, self._id, column)
