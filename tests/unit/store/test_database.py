"""Files are made whole, refused in plain words and then untouched, one file when closed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.store import driver, migrations
from wicco_desktop.store.database import Database
from wicco_desktop.store.edits import Create, Edit
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("me", "device-1", "Laptop")


def listing(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in folder.iterdir()
    }


def filled(path: Path) -> None:
    store = Store.open(path, writer=ME)
    store.write([Create("contact", {"name_zh": "陈祖荣"})])
    store.close()


def test_the_settings_hold_while_open_and_one_file_lies_at_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database = Database.create(path)
    asked = {
        name: database.reader().exec_driver_sql(f"PRAGMA {name}").scalar()
        for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "temp_store")
    }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }
    database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]
    assert path.read_bytes()[18:20] == b"\x01\x01"  # the header of a file without a WAL


def test_a_database_of_a_newer_version_is_refused_and_not_a_byte_changes(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    filled(path)
    connection = driver.connect(path)
    connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    connection.close()
    before = listing(tmp_path)
    for read_only in (False, True):
        with pytest.raises(UsageError, match="newer version"):
            Store.open(path, writer=ME, read_only=read_only)
        assert {name: it for name, it in listing(tmp_path).items() if "lock" not in name} == before


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"SQLite format 3\x00", b"PK\x03\x04" + bytes(200), bytes(4096)],
    ids=["empty", "text", "cut short", "zip", "zeros"],
)
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        Store.open(path, writer=ME)
    assert path.read_bytes() == content


def test_another_program_s_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.touch()
    connection = driver.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(UsageError, match="not a WICCO database"):
        Store.open(path, writer=ME)


def test_a_damaged_database_is_told_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    filled(path)
    data = bytearray(path.read_bytes())
    data[100:4096] = os.urandom(3996)
    path.write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        Store.open(path, writer=ME)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filled(path)
    before = listing(tmp_path)
    store = Store.open(path, writer=ME, read_only=True)
    assert store.count(Query("contact")) == 1
    with pytest.raises(UserError, match="reading only"):
        store.write([Create("contact", {"name_en": "B"})])
    store.close()
    assert listing(tmp_path) == before


def test_a_reader_sees_what_an_open_window_wrote_last(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    window = Store.open(path, writer=ME)
    window.write([Create("contact", {"name_zh": "丁恬"})])
    reader = Store.open(path, writer=ME, read_only=True)
    assert [record.text("name_zh") for record in reader.select(Query("contact"))] == ["丁恬"]
    reader.close()
    window.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from wicco_desktop.store.edits import Create, Edit
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer
store = Store.open(Path(sys.argv[1]), writer=Writer("me", "device-1", "Laptop"))
store.write([Create("contact", {"name_zh": "\u8d3a\u5efa\u4e1c"})])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("read_only", [False, True])
def test_what_was_written_before_a_kill_is_there_for_the_next_to_open(
    tmp_path: Path, read_only: bool
) -> None:
    path = tmp_path / "a.db"
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert path.with_name("a.db-wal").exists()
    store = Store.open(path, writer=ME, read_only=read_only)
    assert [record.text("name_zh") for record in store.select(Query("contact"))] == ["贺建东"]
    store.close()


def test_a_file_that_cannot_be_made_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(UserError):
        Store.open(blocked / "a.db", writer=ME)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_failure_in_the_middle_of_a_write_leaves_the_old_state_whole(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "a.db", writer=ME)
    store.write([Create("contact", {"name_en": "A"})])
    with pytest.raises(KeyError):
        store.write([Create("contact", {"name_en": "B"}), Create("contact", {"no_column": "C"})])
    assert store.count(Query("contact")) == 1
    store.write([Create("contact", {"name_en": "D"})])
    assert store.count(Query("contact")) == 2
    store.close()


def test_a_full_file_system_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = Store.open(path, writer=ME)
    store.write([Create("contact", {"name_en": "A"})])
    # The library's own limit gives the very error that a full disk gives.
    with store._database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="disk is full"):
        store.write([Create("contact", {"name_en": "B", "remarks_en": "x" * 5_000_000})])
    assert [record.text("name_en") for record in store.select(Query("contact"))] == ["A"]
    store.close()


def test_an_index_searched_before_others_wrote_is_not_called_damaged(tmp_path: Path) -> None:
    """SQLite's check of the index trusts what its connection remembers: ours asks a new one."""
    store = Store.open(tmp_path / "a.db", writer=ME)
    made = Create("contact", {"name_en": "Ann"})
    store.write([made])
    for number in range(40):
        store.search("Ann")
        edit = Edit("contact", made.id, {"name_en": f"Ann {number}"})
        elsewhere = threading.Thread(target=store.write, args=([edit],))
        elsewhere.start()
        elsewhere.join()
    assert not list(store.findings())
    store.close()
