"""What a campaign is: a name, a promise, a full count, and how one seeded trial of it is made.

A module of this package that has ``CAMPAIGNS`` holds campaigns; nothing lists them by hand. Such a
module loads what is heavy inside its functions, since the command line imports every one to know
what there is.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

Trial = Callable[[int, Path], str | None]
"""One trial by its seed, in an empty folder of its own.

It raises what was wrong (mostly an ``assert`` with words), and may return what became of it in a
few words, which are counted. The seed decides everything but the timing.
"""


class NotHere(Exception):  # noqa: N818 - it says where, not what went wrong
    """This machine cannot run the campaign, and why; raised by ``begin``."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """Trials of one promise."""

    name: str
    count: int
    """Trials of the full campaign."""
    promise: str
    """What holds in every trial, in a sentence."""
    begin: Callable[[Path], AbstractContextManager[Trial]]
    """Gets a worker ready in a folder that all its trials share, and gives the trial."""
    seconds: float = 300
    """What takes longer has failed: the worker is killed, and that is what was wrong."""


def one_by_one(trial: Trial) -> Callable[[Path], AbstractContextManager[Trial]]:
    """``begin`` of a campaign that needs nothing ready."""

    @contextmanager
    def begin(_folder: Path) -> Iterator[Trial]:
        yield trial

    return begin


def campaigns_of(module: str) -> tuple[Campaign, ...]:
    """The campaigns of a module, none for one that is no campaign."""
    found: tuple[Campaign, ...] = getattr(importlib.import_module(module), "CAMPAIGNS", ())
    return found


def all_campaigns() -> dict[str, tuple[str, Campaign]]:
    """Every campaign by its name, with the module that has it."""
    package = (__package__ or "").rstrip(".")
    modules = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    found: dict[str, tuple[str, Campaign]] = {}
    for module in modules:
        for campaign in campaigns_of(f"{package}.{module}"):
            assert campaign.name not in found, f"two campaigns are called {campaign.name}"
            found[campaign.name] = (f"{package}.{module}", campaign)
    return found


def part(campaign: Campaign, count: int, folder: Path, *, first: int | None = None) -> list[str]:
    """A part of a campaign in this process, for the suite: other seeds every time, or from one.

    Raises what was wrong with a note that says the seed; gives what became of each.
    """
    start = random.randrange(10**9) if first is None else first
    shared = folder / "shared"
    shared.mkdir(parents=True)
    became: list[str] = []
    with campaign.begin(shared) as trial:
        for seed in range(start, start + count):
            own = folder / str(seed)
            own.mkdir()
            try:
                became.append(trial(seed, own) or "held")
            except BaseException as problem:
                problem.add_note(f"campaign {campaign.name}, seed {seed}, in {own}")
                raise
    return became
