"""What can be read of a damaged database becomes a sound one, and what cannot is named."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.faults.damaged import ME, PICTURE, filled, pages_of
from tests.fixtures import schema_0001, schema_0003
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.services.checking import Checking
from wicco_desktop.store import driver, migrations
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.database_key import PassphraseNeededError, WrongPassphraseError
from wicco_desktop.store.edits import Create
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.queries import Query
from wicco_desktop.store.salvage.report import Report, What
from wicco_desktop.store.salvage.salvaging import salvage
from wicco_desktop.store.store import Store


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("whole") / "a.db")


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "a.db"
    copy.write_bytes(whole.read_bytes())
    AttachmentFolder(copy).add_bytes(PICTURE, "hall.jpg")
    return copy


def problems(path: Path) -> list[str]:
    store = Store.open(path, writer=ME, read_only=True)
    try:
        return [problem.id for problem in Checking(store).problems()]
    finally:
        store.close()


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for what is derived."""
    connection = driver.connect(path, read_only=True)
    tables = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not row[0].startswith(("search_", "sqlite_stat"))
    ]
    found = {
        name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables
    }
    connection.close()
    return found


def damage(path: Path, statement: str, *arguments: object) -> None:
    connection = driver.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    assert connection.execute(statement, arguments).rowcount
    connection.close()


def whats(report: Report) -> set[What]:
    return {item.what for item in report.items}


def test_of_a_sound_database_everything_is_taken(path: Path) -> None:
    before = path.read_bytes()

    report = salvage(path, path.with_name("new.db"))

    assert report.items == []
    assert contents(report.file) == contents(path)
    assert problems(report.file) == []
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "a.db", "a.files", "new.db", "new.files",
    ]  # fmt: skip


