"""A follow-up that becomes done is dated, however that was said: by key, in its form, in a command.

What comes in from elsewhere says itself when it was done, or that nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.records import Value
from wicco_desktop.store.edits import Create, Edit
from wicco_desktop.store.store import Store

DONE = "done"


def with_done_dates(edits: Sequence[Create | Edit], store: Store) -> list[Create | Edit]:
    """The edits, with the day added to what becomes done and taken from what opens again.

    A day that is given with the status stays as it is given.
    """
    return [_dated(edit, store) if _speaks_of_status(edit) else edit for edit in edits]


def _speaks_of_status(edit: Create | Edit) -> bool:
    return edit.kind == "follow_up" and "status" in edit.values and not edit.values.get("done_on")


def _dated(edit: Create | Edit, store: Store) -> Create | Edit:
    stored = store.get("follow_up", edit.id)
    status = edit.values["status"]
    before = stored["status"] if stored is not None else None
    if status == before or (DONE not in (status, before)):
        return edit
    if isinstance(edit, Edit) and edit.base is not None and edit.base.get("status") != before:
        return edit  # changed elsewhere meanwhile: the status will not be written either
    today = parse_moment(store.now()).astimezone().date().isoformat()
    values: dict[str, Value] = {**edit.values, "done_on": today if status == DONE else None}
    return replace(edit, values=values)
