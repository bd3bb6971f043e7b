"""A database of an older schema is opened, whole, after a verified backup; or stays as it is."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from tests.fixtures import schema_0001 as old
from wicco_desktop.__main__ import main
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.messages import Message, Translator
from wicco_desktop.records import KINDS
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import archive_place, backup, driver, migrations
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.exports import Export
from wicco_desktop.store.migrations import step_0001
from wicco_desktop.store.queries import Query
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.returned import ReturnedValue, ReturnedWorkbook
from wicco_desktop.store.rota import Rota
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

SAME_DEVICE = Writer("Wang Haolan", "device-1", "Laptop")
MOMENT = datetime(2026, 11, 23, 4, 5, 6, tzinfo=UTC)
ADD_BIRTHDAY = "ALTER TABLE contact ADD COLUMN birthday TEXT"

NextStep = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The database of schema 1, with its photograph, in a folder of its own."""
    copy = tmp_path / "office.db"
    shutil.copyfile(old.FILE, copy)
    AttachmentFolder(copy).add_bytes(old.PICTURE, "hall.jpg")
    return copy


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> NextStep:
    """``next_step(statement, …)`` gives the program one more step after its newest."""

    def plant(*statements: str) -> None:
        number = migrations.NEWEST + 1
        name = f"{migrations.__name__}.step_{number:04d}"
        step = ModuleType(name)
        step.STATEMENTS = statements  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, step)
        monkeypatch.setattr(migrations, "NEWEST", number)

    return plant


def opened(path: Path) -> Store:
    return Store.open(path, writer=SAME_DEVICE, clock=lambda: MOMENT)


def archives(path: Path) -> list[Path]:
    return [snapshot.path for snapshot in Rota(path).snapshots()[::-1]]


def version_of(path: Path) -> int:
    header = driver.read_header(path)
    assert header is not None
    return header.user_version


