"""Undo and redo: which values a reversal writes, and what it keeps because it was edited since.

Pure: present values and logged changes in, raw values out. Nothing is ever refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wicco_desktop.records import Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store.edits import Change, Kept


@dataclass(slots=True)
class Reversal:
    """Values to write, by kind and record, and what stays as it is."""

    values: dict[tuple[str, str], dict[str, Value]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)


def reversal(
    changes: Sequence[Change],
    present: Mapping[tuple[str, str], Mapping[str, Value]],
    moment: str,
    *,
    may_be_back: bool = False,
) -> Reversal:
    """What takes back the changes of one transaction.

    A value goes back if it is still what the transaction made it. A record made by it becomes a
    tombstone (deleted at ``moment``) if every value is still as made. Where values ``may_be_back``
    already, those that are do not count as kept.
    """
    answer = Reversal()
    for change in reversed(changes):
        key = (change.kind, change.record)
        values = present.get(key)
        if values is None:
            continue
        if change.column is None:
            made = change.new if isinstance(change.new, Mapping) else {}
            known = {column: value for column, value in made.items() if column in values}
            if values == {**dict.fromkeys(values), **known}:
                answer.values.setdefault(key, {})[DELETED] = moment
            else:
                answer.kept.append(Kept(change.kind, change.record, None))
        elif values.get(change.column) == change.new:
            answer.values.setdefault(key, {})[change.column] = change.old
        elif not (may_be_back and values.get(change.column) == change.old):
            answer.kept.append(Kept(change.kind, change.record, change.column))
    return answer
