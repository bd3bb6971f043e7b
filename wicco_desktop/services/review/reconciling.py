"""Who every row is and what it changes: all rows at once, or again those a decision touches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wicco_desktop.exchange.columns import IMPORTED
from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import Value
from wicco_desktop.services.review.comparing import (
    Taken,
    compare_entry,
    says_nothing_more,
    theirs_of,
    unknown_references,
    unreadable,
)
from wicco_desktop.services.review.entry import Entry
from wicco_desktop.services.review.matching import Matching, keys_of
from wicco_desktop.services.review.model import RowState, State
from wicco_desktop.services.review.references import References
from wicco_desktop.services.review.sides import Sides, SidesReading
from wicco_desktop.store.store import Store

AT_ONCE = 500

Settled = Mapping[tuple[str, str], Value]
Report = Callable[[int, int, Message | None], None]

COMPARING = N_("Comparing the rows")
RECOGNISING = N_("Comparing the new rows with the records that there are")

OF_ERASED = N_("This row is of a person who was erased since: it is left alone.")


@dataclass(slots=True)
class Known:
    """What the store knows of the workbook before its rows are looked at."""

    positions: dict[str, int | None] = field(default_factory=dict)
    """The place in the log by export id."""
    export: str | None = None
    """The export the workbook as a whole says it returns, if it is one of ours."""
    settled: Settled = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind to short code to id, of the export: for rows that lost their id."""
    made: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Source to (kind, record): what this very file brought when it was applied before."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A row of a record that was merged into another: it is compared with what that became.

    ``beside`` is the row that the file has of the other one already.
    """

    sent: str
    survivor: str
    beside: int | None


class Reconciling:
    """Compares the rows of a workbook with the records of a store."""

    def __init__(
        self,
        store: Store,
        known: Known,
        sheets: Sequence[Taken],
        references: References,
        today: str,
    ) -> None:
        self._store = store
        self._known = known
        self._sheets = sheets
        self._references = references
        self._today = today
        self._merged: dict[tuple[int, int], Followed] = {}
        """What was merged since it was sent, by sheet and place of the row."""

    def all(self, report: Report, cancelled: Callable[[], bool]) -> None:
        """Compare every row."""
        total = sum(len(taken.entries) for taken in self._sheets)
        done = 0
        for taken in self._sheets:
            self._identify(taken)
            for chunk in _chunks(taken.entries):
                if cancelled():
                    raise Cancelled
                self.compare(taken, [entry for entry in chunk if entry.record is not None])
                done += len(chunk)
                report(done, total, Message(COMPARING))
            if taken.kind in IMPORTED:
                self._match(taken, report, cancelled)

    def compare(self, taken: Taken, entries: Sequence[Entry]) -> None:
        """Compare some rows with the records they are."""
        reading = SidesReading(self._store, taken.kind, taken.columns)
        by_position: dict[int | None, list[Entry]] = {}
        for entry in entries:
            if entry.state is not RowState.ERROR:
                by_position.setdefault(self._position(entry), []).append(entry)
        for position, several in by_position.items():
            ids = [entry.record for entry in several if entry.record is not None]
            # Together: the posts that the merged one had are found at the one that stays.
            ids += [followed.sent for entry in several if (followed := self._followed(entry))]
            sides = reading.of(list(dict.fromkeys(ids)), position)
            for entry in several:
                self._compare(taken, entry, sides)

    def _compare(self, taken: Taken, entry: Entry, sides: Mapping[str, Sides]) -> None:
        now = sides.get(entry.record or "")
        if now is None:
            # An id of another database: the row is looked at as if it had none.
            entry.record = None
            return
        settled = self._known.settled
        followed = self._followed(entry)
        if followed is not None:
            then = sides.get(followed.sent)
            now = replace(now, base=then.base if then is not None else None)
            settled = _moved(settled, followed)
        compare_entry(
            taken,
            entry,
            taken.rows.values(entry.place),
            self._as_made(taken, entry, now),
            references=self._references,
            settled=settled,
            today=self._today,
        )
        says_more = any(cell.state is not State.OURS for cell in entry.cells.values())
        if followed is not None and followed.beside is not None and says_more:
            told = N_("This record was merged into that of row {row}: this row is left alone.")
            entry.problem = Message(told, {"row": followed.beside})
            entry.state, entry.record, entry.accepted = RowState.ERROR, None, False
            entry.cells = {}

    def _followed(self, entry: Entry) -> Followed | None:
        """What a row's record became, None where it stands by itself."""
        found = self._merged.get((entry.sheet, entry.place))
        return found if found is not None and found.survivor == entry.record else None

    def _sent(self, entry: Entry) -> str | None:
        """The record that went out as this row."""
        followed = self._followed(entry)
        return entry.record if followed is None else followed.sent

    def _as_made(self, taken: Taken, entry: Entry, sides: Sides) -> Sides:
        """For a row that this very file brought before: what it brought is what was sent."""
        if self._known.made.get(taken.where(entry), ("", ""))[1] != self._sent(entry):
            return sides
        values = taken.rows.values(entry.place)
        base = theirs_of(taken, values, self._references, sides.ours)
        return Sides({**sides.ours, **base}, sides.ours, sides.deleted, sides.affiliation)

    def _position(self, entry: Entry) -> int | None:
        export = None if entry.by_likeness else entry.export or self._known.export
        return self._known.positions.get(export) if export else None

    def _identify(self, taken: Taken) -> None:
        """Which record each row is by what it carries; one id twice is one of them and an error."""
        seen: dict[str, int] = {}
        aliases = self._store.aliases(taken.kind)
        erased = self._store.erased_of(taken.kind)
        following: list[tuple[Entry, str]] = []
        codes = self._known.codes.get(taken.kind, {})
        for entry in taken.entries:
            if entry.problem is not None:
                entry.state, entry.record, entry.accepted = RowState.ERROR, None, False
                continue
            entry.record = self._named(taken, entry, codes)
            if entry.record is None:
                continue
            if entry.record in erased:
                entry.problem = Message(OF_ERASED)
                entry.state, entry.record, entry.accepted = RowState.ERROR, None, False
                continue
            if entry.record in aliases:
                following.append((entry, entry.record))
            if entry.record in seen:
                told = N_("Row {row} has the same id: this one is left alone.")
                entry.problem = Message(told, {"row": seen[entry.record]})
                entry.state, entry.record, entry.accepted = RowState.ERROR, None, False
            else:
                seen[entry.record] = entry.number
        for entry, sent in following:
            if entry.record is not None:
                entry.record = aliases[sent]
                beside = seen.setdefault(entry.record, entry.number)
                beside_it = beside if beside != entry.number else None
                self._merged[entry.sheet, entry.place] = Followed(sent, entry.record, beside_it)

    def _named(self, taken: Taken, entry: Entry, codes: Mapping[str, str]) -> str | None:
        """The record that a row names: by its id, its code, or as what this very file brought."""
        if entry.record is not None:
            return entry.record
        if entry.code and (coded := codes.get(entry.code.upper())) is not None:
            return coded
        made = self._known.made.get(taken.where(entry))
        return made[1] if made and made[0] == taken.kind else None

    # New rows

    def _match(self, taken: Taken, report: Report, cancelled: Callable[[], bool]) -> None:
        """Say of each row without a record whom it looks like, here and in the file itself."""
        new = [e for e in taken.entries if e.record is None and e.state is RowState.NEW]
        if not new:
            return
        matching = Matching(self._store, taken.kind)
        first: dict[int, int] = {}
        for entry, theirs in self._said(taken, new):
            for path, problem in unknown_references(taken, theirs):
                entry.cells[path] = unreadable(taken, entry, path, problem)
            keys = keys_of(taken.kind, theirs)
            matching.want(keys)
            for key in keys:
                row = first.setdefault(hash(key.value), entry.number)
                if row != entry.number and entry.same_as_row is None:
                    entry.same_as_row = row
            if cancelled():
                raise Cancelled
        matching.look()
        if matching.found_any:
            self._resembling(taken, new, matching, report, cancelled)
        self._recognise(taken, [entry for entry in new if entry.matches])
        for entry in new:
            if entry.record is None and self._rejected(taken, entry):
                entry.accepted, entry.judged = False, True

    def _resembling(
        self,
        taken: Taken,
        new: Sequence[Entry],
        matching: Matching,
        report: Report,
        cancelled: Callable[[], bool],
    ) -> None:
        near = matching.near(theirs for _entry, theirs in self._said(taken, new))
        for done, (entry, theirs) in enumerate(self._said(taken, new)):
            if cancelled():
                raise Cancelled
            if done % AT_ONCE == 0:
                report(done, len(new), Message(RECOGNISING))
            entry.matches = matching.matches(keys_of(taken.kind, theirs), next(near, ()))
            entry.accepted = not entry.matches

    def _said(
        self, taken: Taken, entries: Iterable[Entry]
    ) -> Iterator[tuple[Entry, dict[str, Value]]]:
        for entry in entries:
            values = taken.rows.values(entry.place)
            yield entry, theirs_of(taken, values, self._references)

    def _recognise(self, taken: Taken, alike: Sequence[Entry]) -> None:
        """A row that says nothing that the one record it resembles does not hold is that one."""
        reading = SidesReading(self._store, taken.kind, taken.columns)
        for chunk in _chunks(alike):
            ids = list(dict.fromkeys(match.record for e in chunk for match in e.matches))
            sides = reading.of(ids, None)
            for entry, theirs in self._said(taken, chunk):
                for match in entry.matches:
                    side = sides.get(match.record)
                    if side and says_nothing_more(theirs, side.ours, taken.columns):
                        entry.record, entry.state, entry.matches = (
                            match.record,
                            RowState.UNCHANGED,
                            (),
                        )
                        entry.accepted, entry.base_known = True, False
                        entry.by_likeness = True
                        break

    def _rejected(self, taken: Taken, entry: Entry) -> bool:
        return bool(self._known.settled) and (fingerprint(taken, entry), "") in self._known.settled


def _moved(settled: Settled, followed: Followed) -> Settled:
    """What was dealt with of a record before it was merged, as of the one that stays."""
    before = {path: value for (record, path), value in settled.items() if record == followed.sent}
    return {**{(followed.survivor, path): value for path, value in before.items()}, **settled}


def fingerprint(taken: Taken, entry: Entry) -> str:
    """What stands for a new row that was rejected: a digest of all it says."""
    said = json.dumps([taken.kind, taken.rows.values(entry.place)], sort_keys=True)
    return "row:" + hashlib.sha256(said.encode()).hexdigest()[:32]


def _chunks(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), AT_ONCE):
        yield entries[start : start + AT_ONCE]
