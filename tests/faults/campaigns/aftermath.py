"""What must hold of a database after any death: it opens at once, is sound, leaves no trace."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.faults.interrupted_conversion import found
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.foundation.scratch import remove_left
from wicco_desktop.records import KINDS, Value
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver
from wicco_desktop.store.database_key import DatabaseKey, connection_to
from wicco_desktop.store.queries import Query
from wicco_desktop.store.rota import Rota, verify_snapshot
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("Wang Haolan", "device-1", "Laptop")
KEY = DatabaseKey(b"k" * 32, bytes(range(100, 116)))
"""What the office is encrypted with where it is; a plain one is opened with it just the same."""

READABLE = "Chan Number"
"""What stands in the office, and nowhere readable where it is encrypted."""
NAME = "office.db"
AT_ONCE = 2.0
"""Seconds in which a database is open again, whatever the one before left."""

_TRIED = 0.1
"""Seconds of work by which it is seen how busy the machine is."""

_MOVING = frozenset({"created", "changed", "deleted"})
State = Mapping[tuple[str, str], Mapping[str, Value]]


@contextmanager
def opened_again(folder: Path, *, at_most: float = AT_ONCE) -> Iterator[Workspace]:
    """The services over the database that is left; checked before and after what is done."""
    remove_left()
    if driver.salt_of(folder / NAME) is not None:
        readable = found(folder, READABLE)
        assert not readable, f"readable beside an encrypted database: {readable}"
    started = time.monotonic()
    store = Store.open(folder / NAME, writer=ME, passphrase=KEY)
    in_time(time.monotonic() - started, at_most)
    workspace = Workspace.over(store)
    sound(workspace)
    yield workspace
    store.close()
    left = sorted(
        path.name
        for end in ("-wal", "-shm", "-journal", ".lock", ".*.new", ".drafts.*")
        for path in folder.glob(NAME + end)
    )
    assert left == [], f"left after a clean close: {left}"


def in_time(took: float, at_most: float = AT_ONCE) -> None:
    """Raise where something took longer than this machine, as busy as it is, may need for it."""
    allowed = at_most if took <= at_most else at_most * _slowness()
    assert took <= allowed, f"it took {took:.1f} s"


def _slowness() -> float:
    """How many times longer work takes now because of what else the machine does."""
    started, used = time.monotonic(), time.process_time()
    while time.process_time() - used < _TRIED:
        pass
    return max((time.monotonic() - started) / _TRIED, 1.0)


def sound(workspace: Workspace) -> None:
    """What ``check`` finds is what is wrong."""
    problems = [Translator().text(problem) for problem in workspace.checking.problems()]
    assert problems == [], f"the check finds: {problems}"


def state_of(store: Store) -> State:
    """Every live record with its values, without moments."""
    return {
        (kind, record.id): {
            name: value
            for name, value in record.values.items()
            if value is not None and name not in _MOVING
        }
        for kind in KINDS
        for record in store.select(Query(kind, order=("id",)))
    }


def difference(found: State, wanted: State) -> str:
    """What differs first, for the message of a failure."""
    for key in sorted({*found, *wanted}):
        if found.get(key) != wanted.get(key):
            return f"{key} is {found.get(key)}, not {wanted.get(key)}"
    return "nothing"


def backups(folder: Path, why: str) -> list[Path]:
    """The backups made before something, each of them whole; raises where one is not."""
    made = [one.path for one in Rota(folder / NAME).snapshots() if one.why == why]
    connect = connection_to(KEY if driver.salt_of(folder / NAME) is not None else None)
    for path in made:
        assert verify_snapshot(path, connect=connect).damaged == (), f"{path.name} is not whole"
    return made
