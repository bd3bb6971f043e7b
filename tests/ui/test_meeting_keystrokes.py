"""What a meeting costs to type: date, host, two people, four notes and a follow-up, in the window.

Counted is every key that is no character of a text, a name or a date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.clock import Clock
from wicco_desktop.records import Record
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Make = Callable[..., Record]

ALLOWED = 30


class Keyboard:
    """Types into whatever has the focus and counts what it presses besides."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.pressed: list[str] = []

    def text(self, text: str) -> Keyboard:
        """Characters of a text, a name or a date."""
        for char in text:
            QTest.keyClicks(self._focus(), char)
        return self

    def press(
        self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Keyboard:
        """One key that is none of these; with a modifier it is one too."""
        self.pressed.append(f"{modifier.name or ''} {key.name}")
        QTest.keyClick(self._focus(), key, modifier)
        return self

    def tab(self) -> Keyboard:
        return self.press(Key.Key_Tab)

    def enter(self) -> Keyboard:
        return self.press(Key.Key_Return)

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


@pytest.fixture
def keyboard(session: Session, clock: Clock, qtbot: QtBot) -> Iterator[Keyboard]:
    window = MainWindow(session, clock=clock)
    window.resize(1360, 860)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Key.Key_2, CONTROL)
    yield Keyboard(qtbot, window)
    session.writer.flush(10)
    window.close()
    window.deleteLater()


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.writer.busy)


@pytest.mark.parametrize("known", [True, False], ids=["known people", "everyone new"])
def test_a_meeting_costs_at_most_thirty_keys_beyond_its_words(
    session: Session, qtbot: QtBot, make_record: Make, keyboard: Keyboard, *, known: bool
) -> None:
    if known:
        make_record("organisation", name_en="Economic and Technological Development Bureau")
        make_record("contact", name_zh="陈祖荣", name_en="Chan Chou Wang")
        make_record("contact", name_en="Gu Ting")
    keyboard.press(Key.Key_N, CONTROL)
    keyboard.text("Progress and work plan").tab().tab()
    keyboard.text("23 Nov 2022").tab()
    keyboard.text("10:00-11:30").tab().tab()
    keyboard.text("Economic and Technological Development Bureau").enter().tab()
    keyboard.text("Chan Chou Wang").enter().enter()
    keyboard.text("Gu Ting").enter().enter()
    keyboard.text("Exchange platforms can carry research to market.").enter()
    keyboard.text("ccw").enter()
    keyboard.text("Universities are the main source of research.").enter()
    keyboard.text("Macao is a platform towards Portuguese-speaking countries.").enter()
    keyboard.text("Promote WICCO there.").press(Key.Key_D, CONTROL).enter()
    keyboard.text("Send the list of member cities.").press(Key.Key_U, CONTROL)
    keyboard.text("gt").enter().text("9 Dec").enter()

    settle(session, qtbot)
    workspace = session.workspace
    (meeting,) = workspace.store.select(Query("meeting"))
    host = workspace.store.get("organisation", meeting.text("host"))
    assert host is not None
    assert host["name_en"] == "Economic and Technological Development Bureau"
    assert {key: meeting[key] for key in ("subject_en", "date", "start", "end", "kind")} == {
        "subject_en": "Progress and work plan",
        "date": "2022-11-23",
        "start": "10:00",
        "end": "11:30",
        "kind": "meeting",
    }
    (theirs,) = workspace.meetings.attendees(meeting.id, "theirs")
    (ours,) = workspace.meetings.attendees(meeting.id, "ours")
    assert theirs.contact["name_en"] == "Chan Chou Wang"
    assert ours.contact["name_en"] == "Gu Ting"
    notes = workspace.notes.of(meeting.id)
    assert [(note["speaker"], note["kind"], note["text_en"]) for note in notes] == [
        (None, "statement", "Exchange platforms can carry research to market."),
        (theirs.contact.id, "statement", "Universities are the main source of research."),
        (
            theirs.contact.id,
            "statement",
            "Macao is a platform towards Portuguese-speaking countries.",
        ),
        (theirs.contact.id, "decision", "Promote WICCO there."),
        (theirs.contact.id, "follow_up", "Send the list of member cities."),
    ]
    (follow_up,) = workspace.follow_ups.open_ones()
    assert (follow_up["note"], follow_up["owner"], follow_up["due"], follow_up["organisation"]) == (
        notes[-1].id,
        ours.contact.id,
        "2022-12-09",
        host.id,
    )
    assert len(workspace.store.select(Query("contact"))) == 2
    assert len(workspace.store.select(Query("organisation"))) == 1
    assert len(keyboard.pressed) <= ALLOWED, keyboard.pressed
    assert session.drafts.all() == []
