"""A file that is not built as the steps build it is refused before anything happens in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures import schema_0001
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store import driver, migrations, shape
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import write_archive
from wicco_desktop.store.database import Database
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("Tester", "device-1", "laptop")

HOSTILE = {
    "a trigger": "CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM note; END",
    "a view": "CREATE VIEW evil AS SELECT * FROM contact",
    "a view for a table": (
        "DROP TABLE topic; CREATE VIEW topic AS SELECT id, load_extension('x') AS name FROM note"
    ),
    "a table": "CREATE TABLE evil (x)",
    "a virtual table": "CREATE VIRTUAL TABLE evil USING fts5(x)",
    "an index of an expression": "CREATE INDEX evil ON contact (abs(mobile))",
    "an index that is missing": "DROP INDEX ix_contact_order",
    "a column": "ALTER TABLE contact ADD COLUMN evil TEXT",
    "a generated column": (
        "ALTER TABLE contact ADD COLUMN evil TEXT AS (hex(zeroblob(100000000))) VIRTUAL"
    ),
    "a column of another type": (
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET "
        "sql = replace(sql, 'mobile TEXT', 'mobile INTEGER') WHERE name = 'contact'"
    ),
    "a default that calls a function": (
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET "
        "sql = replace(sql, 'mobile TEXT', 'mobile TEXT DEFAULT (load_extension(1))') "
        "WHERE name = 'contact'"
    ),
    "another full text table": (
        "DROP TABLE search_text; CREATE VIRTUAL TABLE search_text USING fts5(title, named, body, "
        "content='contact')"
    ),
    "a part with a statement that is none": (
        "CREATE TABLE evil (x); PRAGMA writable_schema=ON; "
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE' WHERE name = 'evil'"
    ),
}


def hostile(path: Path, statements: str) -> Path:
    Database.create(path).close()
    connection = driver.connect(path)
    connection.executescript(statements)
    connection.close()
    return path


@pytest.mark.parametrize("statements", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("read_only", [False, True])
def test_a_database_that_lies_about_its_schema_is_refused_untouched(
    statements: str, read_only: bool, tmp_path: Path
) -> None:
    path = hostile(tmp_path / "a.db", statements)
    before, there = path.read_bytes(), sorted(tmp_path.iterdir())

    with pytest.raises(UserError) as told:
        Store.open(path, writer=ME, read_only=read_only)

    assert told.value.exit_code == 2
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == there


def test_what_is_foreign_is_named(tmp_path: Path) -> None:
    path = hostile(tmp_path / "a.db", HOSTILE["a trigger"])

    with pytest.raises(shape.ForeignSchemaError, match="trigger evil") as told:
        Store.open(path, writer=ME)

    assert "Nothing in it was changed" in str(told.value)


def test_an_older_one_is_compared_with_what_its_own_steps_make(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(schema_0001.FILE.read_bytes())
    connection = driver.connect(path)
    connection.execute("CREATE TABLE export (x)")  # schema 2 has one of that name
    connection.close()
    before = path.read_bytes()

    with pytest.raises(shape.ForeignSchemaError, match="table export"):
        Store.open(path, writer=ME)

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path], "a backup of it was begun"


def test_what_the_library_keeps_for_itself_is_no_stranger(tmp_path: Path) -> None:
    path = hostile(
        tmp_path / "a.db", "INSERT INTO contact (id, created, changed) VALUES (1, '', '')"
    )
    connection = driver.connect(path)
    connection.execute("ANALYZE")
    connection.close()

    Store.open(path, writer=ME).close()


def test_an_archive_of_such_a_database_is_not_restored(tmp_path: Path) -> None:
    path = hostile(tmp_path / "a.db", HOSTILE["a trigger"])
    archive = tmp_path / "a.wicco-backup"
    write_archive(path, AttachmentFolder(path), archive)
    present = tmp_path / "present.db"
    Database.create(present).close()
    before = present.read_bytes()

    with pytest.raises(shape.ForeignSchemaError, match=r"a\.wicco-backup.*trigger evil"):
        restore_archive(archive, present)

    assert present.read_bytes() == before


@pytest.mark.parametrize("version", range(1, migrations.NEWEST + 1))
def test_the_known_digests_are_those_of_the_steps(version: int) -> None:
    digest = shape.digest_of(shape.built(version))
    assert shape.KNOWN.get(version) == digest, f"shape.KNOWN[{version}] shall be {digest!r}"
