"""The process beside a long write: it is sent new records, and sends their rows back.

It knows no database and opens no file. It ends when nothing more can come. One thread takes in what
is asked and one gives out the answers, for a pipe holds less than one of either, and whoever writes
into a full one waits.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from queue import Queue
from typing import BinaryIO

from wicco_desktop.foundation.json_text import to_json
from wicco_desktop.names import keys, sort_key
from wicco_desktop.store.derived_rules import Rules
from wicco_desktop.store.deriving import derived_rows
from wicco_desktop.store.frames import read_frame, write_frame

_TURN = 0.0005
"""Seconds after which another thread has its turn: who fills or empties a pipe has little to do."""

WAITING = 8
"""Requests, and answers, that are held here."""


def serve(source: BinaryIO, out: BinaryIO) -> None:
    """Answer every request until there is none: first come the rules of every kind."""
    told = read_frame(source)
    if told is None:
        return
    rules = {one.kind: one for one in map(Rules.told, json.loads(told))}
    requests: Queue[bytes | None] = Queue(WAITING)
    answers: Queue[tuple[bytes, ...] | None] = Queue(WAITING)
    threading.Thread(target=_take_in, args=(source, requests), daemon=True).start()
    giving = threading.Thread(target=_give_out, args=(out, answers), daemon=True)
    giving.start()
    _warm_up()
    while (request := requests.get()) is not None:
        kind, at, columns, records = json.loads(request)
        rows = derived_rows(rules[kind], at, columns, records)
        answers.put(tuple(to_json(part).encode() for part in rows))
    answers.put(None)
    giving.join()


def _take_in(source: BinaryIO, requests: Queue[bytes | None]) -> None:
    while (request := read_frame(source)) is not None:
        requests.put(request)
    requests.put(None)


def _give_out(out: BinaryIO, answers: Queue[tuple[bytes, ...] | None]) -> None:
    try:
        while (answer := answers.get()) is not None:
            for part in answer:
                write_frame(out, part)
            out.flush()
    except OSError:
        os._exit(1)  # nobody hears any more: whatever else is asked is asked in vain


def _warm_up() -> None:
    """Load the tables of names while nothing is asked yet."""
    keys("陈祖荣")
    sort_key("陈祖荣", "Chan Chou Weng")


def main() -> None:
    """Serve on the standard input and output."""
    gc.disable()  # what it makes holds nothing that refers to itself
    sys.setswitchinterval(_TURN)
    with os.fdopen(0, "rb", closefd=False) as source, os.fdopen(1, "wb", closefd=False) as out:
        serve(source, out)


if __name__ == "__main__":
    main()
