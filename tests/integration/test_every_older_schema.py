"""There is a database of every schema that was released; this program opens each, or harms none."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.fixtures import schema_0001, schema_0002, schema_0003
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver, migrations
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import verify_archive
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

SAME_DEVICE = Writer("Wang Haolan", "device-1", "Laptop")
FIXTURES = Path(schema_0001.__file__).parent
RELEASED = range(1, migrations.NEWEST + 1)
OLDER = RELEASED[:-1]


def fixture(schema: int) -> Path:
    return FIXTURES / f"schema-{schema:04d}.db"


def step(number: int) -> ModuleType:
    return importlib.import_module(f"{migrations.__name__}.step_{number:04d}")


def each_statement() -> Iterator[tuple[int, int, int]]:
    """Every schema there is, with every statement of every step that it still needs."""
    for schema in OLDER:
        for number in range(schema + 1, migrations.NEWEST + 1):
            for place in range(len(step(number).STATEMENTS)):
                yield schema, number, place


def copied(schema: int, folder: Path) -> Path:
    copy = folder / "office.db"
    shutil.copyfile(fixture(schema), copy)
    AttachmentFolder(copy).add_bytes(schema_0001.PICTURE, "hall.jpg")
    return copy


@pytest.mark.parametrize("schema", OLDER)
def test_every_schema_before_the_newest_has_a_database(schema: int) -> None:
    """Fails when a step is added: make a fixture with the program of before, see schema_0003."""
    assert fixture(schema).exists(), f"no database of schema {schema} is kept in tests/fixtures"
    header = driver.read_header(fixture(schema))
    assert header is not None
    assert header.user_version == schema


@pytest.mark.parametrize("schema", [number for number in RELEASED if fixture(number).exists()])
def test_the_steps_up_to_a_schema_are_as_they_were(schema: int, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    fresh.touch()
    made = driver.connect(fresh)
    for number in range(1, schema + 1):
        for statement in step(number).STATEMENTS:
            made.execute(statement)
    kept = driver.connect(fixture(schema), read_only=True, immutable=True)
    asked = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    try:
        assert kept.execute(asked).fetchall() == made.execute(asked).fetchall()
    finally:
        made.close()
        kept.close()


@pytest.mark.parametrize("schema", [number for number in RELEASED if fixture(number).exists()])
def test_the_newest_program_opens_it_with_everything_in_it(schema: int, tmp_path: Path) -> None:
    store = Store.open(copied(schema, tmp_path), writer=SAME_DEVICE)
    work = Workspace.over(store)

    assert list(work.checking.problems()) == []
    assert {kind for kind, _id in schema_0001.MADE} <= {
        record.kind for record in store.many(id_ for _kind, id_ in schema_0001.MADE).values()
    }
    if schema >= 2:
        (sent,) = store.exports()
        assert store.export(sent.id) is not None
        assert sent.counts == {"contact": 2}
        kind, record, path, value = schema_0002.TAKEN
        assert store.settled(schema_0002.SENT) == {(record, path): value}
        (waits,) = store.open_conflicts()
        assert (waits.kind, waits.record, waits.path, waits.theirs) == schema_0002.OPEN
        assert store.mapping(schema_0002.MAPPING[0]) == schema_0002.MAPPING[1]
        applied = store.applied(schema_0002.DIGEST)
        assert applied is not None
        store.undo(applied.id)
        found = store.get(kind, record)
        assert found is not None
        assert found[path] == "ding@example.org"
    if schema >= 3:
        assert store.survivor(schema_0003.TWIN) == schema_0001.DING
        assert store.distinct_pairs("contact") == {(schema_0001.WANG, schema_0003.OTHER)}
    store.close()


@pytest.mark.parametrize(("schema", "number", "place"), list(each_statement()))
def test_a_step_that_fails_at_any_statement_leaves_every_byte(
    schema: int, number: int, place: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(schema, tmp_path)
    before = path.read_bytes()
    statements = step(number).STATEMENTS
    broken = (*statements[:place], "INSERT INTO no_such_table VALUES (1)", *statements[place:])
    monkeypatch.setattr(step(number), "STATEMENTS", broken)

    with pytest.raises(UserError, match="could not be upgraded to this version") as told:
        Store.open(path, writer=SAME_DEVICE)

    assert path.read_bytes() == before
    (archive,) = tmp_path.glob("**/*before-upgrade*.wicco-backup")
    assert archive.name in str(told.value)
    assert "as it was before" in str(told.value)
    assert verify_archive(archive).schema == schema
    assert not list(tmp_path.glob("office.db-*"))
