"""The disk is really full at some moment of any work; when there is room again, all goes on.

A file system of its own is filled up to a random rest, or at a random moment of the work. What is
told and what is left is judged as where single calls fail (``tests/faults/failing``).
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial

MEGABYTES = 12
MOST = 4_000_000
"""Bytes that are left free at most: no work needs more."""
PAGE = 4096
THOROUGH = 10
"""Of so many trials one has everything checked that ``check`` checks."""


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """Mount a small disk, and know what every work comes to where there is room."""
    from tests.faults.mounting import CannotMount, small_disk

    place = folder / "small"
    place.mkdir()
    try:
        with small_disk(place, MEGABYTES) as disk:
            yield trials(folder, disk)
    except CannotMount as reason:
        raise NotHere(str(reason)) from None


def trials(folder: Path, disk: Path) -> Trial:
    """Trials on a disk that is there."""
    from tests.faults.failing.judge import again, judge_state, judge_telling, shapes_of
    from tests.faults.failing.works import WORKS, Work, command, prepare

    pristine = folder / "pristine"
    pristine.mkdir()
    os.environ["WICCO_DESKTOP_HOME"] = str(folder / "home")
    prepare(pristine)
    shapes = {work.name: shapes_of(work, pristine, folder / "once") for work in WORKS}
    reading = Work("list", command("list", "contacts"))

    def trial(seed: int, _own: Path) -> str:
        chance = random.Random(seed)
        work = chance.choice(WORKS)
        before, after = shapes[work.name]
        place = disk / "tried"
        shutil.copytree(pristine, place)
        (disk / "tmp").mkdir()
        _use(disk)
        suddenly = chance.random() < 0.3
        free = int(PAGE * 2 ** chance.uniform(0, 10)) if not suddenly else MOST
        try:
            ballast = _leave(disk, free)
            with _filling(ballast, chance.uniform(0, 0.08)) if suddenly else _nothing():
                ended = again(work, place)
            read = again(reading, place)
            ballast.unlink()
            judge_telling(ended)
            judge_telling(read)
            became = judge_state(work, place, ended, before, after, thorough=seed % THOROUGH == 0)
            if became == "told, as before":
                judge_telling(redone := again(work, place))
                assert redone.code == 0, f"it does not go on: {redone.told}"
        except BaseException as problem:
            problem.add_note(f"{work.name}, {free:,} bytes free, suddenly: {suddenly}")
            raise
        finally:
            for path in disk.iterdir():
                path.unlink() if path.is_file() else shutil.rmtree(path)
        return f"{work.name}: {became}"

    return trial


def _use(disk: Path) -> None:
    """Settings, log and temporary files are on this disk too."""
    os.environ["WICCO_DESKTOP_HOME"] = str(disk / "home")
    os.environ["TMPDIR"] = str(disk / "tmp")
    tempfile.tempdir = None


def _leave(disk: Path, free: int) -> Path:
    """Fill the disk until so many bytes are free; gives what fills it."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.truncate(0)
        taken = shutil.disk_usage(disk).free - free
        if taken > 0:
            os.posix_fallocate(file.fileno(), 0, taken)
    return ballast


@contextmanager
def _filling(ballast: Path, after: float) -> Iterator[None]:
    """Another process that fills the disk some seconds from now."""
    child = os.fork()
    if child == 0:
        time.sleep(after)
        with contextlib.suppress(OSError), ballast.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(PAGE))
        os._exit(0)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


CAMPAIGNS = (
    Campaign(
        "full_disk",
        2_000,
        "On a full disk nothing is torn and a sentence says so; with room again all goes on.",
        begin,
    ),
)
