"""Campaign: work goes on while the clock jumps ten years, backwards, to 1970, 2038 or 9999.

The order of the log is a number and no moment, so a model that knows nothing of time says what
must be there: every value after each undo and redo, and as of every earlier place. What was typed
is offered back, and the newest backups stay, whatever their moments.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial

if TYPE_CHECKING:
    from tests.faults.campaigns.aftermath import State
    from wicco_desktop.services.workspace import Workspace
    from wicco_desktop.store.rota import Snapshot

STEPS = 12
ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")
FAR = (
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(1999, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC),
    datetime(2016, 11, 23, 2, 0, tzinfo=UTC),
    datetime(2036, 11, 23, 2, 0, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(9999, 11, 23, 2, 0, tzinfo=UTC),
)
FIRST, LAST = FAR[0], FAR[-1]
"""The last weeks of 9999 are left out: what lies a fortnight ahead has no date any more."""


class Jumping:
    """A clock that goes as a random number says."""

    def __init__(self, random_: random.Random) -> None:
        self._random = random_
        self._now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._now

    def nanoseconds(self) -> int:
        """As ``time.time_ns`` would say it."""
        return int((self._now - FIRST) / timedelta(microseconds=1)) * 1000

    def move(self) -> None:
        """Go on a little, jump far, or go back."""
        what = self._random.random()
        if what < 0.4:
            self._go(timedelta(seconds=self._random.expovariate(1 / 600)))
        elif what < 0.6:
            self._go(-timedelta(seconds=self._random.expovariate(1 / 86_400)))
        elif what < 0.8:
            self._go(timedelta(days=self._random.choice([-3653, -366, -1, 1, 366, 3653])))
        else:
            self._now = self._random.choice(FAR)

    def _go(self, far: timedelta) -> None:
        room = far <= LAST - self._now if far > timedelta() else -far <= self._now - FIRST
        self._now = self._now + far if room else self._random.choice(FAR)


class Working:
    """One trial: steps of work, and what must hold after each."""

    def __init__(self, seed: int, folder: Path) -> None:
        from tests.faults.campaigns.aftermath import NAME

        self._random = random.Random(seed)
        self._path = folder / NAME
        self._clock = Jumping(self._random)
        self._states: list[State] = []
        self._at = 0
        """The place in ``_states`` that is present; what lies after it can be redone."""
        self._seen: list[tuple[int, State]] = []
        self._made: list[Snapshot] = []
        self._count = 0

    def run(self) -> str:
        """Work, opening the database anew now and then."""
        while self._count < STEPS:
            self._clock.move()
            self._dated_files()
            with self._open() as workspace:
                for _ in range(self._random.randrange(2, 8)):
                    self._clock.move()
                    self._step(workspace)
                    self._count += 1
                self._typed(workspace)
        with self._open() as workspace:
            self._ordered(workspace)
        return f"{time.tzname[0]}"

    @contextmanager
    def _open(self) -> Iterator[Workspace]:
        from tests.faults.campaigns.aftermath import ME, sound, state_of
        from wicco_desktop.services.workspace import Workspace
        from wicco_desktop.store.store import Store

        store = Store.open(self._path, writer=ME, clock=self._clock)
        workspace = Workspace.over(store)
        self._states = self._states or [state_of(store)]
        yield workspace
        sound(workspace)
        store.close()

    def _dated_files(self) -> None:
        """Every file there claims another moment."""
        for path in self._path.parent.rglob("*"):
            moment = self._random.choice(FAR[:-1]).timestamp()
            os.utime(path, (moment, moment))

    def _step(self, workspace: Workspace) -> None:
        what = self._random.random()
        if what < 0.5:
            self._write(workspace)
        elif what < 0.7:
            self._undo(workspace)
        elif what < 0.8:
            self._redo(workspace)
        elif what < 0.9:
            self._back_up(workspace)
        else:
            self._look(workspace)
        self._holds(workspace)

    def _write(self, workspace: Workspace) -> None:
        editing, state = workspace.editing, self._states[self._at]
        contacts = [id_ for kind, id_ in state if kind == "contact"]
        what = self._random.random()
        if what < 0.4 or not contacts:
            editing.create("contact", {"name_en": f"Number {self._count}"})
        elif what < 0.7:
            editing.change("contact", self._random.choice(contacts), {"mobile": f"0{self._count}"})
        elif what < 0.85:
            done = {"what_en": f"Do {self._count}", "status": self._random.choice(["open", "done"])}
            editing.create("follow_up", {**done, "due": "2026-12"})
        else:
            editing.delete([("contact", self._random.choice(contacts))])
        del self._states[self._at + 1 :]
        from tests.faults.campaigns.aftermath import state_of

        self._states.append(state_of(workspace.store))
        self._at += 1
        assert self._states[-1] != state, "nothing was written"

    def _undo(self, workspace: Workspace) -> None:
        from wicco_desktop.foundation.errors import UserError

        if self._at:
            workspace.editing.undo()
            self._at -= 1
            return
        try:
            workspace.editing.undo()
        except UserError:
            return
        raise AssertionError("something was undone where there was nothing to undo")

    def _redo(self, workspace: Workspace) -> None:
        if self._at + 1 < len(self._states):
            workspace.editing.redo()
            self._at += 1

    def _back_up(self, workspace: Workspace) -> None:
        from wicco_desktop.services.backups import WORKING
        from wicco_desktop.store.keeping import NEWEST

        made = workspace.backups.make(WORKING)
        self._made.append(made)
        there = [one.snapshot.path for one in workspace.backups.listed()]
        newest = [one.path for one in self._made[-NEWEST:]]
        assert there[: len(newest)] == newest[::-1], "a newest backup is gone, or not the newest"
        workspace.backups.verify(made)

    def _look(self, workspace: Workspace) -> None:
        """What is read and shown by the clock fails at no moment."""
        from wicco_desktop.foundation.formats import format_ago, format_moment
        from wicco_desktop.foundation.languages import INTERFACE
        from wicco_desktop.services.today import Today

        today = Today(workspace.store, workspace.titles, workspace.history, workspace.follow_ups)
        now = self._clock()
        for language in INTERFACE:
            overview = today.overview(now.astimezone().date(), language.code)
            assert overview.news or not workspace.store.position(), "nothing new is shown"
            format_moment(now, language)
            format_ago(self._random.choice(FAR[:-1]), now, language)

    def _holds(self, workspace: Workspace) -> None:
        from tests.faults.campaigns.aftermath import difference, state_of

        found, wanted = state_of(workspace.store), self._states[self._at]
        assert found == wanted, f"at {self._clock()}: {difference(found, wanted)}"
        position = workspace.store.position()
        assert not self._seen or position >= self._seen[-1][0], "the log went back"
        self._seen.append((position, found))

    def _typed(self, workspace: Workspace) -> None:
        """A draft that was written at one moment is offered back at another."""
        from wicco_desktop.services.recovery import Recovery
        from wicco_desktop.store.drafts import Draft, DraftKey

        contacts = [id_ for kind, id_ in self._states[self._at] if kind == "contact"]
        if not contacts:
            return
        key = DraftKey("contact", contacts[0], "first_met")
        drafts = workspace.store.open_drafts()
        drafts.put(Draft(key, "23.11."))
        drafts.close()
        self._clock.move()
        drafts = workspace.store.open_drafts()
        recovery = Recovery(workspace.store, workspace.editing, drafts, workspace.titles)
        found = recovery.found("en")
        assert [entry.draft.key for entry in found] == [key], "what was typed is not offered"
        recovery.give_up(found)
        drafts.close()

    def _ordered(self, workspace: Workspace) -> None:
        """The whole log in order, and each record as it was at every place."""
        from tests.faults.campaigns.aftermath import difference

        store = workspace.store
        numbers = [one.id for one in store.transactions(limit=1000)]
        assert numbers == sorted(set(numbers), reverse=True), "the transactions are in no order"
        for position, state in self._random.sample(self._seen, min(6, len(self._seen))):
            for key, wanted in state.items():
                found = {
                    name: value
                    for name, value in (store.as_of(key[1], position) or {}).items()
                    if value is not None and name != "deleted"
                }
                assert found == wanted, (
                    f"as of {position}: {difference({key: found}, {key: wanted})}"
                )


def trial(seed: int, folder: Path) -> str:
    """Some work in one time zone."""
    from wicco_desktop.foundation import identifiers

    zone = ZONES[seed % len(ZONES)]
    with patch.dict(os.environ, {"TZ": zone}):
        time.tzset()
        working = Working(seed, folder)
        with patch.object(identifiers, "time") as clock:
            clock.time_ns = working._clock.nanoseconds
            working.run()
    time.tzset()
    return zone


@contextmanager
def begin(_folder: Path) -> Iterator[Trial]:
    """Where a process can change its time zone."""
    if not hasattr(time, "tzset"):
        raise NotHere("a process cannot change its time zone here")
    yield trial


CAMPAIGNS = (
    Campaign(
        "clock",
        200,
        "While the clock jumps ten years, backwards, to 1970, 2038 or 9999, the log stays in "
        "order, undo and redo are right, what was typed is offered, the newest backups stay.",
        begin,
    ),
)
