"""The rows of records and what is derived from them: values, sort keys, search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter

from sqlalchemy import Connection, select

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store import search_index
from wicco_desktop.store.inserting import Inserting
from wicco_desktop.store.kind_rules import rules_of
from wicco_desktop.store.planning import Key, Plan
from wicco_desktop.store.sort_keys import derived_sort_keys

_AT_ONCE = 500
"""Ids in one IN list."""


def present_values(connection: Connection, keys: Iterable[Key]) -> dict[Key, dict[str, Value]]:
    """The logged columns of some records as they are now; those that do not exist are left out."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for kind, id_ in dict.fromkeys(keys):
        wanted[kind].append(id_)
    found: dict[Key, dict[str, Value]] = {}
    for kind, ids in wanted.items():
        table = KINDS[kind].table
        names = (DELETED, *KINDS[kind].columns)
        columns = [*(table.c[name] for name in names), table.c.id]
        for start in range(0, len(ids), _AT_ONCE):
            query = select(*columns).where(table.c.id.in_(ids[start : start + _AT_ONCE]))
            for row in connection.execute(query):
                found[kind, row[-1]] = dict(zip(names, row, strict=False))
    return found


def store(target: Inserting, plan: Plan, at: str) -> None:
    """Write what was planned, with everything derived from it. The log is not touched."""
    _insert(target, plan.made, at)
    edited: dict[Key, set[str]] = defaultdict(set)
    for change in plan.changes:
        if change.column is not None:
            edited[change.kind, change.record].add(change.column)
    if not edited:
        return
    _update(target.connection, {key: plan.after[key] for key in edited}, edited, at)
    indexed = {key: plan.after[key] for key in edited if _searched(key[0], edited[key])}
    search_index.refresh(target, indexed)


def _searched(kind: str, columns: set[str]) -> bool:
    if DELETED in columns:
        return True
    known = KINDS[kind].columns
    return any(known[name].field.searched and not known[name].mark for name in columns)


@cache
def _stored(kind: str) -> tuple[str, ...]:
    """Every column of a kind's table."""
    return tuple(column.name for column in KINDS[kind].table.columns)


def _insert(target: Inserting, made: Mapping[Key, Mapping[str, Value]], at: str) -> None:
    kinds: dict[str, dict[str, Mapping[str, Value]]] = defaultdict(dict)
    for (kind, id_), values in made.items():
        kinds[kind][id_] = values
    for kind, several in kinds.items():
        rules = rules_of(kind)
        # Most columns of a kind are blank in all of them: what is not named costs nothing.
        used = {"id", "created", "changed", *(column for _code, column in rules.sort_columns)}
        used.update(*several.values())
        columns = tuple(name for name in _stored(kind) if name in used)
        live = [id_ for id_, values in several.items() if values.get(DELETED) is None]
        entries = search_index.enter(target, kind, live)
        records = [(id_, entries.get(id_), values) for id_, values in several.items()]
        target.insert_made(rules, at, columns, records)


def _update(
    connection: Connection,
    after: Mapping[Key, Mapping[str, Value]],
    edited: Mapping[Key, set[str]],
    at: str,
) -> None:
    grouped: dict[tuple[str, tuple[str, ...]], list[tuple[Value, ...]]] = defaultdict(list)
    for (kind, id_), values in after.items():
        row = {column: values[column] for column in edited[kind, id_]}
        title = KINDS[kind].title
        if title and any(f"{title}_{code}" in row for code in CODES):
            row |= derived_sort_keys(rules_of(kind), values)
        ordered = sorted(row.items(), key=itemgetter(0))
        columns, new = (tuple(part) for part in zip(*ordered, strict=True))
        grouped[kind, columns].append((at, *new, id_))
    for (kind, columns), rows in grouped.items():
        sets = ", ".join(f'"{name}" = ?' for name in ("changed", *columns))
        connection.exec_driver_sql(f'UPDATE "{kind}" SET {sets} WHERE id = ?', rows)  # noqa: S608
