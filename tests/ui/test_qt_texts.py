"""The language is switched while pictures are read on other threads; nobody waits for ever."""

from __future__ import annotations

import subprocess
import sys
import threading

from wicco_desktop.ui.qt_texts import exchanged, in_use

SWITCHING = """
import threading
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.photos.thumbnails import decode
from wicco_desktop.ui.qt_texts import in_use

application = QApplication([])
switch = LanguageSwitch(ENGLISH)
ended = threading.Event()

def read():
    while not ended.is_set():
        with in_use():
            decode(b"GIF89a no picture" * 9, QSize(9, 9))

threads = [threading.Thread(target=read, daemon=True) for _ in range(2)]
for thread in threads:
    thread.start()
for _ in range(300):
    switch.switch_to(CHINESE)
    switch.switch_to(ENGLISH)
ended.set()
for thread in threads:
    thread.join()
print("ended")
"""


def test_a_switch_and_a_picture_that_cannot_be_read_do_not_wait_for_one_another() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SWITCHING],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, "ended\n"), done.stderr


def test_what_is_at_work_is_waited_for_and_what_comes_then_waits() -> None:
    told: list[str] = []
    at_work, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with in_use():
            at_work.set()
            assert go_on.wait(10)
            told.append("first")

    def second() -> None:
        with in_use():
            told.append("second")

    one, other = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    assert at_work.wait(10)
    threading.Timer(0.2, go_on.set).start()
    with exchanged():
        told.append("exchanged")
        other.start()
        with in_use():  # whoever exchanges them uses them, too
            told.append("the same thread")
    one.join()
    other.join()
    assert told == ["first", "exchanged", "the same thread", "second"]
