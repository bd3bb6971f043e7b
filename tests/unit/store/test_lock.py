"""One window a database: the second is refused in plain words, a stale file locks nothing."""

from __future__ import annotations

import os
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store.lock import DatabaseLock


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Run a test as a user whom permissions bind."""
    if os.name == "nt" or os.geteuid():
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
        yield folder
        folder.chmod(stat.S_IRWXU)


def test_a_second_lock_is_refused_at_once_in_plain_words(database_path: Path) -> None:
    with DatabaseLock(database_path):
        started = time.monotonic()
        with pytest.raises(UserError, match="already open in another window"):
            DatabaseLock(database_path).acquire()
        assert time.monotonic() - started < 2


def test_the_lock_can_be_taken_again_after_it_was_let_go(database_path: Path) -> None:
    for _ in range(3):
        with DatabaseLock(database_path) as lock:
            assert lock.held
        assert not lock.held


def test_no_file_is_left_behind(database_path: Path) -> None:
    with DatabaseLock(database_path) as lock:
        assert lock.path.exists()
    assert list(database_path.parent.iterdir()) == []


def test_letting_go_twice_frees_nobody_elses_lock(database_path: Path) -> None:
    first = DatabaseLock(database_path).acquire()
    first.release()
    with DatabaseLock(database_path):
        first.release()
        with pytest.raises(UserError):
            DatabaseLock(database_path).acquire()


def test_a_stale_file_locks_nothing(database_path: Path) -> None:
    lock = DatabaseLock(database_path)
    lock.path.write_text("of a process long gone")
    with lock:
        assert lock.held


def test_every_path_to_the_same_file_leads_to_one_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "a.db").touch()
    (tmp_path / "file.db").symlink_to(real / "a.db")
    (tmp_path / "folder").symlink_to(real, target_is_directory=True)
    monkeypatch.chdir(real)
    paths = (Path("a.db"), tmp_path / "file.db", tmp_path / "folder" / "a.db", real / ".." / "real")
    with DatabaseLock(real / "a.db"):
        for path in (*paths[:3], paths[3] / "a.db"):
            with pytest.raises(UserError):
                DatabaseLock(path).acquire()


def test_it_may_be_let_go_on_another_thread(database_path: Path) -> None:
    lock = DatabaseLock(database_path).acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    with DatabaseLock(database_path):
        pass


def test_a_read_only_folder_is_told_in_plain_words(
    read_only_folder: Path, unprivileged: None
) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        DatabaseLock(read_only_folder / "a.db").acquire()


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with DatabaseLock(tmp_path / "new" / "a.db"):
        assert (tmp_path / "new").is_dir()


def test_a_file_in_place_of_the_folder_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be locked"):
        DatabaseLock(tmp_path / "file" / "a.db").acquire()


def test_a_folder_in_place_of_the_lock_is_told_in_plain_words(database_path: Path) -> None:
    lock = DatabaseLock(database_path)
    lock.path.mkdir()
    with pytest.raises(UserError):
        lock.acquire()


@pytest.fixture
def somebody_elses() -> Iterator[Path]:
    """A database in a folder that all may write, with a lock file that only its owner may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        database = folder / "a.db"
        DatabaseLock(database).path.touch(mode=0o644)
        yield database


def test_what_a_dead_process_of_somebody_else_left_locks_nobody_out(
    somebody_elses: Path, unprivileged: None
) -> None:
    with DatabaseLock(somebody_elses) as lock:
        assert lock.held


def test_somebody_else_who_has_it_is_not_robbed_of_it(
    somebody_elses: Path, request: pytest.FixtureRequest
) -> None:
    with DatabaseLock(somebody_elses):
        request.getfixturevalue("unprivileged")
        with pytest.raises(UserError, match="already open"):
            DatabaseLock(somebody_elses).acquire()
