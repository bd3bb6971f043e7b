"""Reading processes that start in a few milliseconds, so that 100,000 workbooks can be read.

Most of what one small workbook costs is the start of a Python. Here a process that has everything
loaded forks the reader; everything else is the program's own: ``process.py`` watches it, ``child``
reads, the limits are set in the fork.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from wicco_desktop.exchange.reading import process
from wicco_desktop.exchange.reading.limits import Limits

ROOT = Path(__file__).resolve().parents[3]


class WarmChild:
    """A forked reader, with what ``process.py`` uses of a ``Popen``."""

    def __init__(self, asked: socket.socket, file: BinaryIO, limits: Limits) -> None:
        reading, writing = os.pipe()
        self._asked = asked
        try:
            told = json.dumps(asdict(limits)).encode()
            socket.send_fds(asked, [told], [file.fileno(), writing])
        finally:
            os.close(writing)
        self.stdout = os.fdopen(reading, "rb")
        self.pid = int.from_bytes(asked.recv(8), "big")
        assert self.pid > 1, "the process that forks is gone"
        self.returncode: int | None = None

    def kill(self) -> None:
        """Kill it; harmless when it has ended: it is not forgotten before ``wait``."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """How it ended, as the system tells it."""
        if self.returncode is None:
            self._asked.sendall(b"w")
            self.returncode = int.from_bytes(self._asked.recv(8), "big")
        return self.returncode


@contextmanager
def warm_readers() -> Iterator[None]:
    """While this lasts, whatever reads a workbook in this process has it read by a fork."""
    ours, theirs = socket.socketpair()
    places = [str(ROOT), *(place for place in sys.path if place)]
    with ours:
        with theirs:
            server = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-S", "-m", "tests.faults.campaigns.warm_server"),
                    str(theirs.fileno()),
                ],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
            )

        @contextmanager
        def forked(file: BinaryIO, limits: Limits) -> Iterator[WarmChild]:
            child = WarmChild(ours, file, limits)
            try:
                yield child
            finally:
                child.kill()
                child.wait()

        before, process._child = process._child, forked  # type: ignore[assignment]
        try:
            yield
        finally:
            process._child = before
            ours.close()
            server.wait()


@contextmanager
def cold_reader() -> Iterator[None]:
    """Within ``warm_readers``: a process of its own again, as the program starts it."""
    warm, process._child = process._child, COLD
    try:
        yield
    finally:
        process._child = warm


COLD = process._child
