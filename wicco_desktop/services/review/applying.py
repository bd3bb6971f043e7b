"""What Apply writes: the edits of every accepted row, in order, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wicco_desktop.exchange.columns import AFFILIATION
from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.records import Record, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.services.review.comparing import Taken, theirs_of
from wicco_desktop.services.review.entry import Entry
from wicco_desktop.services.review.model import RowState, State
from wicco_desktop.services.review.reconciling import fingerprint
from wicco_desktop.services.review.references import (
    MADE,
    References,
    is_new,
    new_name,
    values_of_new,
)
from wicco_desktop.services.review.sides import SidesReading
from wicco_desktop.store.edits import Create, Edit, Through, Written
from wicco_desktop.store.returned import ReturnedValue, ReturnedWorkbook
from wicco_desktop.store.store import Store

if TYPE_CHECKING:
    from wicco_desktop.services.review.review import Review
    from wicco_desktop.services.review.taking import Report

AT_ONCE = 500

Stored = dict[str, Value]
"""Values by stored column."""

NO_BACKUP = N_("The workbook is applied only after a backup, and it failed: {problem}")
BACKING_UP = N_("Making a backup")
WRITING = N_("Writing the changes")

_POST_PATHS = ("organisation", "department_zh", "department_en", "title_zh", "title_en")


class Applying:
    """Turns decided rows into edits; each organisation that is new is made once."""

    def __init__(self, store: Store, references: References) -> None:
        self._store = store
        self._references = references
        self._made: dict[str, str] = {}

    def edits(self, sheets: Sequence[Taken]) -> Iterator[Create | Edit]:
        """Every edit, a new organisation before the first row that names it."""
        for taken in sheets:
            changed: list[Entry] = []
            for entry in taken.entries:
                if entry.accepted and not entry.waits:
                    if entry.state is RowState.NEW:
                        yield from self._new(taken, entry)
                    elif entry.state in (RowState.CHANGED, RowState.GONE) or _decided(entry):
                        changed.append(entry)
            for start in range(0, len(changed), AT_ONCE):
                yield from self._changed(taken, changed[start : start + AT_ONCE])

    def _new(self, taken: Taken, entry: Entry) -> Iterator[Create | Edit]:
        values = theirs_of(taken, taken.rows.values(entry.place), self._references)
        for path, cell in entry.cells.items():
            if cell.choice is not None or cell.state is State.ERROR:
                values[path] = cell.result
        own, linked = yield from self._stored(taken, values)
        source = taken.where(entry)
        if own or linked:
            id_ = new_id()
            yield Create(taken.kind, own, id_, source)
            if linked:
                post = {"contact": id_, "main": True, **linked}
                yield Create(AFFILIATION, post, source=f"{source}+")

    def _changed(self, taken: Taken, entries: Sequence[Entry]) -> Iterator[Create | Edit]:
        reading = SidesReading(self._store, taken.kind, taken.columns)
        ids = [entry.record for entry in entries if entry.record is not None]
        sides = reading.of(list(dict.fromkeys(ids)), None)
        for entry in entries:
            if entry.record is None or entry.record not in sides:
                continue
            now = sides[entry.record]
            # Against what is there now: it may have been edited since the review was opened.
            wanted = {
                path: cell.result
                for path, cell in entry.cells.items()
                if cell.result != cell.ours and now.ours.get(path) == cell.ours
            }
            own, linked = yield from self._stored(taken, wanted, blanks=True)
            source = taken.where(entry)
            if entry.state is RowState.GONE and now.deleted:
                own = {DELETED: None, **own}
            if own:
                yield Edit(taken.kind, entry.record, own, source=source)
            if linked and now.affiliation is not None:
                yield from _moved_post(taken, entry, now.affiliation, linked)
            elif linked:
                yield _first_post(entry, linked, source)

    def _stored(
        self, taken: Taken, values: Mapping[str, Value], *, blanks: bool = False
    ) -> Generator[Create, None, tuple[Stored, Stored]]:
        """The values by stored column: the record's own, those of its affiliation.

        A generator that yields the organisations to be made and returns the two mappings.
        """
        own: Stored = {}
        linked: Stored = {}
        named = {column.path for column in taken.named}
        for path, stored, part in taken.places:
            if path not in values:
                continue
            value = values[path]
            if value is None and not blanks:
                continue
            if path in named and is_new(value):
                text = new_name(str(value))
                if text not in self._made:
                    made = Create(MADE, values_of_new(text))
                    self._made[text] = made.id
                    yield made
                value = self._made[text]
            (linked if part else own)[stored] = value
        return own, linked


def _decided(entry: Entry) -> bool:
    return any(cell.choice is not None for cell in entry.cells.values())


def _first_post(entry: Entry, linked: Stored, source: str) -> Create:
    filled = {name: value for name, value in linked.items() if value is not None}
    return Create(
        AFFILIATION, {"contact": entry.record, "main": True, **filled}, source=f"{source}+"
    )


def _moved_post(
    taken: Taken, entry: Entry, present: Record, linked: Stored
) -> Iterator[Create | Edit]:
    """A changed post: a correction of the present one, or a new one from a day on."""
    source = taken.where(entry)
    if entry.new_post is None:
        yield Edit(AFFILIATION, present.id, linked, source=source)
        return
    ended: Stored = {"main": None}
    if present["end"] is None:
        ended["end"] = entry.new_post
    yield Edit(AFFILIATION, present.id, ended, source=source)
    said = {column.stored for column in taken.columns if column.part}
    # What the row does not speak of belongs to the post that was left, if it is another body's.
    elsewhere = linked.get("organisation") is not None
    kept = {n: present[n] for n in _POST_PATHS if n in said or not elsewhere}
    begun = _first_post(entry, {**kept, **linked, "start": entry.new_post}, source)
    yield begun


def remembered(sheets: Sequence[Taken]) -> Iterator[ReturnedValue]:
    """What is to be known when the workbook comes back again: dealt with, or still open."""
    for taken in sheets:
        for entry in taken.entries:
            if entry.state is RowState.NEW:
                if not entry.accepted and not entry.waits:
                    mark = fingerprint(taken, entry)
                    yield ReturnedValue(taken.kind, mark, "", None, None, open=False, cell="")
                continue
            if entry.record is None or entry.state is RowState.ERROR or entry.waits:
                continue
            for path, cell in entry.cells.items():
                if cell.state in (State.ERROR, State.OURS):
                    continue
                asks = cell.asks and entry.accepted
                if asks and cell.state is State.CLEAR:
                    continue
                yield ReturnedValue(
                    taken.kind,
                    entry.record,
                    path,
                    _plain(cell.base),
                    _plain(cell.theirs),
                    open=asks,
                    cell=f"{taken.plan.sheet}!{cell.cell}",
                )


def _plain(value: Value) -> Value:
    return new_name(value) if isinstance(value, str) and is_new(value) else value


def apply_review(review: Review, report: Report, cancelled: Callable[[], bool]) -> Written:
    """Write what is accepted, as one transaction, after a verified backup.

    Raises UserError, or Cancelled; then nothing was written.
    """
    store = review.workspace.store
    values = tuple(remembered(review.taken))
    if not review.changes and not values:
        return Written(None)

    def backing_up(part: float) -> None:
        report(round(part * 100), 100, Message(BACKING_UP))
        if cancelled():
            raise Cancelled

    backing_up(0)
    review.workspace.backups.before("before-import", NO_BACKUP, backing_up)
    returned = ReturnedWorkbook(
        review.digest, review.file.name, review.known.export or review.digest, values
    )
    written = store.write(
        Applying(store, review.references).edits(review.taken),
        through=Through.WORKBOOK,
        summary=summary_of(review),
        returned=returned,
        total=review.changes,
        report=lambda done, total: report(done, total, Message(WRITING)),
        cancelled=cancelled,
    )
    for shape, mapping in review.mappings():
        store.remember_mapping(shape, mapping)
    return written


def summary_of(review: Review) -> Message:
    """What the import is called in the history and before it is undone."""
    changed = sum(
        any(cell.result != cell.ours for cell in entry.cells.values())
        or entry.state in (RowState.NEW, RowState.GONE)
        for entry in review.entries()
        if entry.accepted and not entry.waits
    )
    several = NN_(
        "import of {file}, {count} row",
        "import of {file}, {count} rows",
    )
    return Message(several[0], {"file": review.file.name}, several[1], changed)
