"""Text that was typed and never saved, found at the start: compared, put back, or given up.

A draft says which record and column it belongs to and what stood there when typing began, so
nothing can go to another record. What equals the record by now is forgotten silently. What cannot
be of its field's type (a date half typed) and what is no column (a line of notes) stays a draft
that its form shows in place: it can be shown or discarded, not put back from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import NN_, Message
from wicco_desktop.records import KINDS, Column, Record, Value
from wicco_desktop.records.values import canonical
from wicco_desktop.services.drafted_places import DraftedPlaces
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.titles import Title, Titles
from wicco_desktop.store.drafts import Draft, Drafts
from wicco_desktop.store.edits import Create, Edit, restoration
from wicco_desktop.store.store import Store


class State(Enum):
    """How a found text stands to the record as it is now."""

    UNSAVED = "unsaved"
    """The record is as it was when typing began."""

    NEW = "new"
    """The record was just being made."""

    CHANGED = "changed"
    """Something else was written there since: both are shown, a person decides."""

    DELETED = "deleted"
    """The record lies in the Trash."""

    IN_PLACE = "in place"
    """It can only go on where it was typed."""

    HOMELESS = "homeless"
    """The record is not in this database (an older copy of it, perhaps)."""

    @property
    def simple(self) -> bool:
        """Whether it can be put back without asking."""
        return self in {State.UNSAVED, State.NEW}

    @property
    def can_be_put_back(self) -> bool:
        """Whether it can be written into its record at all."""
        return self not in {State.IN_PLACE, State.HOMELESS}


@dataclass(frozen=True, slots=True)
class Found:
    """One found text. ``value`` is its canonical form, ``present`` what the record holds now.

    ``text`` is what a person typed; ``column`` is None for a place that is no column.
    """

    draft: Draft
    text: str
    column: Column | None
    state: State
    value: Value
    present: Value
    title: Title
    survivor: str | None = None
    """The record that its own was merged into."""

    @property
    def record(self) -> tuple[str, str]:
        """Kind and id of the record it belongs to."""
        return self.draft.key.kind, self.survivor or self.draft.key.record


class Recovery:
    """What ``drafts.recovered`` holds that nobody has dealt with yet."""

    def __init__(self, store: Store, editing: Editing, drafts: Drafts, titles: Titles) -> None:
        self._store = store
        self._editing = editing
        self._drafts = drafts
        self._titles = titles
        self._places = DraftedPlaces(store)

    def found(self, language: str) -> list[Found]:
        """The texts to be offered, in the order they were begun; equal ones are forgotten."""
        found: list[Found] = []
        for draft in self._drafts.recovered:
            if self._drafts.get(draft.key) != draft:
                continue  # typed on, saved or given up meanwhile
            if draft.key.kind in KINDS:
                entry = self._compared(draft, language)
                if entry is not None:
                    found.append(entry)
        return found

    def put_back(self, chosen: Iterable[Found]) -> list[Found]:
        """Write texts into their records, one transaction; returns those written.

        What is still as it was when typing began is written against that base, so that a change
        made this very moment is not overwritten. A text that was shown beside a newer value, or
        whose record lies in the Trash, is written over it: whoever chose it has seen both.
        """
        edits: list[Create | Edit] = []
        by_record: dict[tuple[str, str], list[Found]] = {}
        for entry in chosen:
            if entry.state.can_be_put_back and self._is_still(entry):
                by_record.setdefault(entry.record, []).append(entry)
        for key, entries in by_record.items():
            edits += self._edits(key, entries)
        edits += self._owners([edit for edit in edits if isinstance(edit, Create)])
        if not edits:
            return []
        count = sum(len(entries) for entries in by_record.values())
        one, many = NN_("{count} recovered text", "{count} recovered texts")
        written = self._editing.apply(edits, summary=Message(one, {}, many, count))
        odd = {(conflict.record, conflict.column) for conflict in written.conflicts}
        done = [
            entry
            for entries in by_record.values()
            for entry in entries
            if (entry.record[1], entry.draft.key.column) not in odd
        ]
        self.give_up(done)
        return done

    def give_up(self, chosen: Iterable[Found]) -> list[Draft]:
        """Forget texts; returns the drafts, so that ``take_up`` can bring them back."""
        gone = [entry.draft for entry in chosen if self._is_still(entry)]
        for draft in gone:
            self._drafts.remove(draft.key)
        return gone

    def take_up(self, drafts: Iterable[Draft]) -> None:
        """Keep again what was given up."""
        for draft in drafts:
            if self._drafts.get(draft.key) is None:
                self._drafts.put(draft)

    def _compared(self, draft: Draft, language: str) -> Found | None:
        """A draft beside its record, None where there is nothing to be offered."""
        survivor = self._store.survivor(draft.key.record)
        merged = survivor if survivor != draft.key.record else None
        record = self._store.get(draft.key.kind, survivor)
        title = self._titles.of(record, language) if record is not None else Title("")
        column = KINDS[draft.key.kind].columns.get(draft.key.column)
        present = record[column.name] if record is not None and column is not None else None
        here = record is not None or draft.creates is not None
        if column is None or column.mark:
            text = self._places.words(draft)
            state = State.IN_PLACE if here else State.HOMELESS
            return (
                Found(draft, text, None, state, None, None, title, merged) if text.strip() else None
            )
        try:
            value = _read(column, draft)
        except UserError:
            state = State.IN_PLACE if here else State.HOMELESS
            return Found(draft, draft.text, column, state, None, present, title, merged)
        if value == present:
            self._drafts.remove(draft.key)
            return None
        state = _state(draft, record, present)
        return Found(draft, draft.text, column, state, value, present, title, merged)

    def _is_still(self, entry: Found) -> bool:
        return self._drafts.get(entry.draft.key) == entry.draft

    def _edits(self, key: tuple[str, str], entries: list[Found]) -> list[Create | Edit]:
        kind, id_ = key
        values = {entry.draft.key.column: entry.value for entry in entries}
        if any(entry.state is State.NEW for entry in entries):
            begun: Mapping[str, Value] = {}
            for entry in entries:
                begun = {**begun, **(entry.draft.creates or {})}
            return [self._editing.creation(kind, {**begun, **values}, id_=id_)]
        made: list[Create | Edit] = []
        if any(entry.state is State.DELETED for entry in entries):
            made.append(restoration(kind, id_))
        safe = {e.draft.key.column: e.draft.base for e in entries if e.state is State.UNSAVED}
        if safe:
            made.append(Edit(kind, id_, {name: values[name] for name in safe}, safe))
        over = {name: value for name, value in values.items() if name not in safe}
        if over:
            made.append(Edit(kind, id_, over))
        return made

    def _owners(self, parts: list[Create]) -> list[Create]:
        """The records that new parts belong to, where they were just being made themselves."""
        coming = {part.id for part in parts}
        made: list[Create] = []
        for part in parts:
            owner = KINDS[part.kind].owner
            targets = KINDS[part.kind].field(owner).targets if owner is not None else ()
            id_ = str(part.values.get(owner or "") or "")
            if id_ and len(targets) == 1 and id_ not in coming:
                coming.add(id_)
                if self._store.get(targets[0], id_) is None:
                    made.append(self._editing.creation(targets[0], {}, id_=id_))
        return made


def _state(draft: Draft, record: Record | None, present: Value) -> State:
    if record is None:
        return State.NEW if draft.creates is not None else State.HOMELESS
    if record.deleted is not None:
        return State.DELETED
    return State.UNSAVED if present == draft.base else State.CHANGED


def _read(column: Column, draft: Draft) -> Value:
    """The canonical form of a draft's text; a date without a year is of the day it was typed."""
    day = parse_moment(draft.moment).astimezone().date() if draft.moment else None
    return canonical(column.field, draft.text, day)
