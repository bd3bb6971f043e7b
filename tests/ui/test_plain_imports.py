"""After Qt is loaded, modules are imported without a look at their sources."""

from __future__ import annotations

import subprocess
import sys

AFTERWARDS = """
import builtins, linecache
from wicco_desktop.ui.plain_imports import plain_imports
plain_imports()
import PySide6.QtWidgets
assert builtins.__import__ is not builtins.__feature_import__
linecache.clearcache()
import wicco_desktop.ui.window
print([name for name in linecache.cache if "wicco_desktop" in name])
"""


def test_no_source_file_is_read_once_qt_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AFTERWARDS], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
