"""Campaign: the real window killed while somebody types, in every form and every kind of editor.

A window lives through ten deaths: nine times it is stopped where it stands and its files are
copied, which is what a kill at that moment leaves; the tenth kills it. Each copy is looked at by
a process of its own, the last one in a real window too.
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial

DEATHS = 10


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """Load the program once and make the office that every trial begins with."""
    if os.name == "nt":
        raise NotHere("processes do not fork here")
    from tests.faults.campaigns import typed_office
    from tests.faults.campaigns.typed_death import dies

    office = folder / "office"
    office.mkdir()
    typed_office.made(office)
    gc.collect()
    gc.freeze()
    yield lambda seed, own: dies(seed, own, office, DEATHS)


def told(counts: Counter[str]) -> str:
    """What became of the texts of a trial."""
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))


CAMPAIGNS = (
    Campaign(
        "typing",
        100,
        "Killed ten times a trial while somebody types into any editor, also while an import holds "
        "the writer: all but the last second is in the record or offered back, in its own place.",
        begin,
        seconds=600,
    ),
)
