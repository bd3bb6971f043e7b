"""Processes of the program's own: another Python that runs one of its modules beside the window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import wicco_desktop

Pipe = int | IO[bytes]


def start_own(
    module: str, *arguments: str, stdin: Pipe, stdout: Pipe = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Start a module of this package; what it says on its standard error goes nowhere.

    It finds what this process finds, and nothing in the folder it is started in. Raises OSError.
    """
    root = Path(wicco_desktop.__file__).parents[1]
    places = [str(root), *(place for place in sys.path if place)]
    return subprocess.Popen(  # noqa: S603  (nothing of it comes from outside)
        [sys.executable, "-P", "-S", "-m", module, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
