"""Qt's own texts: looked up on any thread, exchanged on the window's, never both at once.

Whoever looks one up (a picture that cannot be read has an error with words) holds Qt's lock on its
translators and waits for Python, as translators made in Python are asked in it; whoever installs
one holds Python and waits for that lock. So work with Qt on other threads is done within
``in_use``, and translators are changed within ``exchanged``, which waits without holding Python.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

_turn = threading.Condition()
_users = [0]
_changing: list[int] = []
"""The thread that exchanges them, while it does."""


@contextlib.contextmanager
def in_use() -> Iterator[None]:
    """Qt may look up texts of its own within; for work off the window's thread."""
    with _turn:
        _turn.wait_for(lambda: not _changing or threading.get_ident() in _changing)
        _users[0] += 1
    try:
        yield
    finally:
        with _turn:
            _users[0] -= 1
            _turn.notify_all()


@contextlib.contextmanager
def exchanged() -> Iterator[None]:
    """Translators are installed and removed within; waits for the work at hand, no longer."""
    with _turn:
        _changing.append(threading.get_ident())
        _turn.wait_for(lambda: _users[0] == 0)
    try:
        yield
    finally:
        with _turn:
            _changing.pop()
            _turn.notify_all()
