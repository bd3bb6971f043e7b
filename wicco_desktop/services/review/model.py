"""What a review shows: rows of cells with before, theirs and ours, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.plan import SheetPlan
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value


class State(StrEnum):
    """What the comparison says of one cell."""

    SAME = "same"
    """Nothing came that we do not have."""
    NEW = "new"
    """A value of a new record."""
    THEIRS = "theirs"
    """They changed it, we did not: theirs is taken unless somebody says otherwise."""
    OURS = "ours"
    """We changed it since, they did not: ours stays."""
    CONFLICT = "conflict"
    """Both changed it: ours stays until somebody decides."""
    CLEAR = "clear"
    """They left it blank: stays unless somebody says that it is to be cleared."""
    ERROR = "error"
    """The cell cannot be read."""


ASKS = frozenset({State.CONFLICT, State.CLEAR})
"""States that need a person."""


class Choice(StrEnum):
    """What a person decided about a cell."""

    THEIRS = "theirs"
    OURS = "ours"
    TYPED = "typed"


class RowState(StrEnum):
    """What a row is."""

    NEW = "new"
    CHANGED = "changed"
    """Some cell of it is not the same; whether anything of it is written is another question."""
    UNCHANGED = "unchanged"
    GONE = "gone"
    """Our record was deleted meanwhile: asks."""
    ERROR = "error"
    """The row as a whole cannot be used: twice the same id, an id that is not ours."""


class Filter(StrEnum):
    """Which rows of a review are shown."""

    ALL = "all"
    NEEDS_ME = "needs_me"
    """Conflicts, clearings, unreadable cells, new rows that look like somebody, deleted records."""
    CHANGED = "changed"
    """Rows with a cell they changed."""
    OURS = "ours"
    NEW = "new"
    CONFLICTS = "conflicts"
    CLEARINGS = "clearings"
    ERRORS = "errors"
    DUPLICATES = "duplicates"


@dataclass(frozen=True, slots=True)
class ReviewCell:
    """One cell of a row that is shown."""

    path: str
    cell: str
    """Where it stands in the sheet, ``C7``; empty where the sheet has no such column."""
    state: State
    base: Value = None
    theirs: Value = None
    """Canonical; the name of a record for a reference; the raw text where it cannot be read."""
    ours: Value = None
    choice: Choice | None = None
    """What was decided; None: what the state says by itself."""
    typed: Value = None
    """The value typed instead, with ``Choice.TYPED``."""
    problem: Message | None = None
    """Why it cannot be read, or what is doubtful about how it was."""
    sent_known: bool = True
    """Whether ``base`` is what was sent; of a row found by what it says nobody knows that."""

    @property
    def result(self) -> Value:
        """The value that the record will have after Apply (if its row is accepted)."""
        if self.choice is Choice.TYPED:
            return self.typed
        taken = self.choice is Choice.THEIRS or (
            self.choice is None and self.state in (State.THEIRS, State.NEW)
        )
        return self.theirs if taken else self.ours

    @property
    def asks(self) -> bool:
        """Whether it waits for a person."""
        return self.choice is None and self.state in ASKS


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that a new row may be, and why."""

    record: str
    """Its id."""
    name: Mapping[str, str]
    """Its title by language, blank sides left out."""
    detail: Mapping[str, str]
    """What tells it apart, by language: post and organisation."""
    evidence: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of the returned workbook, as compared."""

    index: int
    """Its place in the review, over all sheets."""
    sheet: str
    number: int
    """Of the row in the sheet, from 1."""
    kind: str
    record: str | None
    """Id of the record it is; None for a new one."""
    state: RowState
    accepted: bool
    """Whether what it changes is written at Apply; a new row is made."""
    cells: tuple[ReviewCell, ...]
    """One for each of the sheet's columns, in their order."""
    likenesses: tuple[Likeness, ...] = ()
    """Records that a new row may be; a new row that has some asks before it is made."""
    same_as_row: int | None = None
    """Number of an earlier row of the file that looks like the same person; only reported."""
    problem: Message | None = None
    """Why the row as a whole cannot be used, or what it asks."""
    new_post: str | None = None
    """A changed title or organisation: the day (ISO) a new post begins; None: a correction."""
    asks_post: bool = False
    """Whether a title or an organisation was changed, so that new post or correction is asked."""
    judged: bool = False
    """Whether a person has said who a new row is, or what becomes of a deleted record."""

    @property
    def waits(self) -> bool:
        """Whether a person must say who the row is, or what becomes of its deleted record."""
        alike = self.state is RowState.NEW and bool(self.likenesses)
        return not self.judged and (alike or self.state is RowState.GONE)

    @property
    def needs_me(self) -> bool:
        """Whether the row waits for a person."""
        return (
            self.waits
            or self.state is RowState.ERROR
            or any(cell.asks or cell.state is State.ERROR for cell in self.cells)
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """The review in figures. Rows: rows, new, changed, unchanged, duplicates. Cells: the others."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    """New rows that look like a record we have."""
    theirs: int = 0
    ours: int = 0
    conflicts: int = 0
    clearings: int = 0
    errors: int = 0
    asking: int = 0
    """Conflicts and clearings nobody has decided yet, likenesses nobody has judged."""


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """One sheet under review."""

    name: str
    plan: SheetPlan
    columns: tuple[ExchangeColumn, ...] = ()
    """The fields that are compared, in the order they are shown."""
    hidden_rows: int = 0
    """Rows that are hidden in the sheet; they are read like the others."""

    @property
    def kind(self) -> str | None:
        """The record kind, None for a sheet that is not read."""
        return self.plan.kind


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation that rows name and that we do not have, once for the whole sheet."""

    text: str
    rows: int
    likenesses: tuple[Likeness, ...] = ()
    chosen: str | None = None
    """Id of the organisation we have that is meant; None: a new one is made."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be used, or that is doubtful, and why."""

    sheet: str
    cell: str
    message: Message


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the workbook comes from."""

    export: str | None = None
    """Id of the export it returns, None for one that is none of ours."""
    exported_at: str = ""
    exported_rows: int = 0
    applied_at: str = ""
    """When this very file was applied before (by its hash), empty if never."""


@dataclass(slots=True)
class Caution:
    """Why *apply all* is not offered: much would go blank, rows look shifted."""

    reasons: list[Message] = field(default_factory=list)
