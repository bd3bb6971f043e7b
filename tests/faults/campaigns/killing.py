"""A process forked to work and killed at a random moment, and one that looks at what is left.

Half of the moments lie anywhere in the work, from its first to its last instruction; the others in
or just after a commit that is drawn, where the danger is. Everything is imported before, and no
database is open when a process is forked.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import statistics
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

COMMITTING, DONE, FAILED = "committing", "done", "failed"
"""What a child says besides what it acknowledges: before each commit, at its end, or why not."""
MEASURED = 3
SHORTER, LONGER = 0.9, 1.01
"""By how much the time in which a death may come changes: one in ten comes too late."""

Said = dict[str, Any]
Say = Callable[[Said], None]


class Work(Protocol):
    """Some work of the program on real files, to be killed in the middle."""

    def prepare(self, folder: Path) -> None:
        """Make, once, what every trial begins with."""

    def place(self, seed: int, folder: Path) -> None:
        """Put that into the folder of a trial."""

    def do(self, seed: int, folder: Path, say: Say) -> None:
        """Do it; ``say`` acknowledges, after the call that promised it has returned."""

    def look(self, seed: int, folder: Path, said: list[Said]) -> str:
        """Look at what is left, by what was acknowledged; raises what is wrong."""


@dataclass(slots=True)
class Child:
    """A forked process and what it has said so far."""

    pid: int
    pipe: int
    said: list[Said] = field(default_factory=list)
    _rest: bytes = b""

    @classmethod
    def fork(cls, run: Callable[[Say], None]) -> Child:
        """Run something in a new process, with a way to say things that outlives it."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writing)
            return cls(pid, reading)
        os.close(reading)

        def say(said: Said) -> None:
            os.write(writing, json.dumps(said).encode() + b"\n")

        try:
            run(say)
            say({DONE: True})
        except BaseException:  # noqa: BLE001 - told to the other side, as the whole text
            say({FAILED: traceback.format_exc()})
        finally:
            os._exit(0)

    def hear(self, seconds: float | None) -> bool:
        """Take in what it says within that time (None: whenever); False when it said its last."""
        ready, _, _ = select.select([self.pipe], [], [], seconds)
        if not ready:
            return True
        data = os.read(self.pipe, 1 << 16)
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.said += [json.loads(line) for line in lines]
        return bool(data)

    def hear_out(self) -> None:
        """Listen until it has said everything."""
        while self.hear(None):
            pass

    def end(self) -> None:
        """Kill it and take in what it said last."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.hear_out()
        os.close(self.pipe)

    def count(self, what: str) -> int:
        """How often it said that."""
        return sum(what in said for said in self.said)

    @property
    def failed(self) -> str:
        """Why it could not go on."""
        return next((said[FAILED] for said in self.said if FAILED in said), "")


@dataclass(slots=True)
class Killing:
    """Kills one kind of work over and over."""

    work: Work
    _whole: float = 0.0
    """Seconds that the work takes."""
    _commit: float = 0.0
    """Seconds that a commit takes."""
    _commits: int = 0

    def measure(self, folder: Path) -> None:
        """Do the work a few times to its end, to know how long it takes; raises what fails."""
        wholes, commits = [], []
        for seed in range(MEASURED):
            own = folder / f"measured-{seed}"
            own.mkdir()
            self.work.place(seed, own)
            started, child, since = time.monotonic(), self._begun(seed, own), 0.0
            before = 0
            while child.hear(None):
                if since:
                    commits.append(time.monotonic() - since)
                since = time.monotonic() if child.count(COMMITTING) > before else 0.0
                before = child.count(COMMITTING)
            wholes.append(time.monotonic() - started)
            child.end()
            assert not child.failed, child.failed
            self._commits = child.count(COMMITTING)
            self._looked(seed, own, child)
        self._whole = statistics.median(wholes)
        self._commit = statistics.median(commits)

    def trial(self, seed: int, folder: Path) -> str:
        """Work begun, killed, looked at."""
        self.work.place(seed, folder)
        child = self._begun(seed, folder)
        random_ = random.Random(seed)
        anywhere = random_.random() < 0.5
        if anywhere:
            self._let_run(child, random_.random() * self._whole)
        else:
            self._let_commit(child, random_.randrange(self._commits) + 1)
            self._let_run(child, random_.random() * self._commit * 2)
        child.end()
        assert not child.failed, child.failed
        late = child.count(DONE) > 0
        self._learn(anywhere=anywhere, late=late)
        where = "too late" if late else "anywhere" if anywhere else "at a commit"
        return f"killed {where}: {self._looked(seed, folder, child)}"

    def _learn(self, *, anywhere: bool, late: bool) -> None:
        """How busy the machine is changes: after a death that came too late, one comes earlier."""
        change = SHORTER if late else LONGER
        if anywhere:
            self._whole *= change
        else:
            self._commit *= change

    def _begun(self, seed: int, folder: Path) -> Child:
        def run(say: Say) -> None:
            _tell_commits(say)
            self.work.do(seed, folder, say)

        return Child.fork(run)

    @staticmethod
    def _let_run(child: Child, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and child.hear(left):
            pass

    @staticmethod
    def _let_commit(child: Child, number: int) -> None:
        while child.count(COMMITTING) < number and child.hear(None):
            pass

    def _looked(self, seed: int, folder: Path, child: Child) -> str:
        """What a fresh process finds."""
        own = (COMMITTING, DONE, FAILED)
        said = [one for one in child.said if not any(word in one for word in own)]

        def run(say: Say) -> None:
            say({"found": self.work.look(seed, folder, said)})

        looking = Child.fork(run)
        looking.hear_out()
        os.waitpid(looking.pid, 0)
        os.close(looking.pipe)
        assert not looking.failed, looking.failed
        found = [said["found"] for said in looking.said if "found" in said]
        assert found, "the process that looked died"
        return str(found[0])


def _tell_commits(say: Say) -> None:
    """Have it said before each commit; for a process that does nothing else."""
    from sqlalchemy import Engine, event

    from wicco_desktop.store import engine as engines

    make_engine = engines.make_engine

    def telling(*args: Any, **kwargs: Any) -> Engine:
        engine = make_engine(*args, **kwargs)

        def before(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
            if statement == "COMMIT":
                say({COMMITTING: True})

        event.listen(engine, "before_cursor_execute", before)
        return engine

    engines.make_engine = telling