def test_of_an_older_schema_everything_is_taken(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(schema_0001.FILE.read_bytes())
    AttachmentFolder(old).add_bytes(schema_0001.PICTURE, "hall.jpg")

    report = salvage(old, tmp_path / "new.db")

    assert report.items == []
    store = Store.open(report.file, writer=ME)
    found = store.many(id_ for _kind, id_ in schema_0001.MADE)
    for (kind, id_), values in schema_0001.standing().items():
        assert found[id_].kind == kind
        assert {name: found[id_][name] for name in values} == values
    store.close()


@pytest.mark.parametrize("seed", range(6))
def test_every_record_on_a_page_that_can_be_read_is_saved(path: Path, seed: int) -> None:
    chance = Random(seed)
    needs = pages_of(path, "contact")
    pages = sorted(set().union(*needs.values()))
    broken = set(chance.sample(pages, len(pages) // 4))
    wanted = Store.open(path, writer=ME, read_only=True)
    before = {record.id: record for record in wanted.select(Query("contact", deleted=None))}
    wanted.close()
    content = bytearray(path.read_bytes())
    for page in broken:
        content[(page - 1) * 4096 : page * 4096] = chance.randbytes(4096)
    path.write_bytes(content)

    report = salvage(path, path.with_name("new.db"))

    store = Store.open(report.file, writer=ME, read_only=True)
    after = {record.id: record for record in store.select(Query("contact", deleted=None))}
    store.close()
    for id_, on in needs.items():
        if not on & broken:
            assert after[id_].values == before[id_].values
    # Of those on broken pages the log knows everything.
    assert {id_: one.values for id_, one in after.items()} == {
        id_: one.values for id_, one in before.items()
    }
    assert problems(report.file) == []
    assert What.FROM_LOG in whats(report)


def test_where_the_log_is_gone_it_begins_with_the_records(path: Path) -> None:
    before = contents(path)["contact"]
    damage(path, "DELETE FROM log_change")
    damage(path, "DELETE FROM log_transaction")

    report = salvage(path, path.with_name("new.db"))

    assert contents(report.file)["contact"] == before
    assert problems(report.file) == []
    assert What.HISTORY_LOST in whats(report)
    store = Store.open(report.file, writer=ME)
    with pytest.raises(UserError, match="nothing to undo"):
        store.undo()  # nobody's Ctrl+Z takes a whole salvage back
    store.close()


def test_a_record_that_is_neither_in_its_table_nor_in_the_log_is_named(path: Path) -> None:
    gone = "(SELECT id FROM contact WHERE name_en LIKE 'Person 50 %')"
    damage(path, f"DELETE FROM log_change WHERE record = {gone}")
    connection = driver.connect(path)
    (id_,) = connection.execute(f"SELECT {gone}").fetchone()
    connection.close()
    # Others' rows on its pages are in the log.
    content = bytearray(path.read_bytes())
    for page in pages_of(path, "contact")[id_]:
        content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)

    report = salvage(path, path.with_name("new.db"))

    lost = [item.record for item in report.items if item.what is What.LOST]
    assert lost == [id_]
    assert problems(report.file) == []


EDITED = "SELECT record FROM log_change WHERE field = 'city_en'"

CHANGED: dict[str, tuple[str, What]] = {
    "a change is missing": (
        "DELETE FROM log_change WHERE n = (SELECT max(n) FROM log_change WHERE field = 'mobile')",
        What.DIFFERENT,
    ),
    "a creation is missing": (
        f"DELETE FROM log_change WHERE field IS NULL AND record = ({EDITED} LIMIT 1)",
        What.HISTORY_LOST,
    ),
    "transactions are missing": ("DELETE FROM log_transaction WHERE id % 2 = 0", What.OTHER_LOST),
    "a value is of another type": (
        "UPDATE contact SET mobile = x'00ff' WHERE name_zh = '第9人'",
        What.FIELD_FROM_LOG,
    ),
    "a text is none": (
        "UPDATE contact SET city_zh = CAST(x'c328' AS TEXT) WHERE name_zh = '第9人'",
        What.FIELD_FROM_LOG,
    ),
    "a value differs": (
        "UPDATE contact SET mobile = '1' WHERE name_zh = '第9人'",
        What.DIFFERENT,
    ),
    "a reference leads nowhere": (
        "UPDATE meeting SET host = '01849f00-0000-7000-8000-00000000dead'",
        What.LINK_LOST,
    ),
    "a change says what is no value": (
        "UPDATE log_change SET new = '{' WHERE field = 'city_en'",
        What.DIFFERENT,
    ),
    "a change is of no kind": (
        "UPDATE log_change SET kind = 'nothing' WHERE field IS NULL AND kind = 'topic' OR n = 3",
        What.HISTORY_LOST,
    ),
}


@pytest.mark.parametrize(("statement", "what"), CHANGED.values(), ids=CHANGED.keys())
def test_log_and_records_agree_again(path: Path, statement: str, what: What) -> None:
    damage(path, statement)

    report = salvage(path, path.with_name("new.db"))

    assert problems(report.file) == []
    assert what in whats(report)
    assert report.records["contacts"] == 118


def test_both_values_are_kept_where_record_and_log_differ(path: Path) -> None:
    damage(path, "UPDATE contact SET mobile = '1' WHERE name_zh = '第9人'")

    report = salvage(path, path.with_name("new.db"))

    (item,) = report.items
    store = Store.open(report.file, writer=ME)
    found = store.get("contact", item.record)
    (change, *_) = store.history([item.record])
    store.close()
    assert found is not None
    assert (found["mobile"], change.old, change.new) == ("1", "+853 6600 0009", "1")


def header_gone(content: bytearray) -> None:
    content[:100] = bytes(100)


def version_gone(content: bytearray) -> None:
    content[60:72] = struct.pack(">iiI", -1, 0, 7)


def first_page_gone(content: bytearray) -> None:
    content[:4096] = bytes(4096)


@pytest.mark.parametrize("harm", [header_gone, version_gone, first_page_gone])
def test_a_beginning_that_is_lost_loses_nothing_else(
    path: Path, harm: Callable[[bytearray], None]
) -> None:
    before = contents(path)["contact"]
    content = bytearray(path.read_bytes())
    harm(content)
    path.write_bytes(content)

    report = salvage(path, path.with_name("new.db"))

    assert contents(report.file)["contact"] == before
    assert problems(report.file) == []


@pytest.mark.parametrize("share", [0.6, 0.9])
def test_of_a_file_cut_short_the_rest_is_taken(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    report = salvage(path, path.with_name("new.db"))

    assert problems(report.file) == []
    assert report.records["contacts"] > 0


def test_what_only_the_journal_holds_is_taken_and_the_journal_stays(path: Path) -> None:
    crashed = driver.connect(path)
    crashed.execute("PRAGMA journal_mode=WAL")
    crashed.execute("PRAGMA wal_autocheckpoint=0")
    crashed.execute("UPDATE contact SET wechat = 'late' WHERE name_zh = '第9人'")
    wal = path.with_name("a.db-wal")
    left = path.read_bytes(), wal.read_bytes()
    crashed.close()
    path.write_bytes(left[0])
    wal.write_bytes(left[1])

    report = salvage(path, path.with_name("new.db"))

    assert (path.read_bytes(), wal.read_bytes()) == left
    connection = driver.connect(report.file)
    assert connection.execute("SELECT count(*) FROM contact WHERE wechat = 'late'").fetchone() == (
        1,
    )
    connection.close()


def test_a_journal_that_is_broken_hinders_nothing(path: Path) -> None:
    before = contents(path)
    path.with_name("a.db-wal").write_bytes(b"\x37\x7f\x06\x82" + Random(1).randbytes(9000))

    report = salvage(path, path.with_name("new.db"))

    assert contents(report.file) == before


def test_nothing_of_a_hostile_schema_is_taken_over(path: Path) -> None:
    connection = driver.connect(path)
    connection.executescript(
        "CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM note; END;"
        "CREATE VIEW other AS SELECT * FROM contact; CREATE TABLE more (x);"
        "ALTER TABLE topic RENAME TO moved; CREATE VIEW topic AS SELECT * FROM contact;"
    )
    connection.close()

    report = salvage(path, path.with_name("new.db"))

    assert problems(report.file) == []
    assert report.records["contacts"] == 118


def test_files_that_are_what_was_stored_are_taken_others_named(path: Path) -> None:
    folder = AttachmentFolder(path)
    (digest,) = folder.all_digests()
    good = salvage(path, path.with_name("new.db"))
    stored = folder.path(digest)
    assert stored is not None
    stored.chmod(0o644)
    stored.write_bytes(b"another picture")
    harmed = salvage(path, path.with_name("harmed.db"))
    stored.unlink()
    missing = salvage(path, path.with_name("missing.db"))

    assert good.items == []
    assert AttachmentFolder(good.file).verify(digest)
    assert whats(harmed) == {What.FILE_DAMAGED}
    assert list(AttachmentFolder(harmed.file).all_digests()) == []
    assert whats(missing) == {What.FILE_MISSING}


def test_what_is_no_database_of_ours_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    for name, content in {
        "noise": Random(1).randbytes(20_000),
        "empty": b"",
        "text": b"x" * 99,
    }.items():
        source = tmp_path / name
        source.write_bytes(content)
        with pytest.raises(UserError, match=r"Nothing in .* can be read"):
            salvage(source, tmp_path / "new.db")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty", "noise", "text"]


def test_of_an_encrypted_database_what_can_be_read_is_encrypted_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = Store.open(path, writer=ME, passphrase="a secret")
    values = {"name_en": "Canary", "remarks_en": "words " * 40}
    store.write([Create("contact", values) for _ in range(120)])
    kept = store.attachments.add_bytes(PICTURE, "hall.jpg")
    store.write([Create("attachment", {"file": kept.digest, "file_name": "hall.jpg"})])
    store.close()
    content = bytearray(path.read_bytes())
    for page in Random(3).sample(range(104, len(content) // 4096), 4):
        content[page * 4096 : page * 4096 + 4096] = Random(page).randbytes(4096)
    path.write_bytes(content)

    report = salvage(path, tmp_path / "new.db", passphrase="a secret")

    assert report.records == {"contacts": 120, "attachments": 1}
    assert b"Canary" not in report.file.read_bytes()
    store = Store.open(report.file, writer=ME, read_only=True, passphrase="a secret")
    assert [problem.id for problem in Checking(store).problems()] == []
    assert store.attachments.verify(kept.digest)
    store.close()
    with pytest.raises(PassphraseNeededError):
        salvage(path, tmp_path / "other.db")
    with pytest.raises(WrongPassphraseError):
        salvage(path, tmp_path / "other.db", passphrase="another")


def test_what_is_there_is_not_overwritten(path: Path) -> None:
    with pytest.raises(UserError, match="exists already"):
        salvage(path, path)


def test_a_database_that_is_open_is_refused(path: Path) -> None:
    with DatabaseLock(path), pytest.raises(UserError, match="already open"):
        salvage(path, path.with_name("new.db"))


def test_one_of_a_newer_program_is_refused(path: Path) -> None:
    damage(path, "UPDATE contact SET tags = NULL")
    connection = driver.connect(path)
    connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    connection.close()

    with pytest.raises(UserError, match="newer version"):
        salvage(path, path.with_name("new.db"))


def test_cancelled_it_leaves_nothing(path: Path) -> None:
    before = sorted(path.parent.iterdir())

    with pytest.raises(Cancelled):
        salvage(path, path.with_name("new.db"), cancelled=lambda: True)

    assert sorted(path.parent.iterdir()) == before


def test_exports_returns_and_merges_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(schema_0003.FILE.read_bytes())

    report = salvage(path, tmp_path / "new.db")

    assert whats(report) == {What.FILE_MISSING}
    before, after = contents(path), contents(report.file)
    assert {name: rows for name, rows in after.items() if name in before} == before
    assert json.loads(str(after["export_sheet"][0][2]))
