"""The schema that the migrations make is the one that the records and tables declare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table

from wicco_desktop.records import KINDS, METADATA
from wicco_desktop.store import engine, migrations, tables
from wicco_desktop.store.database import Database

FULL_TEXT = "search_text"
"""Made by the migrations alone; nothing declares a virtual table."""


def _connected(path: Path) -> Connection:
    path.touch()
    return engine.make_engine(path, read_only=False).connect()


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Connection]:
    with _connected(tmp_path / "migrated.db") as connection:
        migrations.upgrade(connection)
        yield connection


@pytest.fixture
def declared(tmp_path: Path) -> Iterator[Connection]:
    with _connected(tmp_path / "declared.db") as connection:
        METADATA.create_all(connection)
        yield connection


def _plain(sql: str) -> str:
    """A statement of sqlite_master without what makes no difference: spaces, quotes, case."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.replace('"', "").split())).casefold()


def _parts(sql: str) -> list[str]:
    """The columns and constraints of a table in some order: a column added later comes last."""
    found, depth = [""], 0
    for character in _plain(sql):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth <= 1 and character in "(,)":
            found.append("")
        else:
            found[-1] += character
    return sorted(part.strip() for part in found)


def _schema(connection: Connection) -> dict[tuple[str, str], list[str]]:
    rows = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    )
    return {
        (row[0], row[1]): _parts(row[2]) if row[0] == "table" else [_plain(row[2])]
        for row in rows
        if not row[1].startswith(FULL_TEXT)
    }


def _ordinary(connection: Connection) -> list[str]:
    return [name for kind, name in _schema(connection) if kind == "table"]


def test_the_migrated_schema_is_the_declared_one(
    migrated: Connection, declared: Connection
) -> None:
    made, wanted = _schema(migrated), _schema(declared)
    assert made.keys() == wanted.keys()
    assert {key: made[key] for key in made} == wanted


@pytest.mark.parametrize("pragma", ["table_xinfo", "foreign_key_list", "index_list"])
def test_the_migrated_tables_answer_as_the_declared_ones(
    migrated: Connection, declared: Connection, pragma: str
) -> None:
    def told(connection: Connection, table: str) -> set[tuple[object, ...]]:
        rows = connection.exec_driver_sql(f"PRAGMA {pragma}({table})")
        # The first column is a number by order of making.
        return {tuple(row)[1:] for row in rows}

    for table in _ordinary(migrated):
        assert told(migrated, table) == told(declared, table), table


def test_every_declared_table_is_there(migrated: Connection) -> None:
    declared: list[Table] = [kind.table for kind in KINDS.values()]
    declared += [table for table in vars(tables).values() if isinstance(table, Table)]
    assert {table.name for table in declared} <= set(_ordinary(migrated))


def test_every_reference_can_be_followed_back_by_an_index(migrated: Connection) -> None:
    for kind in KINDS.values():
        for spec in kind.references():
            plan = migrated.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT id FROM {kind.key} WHERE {spec.key} = 'x'"
            ).all()
            assert any("USING" in row[3] and "INDEX" in row[3] for row in plan), spec.key


def test_an_upgrade_of_the_newest_version_does_nothing(migrated: Connection) -> None:
    before = _schema(migrated)
    migrations.upgrade(migrated)
    assert migrations.version(migrated) == migrations.NEWEST
    assert _schema(migrated) == before


def test_a_step_that_fails_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wicco_desktop.store.migrations import step_0001

    broken = (*step_0001.STATEMENTS, "CREATE TABLE contact (id INTEGER)")
    monkeypatch.setattr(step_0001, "STATEMENTS", broken)
    with pytest.raises(Exception, match="already exists"):
        Database.create(tmp_path / "new.db")
    assert list(tmp_path.iterdir()) == []
