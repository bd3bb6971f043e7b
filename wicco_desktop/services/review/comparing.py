"""From the rows as read to the rows as compared: who each one is, and what each cell says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wicco_desktop.exchange.cells import Sheet
from wicco_desktop.exchange.columns import ExchangeColumn, column_at
from wicco_desktop.exchange.plan import IncomingRow, SheetPlan
from wicco_desktop.exchange.writing.cell_texts import cell_text
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.messages import N_, Message, Noun
from wicco_desktop.records import KINDS, Value
from wicco_desktop.services.comparison import Compared, Verdict, compare_fields
from wicco_desktop.services.review.entry import Entry
from wicco_desktop.services.review.incoming import IncomingRows
from wicco_desktop.services.review.model import ReviewCell, RowState, State
from wicco_desktop.services.review.references import MADE, References, is_new, new_name
from wicco_desktop.services.review.sides import Sides

STATES = {
    Verdict.SAME: State.SAME,
    Verdict.OURS: State.OURS,
    Verdict.THEIRS: State.THEIRS,
    Verdict.CONFLICT: State.CONFLICT,
    Verdict.CLEAR: State.CLEAR,
}

CUT = 16_000
"""Characters from which a text may have been cut to what a cell holds."""

_POST = ("affiliation.organisation", "affiliation.title.")
"""What of a contact's row, when changed, may be a new post."""


@dataclass(slots=True)
class Taken:
    """One sheet as taken in: how it is read, its rows as read and as compared."""

    sheet: Sheet
    plan: SheetPlan
    kind: str
    columns: tuple[ExchangeColumn, ...]
    rows: IncomingRows
    entries: list[Entry] = field(default_factory=list)
    places: tuple[tuple[str, str, str | None], ...] = ()
    """Path, stored column and part of each column."""
    named: tuple[ExchangeColumn, ...] = ()
    """Those of the columns whose cells name another record."""
    filled: int = 0
    """Cells of rows with an id that hold anything."""

    @classmethod
    def of(cls, sheet: Sheet, plan: SheetPlan) -> Taken:
        """An empty one for a plan that reads a kind."""
        kind = plan.kind or ""
        columns = tuple(column_at(kind, path) for path in plan.paths)
        rows = IncomingRows(tuple(column.path for column in columns))
        named = tuple(column for column in columns if column.is_reference)
        places = tuple((column.path, column.stored, column.part) for column in columns)
        return cls(sheet, plan, kind, columns, rows, places=places, named=named)

    def column(self, path: str) -> ExchangeColumn:
        """The column of a path."""
        return column_at(self.kind, path)

    def where(self, entry: Entry) -> str:
        """The source of what an entry writes: sheet and row."""
        return f"{self.plan.sheet}!{entry.number}"


def entry_of(row: IncomingRow, sheet: int, taken: Taken) -> Entry:
    """The entry of a row before it is compared; the row is taken up."""
    entry = Entry(sheet, taken.rows.count, row.number, RowState.NEW, row.id)
    entry.export, entry.code = row.export, row.code
    taken.rows.append(row)
    if row.id is not None:
        taken.filled += len(row.values) - list(row.values.values()).count(None)
    for path, problem in row.problems.items():
        if path in taken.rows.paths:
            entry.cells[path] = unreadable(taken, entry, path, problem)
        else:
            entry.problem = problem
    if row.doubts:
        entry.doubts = dict(row.doubts)
    return entry


def unreadable(taken: Taken, entry: Entry, path: str, problem: Message) -> ReviewCell:
    """A cell that holds no value of its field."""
    return ReviewCell(path, taken.plan.cell(path, entry.number), State.ERROR, problem=problem)


def theirs_of(
    taken: Taken, values: Mapping[str, Value], references: References, *known: Mapping[str, Value]
) -> dict[str, Value]:
    """What a row says, with ids in place of names; ``known`` are what the record points to."""
    theirs = dict(values)
    for column in taken.named:
        if theirs.get(column.path) is not None:
            likely = [side.get(column.path) for side in known]
            theirs[column.path] = references.id_of(column, theirs[column.path], *likely)
    return theirs


def unknown_references(taken: Taken, theirs: Mapping[str, Value]) -> Iterator[tuple[str, Message]]:
    """Cells that name a record which is not there and is not made by naming it."""
    for column in taken.named:
        value = theirs.get(column.path)
        if is_new(value) and MADE not in column.field.targets:
            told = N_("There is no {kind} called “{name}”.")
            label = Noun(KINDS[column.field.targets[0]].label)
            yield column.path, Message(told, {"kind": label, "name": new_name(str(value))})


