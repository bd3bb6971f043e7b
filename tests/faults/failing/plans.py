"""Which calls are made to fail: every one by which a work touches its folder, and how."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.faults.failing.attempt import Failing

FILLS = frozenset(
    (
        *("write", "pwrite64", "writev", "pwritev", "openat", "mkdir", "mkdirat", "rename"),
        *("renameat", "renameat2", "link", "ftruncate", "fallocate", "fsync", "fdatasync"),
        *("sendfile", "copy_file_range", "close"),
    )
)
"""Calls that a full disk may refuse."""
MEMORY = "mmap"
"""Gives memory, too, where it is no file that is mapped: if it failed for good, so would every new
thread, and Python waits for ever for one that dies before it has begun. No disk does that."""
EVERY = 8
"""Of calls that a work makes often, so many apart are those from which on all fail."""
OFTEN = 16

_CALL = re.compile(r"(\d+) +(\w+)\(")


def touching(lines: Iterable[str], folder: Path) -> dict[str, set[int]]:
    """By the name of the call: which of a thread's calls of that name touch the folder."""
    wanted = "".join(f"\\x{byte:02x}" for byte in bytes(folder))
    made: Counter[tuple[str, str]] = Counter()
    found: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        matched = _CALL.match(line)
        if matched is not None:
            made[matched[1], matched[2]] += 1
            if wanted in line:
                found[matched[2]].add(made[matched[1], matched[2]])
    return found


def plans(found: dict[str, set[int]]) -> list[Failing]:
    """Each of them failing alone, with either error that it may have; and from some on, all."""
    made: list[Failing] = []
    for call, numbers in sorted(found.items()):
        for error in ("EIO", "ENOSPC") if call in FILLS else ("EIO",):
            for number in sorted(numbers):
                made.append(Failing(call, error, number, on=False))
                if call != MEMORY and (len(numbers) < OFTEN or number % EVERY == 0):
                    made.append(Failing(call, error, number, on=True))
    return made
