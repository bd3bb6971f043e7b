"""One window that is typed into, its deaths, and what each of them leaves."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

from tests.faults.campaigns.aftermath import NAME
from tests.faults.campaigns.killing import Child, Said, Say
from tests.faults.campaigns.typed import told
from tests.faults.campaigns.typed_clock import RunningTime


def dies(seed: int, folder: Path, office: Path, deaths: int) -> str:
    """A trial in a copy of the office; gives what became of what was typed."""
    from tests.faults.campaigns.typed_person import type_on

    random_ = random.Random(seed)
    living = folder / "living"
    shutil.copytree(office, living)
    clock = RunningTime()
    child = Child.fork(lambda say: type_on(seed, living, say, clock))
    counts: Counter[str] = Counter()
    try:
        while child.hear(None) and not child.count("key"):
            assert not child.failed, child.failed
        for number in range(deaths):
            _listen(child, random_.uniform(0.05, 2.5))
            assert not child.failed, child.failed
            left, last = folder / f"death-{number}", number == deaths - 1
            os.kill(child.pid, signal.SIGKILL if last else signal.SIGSTOP)
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WSTOPPED | os.WNOWAIT)
            at = clock.now()
            _listen(child, 0.0)
            shutil.copytree(living, left)
            if not last:
                os.kill(child.pid, signal.SIGCONT)
            counts += _looked(left, child.said, at, seed * 100 + number, window=last)
            shutil.rmtree(left)
    finally:
        child.end()
    return told(counts)


def _listen(child: Child, seconds: float) -> None:
    until = time.monotonic() + seconds
    while child.hear(max(0.0, until - time.monotonic())) and time.monotonic() < until:
        pass


def _looked(folder: Path, said: list[Said], at: float, seed: int, *, window: bool) -> Counter[str]:
    """What a fresh process finds."""
    from tests.faults.campaigns.typed_look import look

    assert not any("bug" in one for one in said), next(o["bug"] for o in said if "bug" in o)

    def run(say: Say) -> None:
        say({"found": look(folder / NAME, said, at, seed, window=window)})

    looking = Child.fork(run)
    looking.hear_out()
    os.waitpid(looking.pid, 0)
    os.close(looking.pipe)
    assert not looking.failed, looking.failed
    found = [one["found"] for one in looking.said if "found" in one]
    assert found, "the process that looked died"
    return Counter(found[0])
