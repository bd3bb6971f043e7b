"""Write many records in one go, as an import does. A script of its own: it is to be killed.

``long_write.py DATABASE COUNT KILLED``: prints a line after each chunk, ``written`` at the end,
and kills itself after the chunk that reaches KILLED records (0: never).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from wicco_desktop.store.edits import Create, Through
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

WRITER = Writer("me", "device-1", "Laptop")


def people(count: int) -> Iterator[Create]:
    for number in range(count):
        yield Create("contact", {"name_en": f"Chan {number}", "name_zh": "陈祖荣"})


def main(database: Path, count: int, killed: int) -> None:
    def told(done: int, _total: int) -> None:
        print(done, flush=True)  # noqa: T201 - what the test waits for
        if 0 < killed <= done:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Store.open(database, writer=WRITER)
    store.write(people(count), through=Through.WORKBOOK, report=told, total=count)
    print("written", flush=True)  # noqa: T201
    sys.stdin.read()  # until it is killed


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
