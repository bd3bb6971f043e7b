"""The somebody who types: goes from record to record and place to place, at all speeds."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.faults.campaigns.aftermath import NAME
from tests.faults.campaigns.killing import Say
from tests.faults.campaigns.typed_clock import RunningTime
from tests.faults.campaigns.typed_places import DATES, DIGITS, KEYS, LATIN, TIMES, Place, places
from wicco_desktop.app import Program, make_application
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.store.edits import Create
from wicco_desktop.store.queries import Query

KINDS = ("contact", "organisation", "delegation", "meeting", "event", "follow_up")
TEXTS = {
    "text": "abcdefgh ijk. 12",
    LATIN: "abcdmopt",
    DIGITS: "0123456789",
    DATES: "012-",
    TIMES: "012:",
    KEYS: " ",
}
HAN = "澳门合作会议签约代表团访问"
PAUSES = (0, 2, 10, 40, 120)
IMPORTED, BURST = 15_000, 50


def type_on(seed: int, folder: Path, say: Say, clock: RunningTime) -> None:
    """Type until killed; ``say`` tells what stands where after each key."""
    os.environ["WICCO_DESKTOP_HOME"] = str(folder / "home")
    person = _Person(seed, folder, say, clock)
    while True:
        person.visit()


def rows(random_: random.Random) -> Iterator[Create]:
    """The rows of an import that goes on for long: in bursts, as they come from the reader."""
    import threading

    pause = threading.Event().wait
    for number in range(IMPORTED):
        if number % BURST == 0:
            pause(random_.uniform(0.01, 0.06))
        yield Create("contact", {"name_en": f"Imported {number}", "city_en": "Macao"})


class _Person:
    def __init__(self, seed: int, folder: Path, say: Say, clock: RunningTime) -> None:
        self._random = random.Random(seed)
        self._say, self._clock = say, clock
        make_application()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        clock.start()
        self._program = Program(application, user_folders())
        self._program.errors.install()
        self._program.settings.values.language = "en"
        self._window = self._program.open(folder / NAME)
        self._session = self._window.session
        self._window.show()
        self._window.activateWindow()
        QTest.qWait(100)
        if self._random.random() < 0.3:
            store = self._session.workspace.store
            self._session.write(lambda: store.write(rows(random.Random(seed))))
            say({"import": True})

    def visit(self) -> None:
        """Go to a record, or begin one, and type into a place or two of it."""
        kind = self._random.choice(KINDS)
        known = self._session.workspace.store.select(Query(kind, limit=20))
        if self._random.random() < 0.3 or not known:
            self._session.new_record(kind, {})
        else:
            self._session.open_record(kind, self._random.choice(known).id)
        QTest.qWait(self._random.choice((30, 150, 300)))
        page: Any = self._window.stack.page
        if not hasattr(page, "panel"):
            return
        self._unfold(page)
        for _ in range(self._random.choice((1, 1, 2, 3))):
            found = list(places(page))
            if found:
                self._type(self._one_of(found))
        self._tell_bugs()

    def _unfold(self, page: Any) -> None:
        page.panel.unfold()
        details = getattr(page.panel, "details", None)
        if details is not None and self._random.random() < 0.5:
            details.button.setChecked(True)
        notes = getattr(page.panel, "notes", None)
        if notes is not None and self._random.random() < 0.6:
            shown = [row.id for row in notes.list.notes.rows if not row.waiting]
            if shown:
                notes.list.edit_note(self._random.choice(shown))
        plan = getattr(page.panel, "plan_visit", None)
        if plan is not None and self._random.random() < 0.3:
            self._plan(page.panel)
        attendance = getattr(page.panel, "attendance", None)
        if attendance is not None and self._random.random() < 0.3:
            self._ask_role(attendance)
        QTest.qWait(20)

    def _one_of(self, found: list[Place]) -> Place:
        """Each name of a column as likely as any other, however often it is there."""
        name = self._random.choice(sorted({(place.kind, place.column) for place in found}))
        return self._random.choice([p for p in found if (p.kind, p.column) == name])

    def _plan(self, panel: Any) -> None:
        panel.plan_visit()
        dialog = panel.plan_dialog
        QTest.qWait(50)
        line = self._random.choice([line for day in dialog.days for line in day.lines])

        def stands() -> str:
            lines = (line for day in dialog.days for line in day.lines)
            return " · ".join(text for line in lines if (text := line.committed_text()).strip())

        self._type(Place("delegation", panel.saving.id, "plan", line, stands), leave=False)
        self._said(["delegation", panel.saving.id, "plan"], stands())
        dialog.close()

    def _ask_role(self, attendance: Any) -> None:
        chips = [chip for side in attendance.sides.values() for chip in side.editor.chips]
        found = [chip for chip in chips if attendance._attendance(chip.entry.id) is not None]
        if not found:
            return
        chip = self._random.choice(found)
        record = attendance._attendance(chip.entry.id)
        attendance.ask_role(chip)
        line = attendance.role_line
        place = Place("attendance", record.id, "role", line.line, line.line.committed_text)
        self._type(place, leave=False)
        line.close()

    def _type(self, place: Place, *, leave: bool = True) -> None:
        random_ = self._random
        self._say({"going": place.key})
        place.widget.setFocus()
        pause = random_.choice(PAUSES)
        for _ in range(random_.choice((1, 5, 20, 60))):
            self._press(place)
            self._said(place.key, place.stands())
            QTest.qWait(pause)
        if leave and random_.random() < 0.6:
            QTest.keyClick(place.widget, Qt.Key.Key_Tab)
            if place.widget.isVisible():
                self._said(place.key, place.stands())
        if random_.random() < 0.4:
            QTest.qWait(random_.choice((100, 400, 900)))

    def _press(self, place: Place) -> None:
        random_, widget = self._random, place.widget
        what = random_.random()
        if what < 0.05 and place.typed != KEYS:
            QTest.keyClick(widget, Qt.Key.Key_Backspace)
        elif what < 0.25 and place.typed == "text":
            _compose(widget, random_.choice(HAN))
        else:
            QTest.keyClicks(widget, random_.choice(TEXTS[place.typed]))

    def _said(self, key: list[str], text: str) -> None:
        self._say({"key": key, "text": text, "at": self._clock.now()})

    def _tell_bugs(self) -> None:
        dialog = self._program.errors.dialog
        if dialog is not None and dialog.bugs:
            self._say({"bug": dialog.text()})


def _compose(widget: QWidget, text: str) -> None:
    """What an input method sends: it is being composed, then it is there."""
    QApplication.sendEvent(widget, QInputMethodEvent("ao", []))
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
