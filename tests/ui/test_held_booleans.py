"""The program outlives any number of signals, whatever PySide6 does to the booleans."""

from __future__ import annotations

import subprocess
import sys

EMITS = """
import wicco_desktop.ui
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    told = Signal(int)

source = Source()
for number in range(20_000):
    source.told.emit(number)
"""


def test_ten_thousands_of_signals_do_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
