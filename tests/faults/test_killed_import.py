"""A program killed while it writes an import leaves all of it or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.long_write import WRITER
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Create
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

SCRIPT = Path(__file__).with_name("long_write.py")
COUNT = 5_000


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with one contact that is to survive."""
    path = tmp_path / "office.db"
    store = Store.open(path, writer=WRITER)
    store.write([Create("contact", {"name_en": "Ding"})])
    store.close()
    return path


def started(database: Path, killed: int = 0) -> subprocess.Popen[str]:
    arguments = [sys.executable, str(SCRIPT), str(database), str(COUNT), str(killed)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def left(database: Path) -> int:
    """How many contacts there are, all of them sound, logged and found."""
    store = Store.open(database, writer=WRITER)
    count = store.count(Query("contact"))
    assert store.position() == count
    assert list(Workspace.over(store).checking.problems()) == []
    assert bool(store.search("Chan 77")) == (count > 1)
    assert len(store.search("Ding")) == 1
    store.close()
    return count


@pytest.mark.skipif(sys.platform == "win32", reason="a process kills itself by a signal")
@pytest.mark.parametrize("killed", [1, COUNT // 2])
def test_killed_before_its_end_nothing_of_it_is_there(database: Path, killed: int) -> None:
    with started(database, killed) as child:
        assert child.wait() != 0
    assert left(database) == 1


@pytest.mark.parametrize("after", [str(COUNT), "written"])
def test_killed_at_its_end_all_of_it_is_there_or_nothing(database: Path, after: str) -> None:
    with started(database) as child:
        assert child.stdout is not None
        assert after in (line.strip() for line in child.stdout)
        child.kill()
    assert left(database) in ({1 + COUNT} if after == "written" else {1, 1 + COUNT})
