"""The real window, killed while somebody types: what stood there a second before is offered back.

A child process opens the program on a database, types with real keys, says after each key what
stands in the line, and is killed at a random moment. The next start shows the text in place.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.drafts import Drafts, drafts_path
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from wicco_desktop.app import Program, make_application
from wicco_desktop.foundation.paths import user_folders

application = make_application()
program = Program(application, user_folders())
window = program.open(Path(sys.argv[1]))
window.show()
session = window.session
kind, id_, where = sys.argv[2:5]
session.open_record(kind, id_)
QTest.qWait(400)
panel = window.stack.page.panel
if where == "composer":
    panel.notes.composer.setFocus()
else:
    panel.fields.boxes[where].editor.focus_first()
QTest.qWait(50)
count = 0
while True:
    count += 1
    QTest.keyClicks(application.focusWidget(), f"w{count} ")
    print(count, time.time(), flush=True)
    QTest.qWait(15)
"""

ME = Writer("me", "device-1", "Laptop")


@pytest.fixture
def meeting(database_path: Path) -> str:
    store = Store.open(database_path, writer=ME)
    made = Workspace.over(store).editing.create("meeting", {"subject_en": "Work plan"})
    store.close()
    return made.id


def typed_until_killed(database: Path, meeting: str, where: str) -> int:
    """Runs the window, kills it in the middle of typing; gives the last word that must be safe."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(database), "meeting", meeting, where],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert child.stdout is not None
    said: list[tuple[int, float]] = []
    stop = None
    try:
        while stop is None or time.monotonic() < stop:
            line = child.stdout.readline()
            assert line, "the window ended by itself"
            number, moment = line.split()
            said.append((int(number), float(moment)))
            stop = stop or time.monotonic() + random.uniform(1.3, 2.0)
    finally:
        killed = time.time()
        child.kill()
        rest, _ = child.communicate()
    said += [(int(n), float(m)) for n, m in (line.split() for line in rest.splitlines())]
    return max(number for number, moment in said if moment <= killed - 1)


@pytest.mark.skipif(os.name == "nt", reason="killed by a POSIX signal")
@pytest.mark.parametrize("where", ["composer", "place", "date"])
def test_what_was_typed_a_second_before_is_offered_back(
    database_path: Path, meeting: str, where: str
) -> None:
    promised = typed_until_killed(database_path, meeting, where)

    drafts = Drafts(drafts_path(database_path), system_clock)
    (draft,) = drafts.recovered
    drafts.close()
    assert draft.key.record == meeting
    assert f"w{promised} " in draft.text + " "

    store = Store.open(database_path, writer=ME)
    assert store.get("meeting", meeting) is not None
    store.close()
