"""A campaign run by several workers at once: seeds go out, answers come back, the dead are told.

A worker that dies or takes too long has failed the trial it was at; another takes its place.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.campaigns.campaign import Campaign
from tests.faults.campaigns.worker import WRONG

ROOT = Path(__file__).resolve().parents[3]
STARTING = 300.0
"""Seconds in which a worker is ready."""


@dataclass(slots=True)
class Result:
    """What a campaign has come to so far."""

    campaign: Campaign
    trials: int = 0
    seconds: float = 0.0
    wrong: dict[int, str] = field(default_factory=dict)
    """What was wrong, by the seed that repeats it."""
    became: Counter[str] = field(default_factory=Counter)
    not_here: str = ""
    """Why it cannot run on this machine."""


class Worker:
    """A process that answers seeds."""

    def __init__(self, module: str, campaign: Campaign, folder: Path) -> None:
        self._campaign = campaign
        command = [sys.executable, "-m", "tests.faults.campaigns.worker"]
        self._process = subprocess.Popen(
            [*command, module, campaign.name, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            start_new_session=True,
        )

    def hear(self, seconds: float) -> dict[str, str]:
        """The next answer; empty when the process is dead, or was killed for being too slow."""
        assert self._process.stdout is not None
        killing = threading.Timer(seconds, self.end)
        killing.start()
        try:
            line = self._process.stdout.readline()
        finally:
            killing.cancel()
        answer: dict[str, str] = json.loads(line) if line.endswith("\n") else {}
        return answer

    def run(self, seed: int) -> dict[str, str]:
        """One trial."""
        assert self._process.stdin is not None
        started = time.monotonic()
        with suppress(OSError):
            self._process.stdin.write(f"{seed}\n")
            self._process.stdin.flush()
        answer = self.hear(self._campaign.seconds)
        if answer:
            return answer
        took = time.monotonic() - started
        if took >= self._campaign.seconds:
            return {"wrong": f"it took longer than {self._campaign.seconds:.0f} s"}
        return {"wrong": f"its process ended with {self._process.wait()}"}

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill it and whatever it started."""
        with suppress(OSError):
            if os.name == "nt":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Let it end by itself: it has cleaned up then."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self.end()
            self._process.wait()
            self._process.stdout.close()


class Run:
    """One campaign being run."""

    def __init__(self, module: str, campaign: Campaign, folder: Path) -> None:
        self.result = Result(campaign)
        self._module = module
        self._folder = folder
        self._guard = threading.Lock()

    def over(self, seeds: range, jobs: int, told: Callable[[Result], None]) -> Result:
        """Try every seed, that many at a time; ``told`` hears after each."""
        waiting: Iterator[int] = iter(seeds)
        started = time.monotonic()

        def taken() -> Iterator[int]:
            while True:
                with self._guard:
                    seed = next(waiting, None)
                if seed is None:
                    return
                yield seed

        def kept(seed: int, answer: dict[str, str]) -> None:
            with self._guard:
                self._keep(seed, answer)
                self.result.seconds = time.monotonic() - started
                told(self.result)

        with ThreadPoolExecutor(jobs) as pool:
            working = [pool.submit(self._work, taken(), kept) for _ in range(jobs)]
            try:
                for done in working:
                    done.result()
            except BaseException:
                waiting = iter(())  # no more are begun; what was tried is told
                raise
        return self.result

    def _work(self, seeds: Iterator[int], kept: Callable[[int, dict[str, str]], None]) -> None:
        seed = next(seeds, None)
        while seed is not None:
            with self._worker() as worker:
                if worker is None:
                    return
                while seed is not None and worker.lives:
                    kept(seed, worker.run(seed))
                    seed = next(seeds, None)

    @contextmanager
    def _worker(self) -> Iterator[Worker | None]:
        """A worker that is ready, None where the campaign cannot run."""
        worker = Worker(self._module, self.result.campaign, self._folder)
        try:
            answer = worker.hear(STARTING)
            self.result.not_here = self.result.not_here or answer.get("not here", "")
            if not answer:
                raise RuntimeError(f"{self.result.campaign.name}: a worker did not get ready")
            yield None if "not here" in answer else worker
        finally:
            worker.close()

    def _keep(self, seed: int, answer: dict[str, str]) -> None:
        self.result.trials += 1
        if "wrong" in answer:
            self.result.wrong[seed] = answer["wrong"]
            own = self._folder / str(seed)
            own.mkdir(parents=True, exist_ok=True)
            if not (own / WRONG).exists():
                (own / WRONG).write_text(answer["wrong"] + "\n", "utf-8")
        else:
            self.result.became[answer["became"]] += 1
