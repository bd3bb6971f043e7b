"""A run of the real program, recorded: its events, and what was promised at each of them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.power.calls import read_calls, strace
from tests.faults.power.disk import (
    ROOT,
    Event,
    Marked,
    Recorder,
    Recording,
    Synced,
    files_in,
    state_at,
)
from tests.faults.power.work import ENOUGH

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(slots=True)
class Promised:
    """What may be found: the values each thing may have, and what comes only after another."""

    step: str
    values: dict[str, set[str | None]] = field(default_factory=dict)
    after: list[tuple[tuple[str, str | None], tuple[str, str | None]]] = field(default_factory=list)
    """Where the first is found to be so, the second is so, too."""


def record(folder: Path, saves: int = ENOUGH) -> Recording:
    """Run the work under strace in an empty folder; the folder ``disk`` in it is recorded."""
    disk, marks, calls = folder / "disk", folder / "marks", folder / "calls"
    disk.mkdir()
    environment = os.environ | {
        "WICCO_DESKTOP_HOME": str(folder / "home"),
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "tests.faults.power.work", str(disk), str(marks), str(saves)]
    done = subprocess.run(
        [*strace(calls), *command],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with calls.open(encoding="ascii") as lines:
        recording = Recorder(disk, marks, REPOSITORY).read(read_calls(lines))
    calls.unlink()
    compare(recording, disk)
    return recording


def compare(recording: Recording, disk: Path) -> None:
    """The recorded events lead to the files as they lie there: nothing was missed."""
    state = state_at(recording, len(recording.events))
    state.settle()
    found = dict(files_in(recording, state.names))
    there = {path.relative_to(disk) for path in disk.rglob("*")}
    assert set(found) == there, set(found) ^ there
    for path, what in found.items():
        if what not in recording.folders:
            recorded, real = state.safe.get(what, b""), (disk / path).read_bytes()
            assert recorded == real, f"{path} was written past the recording"


def promised_at(recording: Recording, number: int) -> Promised:
    """What holds when the power goes after that many events."""
    promised = Promised("")
    before: dict[str, str | None] = {}
    begun = False
    for index, event in enumerate(recording.events[recording.begins - 1 :], recording.begins - 1):
        if not isinstance(event, Marked):
            continue
        if "begin" in event.said:
            if index >= number:
                break
            promised.step, begun = event.said["begin"], True
            continue
        state = event.said.get("state", {})
        if index < number:
            before.update(state)
            begun = False
            continue
        if begun:  # the step that was at work: as before it, or as after it
            _or_after(promised, before, state, event.said.get("after", []))
        break
    for item, value in before.items():
        promised.values.setdefault(item, set()).add(value)
    return promised


def moment(recording: Recording, chance: random.Random) -> int:
    """After how many events the power goes: at any, or, as often, in a step of any name."""
    if chance.random() < 0.5:
        return chance.randint(recording.begins, len(recording.events))
    spans = spans_of(recording)
    first, last = chance.choice(spans[chance.choice(sorted(spans))])
    return chance.randint(first, last)


def spans_of(recording: Recording) -> dict[str, list[tuple[int, int]]]:
    """The first and the last event of every step, by its name."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    first = 0
    for index, event in enumerate(recording.events):
        if isinstance(event, Marked) and "begin" in event.said:
            first = index + 1
        elif isinstance(event, Marked) and "end" in event.said:
            spans[event.said["end"]].append((first, index + 1))
    return spans


def _or_after(
    promised: Promised,
    before: dict[str, str | None],
    state: dict[str, str | None],
    after: Iterable[tuple[str, str]],
) -> None:
    for item, value in state.items():
        promised.values[item] = {value, before.get(item)}
    for first, second in after:
        if first in state and second in state and first != second:
            promised.after.append(((first, state[first]), (second, state[second])))


def deaf(recording: Recording, to: Callable[[str], bool]) -> Recording:
    """The same run on a disk that does not sync the files (and folders) of these names.

    Shows that a campaign can fail: what the program promises rests on those syncs.
    """
    names = {what: path.name for path, what in _ever(recording)}
    names[ROOT] = "."
    events: list[Event] = [
        Marked({}) if isinstance(event, Synced) and to(names.get(event.what, "")) else event
        for event in recording.events
    ]
    return Recording(events, recording.folders, recording.names, recording.begins)


def _ever(recording: Recording) -> Iterable[tuple[Path, int]]:
    from tests.faults.power.disk import Named

    for event in recording.events:
        if isinstance(event, Named):
            for _folder, name, what in event.names:
                if what is not None:
                    yield Path(name), what