def compare_entry(
    taken: Taken,
    entry: Entry,
    values: Mapping[str, Value],
    sides: Sides,
    *,
    references: References,
    settled: Mapping[tuple[str, str], Value],
    today: str,
) -> None:
    """Compare a row with the record it is, anew and whole; decisions on it are gone."""
    dealt_with = _dealt_with(taken, entry, references, settled)
    base = None if sides.base is None else {**sides.base, **dealt_with}
    theirs = theirs_of(taken, values, references, base or {}, sides.ours)
    for path, value in theirs.items():
        if isinstance(value, str) and len(value) >= CUT:
            theirs[path] = _uncut(value, (base or {}).get(path), sides.ours.get(path))
    cells = {p: c for p, c in entry.cells.items() if c.state is State.ERROR and p not in values}
    for path, problem in unknown_references(taken, theirs):
        cells[path] = unreadable(taken, entry, path, problem)
        theirs.pop(path)
    if base is None:
        # Nobody knows what was sent, but this much was answered before.
        theirs = {p: v for p, v in theirs.items() if p not in dealt_with or dealt_with[p] != v}
    for path, compared in compare_fields(base, _differing(base, theirs, sides), sides.ours).items():
        if compared.verdict is not Verdict.SAME or compared.agreed:
            cells[path] = _cell(taken, entry, path, compared)
    entry.cells = cells
    entry.base_known = base is not None
    came = any(cell.state not in (State.SAME, State.OURS) for cell in cells.values())
    entry.state = RowState.CHANGED if came else RowState.UNCHANGED
    entry.accepted, entry.judged, entry.problem = True, False, None
    if sides.deleted and came:
        entry.state, entry.accepted = RowState.GONE, False
        entry.problem = Message(N_("This record was deleted here since. Take it back with these?"))
    elif sides.deleted:
        entry.cells = {}
    entry.asks_post = sides.affiliation is not None and any(map(_moves_post, cells.values()))
    entry.new_post = today if entry.asks_post else None


def _dealt_with(
    taken: Taken,
    entry: Entry,
    references: References,
    settled: Mapping[tuple[str, str], Value],
) -> dict[str, Value]:
    """What was said of the record before and dealt with, by path; a name as whom it means now."""
    found: dict[str, Value] = {}
    for column in taken.columns if settled and entry.record else ():
        key = (entry.record or "", column.path)
        if key in settled:
            value = settled[key]
            named = column.is_reference and isinstance(value, str) and not is_id(value)
            found[column.path] = references.id_of(column, value) if named else value
    return found


def _uncut(theirs: str, *known: Value) -> Value:
    """A text too long for a cell went out cut: coming back so, it is the text that was sent."""
    return next((one for one in known if isinstance(one, str) and cell_text(one) == theirs), theirs)


def _differing(
    base: Mapping[str, Value] | None, theirs: Mapping[str, Value], sides: Sides
) -> dict[str, Value]:
    """What is not the same on every side: hardly anything in a usual return."""
    ours = sides.ours
    sent = ours if base is None else base
    return {p: v for p, v in theirs.items() if not v == ours.get(p) == sent.get(p)}


def _cell(taken: Taken, entry: Entry, path: str, compared: Compared) -> ReviewCell:
    where = taken.plan.cell(path, entry.number)
    state = STATES[compared.verdict]
    return ReviewCell(
        path,
        where,
        state,
        compared.base,
        compared.theirs,
        compared.ours,
        problem=entry.doubts.get(path),
    )


def _moves_post(cell: ReviewCell) -> bool:
    """Whether a cell changes a title or an organisation that was there."""
    changed = cell.state in (State.THEIRS, State.CONFLICT)
    before = cell.base if cell.base is not None else cell.ours
    return cell.path.startswith(_POST) and changed and None not in (before, cell.theirs)


def says_nothing_more(
    theirs: Mapping[str, Value], ours: Mapping[str, Value], columns: Sequence[ExchangeColumn]
) -> bool:
    """Whether a row holds no value that the record does not hold too."""
    paths = [column.path for column in columns]
    return all(theirs[p] == ours.get(p) for p in paths if theirs.get(p) is not None)
