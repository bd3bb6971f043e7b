"""The process beside a long write, as seen from the write: asked in order, answering in order.

What is derived of names takes as long as all else that a write does in Python, and Python does one
thing at a time: so another Python does it meanwhile. Where it cannot be started, or is gone, the
write derives everything itself.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress

from wicco_desktop.foundation.json_text import to_json
from wicco_desktop.foundation.own_process import start_own
from wicco_desktop.store.derived_rules import Rules
from wicco_desktop.store.frames import read_frame, write_frame

_CHILD = "wicco_desktop.store.deriving_child"

_AHEAD = 5
"""Requests of a few hundred records that wait: enough that the process is never idle."""


class DerivingAside:
    """One such process. One thread asks, one thread takes the answers.

    Once something went wrong between the two, nothing more is sent and no answer taken: an answer
    must never be that to another question.
    """

    def __init__(self, rules: Sequence[Rules]) -> None:
        self._child = _started()
        self._hears = self._child is not None
        self._speaks = self._child is not None
        self._asked = self._answered = 0
        if self._child is not None:
            self._send(self._child, to_json(rules).encode())

    @property
    def behind(self) -> bool:
        """Whether so much is asked and not answered that who asks had better do some of it."""
        return self._asked - self._answered >= _AHEAD

    def ask(self, request: bytes) -> None:
        """Have rows made of records; waits while much that was asked is not answered."""
        self._asked += 1
        if self._child is not None and self._hears:
            self._send(self._child, request)

    def answer(self) -> tuple[bytes, bytes] | None:
        """The rows and the documents of what was asked next; None if there will be no answer."""
        self._answered += 1
        if self._child is None or not self._speaks:
            return None
        try:
            rows = read_frame(self._child.stdout)  # type: ignore[arg-type]
            documents = read_frame(self._child.stdout)  # type: ignore[arg-type]
        except (OSError, ValueError):
            rows = documents = None
        if rows is None or documents is None:
            self._speaks = False
            return None
        return rows, documents

    def stop(self) -> None:
        """Have it give no more answers, whatever it is at; nobody waits for one any longer."""
        if self._child is not None:
            self._child.kill()

    def end(self) -> None:
        """It is not needed any more, and nobody waits for an answer."""
        if self._child is None:
            return
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._child.wait()

    def _send(self, child: subprocess.Popen[bytes], payload: bytes) -> None:
        try:
            write_frame(child.stdin, payload)  # type: ignore[arg-type]
            child.stdin.flush()  # type: ignore[union-attr]
        except (OSError, ValueError):
            self._hears = False
            child.kill()  # half a question is none


def _started() -> subprocess.Popen[bytes] | None:
    try:
        return start_own(_CHILD, stdin=subprocess.PIPE)
    except OSError:
        return None
