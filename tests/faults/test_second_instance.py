"""Real second processes on one database: refused while the first lives, let in when it died."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store.edits import Create
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("me", "device-1", "Laptop")

HOLDING = """
import sys
from pathlib import Path
from wicco_desktop.store.lock import DatabaseLock

lock = DatabaseLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""

CONTENDING = """
import os, sys
from pathlib import Path
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store.lock import DatabaseLock

database, inside = Path(sys.argv[1]), Path(sys.argv[2])
taken = 0
print("ready", flush=True)
sys.stdin.readline()
for _ in range(60):
    try:
        with DatabaseLock(database):
            os.close(os.open(inside, os.O_CREAT | os.O_EXCL))
            inside.unlink()
            taken += 1
    except UserError:
        pass
print(taken)
"""


def started(code: str, *arguments: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    child.stdout.readline()
    return child


def test_a_second_process_is_refused(database_path: Path) -> None:
    child = started(HOLDING, database_path)
    with pytest.raises(UserError, match="already open"):
        DatabaseLock(database_path).acquire()
    child.communicate("")
    with DatabaseLock(database_path):
        pass


def test_a_killed_holder_locks_nobody_out(database_path: Path) -> None:
    child = started(HOLDING, database_path)
    child.kill()
    child.communicate()
    lock = DatabaseLock(database_path)
    assert lock.path.exists()
    begun = time.monotonic()
    with lock:
        assert time.monotonic() - begun < 2
    assert not lock.path.exists()


def test_who_waited_while_another_made_the_database_is_let_in(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = DatabaseLock.acquire

    def after_another(lock: DatabaseLock) -> DatabaseLock:
        monkeypatch.setattr(DatabaseLock, "acquire", acquire)
        store = Store.open(database_path, writer=ME)
        store.write([Create("contact", {"name_en": "Ann"})])
        store.close()
        return acquire(lock)

    monkeypatch.setattr(DatabaseLock, "acquire", after_another)
    store = Store.open(database_path, writer=ME)
    assert store.count(Query("contact")) == 1
    store.close()


def test_of_many_that_start_together_never_two_are_inside(database_path: Path) -> None:
    inside = database_path.with_name("inside")
    children = [started(CONTENDING, database_path, inside) for _ in range(4)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        out, _ = child.communicate()
        assert child.returncode == 0
        assert int(out) > 0
