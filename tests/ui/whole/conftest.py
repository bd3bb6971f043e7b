"""The whole window with its real pages, over records whose words are all of one language."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.records import KINDS, FieldType
from wicco_desktop.services.meetings import OURS, THEIRS
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.store.writer import Writer
from wicco_desktop.ui.pages.factories import PAGES
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

WORDS = {
    "zh": {"person": "丁恬", "body": "澳门大学", "text": "两市互派人员", "place": "会议室"},
    "en": {"person": "Ann Example", "body": "Example City", "text": "Exchange", "place": "Hall"},
}

Fill = Callable[[str], dict[str, str]]


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    """A file whose name is a word of no language."""
    return tmp_path / "1.db"


@pytest.fixture(autouse=True)
def nobody(session: Session) -> None:
    """Names of user and device that are words of no language."""
    session.settings.my_name, session.settings.device_name = "1", "2"
    session.workspace.store.writer = Writer("1", "device-1", "2")


@pytest.fixture
def fill(session: Session) -> Fill:
    """Make one record of each kind with words of one language; gives their ids by kind."""

    def make(code: str) -> dict[str, str]:
        words = WORDS[code]
        editing = session.workspace.editing
        ids: dict[str, str] = {}
        texts = {
            "contact": words["person"],
            "organisation": words["body"],
            "delegation": words["text"],
            "meeting": words["text"],
            "event": words["text"],
            "topic": words["text"],
        }
        for kind, text in texts.items():
            values: dict[str, object] = {f"{KINDS[kind].title}_{code}": text}
            for spec in KINDS[kind].fields:
                if spec.type is FieldType.DATE:
                    values[spec.key] = "2022-11-25"
                if spec.type is FieldType.CHOICE:
                    values[spec.key] = spec.choices[0].key
            if KINDS[kind].has("country_or_region"):
                values["country_or_region"] = "MO"
            if kind == "meeting":
                values |= {
                    "host": ids["organisation"],
                    "delegation": ids["delegation"],
                    "start": "10:00",
                    "time_zone": "Asia/Macau",
                    f"place_{code}": words["place"],
                }
            ids[kind] = editing.create(kind, values).id
        meeting, contact = ids["meeting"], ids["contact"]
        other = editing.create("contact", {f"name_{code}": words["person"]}).id
        session.workspace.people.add_post(
            contact, {"organisation": ids["organisation"], f"title_{code}": words["text"]}
        )
        session.workspace.delegations.set_members(ids["delegation"], [contact])
        session.workspace.meetings.set_attendance(meeting, OURS, [contact])
        session.workspace.meetings.set_attendance(meeting, THEIRS, [other])
        for kind in ("statement", "decision"):
            note = NewNote({code: words["text"]}, speaker=contact, kind=kind)
            session.workspace.notes.add(meeting, [note])
        session.workspace.notes.add(
            meeting,
            [NewNote({code: words["text"]}, kind="follow_up")],
            NewFollowUp(contact, "2022-11-20"),
        )
        (follow_up,) = session.workspace.follow_ups.open_ones()
        ids["follow_up"] = follow_up.id
        gone = editing.create("event", {f"name_{code}": words["text"]}).id
        editing.delete([("event", gone)])
        return ids

    return make


@pytest.fixture
def settle(qapp: QApplication, qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Wait until the window has written, read and shown what was asked for."""

    def meet() -> None:
        """Both readers must meet here: each has told what it was asked before."""
        met = threading.Barrier(2)
        done: list[object] = []
        for _reader in range(met.parties):
            session.reader.read(met.wait, done.append)
        qtbot.waitUntil(lambda: len(done) == met.parties, timeout=20_000)

    def wait() -> None:
        for _ in range(6):  # what is read is painted, what is painted asks for more
            qtbot.waitUntil(lambda: not session.writer.busy, timeout=20_000)
            meet()
            qapp.processEvents()
            # What was thrown away goes when an event loop begins, which here none does.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return wait


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window, shown."""
    made = MainWindow(session, PAGES)
    qtbot.addWidget(made)
    made.resize(1360, 860)
    made.show()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    yield made
    made.stack.flush()
