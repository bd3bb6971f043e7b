"""Campaign: the holder of a database was killed and its lock file lies there, in any condition.

The lock is the operating system's and ends with its process; what is left as a file must keep
nobody out, whatever it says and however old it claims to be. Where a folder can no longer be
written, that is said in plain words, and what was acknowledged can still be read.
"""

from __future__ import annotations

import ctypes
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial

if TYPE_CHECKING:
    from wicco_desktop.store.store import Store

Change = Callable[[Path, random.Random], object]


def _dated(year: int) -> Change:
    moment = (year - 1970) * 31_557_600
    return lambda lock, _random: os.utime(lock, (moment, moment))


def _linked(lock: Path, _random: random.Random) -> None:
    lock.unlink()
    lock.symlink_to(lock.parent / "nowhere" / "at all")


def _replaced(lock: Path, _random: random.Random) -> None:
    lock.unlink()
    lock.mkdir()


CONDITIONS: dict[str, Change] = {
    "as it was left": lambda _lock, _random: None,
    "gone": lambda lock, _random: lock.unlink(),
    "empty": lambda lock, _random: lock.write_bytes(b""),
    "garbage": lambda lock, random_: lock.write_bytes(random_.randbytes(1000)),
    "large": lambda lock, _random: lock.write_bytes(bytes(5_000_000)),
    "the number of a living process": lambda lock, random_: lock.write_text(
        f"{random_.choice([1, os.getpid(), os.getppid()])}\n{os.uname().nodename}\n"
    ),
    "of 1980": _dated(1980),
    "of 2100": _dated(2100),
    "somebody else's": lambda lock, _random: lock.chmod(0o444),
    "a link to nowhere": _linked,
    "a folder": _replaced,
    "read-only folder": lambda lock, _random: lock.parent.chmod(0o555),
}
"""What the dead one left may be brought into these."""

LET_IN = "let in"
REFUSED = {"a link to nowhere", "a folder"}
"""Where nobody can be let in to write: that is told."""

EITHER = {"read-only folder"}
"""Where it depends on whether the dead one left a journal that can be gone on with."""


def trial(seed: int, folder: Path) -> str:
    """Somebody holds the database, is killed, and another comes."""
    from tests.faults.campaigns.aftermath import NAME, opened_again
    from tests.faults.campaigns.killing import Child

    random_ = random.Random(seed)
    condition = sorted(CONDITIONS)[seed % len(CONDITIONS)]
    saved = random_.randrange(4)
    holder = Child.fork(lambda say: _hold(folder, saved, say))
    while not holder.count("held") and holder.hear(None):
        pass
    assert not holder.failed, holder.failed
    holder.end()
    CONDITIONS[condition](folder / f"{NAME}.lock", random_)
    comer = Child.fork(lambda say: say({"found": _come(folder, condition, saved)}))
    comer.hear_out()
    os.waitpid(comer.pid, 0)
    os.close(comer.pipe)
    assert not comer.failed, comer.failed
    answer = next(str(said["found"]) for said in comer.said if "found" in said)
    folder.chmod(0o755)
    if condition in REFUSED:
        _removed(folder / f"{NAME}.lock")
    with opened_again(folder) as workspace:
        assert _names(workspace.store) == saved + (answer == LET_IN)
    return f"{condition}: {answer}"


def _hold(folder: Path, saved: int, say: object) -> None:
    """Have the database open, some contacts saved, until killed."""
    import threading

    from tests.faults.campaigns.aftermath import ME, NAME
    from wicco_desktop.store.edits import Create
    from wicco_desktop.store.store import Store

    assert callable(say)
    store = Store.open(folder / NAME, writer=ME)
    for n in range(saved):
        store.write([Create("contact", {"name_en": f"Number {n}"})])
    say({"held": True})
    threading.Event().wait(60)


def _come(folder: Path, condition: str, saved: int) -> str:
    """Open it, to write or where that cannot be to read; raises what is wrong."""
    from tests.faults.campaigns.aftermath import ME, NAME, in_time
    from wicco_desktop.foundation.errors import UserError
    from wicco_desktop.store.edits import Create
    from wicco_desktop.store.store import Store

    if condition in ("read-only folder", "somebody else's"):
        give_up_rights()
    started, refused = time.monotonic(), ""
    try:
        store = Store.open(folder / NAME, writer=ME)
    except UserError as problem:
        refused = str(problem)
    in_time(time.monotonic() - started)
    right = condition in EITHER or (condition in REFUSED) == bool(refused)
    assert right, refused or "let in"
    if refused:
        return f"refused, {_read(folder, saved)}"
    assert _names(store) == saved
    store.write([Create("contact", {"name_en": "One more"})])
    store.close()
    return LET_IN


def _read(folder: Path, saved: int) -> str:
    from tests.faults.campaigns.aftermath import ME, NAME
    from wicco_desktop.foundation.errors import UserError
    from wicco_desktop.store.store import Store

    try:
        store = Store.open(folder / NAME, writer=ME, read_only=True)
    except UserError as problem:
        return f"and not read: {problem.message.id}"
    found = _names(store)
    store.close()
    assert found == saved, f"read, {found} of {saved} are there"
    return "read"


def _names(store: Store) -> int:
    from wicco_desktop.store.queries import Query

    return store.count(Query("contact"))


def _removed(lock: Path) -> None:
    if lock.is_dir() and not lock.is_symlink():
        lock.rmdir()
    else:
        lock.unlink(missing_ok=True)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def give_up_rights() -> None:
    """Give up what lets the superuser write anywhere; for a process that is to do nothing else."""
    if os.geteuid() == 0:
        header = _Header(0x20080522, 0)
        nothing = (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None).capset(ctypes.byref(header), nothing) != 0:
            raise OSError("the superuser keeps the right to write anywhere")


@contextmanager
def begin(_folder: Path) -> Iterator[Trial]:
    """Where processes fork and rights can be given up."""
    if os.name == "nt" or (os.geteuid() == 0 and not hasattr(ctypes.CDLL(None), "capset")):
        raise NotHere("processes do not fork here, or the superuser may write anywhere")
    import tests.faults.campaigns.aftermath  # noqa: F401 - loaded before anything is forked

    yield trial


CAMPAIGNS = (
    Campaign(
        "stale_lock",
        1000,
        "What a killed holder left of its lock keeps nobody out, whatever is in it; where it or "
        "its folder cannot be written that is told, and what was saved can be read.",
        begin,
    ),
)
