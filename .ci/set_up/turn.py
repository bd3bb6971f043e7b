"""One set-up at a time: two starts of ``run.py`` take turns at ``.venv``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def turn(root: str, told: Callable[[str], None]) -> Iterator[int]:
    """Hold ``.venv.lock``, after waiting for whoever holds it; yields its file descriptor.

    The lock goes with the last process that has the file open. Where a child is given the
    descriptor, a killed ``run.py`` does not free it while its pip still writes.
    """
    descriptor = os.open(os.path.join(root, ".venv.lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(descriptor, wait=False):
            told("another start is setting up; waiting for it")
            _taken(descriptor, wait=True)
        yield descriptor
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt
    import time

    def _taken(descriptor: int, *, wait: bool) -> bool:
        while True:
            try:
                os.lseek(descriptor, 0, os.SEEK_SET)
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
                return True
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)

else:
    import fcntl

    def _taken(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
