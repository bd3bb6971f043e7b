"""The rows of a review and what a person decides about them; the figures follow each decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wicco_desktop.records import Value
from wicco_desktop.services.review.comparing import Taken
from wicco_desktop.services.review.counting import counts_of, shown_by
from wicco_desktop.services.review.entry import Entry
from wicco_desktop.services.review.model import (
    Choice,
    Counts,
    Filter,
    ReviewCell,
    RowState,
    State,
)


class Deciding:
    """The base of ``review.Review``: what needs neither workbook nor store."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self._starts: list[int] = []
        self._asking = 0
        self._changes = 0

    def said(self, taken: Taken, entry: Entry) -> dict[str, Value]:
        """What a row says, with ids in place of names."""
        raise NotImplementedError

    def compare_again(self, taken: Taken, entries: Sequence[Entry]) -> None:
        """Compare some rows with the records they are."""
        raise NotImplementedError

    def entries(self) -> Iterator[Entry]:
        """Every row as it is kept."""
        for taken in self.taken:
            yield from taken.entries

    @property
    def counts(self) -> Counts:
        """The figures as they are now, decisions included."""
        return counts_of(self.entries(), self._asking)

    @property
    def changes(self) -> int:
        """How many changes Apply would write: cells, and new records."""
        return self._changes

    @property
    def asking(self) -> int:
        """How many questions nobody has answered: ``counts.asking``, at once."""
        return self._asking

    def indexes(self, only: Filter = Filter.ALL) -> Sequence[int]:
        """The rows that a filter shows, by their index, in the order of the workbook."""
        if only is Filter.ALL:
            return range(sum(len(taken.entries) for taken in self.taken))
        return [index for index, entry in enumerate(self.entries()) if shown_by(only, entry)]

    # Deciding

    def decide(self, index: int, path: str, choice: Choice | None, typed: Value = None) -> None:
        """Decide one cell; None takes a decision back. ``typed`` is canonical."""
        taken, entry = self._at(index)
        if path not in entry.cells and entry.state is RowState.NEW and path in taken.rows.paths:
            where = taken.plan.cell(path, entry.number)
            theirs = self.said(taken, entry).get(path)
            entry.cells[path] = ReviewCell(path, where, State.NEW, None, theirs)
        if path in entry.cells:
            self._change([entry], lambda: entry.decide(path, choice, typed))

    def accept(self, index: int, *, accepted: bool) -> None:
        """Write a row at Apply, or leave it: nothing of it is written, and it is remembered."""
        _taken, entry = self._at(index)
        if entry.state is not RowState.ERROR:

            def accept() -> None:
                entry.accepted, entry.judged = accepted, True

            self._change([entry], accept)

    def decide_column(self, path: str, choice: Choice | None) -> int:
        """Decide every cell of a column that is not the same; returns how many."""
        return self._decide_many(choice, path)

    def decide_all(self, choice: Choice | None) -> int:
        """Decide every cell that is not the same; returns how many."""
        return self._decide_many(choice, None)

    def _decide_many(self, choice: Choice | None, path: str | None) -> int:
        count = 0
        for entry in self.entries():
            for name, cell in tuple(entry.cells.items()):
                if path in (None, name) and cell.state is not State.ERROR:
                    entry.decide(name, choice)
                    count += 1
        self._weigh()
        return count

    def same_record(self, index: int, record: str | None) -> None:
        """A new row is that record after all (its cells are compared then), or nobody we have.

        None: it is made as a new record, whoever it looks like.
        """
        taken, entry = self._at(index)

        def judge() -> None:
            entry.problem = None
            entry.record, entry.by_likeness = record, True
            entry.state = RowState.NEW if record is None else RowState.CHANGED
            entry.cells = {p: c for p, c in entry.cells.items() if c.state is State.ERROR}
            if record is not None:
                self.compare_again(taken, [entry])
            entry.accepted, entry.judged = True, True

        self._change([entry], judge)

    def set_post(self, index: int, new_post: str | None) -> None:
        """A changed title or organisation is a new post from that day; None: a correction."""
        _taken, entry = self._at(index)
        entry.new_post = new_post

    def _at(self, index: int) -> tuple[Taken, Entry]:
        for start, taken in zip(reversed(self._starts), reversed(self.taken), strict=True):
            if index >= start:
                return taken, taken.entries[index - start]
        raise IndexError(index)

    def _weigh(self) -> None:
        self._starts = []
        total = 0
        for taken in self.taken:
            self._starts.append(total)
            total += len(taken.entries)
        weights = [entry.weight() for entry in self.entries()]
        self._asking = sum(weight.asking for weight in weights)
        self._changes = sum(weight.changes for weight in weights)

    def _change(self, entries: Sequence[Entry], change: Callable[[], None]) -> None:
        before = [entry.weight() for entry in entries]
        change()
        after = [entry.weight() for entry in entries]
        self._asking += sum(w.asking for w in after) - sum(w.asking for w in before)
        self._changes += sum(w.changes for w in after) - sum(w.changes for w in before)
