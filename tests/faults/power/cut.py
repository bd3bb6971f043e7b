"""What may lie on a disk after a power cut: what was synced, and of the rest a part by chance.

The ways are those of real disks and file systems: writes reach the disk in any order or not at
all, in pages or in sectors; the length of a file is kept apart from its bytes, so what was
appended may read as zeros or as what lay there before; names are kept in order (a journal) or in
none. ``Manner`` is drawn anew for each cut.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tests.faults.power.disk import (
    SHARED_MEMORY,
    Cut,
    Put,
    Recording,
    State,
    apply,
    files_in,
    put,
    resize,
)

PAGE, SECTOR = 4096, 512


@dataclass(frozen=True, slots=True)
class Manner:
    """How this cut treats what was not synced."""

    data: str
    """``none`` or ``all`` of it, the first ``some``, by ``pages`` or by ``sectors``."""
    names: str
    """``none``, ``all``, the ``first`` ones, or ``any`` of them."""
    share: float
    """How much of it is kept, where it goes by chance."""
    gaps: str
    """What is read where a file became longer and the bytes did not arrive: zeros or noise."""

    @classmethod
    def drawn(cls, chance: random.Random) -> Manner:
        """One of them."""
        return cls(
            chance.choice(["none", "all", "some", "pages", "pages", "sectors", "sectors"]),
            chance.choice(["none", "all", "first", "first", "any", "any"]),
            chance.choice([0.1, 0.5, 0.5, 0.9, 0.97]),
            chance.choice(["zeros", "zeros", "noise"]),
        )


def left_on_disk(
    recording: Recording, state: State, chance: random.Random
) -> dict[Path, bytes | None]:
    """Every file by its path, None for a folder."""
    manner = Manner.drawn(chance)
    names = _names(state, manner, chance)
    content: dict[int, bytes] = {}
    found: dict[Path, bytes | None] = {}
    for path, what in files_in(recording, names):
        if path.name.endswith(SHARED_MEMORY):
            continue
        if what in recording.folders:
            found[path] = None
            continue
        if what not in content:
            content[what] = _content(state, what, manner, chance)
        found[path] = content[what]
    return found


def write_out(left: dict[Path, bytes | None], folder: Path) -> None:
    """Make it so in an empty folder."""
    for path, content in left.items():
        if content is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(content)


def _names(state: State, manner: Manner, chance: random.Random) -> dict[tuple[int, str], int]:
    pending = state.pending_names
    kept = pending
    if manner.names == "none":
        kept = []
    elif manner.names == "first":
        kept = pending[: chance.randint(0, len(pending))]
    elif manner.names == "any":
        kept = [one for one in pending if chance.random() < manner.share]
    after = State(names=dict(state.names))
    for _number, event in kept:
        after.name(event.names)
    return after.names


def _content(state: State, what: int, manner: Manner, chance: random.Random) -> bytes:
    data = bytearray(state.safe.get(what, b""))
    pending = [change for _number, change in state.pending.get(what, [])]
    if manner.data == "all":
        for change in pending:
            apply(data, change)
    elif manner.data == "some":
        for change in pending[: chance.randint(0, len(pending))]:
            apply(data, change)
    elif manner.data != "none":
        for change in pending:
            _apply_part(data, change, manner, chance)
    return bytes(data)


def _apply_part(data: bytearray, change: Put | Cut, manner: Manner, chance: random.Random) -> None:
    if isinstance(change, Cut):
        if chance.random() < manner.share:
            resize(data, change.size)
        return
    unit = PAGE if manner.data == "pages" else SECTOR
    end = change.at + len(change.data)
    if end > len(data) and chance.random() < 0.5:
        # The length arrived; each part of the bytes may have, or not.
        gap = end - len(data)
        data.extend(bytes(gap) if manner.gaps == "zeros" else chance.randbytes(gap))
    start = change.at
    while start < end:
        stop = min(end, (start // unit + 1) * unit)
        if chance.random() < manner.share:
            put(data, start, change.data[start - change.at : stop - change.at])
        start = stop
