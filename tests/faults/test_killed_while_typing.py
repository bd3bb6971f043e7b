"""A program killed in the middle of a word: at most the last second of typing is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.store.drafts import Drafts

TYPING = """
import sys, threading, time
from pathlib import Path
from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts

drafts = Drafts(Path(sys.argv[1]), system_clock)
pause = threading.Event().wait
count = 0
while True:
    count += 1
    drafts.put(Draft(DraftKey("meeting", "m1", "composer"), "字" * 50 + str(count)))
    print(count, time.time(), flush=True)
    pause(0.02)
"""


@pytest.mark.parametrize("round_", range(3))
def test_at_most_the_last_second_is_lost(tmp_path: Path, round_: int) -> None:
    path = tmp_path / "wicco.db.drafts"
    child = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    started = time.monotonic()
    stop_at = started + random.uniform(1.1, 2.2)
    typed: list[tuple[int, float]] = []
    try:
        while time.monotonic() < stop_at:
            number, moment = child.stdout.readline().split()
            typed.append((int(number), float(moment)))
    finally:
        killed_at = time.time()
        child.kill()
        rest, _ = child.communicate()
    drafts = Drafts(path, system_clock)
    recovered = int(drafts.recovered[0].text.strip("字"))
    drafts.close()
    typed += [(int(n), float(m)) for n, m in (line.split() for line in rest.splitlines())]
    promised = max(number for number, moment in typed if moment <= killed_at - 1)
    assert recovered >= promised
    assert drafts.set_aside is None
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