def test_the_fixture_is_of_the_first_schema(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    fresh.touch()
    connections = [driver.connect(fresh), driver.connect(old.FILE, read_only=True, immutable=True)]
    for statement in step_0001.STATEMENTS:
        connections[0].execute(statement)
    asked = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    wanted, kept = (connection.execute(asked).fetchall() for connection in connections)
    for connection in connections:
        connection.close()
    assert version_of(old.FILE) == 1
    assert kept == wanted, "step 0001 changed: a step that people have run must not; see fixtures"
    assert {kind for kind, _id in old.MADE} == set(KINDS), "no record of some kind"


def test_a_database_of_schema_1_opens_with_everything_in_it(path: Path) -> None:
    store = opened(path)
    work = Workspace.over(store)

    assert list(work.checking.problems()) == []
    found = store.many(id_ for _kind, id_ in old.MADE)
    for (kind, id_), values in old.standing().items():
        assert found[id_].kind == kind
        assert {name: found[id_][name] for name in values} == values
    assert store.select(Query("contact", deleted=True)) == [found[old.GONE]]
    assert [record.id for record in store.search("馆长")] == [
        id_ for kind, id_ in old.MADE if kind == "affiliation"
    ]
    assert store.search("nobody") == []
    # Names have had keys of more spellings since: the index is made anew.
    assert [record.id for record in store.search("wong hou lam")] == [old.WANG]
    store.close()


def test_its_history_and_its_undo_go_on_from_where_they_were(path: Path) -> None:
    store = opened(path)

    changed = [(change.column, change.old, change.new) for change in store.history([old.DING])]
    assert changed[0] == ("mobile", "+853 2888 0822", "+853 6600 0001")
    ways = [
        done.through
        for change in store.history([old.FAIR])
        if (done := store.transaction(change.transaction))
    ]
    assert ways == ["undo", "typed", "typed"]
    store.undo()  # the deletion
    store.undo()  # the last edit: the one after it was taken back already
    (gone, note) = store.many([old.GONE, old.NOTE]).values()
    assert (gone.deleted, note["text_en"]) == (None, None)
    store.close()


def test_it_records_what_goes_out_in_workbooks_and_comes_back(path: Path) -> None:
    store = opened(path)
    told = Message("contacts")
    sent = Export("0" * 36, "a.xlsx", store.position(), "en", told, {}, {"contact": (old.DING,)})
    store.record_export(sent)
    rejected = ReturnedValue("contact", old.DING, "mobile", None, "1", open=False, cell="C7")
    store.write([], returned=ReturnedWorkbook("a" * 64, "a.xlsx", sent.id, [rejected]))

    assert [(export.id, export.counts) for export in store.exports()] == [(sent.id, {"contact": 1})]
    assert store.settled(sent.id) == {(old.DING, "mobile"): "1"}
    assert list(Workspace.over(store).checking.problems()) == []
    store.close()


def test_a_verified_backup_comes_before_the_first_step(path: Path, next_step: NextStep) -> None:
    before = path.read_bytes()
    next_step(ADD_BIRTHDAY)

    opened(path).close()

    (archive,) = archives(path)
    local = MOMENT.astimezone().strftime("%Y-%m-%d-%H%M%S%z")
    assert archive.name == f"office-00001-{local}-before-upgrade.wicco-backup"
    manifest = backup.verify_archive(archive)
    assert (manifest.schema, len(manifest.members), manifest.missing) == (
        version_of(old.FILE),
        2,
        (),
    )
    assert version_of(path) == migrations.NEWEST
    opened(path).close()
    assert archives(path) == [archive]  # the upgrade is done once
    restore_archive(archive, path)
    restored = driver.connect(path, read_only=True)
    assert restored.execute("SELECT count(*) FROM log_change").fetchone()[0] > len(old.MADE)
    restored.close()
    assert version_of(path) == 1
    assert len(before) == path.stat().st_size


def test_a_step_that_fails_leaves_the_file_as_it_was_and_says_so(
    path: Path, next_step: NextStep
) -> None:
    before = path.read_bytes()
    next_step(
        ADD_BIRTHDAY,
        "UPDATE contact SET birthday = '1980'",
        "INSERT INTO no_such_table VALUES (1)",
    )

    with pytest.raises(UserError) as told:
        opened(path)

    assert path.read_bytes() == before
    (archive,) = archives(path)
    others = {file.name for file in path.parent.iterdir()} - {"office.backups", "office.files"}
    assert others == {"office.db"}  # no journal, no lock, nothing half done
    english, chinese = str(told.value), told.value.told(Translator(CHINESE))
    assert "as it was before" in english
    assert str(archive) in english
    assert str(archive) in chinese
    assert "备份" in chinese
    backup.verify_archive(archive)


def test_the_file_is_still_good_after_a_step_that_failed(path: Path, next_step: NextStep) -> None:
    next_step("INSERT INTO no_such_table VALUES (1)")
    with pytest.raises(UserError):
        opened(path)
    sys.modules[f"{migrations.__name__}.step_{migrations.NEWEST:04d}"].STATEMENTS = (ADD_BIRTHDAY,)  # type: ignore[attr-defined]

    store = opened(path)  # a program that was mended

    assert list(Workspace.over(store).checking.problems()) == []
    assert store.get("contact", old.DING) is not None
    store.close()


def test_without_a_backup_nothing_is_upgraded(
    path: Path, next_step: NextStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    next_step(ADD_BIRTHDAY)
    monkeypatch.setattr(archive_place, "SPARE", 1 << 60)  # no disk has that much room left

    with pytest.raises(
        UserError, match="only after a backup, and the backup failed: There is not enough"
    ):
        opened(path)

    assert path.read_bytes() == before
    assert archives(path) == []


def test_reading_an_older_database_is_told_and_upgrades_nothing(
    path: Path, next_step: NextStep, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    next_step(ADD_BIRTHDAY)

    assert main(["--data", str(path), "--language", "en", "list", "contacts"]) == 1

    assert "was made by an older version" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert archives(path) == []


def test_settling_what_a_crash_left_upgrades_nothing(
    path: Path, next_step: NextStep, capsys: pytest.CaptureFixture[str]
) -> None:
    crashed = driver.connect(path)
    crashed.execute("PRAGMA journal_mode=WAL")
    crashed.execute("PRAGMA wal_autocheckpoint=0")
    crashed.execute("UPDATE contact SET tags = 'late' WHERE tags = 'office'")
    wal = path.with_name(path.name + "-wal")
    left = path.read_bytes(), wal.read_bytes()
    crashed.close()
    path.write_bytes(left[0])
    wal.write_bytes(left[1])
    next_step(ADD_BIRTHDAY)

    assert main(["--data", str(path), "--language", "en", "list", "contacts"]) == 1

    assert "was made by an older version" in capsys.readouterr().err
    assert archives(path) == []
    assert version_of(path) == 1


def test_a_write_from_the_command_line_backs_up_too(
    path: Path, next_step: NextStep, capsys: pytest.CaptureFixture[str]
) -> None:
    next_step("CREATE TABLE gift (id TEXT)")

    assert main(["--data", str(path), "set", old.DING, "mobile=1", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["values"]["mobile"] == "1"
    assert len(archives(path)) == 1
