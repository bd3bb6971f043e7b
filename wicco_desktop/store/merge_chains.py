"""An earlier merge taken back after a later one: what went on to the next survivor comes back too.

The third record was merged into the second, then the second into the first. What the first merge
moved to the second stands at the first now, in references and in values that were copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store import changelog, merged
from wicco_desktop.store.edits import Change


def as_carried_on(connection: Connection, changes: Sequence[Change]) -> list[Change]:
    """The changes of a merge as they stand after later merges, and those that were made of them."""
    pointed = [change.new for change in changes if isinstance(change.new, str)]
    moved = merged.survivors(connection, pointed)
    found: list[Change] = []
    for change in changes:
        new = moved.get(change.new, change.new) if isinstance(change.new, str) else change.new
        found.append(replace(change, new=new))
        if change.column not in (None, DELETED):
            found += _copies(connection, change)
    return found


def _copies(connection: Connection, change: Change) -> Iterator[Change]:
    """What later merges made of a changed value in the records it was copied to.

    Where a merge joined it with others it cannot be told apart any more: that will be kept.
    """
    seen = {change.record}
    alias = merged.alias_of(connection, change.record)
    while alias is not None and alias.survivor not in seen:
        seen.add(alias.survivor)
        for later in changelog.changes_of(connection, alias.transaction):
            if later.record != alias.survivor:
                continue
            if later.column == change.column:
                old = later.old if change.old is None else change.old
                yield replace(later, old=old, new=change.new)
            elif change.new in _parts(later.new):
                yield replace(later, new=change.new)
        alias = merged.alias_of(connection, alias.survivor)


def _parts(value: object) -> list[str]:
    """The parts of a list such as the other names of a record."""
    return [part.strip() for part in value.split(";")] if isinstance(value, str) else []
