"""What some edits come to: new records, new values, change rows, conflicts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.bilingual import marks_after
from wicco_desktop.records.kinds import DELETED, Kind
from wicco_desktop.store import changelog
from wicco_desktop.store.edits import Change, Conflict, Create, Edit

Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(slots=True)
class Plan:
    """What is to be written. ``made`` may leave blank columns out, ``after`` has them all."""

    made: dict[Key, Mapping[str, Value]] = field(default_factory=dict)
    after: dict[Key, dict[str, Value]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def planned(edits: Iterable[Create | Edit], before: Mapping[Key, Mapping[str, Value]]) -> Plan:
    """What the edits come to, where ``before`` has the present values of every edited record.

    Raises UserError for an edit of a record that is not there.
    """
    plan = Plan(after={key: dict(values) for key, values in before.items()})
    sources: dict[Key, str | None] = {}
    for edit in edits:
        key = (edit.kind, edit.id)
        sources[key] = edit.source
        _check_columns(edit)
        if isinstance(edit, Create):
            plan.made[key] = edit.values
        else:
            plan.conflicts += _apply(edit, _target(plan, key))
    plan.changes = [
        Change(0, 0, key[0], key[1], None, None, _filled(key[0], values), sources[key])
        for key, values in plan.made.items()
    ]
    plan.changes += [
        Change(0, 0, key[0], key[1], column, before[key][column], value, sources.get(key))
        for key, values in plan.after.items()
        for column, value in values.items()
        if value != before[key][column]
    ]
    return plan


def _target(plan: Plan, key: Key) -> dict[str, Value]:
    """The values of a record that an edit goes on from."""
    if key in plan.made:
        whole = {**dict.fromkeys(_logged(key[0])), **plan.made[key]}
        plan.made[key] = whole
        return whole
    target = plan.after.get(key)
    if target is None:
        raise UserError(N_("The record to be changed does not exist."))
    return target


@cache
def _logged(kind: str) -> tuple[str, ...]:
    """The columns of a kind that are logged, in order."""
    return (DELETED, *KINDS[kind].columns)


def _filled(kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
    filled = {column: values[column] for column in _logged(kind) if column in values}
    if None in filled.values():
        return {column: value for column, value in filled.items() if value is not None}
    return filled


def _check_columns(edit: Create | Edit) -> None:
    known = changelog.known_columns(edit.kind)
    if not edit.values.keys() <= known:
        unknown = edit.values.keys() - known
        raise KeyError(f"{edit.kind} has no column {min(unknown)}")
    if isinstance(edit, Create) and not is_id(edit.id):
        raise ValueError(f"no identifier: {edit.id[:40]!r}")


def _apply(edit: Edit, target: dict[str, Value]) -> list[Conflict]:
    """Put the values of an edit into the record's; returns those changed elsewhere meanwhile."""
    conflicts: list[Conflict] = []
    wanted: dict[str, Value] = {}
    gone = edit.base is not None and target[DELETED] is not None and DELETED not in edit.values
    for column, value in edit.values.items():
        present = target[column]
        if value == present:
            continue
        moved = edit.base is not None and column in edit.base and edit.base[column] != present
        if moved or gone:
            base = (edit.base or {}).get(column)
            conflicts.append(Conflict(edit.kind, edit.id, column, base, value, present))
        else:
            wanted[column] = value
    marks = _marks(KINDS[edit.kind], target, wanted, edit.values)
    target.update(marks)
    target.update(wanted)
    return conflicts


def _marks(
    kind: Kind,
    present: Mapping[str, Value],
    wanted: Mapping[str, Value],
    told: Mapping[str, Value],
) -> dict[str, Value]:
    """The marks *older than its original* after some sides of bilingual fields were edited.

    Not those that the edit tells by itself.
    """
    marks: dict[str, Value] = {}
    touched = {
        kind.columns[name].field
        for name in wanted
        if name in kind.columns and kind.columns[name].language
    }
    for spec in touched:
        if spec.mark_column in told:
            continue
        before = {code: _text(present[spec.column(code)]) for code in CODES}
        after = {
            code: _text(wanted.get(spec.column(code), present[spec.column(code)])) for code in CODES
        }
        marked = frozenset(filter(None, _text(present[spec.mark_column]).split(",")))
        now = marks_after(before, after, marked)
        marks[spec.mark_column] = ",".join(code for code in CODES if code in now) or None
    return marks


def _text(value: Value) -> str:
    return "" if value is None else str(value)
