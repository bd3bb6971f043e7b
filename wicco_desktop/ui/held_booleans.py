"""Keeps the program alive under PySide6 6.12.0 and Python 3.11.

Every ``Signal.emit`` of that version gives away a reference to ``True`` that is not its own
(6.11.2 does not). After some hundred signals Python 3.11 ends the process with *bool_dealloc:
deallocating True or False*; from 3.12 on booleans cannot be given away.
"""

from __future__ import annotations

import ctypes
import sys

_MANY = sys.maxsize >> 2
_MORTAL_UNTIL = (3, 12)


def hold_booleans() -> None:
    """Make as many references to the booleans as no run of the program can give away."""
    if sys.version_info < _MORTAL_UNTIL and sys.implementation.name == "cpython":
        for value in (True, False):
            held = ctypes.c_ssize_t.from_address(id(value))
            if held.value < _MANY:
                held.value += _MANY
