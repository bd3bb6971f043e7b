"""The words beside the table of a review: what a cell is, its three sides, what can be answered."""

from __future__ import annotations

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.review.model import ReviewCell, State

HEADINGS = {
    State.SAME: N_("Nothing changed"),
    State.NEW: N_("New"),
    State.THEIRS: N_("Changed by the partner"),
    State.OURS: N_("Changed here"),
    State.CONFLICT: N_("Conflict"),
    State.CLEAR: N_("Left blank by the partner"),
    State.ERROR: N_("Cannot be read"),
}
CONFLICT_OF = N_("Conflict {number} of {count}")

SENT, PARTNERS = 0, 1
SIDES = (N_("When you exported"), N_("Partner wrote"), N_("Here now"))
SHOWN_SIDES = {
    State.SAME: (2,),
    State.NEW: (1,),
    State.ERROR: (0, 1, 2),
}
"""Which sides tell something, by state; all of them where nothing is said here."""

TAKE = {State.CLEAR: N_("Clear it"), State.NEW: N_("Take it")}
KEEP = {State.CLEAR: N_("Keep it"), State.NEW: N_("Leave it blank")}


def sides_told(cell: ReviewCell) -> tuple[int, ...]:
    """Which sides of a cell tell something.

    What the partner wrote and cannot be read is no value: the problem below quotes it. What was
    sent is no value either where nobody knows it.
    """
    told = SHOWN_SIDES.get(cell.state, (0, 1, 2))
    unreadable = cell.state is State.ERROR and cell.theirs is None
    silent = {PARTNERS} if unreadable else set()
    silent |= set() if cell.sent_known else {SENT}
    return tuple(side for side in told if side not in silent)
