"""What the tests of the window share: the application as it looks, a session over a new file."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.app import Program
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.records import Record
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer as Identity
from wicco_desktop.ui.background import Reader, Writer
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme

Compose = Callable[..., None]
MakeRecord = Callable[..., Record]


PATIENCE = 20_000
"""Milliseconds that a test waits for what must come: on a busy machine it comes late."""

for _waits in (
    QtBot.waitUntil,
    QtBot.waitSignal,
    QtBot.waitSignals,
    QtBot.waitExposed,
    QtBot.waitActive,
):
    _waits.__kwdefaults__ = {**(_waits.__kwdefaults__ or {}), "timeout": PATIENCE}


class HeldClock:
    """A clock that stands still until a test moves it: the second day of the Macao visit."""

    def __init__(self) -> None:
        self.now = datetime(2022, 11, 24, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Let time pass: ``move(seconds=5)``."""
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["wicco-desktop"]


@pytest.fixture(scope="session")
def _lasting(qapp: QApplication) -> None:
    """Set what lives as long as the run aside: the collection after each test passes it by."""
    for module in ("window", "pages.factories", "forms.panels"):
        importlib.import_module(f"wicco_desktop.ui.{module}")
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collecting(_lasting: None) -> Iterator[None]:
    """Garbage goes on the window's thread, as in the program; all of a test's at its end.

    Its widgets go too: the next test's theme would restyle every one that is still there, and a
    window that a test left open would take the focus from the next one's.
    """
    gc.disable()
    yield
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.hide()
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    """A run of the program, to open databases in; what it leaves open goes with the test."""
    made = Program(qapp, user_folders())
    made.errors.install()
    yield made
    made.end()
    made.language.switch_to(ENGLISH)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, choice="light")
    yield made
    made.deleteLater()


@pytest.fixture
def switch(qapp: QApplication) -> Iterator[LanguageSwitch]:
    made = LanguageSwitch(ENGLISH)
    yield made
    made.switch_to(ENGLISH)
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def compose(qapp: QApplication) -> Compose:
    """Send what an input method sends: composed text, then text it commits."""

    def send(widget: QWidget, preedit: str = "", commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(widget, event)

    return send


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def failures() -> Iterator[list[BaseException]]:
    """What went wrong in the background; a bug that no test asked for fails the test."""
    seen: list[BaseException] = []
    yield seen
    bugs = [error for error in seen if not isinstance(error, UserError)]
    if bugs:
        raise bugs[0]


@pytest.fixture
def passphrase() -> str | None:
    """What the new database is encrypted with; a test module may say otherwise."""
    return None


@pytest.fixture
def session(
    *,
    database_path: Path,
    tmp_path: Path,
    switch: LanguageSwitch,
    theme: Theme,
    clock: HeldClock,
    failures: list[BaseException],
    passphrase: str | None,
) -> Iterator[Session]:
    """Everything a page is given, over a new database; closed as the program closes it."""
    store = Store.open(
        database_path,
        writer=Identity("Tester", "device-1", "test laptop"),
        clock=clock,
        passphrase=passphrase,
    )
    door = ErrorDoor(switch, tmp_path / "log")

    def failed(error: BaseException) -> None:
        failures.append(error)
        if isinstance(error, UserError):
            door.show(error)

    writer, reader = Writer(failed), Reader(failed)
    drafts = store.open_drafts()
    made = Session(
        Workspace.over(store),
        drafts=drafts,
        attachments=store.attachments,
        language=switch,
        theme=theme,
        settings=SettingsFile(tmp_path / "settings"),
        writer=writer,
        reader=reader,
        errors=door,
    )
    yield made
    writer.close()
    reader.close()
    drafts.close()
    store.close()
    made.deleteLater()


@pytest.fixture
def make_record(session: Session) -> MakeRecord:
    """Make a record at once, on the test's own thread: ``make_record("contact", name_en="…")``."""

    def make(kind: str, **values: object) -> Record:
        return session.workspace.editing.create(kind, values)

    return make
