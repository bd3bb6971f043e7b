"""The power goes at any moment: what was acknowledged is there, and everything is whole.

A run of the real program is recorded call by call (``tests/faults/power``). Each trial cuts it
after some call, leaves on a new disk what was synced and by chance a part of what was not, and has
the program open it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial
from tests.faults.power.calls import why_not
from tests.faults.power.disk import Recording
from tests.faults.power.recorded import record

THOROUGH = 10
"""Of so many cuts one has everything checked that ``check`` checks."""


def trials_of(recording: Recording) -> Trial:
    """Trials on the disks of one recording."""
    from tests.faults.power.cut import left_on_disk, write_out
    from tests.faults.power.disk import state_at
    from tests.faults.power.judge import Judge
    from tests.faults.power.recorded import moment, promised_at

    judge = Judge(recording)

    def trial(seed: int, folder: Path) -> str:
        chance = random.Random(seed)
        number = moment(recording, chance)
        left = left_on_disk(recording, state_at(recording, number), chance)
        disk = folder / "disk"
        disk.mkdir()
        write_out(left, disk)
        return judge.judge(
            disk, left, promised_at(recording, number), thorough=seed % THOROUGH == 0
        )

    return trial


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """Record a run, and cut it."""
    if reason := why_not():
        raise NotHere(reason)
    yield trials_of(record(folder))


CAMPAIGNS = (
    Campaign(
        "power_cuts",
        10_000,
        "After a power cut whatever was acknowledged is there, and everything is whole.",
        begin,
    ),
)
