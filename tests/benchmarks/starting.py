"""Start to a window that takes a keystroke, and memory then: side by side with a bare process.

The bare one imports PySide6.QtWidgets and sqlmodel and shows an empty window. Both are started in
turn, many times. The time counts from before the process is made; that of the program until a key,
pressed as soon as the window is on the screen, has been handled and its letter painted.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.generator import contacts_database, copied

RUNS = 15

TELL = """
import json, os, time
from pathlib import Path

def tell():
    taken = time.monotonic()
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        memory = 0.0
    print(json.dumps({"taken": taken, "memory": memory}), flush=True)
"""

BARE = (
    TELL
    + """
import sqlmodel
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
application.processEvents()
tell()
"""
)
"""In the quicker order: sqlmodel imported after PySide6 takes a fifth longer, and more memory."""

PROGRAM = (
    TELL
    + """
import sys

def run(*_arguments):
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

    application = QApplication.instance()
    window = next(one for one in application.topLevelWidgets() if isinstance(one, QMainWindow))
    line = next(one for one in window.findChildren(QLineEdit) if one.isVisible())

    class Typing(QObject):
        typed = shown = False

        def eventFilter(self, watched, event):
            if watched is line:
                self.shown |= event.type() == QEvent.Type.Paint and line.text() == "a"
            elif event.type() == QEvent.Type.Expose:
                self.type()
            return False

        def type(self):
            if not self.typed:
                self.typed = True
                pressed = QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"
                QCoreApplication.postEvent(line, QKeyEvent(*pressed))

    typing = Typing()
    line.setFocus()
    line.installEventFilter(typing)
    window.windowHandle().installEventFilter(typing)
    if window.windowHandle().isExposed():
        typing.type()
    while not typing.shown:
        application.processEvents()
    assert window.isActiveWindow()
    tell()
    os._exit(0)

class BeforeTheWindow:
    # Qt is loaded when the program does so, not before: the order of imports matters.
    def find_spec(self, name, path=None, target=None):
        if name == "wicco_desktop.app":
            sys.meta_path.remove(self)
            from PySide6.QtWidgets import QApplication
            QApplication.exec = run

sys.meta_path.insert(0, BeforeTheWindow())
from wicco_desktop.__main__ import main
sys.exit(main(["--data", sys.argv[1], "--language", "en"]))
"""
)


def run(folder: Path, size: int) -> list[Figure]:
    """Start both in turn and compare the medians."""
    with tempfile.TemporaryDirectory() as temporary:
        whole = contacts_database(folder, size)
        environment = {**os.environ, "WICCO_DESKTOP_HOME": temporary}
        bare, program = [], []
        for number in range(RUNS + 1):
            # Another copy each time: the program does not end but stops, and after an unclean end
            # a start looks at the file first.
            place = Path(temporary) / str(number)
            place.mkdir()
            database = copied(whole, place)
            with database.open("rb+") as file:
                os.fsync(file.fileno())
            bare.append(_started(BARE, environment))
            program.append(_started(PROGRAM, environment, str(database)))
            shutil.rmtree(place)
    # The first start of each fills the caches of the system.
    times = [statistics.median(one[0] for one in runs[1:]) for runs in (bare, program)]
    memory = [statistics.median(one[1] for one in runs[1:]) for runs in (bare, program)]
    return [
        _compared("start to a window that takes a keystroke", size, times, "ms", 1.2),
        _compared("memory then", size, memory, "MB", 1.5),
    ]


def _compared(what: str, size: int, both: list[float], unit: str, goal: float) -> Figure:
    ratio = both[1] / both[0]
    return Figure(
        what,
        size,
        f"{ratio:.2f} × the bare process ({both[1]:.0f} against {both[0]:.0f} {unit})",
        f"≤ {goal} ×",
        ratio <= goal,
    )


def _started(script: str, environment: dict[str, str], *arguments: str) -> tuple[float, float]:
    """Milliseconds to the keystroke, and MB then."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = json.loads(done.stdout.splitlines()[0])
    return (told["taken"] - began) * 1e3, told["memory"]
