"""A session over a database for a benchmark, as the window has one, and what drives it."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.benchmarks.generator import IDENTITY
from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.drafts import Drafts, drafts_path
from wicco_desktop.store.store import Store
from wicco_desktop.ui.background import Reader, Writer
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme


def application() -> QApplication:
    """The Qt application of this process."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["benchmark"])


def _raise(error: BaseException) -> None:
    raise error


@contextlib.contextmanager
def session_over(path: Path) -> Iterator[Session]:
    """A session over a database, closed as the program closes it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(path, writer=IDENTITY)
        switch = LanguageSwitch(ENGLISH, stretch=0)
        writer, reader = Writer(_raise), Reader(_raise)
        drafts = Drafts(drafts_path(path), system_clock)
        made = Session(
            Workspace.over(store),
            drafts=drafts,
            attachments=AttachmentFolder(path),
            language=switch,
            theme=Theme(application(), choice="light", switch=switch),
            settings=SettingsFile(Path(folder)),
            writer=writer,
            reader=reader,
            errors=ErrorDoor(switch, Path(folder)),
        )
        try:
            yield made
        finally:
            writer.close()
            reader.close()
            drafts.close()
            store.close()
            made.deleteLater()


def wait_until(reached: Callable[[], bool], seconds: float = 120) -> None:
    """Let the event loop run until something is so; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError
        application().processEvents()
        time.sleep(0.001)


def let_pass(seconds: float) -> None:
    """Let the event loop run for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application().processEvents()
        time.sleep(0.001)
