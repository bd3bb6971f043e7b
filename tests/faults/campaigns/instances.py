"""Campaign: two instances of the program are started together on one database.

Windows and commands are real processes. Sometimes there is no database yet, so that both want to
make it; the one that holds it is closed or killed, and another must get in.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial

ROOT = Path(__file__).resolve().parents[3]
REFUSED = "already open in another window"
PAIRS = (("window", "window"), ("window", "command"), ("command", "command"))
LONGEST = 90.0
"""Seconds in which an instance has decided, on a busy machine."""


@dataclass(slots=True)
class Instance:
    """A process of the program and what has become of it."""

    kind: str
    name: str
    process: subprocess.Popen[str]
    _first: Queue[str] = field(default_factory=Queue)
    open: bool = False
    """Whether it is a window and shows the database."""
    told: str = ""
    """What it said on the error output, when it has ended."""

    @classmethod
    def start(cls, kind: str, name: str, database: Path) -> Instance:
        """Start it; its outputs are read as they come."""
        if kind == "window":
            command = ["tests.faults.campaigns.instance", str(database)]
        else:
            options = ["--data", str(database), "--language", "en"]
            command = ["wicco_desktop", *options, "add", "contacts", f"name.en={name}"]
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        made = cls(kind, name, process)
        threading.Thread(target=made._listen, daemon=True).start()
        return made

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self._first.put(self.process.stdout.readline())

    def decide(self) -> None:
        """Wait until it is open or has ended."""
        self.open = self._first.get(timeout=LONGEST) == "open\n"
        if not self.open:
            _, self.told = self.process.communicate(timeout=LONGEST)

    @property
    def wrote(self) -> bool:
        """Whether it is a command that was let in."""
        return self.kind == "command" and self.process.returncode == 0

    @property
    def was_in(self) -> bool:
        """Whether it had the database, or has it."""
        return self.open or self.wrote

    def check(self) -> None:
        """What was refused was told in plain words."""
        if self.was_in:
            return
        assert self.process.returncode == 1, f"{self.kind} ended so: {self.told}"
        assert REFUSED in self.told, f"{self.kind} says: {self.told}"
        assert self.told.count("\n") == 1, f"{self.kind} says: {self.told}"

    def end(self, *, killed: bool) -> None:
        """Close the window as its user does, or kill it."""
        if killed:
            self.process.kill()
        with suppress(ValueError):
            _, self.told = self.process.communicate(timeout=LONGEST)
        assert killed or self.process.returncode == 0, f"closing, the window says: {self.told}"


def trial(seed: int, folder: Path) -> str:
    """Two instances, then a third one when they have gone."""
    from tests.faults.campaigns.aftermath import NAME, opened_again
    from wicco_desktop.store.queries import Query

    database = folder / NAME
    if seed % 4:
        _made(database)
    pair = PAIRS[seed % 3]
    both = [Instance.start(pair[0], "Number 0", database)]
    if pair[0] != pair[1]:
        _let_come(database, random.Random(seed))
    both.append(Instance.start(pair[1], "Number 1", database))
    try:
        for one in both:
            one.decide()
        for one in both:
            one.check()
        assert any(one.was_in for one in both), "neither was let in"
        windows = [one for one in both if one.open]
        assert len(windows) < 2, "both are in"
        killed = seed % 2 == 0
        for window in windows:
            window.end(killed=killed)
    finally:
        for one in both:
            one.process.kill()
            one.process.wait()
    written = {one.name for one in both if one.wrote}
    with opened_again(folder) as workspace:
        there = {record.text("name_en") for record in workspace.store.select(Query("contact"))}
        assert there == written, f"{there} are there, {written} were acknowledged"
        workspace.editing.create("contact", {"name_en": "The third"})
    ended = f", {'killed' if killed else 'closed'}" if windows else ""
    return f"{' and '.join(pair)}: in {', '.join(one.kind for one in both if one.was_in)}{ended}"


def _let_come(database: Path, random_: random.Random) -> None:
    """Wait a moment, or until the window has the lock: it takes longer to come than a command."""
    waiting = threading.Event()
    until = time.monotonic() + random_.choice([random_.uniform(0, 2), LONGEST])
    while time.monotonic() < until and not database.with_name(database.name + ".lock").exists():
        waiting.wait(0.02)


def _made(database: Path) -> None:
    from tests.faults.campaigns.aftermath import ME
    from wicco_desktop.store.store import Store

    Store.open(database, writer=ME).close()


@contextmanager
def begin(_folder: Path) -> Iterator[Trial]:
    """Only where a process can be told by its input to close a window."""
    if os.name == "nt":
        raise NotHere("a window cannot be told to close by its input here")
    yield trial


CAMPAIGNS = (
    Campaign(
        "instances",
        100,
        "Of two instances started together never both have the database, never neither; who is "
        "refused is told why, and when the first has gone another gets in at once.",
        begin,
    ),
)
