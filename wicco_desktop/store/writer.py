"""The one function through which every write goes: ``write`` (and ``reverse``, its mirror).

In one transaction: the new values, their change rows, the derived sort keys, the search index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.bilingual import marks_after
from wicco_desktop.records.kinds import DELETED, Kind
from wicco_desktop.store import changelog, returned, search_index
from wicco_desktop.store.edits import (
    Change,
    Conflict,
    Create,
    Edit,
    Kept,
    Reversed,
    Through,
    Transaction,
    Written,
)
from wicco_desktop.store.returned import ReturnedWorkbook
from wicco_desktop.store.reversal import reversal
from wicco_desktop.store.sort_keys import derived_sort_keys

Key = tuple[str, str]
"""Kind and id of a record."""

_AT_ONCE = 500
"""Ids in one IN list."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, on which device: told by every transaction in the log."""

    who: str
    device: str
    device_name: str


def present_values(connection: Connection, keys: Iterable[Key]) -> dict[Key, dict[str, Value]]:
    """The logged columns of some records as they are now; those that do not exist are left out."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for kind, id_ in dict.fromkeys(keys):
        wanted[kind].append(id_)
    found: dict[Key, dict[str, Value]] = {}
    for kind, ids in wanted.items():
        table = KINDS[kind].table
        columns = [table.c.id, table.c[DELETED], *(table.c[name] for name in KINDS[kind].columns)]
        for start in range(0, len(ids), _AT_ONCE):
            query = select(*columns).where(table.c.id.in_(ids[start : start + _AT_ONCE]))
            for row in connection.execute(query).mappings():
                values = dict(row)
                found[kind, values.pop("id")] = values
    return found


def write(
    connection: Connection,
    edits: Sequence[Create | Edit],
    *,
    writer: Writer,
    at: str,
    through: Through,
    summary: Message | None = None,
    workbook: ReturnedWorkbook | None = None,
) -> Written:
    """Write some edits as one logged transaction; see ``Edit`` for what becomes a conflict.

    ``workbook``: what became of the returned workbook that is applied, kept with it; even where
    nothing of it changes a record.
    """
    before = present_values(
        connection, ((edit.kind, edit.id) for edit in edits if isinstance(edit, Edit))
    )
    after = {key: dict(values) for key, values in before.items()}
    made: dict[Key, dict[str, Value]] = {}
    sources: dict[Key, str | None] = {}
    conflicts: list[Conflict] = []
    for edit in edits:
        key = (edit.kind, edit.id)
        sources[key] = edit.source
        _check_columns(edit)
        if isinstance(edit, Create):
            blank: dict[str, Value] = {DELETED: None, **dict.fromkeys(KINDS[edit.kind].columns)}
            made[key] = {**blank, **edit.values}
        else:
            target = made.get(key) or after.get(key)
            if target is None:
                raise UserError(N_("The record to be changed does not exist."))
            conflicts += _apply(edit, target)
    changes = [
        Change(0, 0, kind, id_, None, None, _filled(values), sources[kind, id_])
        for (kind, id_), values in made.items()
    ]
    changes += [
        Change(0, 0, key[0], key[1], column, before[key][column], value, sources.get(key))
        for key, values in after.items()
        for column, value in values.items()
        if value != before[key][column]
    ]
    settles = workbook is not None and bool(workbook.values)
    if not changes and not settles:
        return Written(None, (), tuple(conflicts))
    number, placed = _store(
        connection,
        changes=changes,
        made=made,
        after=after,
        writer=writer,
        at=at,
        through=through,
        summary=summary,
        reverses=None,
    )
    if workbook is not None:
        returned.keep(connection, number, workbook)
    return Written(number, placed, tuple(conflicts))


def reverse(
    connection: Connection, target: Transaction, *, writer: Writer, at: str, through: Through
) -> Reversed:
    """Take back one transaction as a new one that says so; lists what was kept."""
    changes = changelog.changes_of(connection, target.id)
    before = present_values(connection, ((change.kind, change.record) for change in changes))
    plan = reversal(changes, before, at)
    after = {key: {**before[key], **values} for key, values in plan.values.items()}
    written = [
        Change(0, 0, key[0], key[1], column, before[key][column], value)
        for key, values in plan.values.items()
        for column, value in values.items()
    ]
    # An undo of which everything was kept is logged all the same, with no change: so the next
    # bare undo goes on to the transaction before.
    number, placed = _store(
        connection,
        changes=written,
        made={},
        after=after,
        writer=writer,
        at=at,
        through=through,
        summary=target.summary,
        reverses=target.id,
    )
    kept: tuple[Kept, ...] = tuple(plan.kept)
    return Reversed(Written(number, placed), target, kept)


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {column: value for column, value in values.items() if value is not None}


def _check_columns(edit: Create | Edit) -> None:
    unknown = set(edit.values) - changelog.known_columns(edit.kind)
    if unknown:
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
    marks = _marks(KINDS[edit.kind], target, wanted)
    target.update(marks)
    target.update(wanted)
    return conflicts


def _marks(
    kind: Kind, present: Mapping[str, Value], wanted: Mapping[str, Value]
) -> dict[str, Value]:
    """The marks *older than its original* after some sides of bilingual fields were edited."""
    marks: dict[str, Value] = {}
    touched = {
        kind.columns[name].field
        for name in wanted
        if name in kind.columns and kind.columns[name].language
    }
    for spec in touched:
        if spec.mark_column in wanted:
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


def _store(
    connection: Connection,
    *,
    changes: Sequence[Change],
    made: Mapping[Key, Mapping[str, Value]],
    after: Mapping[Key, Mapping[str, Value]],
    writer: Writer,
    at: str,
    through: Through,
    summary: Message | None,
    reverses: int | None,
) -> tuple[int, tuple[Change, ...]]:
    _insert(connection, made, at)
    edited: dict[Key, set[str]] = defaultdict(set)
    for change in changes:
        if change.column is not None:
            edited[change.kind, change.record].add(change.column)
    _update(connection, {key: after[key] for key in edited}, edited, at)
    indexed = {key: values for key, values in after.items() if _searched(key[0], edited[key])}
    search_index.refresh(connection, {**made, **indexed})
    return changelog.append(
        connection,
        at=at,
        who=writer.who,
        device=writer.device,
        device_name=writer.device_name,
        through=through.value,
        summary=summary,
        reverses=reverses,
        changes=changes,
    )


def _searched(kind: str, columns: set[str]) -> bool:
    if DELETED in columns:
        return True
    known = KINDS[kind].columns
    return any(known[name].field.searched and not known[name].mark for name in columns)


def _insert(connection: Connection, made: Mapping[Key, Mapping[str, Value]], at: str) -> None:
    rows: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for (kind, id_), values in made.items():
        row = {"id": id_, "created": at, "changed": at, **values}
        if KINDS[kind].title is not None:
            row |= derived_sort_keys(KINDS[kind], values)
        rows[kind].append(row)
    for kind, several in rows.items():
        connection.execute(insert(KINDS[kind].table), several)


def _update(
    connection: Connection,
    after: Mapping[Key, Mapping[str, Value]],
    edited: Mapping[Key, set[str]],
    at: str,
) -> None:
    grouped: dict[tuple[str, tuple[str, ...]], list[dict[str, Value]]] = defaultdict(list)
    for (kind, id_), values in after.items():
        row = {column: values[column] for column in edited[kind, id_]}
        title = KINDS[kind].title
        if title and any(f"{title}_{code}" in row for code in CODES):
            row |= derived_sort_keys(KINDS[kind], values)
        grouped[kind, tuple(sorted(row))].append(
            {"of_record": id_, "at": at, **{f"new_{name}": value for name, value in row.items()}}
        )
    for (kind, columns), rows in grouped.items():
        table = KINDS[kind].table
        statement = (
            update(table)
            .where(table.c.id == bindparam("of_record"))
            .values(changed=bindparam("at"), **{name: bindparam(f"new_{name}") for name in columns})
        )
        connection.execute(statement, rows)
