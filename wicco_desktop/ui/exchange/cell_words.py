"""What a cell under review says: its lines, and the meaning of its colour. Knows no widget.

A meaning is never told by colour alone: what was before is struck through, and a word says what
is kept, asked or cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.languages import language
from wicco_desktop.foundation.messages import N_, NC_, Message, Translator
from wicco_desktop.records import Value
from wicco_desktop.records.values import display
from wicco_desktop.services.review.model import Choice, ReviewCell, ReviewRow, State

BLANK = "—"

KEPT_OURS = N_("kept ours")
TYPED = N_("typed here")
# Translators: below a value of ours that the partner left blank.
CLEAR = N_("blank – clear it?")
CLEARED = N_("cleared")
# Translators: above the three values of a cell that both sides changed.
DECIDE = NC_("review", "Decide")
UNREADABLE = N_("cannot be read")
BEFORE, PARTNER, HERE = (
    # Translators: beside a value: what stood there when the workbook was exported.
    N_("before {value}"),
    # Translators: beside a value: what the partner wrote.
    N_("partner {value}"),
    # Translators: beside a value: what stands in our record now.
    N_("here {value}"),
)
DOUBTFUL = N_("in doubt")
NEW_POST = N_("new post from {date}")
CORRECTION = N_("correction of the post")

POST_PATHS = ("affiliation.organisation", "affiliation.title.zh", "affiliation.title.en")


class Look(Enum):
    """How a line is drawn."""

    PLAIN = "plain"
    STRONG = "strong"
    GONE = "gone"
    WORD = "word"
    """A word about the cell, in the colour of its meaning."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class CellShown:
    """``meaning``: ``theirs``, ``ours``, ``decide``, ``unreadable``, or nothing to be said."""

    lines: tuple[Line, ...]
    meaning: str = ""

    @property
    def text(self) -> str:
        """The lines as one text, for screen readers and tooltips."""
        return "\n".join(line.text for line in self.lines)


def column_name(column: ExchangeColumn, translator: Translator) -> str:
    """What a column is called: ``Title``, and its other side ``Title 中文``."""
    label = translator.tr(column.label)
    if column.language in (None, translator.language.code):
        return label
    return f"{label} {language(str(column.language)).own_name}"


def shown(column: ExchangeColumn, value: Value, translator: Translator) -> str:
    """A value in one line; blank as a dash."""
    if column.is_reference:
        text = "" if value is None else str(value)
    else:
        text = display(column.field, value, translator)
    return " ".join(text.split()) or BLANK


def cell_shown(cell: ReviewCell, column: ExchangeColumn, translator: Translator) -> CellShown:
    """One cell as it is drawn."""
    tr = translator.tr

    def told(value: Value) -> str:
        return shown(column, value, translator)

    if cell.choice is Choice.TYPED:
        before = Line(told(cell.ours), Look.GONE)
        return CellShown(
            (before, Line(told(cell.typed), Look.STRONG), Line(tr(TYPED), Look.WORD)), "ours"
        )
    if cell.state is State.ERROR:
        raw = () if cell.theirs is None else (Line(told(cell.theirs)),)
        return CellShown((*raw, Line(tr(UNREADABLE), Look.WORD)), "unreadable")
    if cell.state is State.SAME:
        word = () if cell.problem is None else (Line(tr(DOUBTFUL), Look.WORD),)
        return CellShown((Line(told(cell.ours)), *word), "decide" if word else "")
    if cell.asks:
        return _asking(cell, translator, told(cell.base), told(cell.theirs), told(cell.ours))
    return _decided(cell, translator, told(cell.theirs), told(cell.ours))


def _asking(
    cell: ReviewCell, translator: Translator, base: str, theirs: str, ours: str
) -> CellShown:
    tr = translator.tr
    if cell.state is State.CLEAR:
        return CellShown((Line(ours), Line(tr(CLEAR), Look.WORD)), "decide")
    before = (Line(tr(BEFORE, value=base)),) if cell.sent_known else ()
    return CellShown(
        (
            Line(tr(DECIDE), Look.WORD),
            *before,
            Line(tr(PARTNER, value=theirs)),
            Line(tr(HERE, value=ours)),
        ),
        "decide",
    )


def _decided(cell: ReviewCell, translator: Translator, theirs: str, ours: str) -> CellShown:
    tr = translator.tr
    takes = cell.choice is Choice.THEIRS or (
        cell.choice is None and cell.state in (State.THEIRS, State.NEW)
    )
    kept = Line(tr(KEPT_OURS), Look.WORD)
    if not takes:
        if cell.state is State.OURS and cell.choice is None:
            return CellShown((Line(ours), kept), "ours")
        refused = () if cell.state is State.CLEAR else (Line(theirs, Look.GONE),)
        return CellShown((*refused, Line(ours, Look.STRONG), kept), "ours")
    if cell.state is State.NEW:
        word = () if cell.problem is None else (Line(tr(DOUBTFUL), Look.WORD),)
        return CellShown((Line(theirs, Look.STRONG), *word), "theirs")
    if cell.theirs is None:
        return CellShown((Line(ours, Look.GONE), Line(tr(CLEARED), Look.WORD)), "theirs")
    return CellShown((Line(ours, Look.GONE), Line(theirs, Look.STRONG)), "theirs")


def post_note(row: ReviewRow, translator: Translator, date: str) -> tuple[str, Line] | None:
    """At which cell it is said what a changed post is, and how; None where none is changed."""
    if not row.asks_post or not row.accepted:
        return None
    for cell in row.cells:
        if cell.path in POST_PATHS and cell.result != cell.ours:
            told = CORRECTION if row.new_post is None else NEW_POST
            return cell.path, Line(translator.tr(told, date=date), Look.WORD)
    return None


def said_of(problem: Message | None, translator: Translator) -> str:
    """A problem in words, nothing where there is none."""
    return "" if problem is None else translator.text(problem)
