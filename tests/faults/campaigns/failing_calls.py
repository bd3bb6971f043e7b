"""Every call by which the program touches its files fails once, or from then on for good.

The program runs in a process traced by strace, which has one of its calls fail with EIO or ENOSPC
(``tests/faults/failing``). A seed is one call of one work; the work is done again afterwards.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial
from tests.faults.power.calls import why_not

if TYPE_CHECKING:
    from tests.faults.failing.attempt import Failing
    from tests.faults.failing.judge import Shape
    from tests.faults.failing.works import Work

THOROUGH = 10
"""Of so many trials one has everything checked that ``check`` checks."""


@dataclass(frozen=True, slots=True)
class _Planned:
    work: Work
    failing: Failing
    before: Shape | None
    after: Shape | None


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """Do every work once undisturbed, to know its calls; then have one fail after another."""
    if reason := why_not():
        raise NotHere(reason)
    yield trials(folder)


def trials(folder: Path, *names: str) -> Trial:
    """Trials of the works of these names (all)."""
    from tests.faults.failing.attempt import attempt
    from tests.faults.failing.judge import again, judge_state, judge_telling, shapes_of
    from tests.faults.failing.plans import plans, touching
    from tests.faults.failing.works import WORKS, prepare

    pristine, tried = folder / "pristine", folder / "tried"
    os.environ["WICCO_DESKTOP_HOME"] = str(folder / "home")
    pristine.mkdir()
    prepare(pristine)
    planned: list[_Planned] = []
    for work in WORKS:
        if names and work.name not in names:
            continue
        for _warm in range(2):  # the second time nothing is loaded any more, under strace either
            before, after = shapes_of(work, pristine, tried)
        shutil.copytree(pristine, tried)
        judge_telling(ended := attempt(work.do, tried))
        shutil.rmtree(tried)
        planned += [
            _Planned(work, one, before, after) for one in plans(touching(ended.calls, tried))
        ]
    # Mixed, and always the same way: a part of the campaign is a fair part of it.
    mixed = sorted(planned, key=lambda one: crc32(f"{one.work.name} {one.failing}".encode()))
    assert len(mixed) <= COUNT, f"there are {len(mixed)} calls to fail"

    def trial(seed: int, own: Path) -> str:
        if seed >= len(mixed):
            return "no such call"
        one = mixed[seed]
        place = own / "tried"
        shutil.copytree(pristine, place)
        what = f"{one.work.name}, {one.failing}"
        (own / "told.txt").write_text(f"{what}\n")  # where it never ends
        ended = attempt(one.work.do, place, one.failing)
        (own / "told.txt").write_text(f"{what}\n{ended.code} {ended.told}\n{ended.done}\n")
        try:
            judge_telling(ended, details=one.work.name in ("check", "backup"))
            became = judge_state(
                one.work, place, ended, one.before, one.after, thorough=seed % THOROUGH == 0
            )
            if became == "told, as before":
                judge_telling(redone := again(one.work, place))
                assert redone.code == 0, f"it does not go on: {redone.told}"
        except BaseException as problem:
            (own / "calls.txt").write_text("\n".join(ended.calls))
            raise AssertionError(f"{what}: {problem}") from problem
        return f"{one.work.name}: {became if ended.injected else 'not reached'}"

    return trial


COUNT = 16_500

CAMPAIGNS = (
    Campaign(
        "failing_calls",
        COUNT,
        "Whatever call fails, the state before or after is there whole, and a plain sentence.",
        begin,
        seconds=180,
    ),
)
