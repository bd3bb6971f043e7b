"""The review in figures: what each row adds, kept up to date as decisions are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.services.review.comparing import Taken
from wicco_desktop.services.review.entry import Entry
from wicco_desktop.services.review.model import Counts, Filter, ReviewCell, RowState, State

_SHARE = 5
"""A fifth of the cells going blank, or of the rows shifted, is too much to apply at once."""

_FEWEST = 5
"""Cells or rows below which a share says nothing."""


def counts_of(entries: Iterable[Entry], asking: int) -> Counts:
    """The figures that comparing gives; ``asking`` is kept by the review."""
    cells = dict.fromkeys(State, 0)
    rows = dict.fromkeys(RowState, 0)
    alike = 0
    for entry in entries:
        rows[entry.state] += 1
        alike += entry.state is RowState.NEW and bool(entry.matches)
        for cell in entry.cells.values():
            cells[cell.state] += 1
    return Counts(
        rows=sum(rows.values()),
        new=rows[RowState.NEW],
        changed=rows[RowState.CHANGED] + rows[RowState.GONE],
        unchanged=rows[RowState.UNCHANGED],
        duplicates=alike,
        theirs=cells[State.THEIRS],
        ours=cells[State.OURS],
        conflicts=cells[State.CONFLICT],
        clearings=cells[State.CLEAR],
        errors=cells[State.ERROR] + rows[RowState.ERROR],
        asking=asking,
    )


def shown_by(only: Filter, entry: Entry) -> bool:
    """Whether a filter shows a row."""
    if only is Filter.NEEDS_ME:
        unread = entry.state is RowState.ERROR or _has(entry, State.ERROR)
        asks = not entry.skipped and any(cell.asks for cell in entry.cells.values())
        return entry.waits or unread or asks
    states = {
        Filter.CHANGED: State.THEIRS,
        Filter.OURS: State.OURS,
        Filter.CONFLICTS: State.CONFLICT,
        Filter.CLEARINGS: State.CLEAR,
        Filter.ERRORS: State.ERROR,
    }
    if only in states:
        whole = only is Filter.ERRORS and entry.state is RowState.ERROR
        return whole or _has(entry, states[only])
    new = entry.state is RowState.NEW
    return only is Filter.ALL or (new and (only is Filter.NEW or bool(entry.matches)))


def _has(entry: Entry, state: State) -> bool:
    cells: Iterable[ReviewCell] = entry.cells.values()
    return any(cell.state is state for cell in cells)


def cautions(sheets: Sequence[Taken]) -> list[Message]:
    """Why everything should not be applied at once: much would go blank, rows look shifted."""
    found: list[Message] = []
    for taken in sheets:
        known = [entry for entry in taken.entries if entry.record is not None]
        blank = sum(_has_count(entry, State.CLEAR) for entry in known)
        compared = taken.filled + blank
        name = {"sheet": taken.plan.sheet}
        if blank >= _FEWEST and blank * _SHARE >= compared:
            several = NN_(
                "Sheet “{sheet}”: {count} cell would go blank, a fifth of all or more.",
                "Sheet “{sheet}”: {count} cells would go blank, a fifth of all or more.",
            )
            found.append(Message(several[0], name, several[1], blank))
        moved = _shifted(taken, known)
        if moved >= _FEWEST and moved * _SHARE >= len(known):
            told = N_(
                "Sheet “{sheet}”: the rows look shifted, the ids no longer stand beside their "
                "names. It was probably sorted without all of its columns."
            )
            found.append(Message(told, name))
    return found


def _has_count(entry: Entry, state: State) -> int:
    return sum(cell.state is state for cell in entry.cells.values())


def _shifted(taken: Taken, known: Sequence[Entry]) -> int:
    """How many rows now have the name that was sent beside another id."""
    title = [path for path in taken.rows.paths if path.startswith(("name.", "subject.", "what."))]
    sent: dict[object, int] = {}
    moved: list[tuple[object, object]] = []
    for entry in known:
        for path in title:
            cell = entry.cells.get(path)
            if cell is not None and None not in (cell.base, cell.theirs):
                sent[cell.base] = entry.number
                moved.append((cell.theirs, entry.number))
                break
    return sum(theirs in sent for theirs, _number in moved)
