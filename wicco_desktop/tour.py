"""The guided tour: the real window, offscreen, driven by keys; leaves a database and pictures.

It enters the sample visit, records a meeting of invented people through the forms as a person
would, looks at every section in both languages and both themes, takes back what it did last, and
says what it did. Nothing of it is recorded beforehand: a picture shows what the window showed.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.languages import language as language_of
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.paths import UserFolders
from wicco_desktop.foundation.reasons import reason_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

DATABASE = "macao-visit.db"
WIDTH, HEIGHT = 1360, 860
PATIENCE = 20_000
"""Milliseconds the tour waits for the window to finish something before it gives up."""

READING = 300
"""Milliseconds in which the window reads and shows what was asked for."""

Say = Callable[[str], None]


def run_tour(out: Path, *, language: str | None, say: Say) -> list[Path]:
    """Take the tour into the folder ``out``; gives back the files it left there.

    ``say`` is told each step, in the language. Raises UsageError when the folder cannot be used
    or already holds a tour's database that is in use.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out = out.absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / DATABASE).unlink(missing_ok=True)
        shutil.rmtree(out / f"{Path(DATABASE).stem}.files", ignore_errors=True)
    except OSError as problem:
        raise UsageError(
            N_("The folder {folder} cannot be used: {reason}."),
            folder=str(out),
            reason=reason_of(problem),
        ) from problem
    with tempfile.TemporaryDirectory(prefix="wicco-tour-") as home:
        folders = UserFolders(Path(home) / "data", Path(home) / "settings", Path(home) / "log")
        tour = _Tour(out, folders, Translator(language_of(language or "en")), say)
        try:
            tour.take()
        finally:
            tour.end()
    return tour.left


class _Tour:
    """One tour; its methods are its steps."""

    def __init__(self, out: Path, folders: UserFolders, translator: Translator, say: Say) -> None:
        from wicco_desktop.app import Program, make_application

        self._out = out
        self._tr = translator.tr
        self._say = say
        self.left: list[Path] = []
        self._application = make_application()
        self._program = Program(self._application, folders)
        logging.getLogger().addHandler(logging.NullHandler())
        self._program.errors.install()
        self._program.settings.values.my_name = "WICCO"
        self._program.language.switch_to(ENGLISH)
        self._program.theme.choose("light")
        self._window = self._program.open(out / DATABASE)
        self._session = self._window.session
        self._window.resize(WIDTH, HEIGHT)
        self._window.show()

    def take(self) -> None:
        """Every step, in order."""
        from wicco_desktop.app import enter_sample

        enter_sample(self._session)
        self._settle()
        self._say(self._tr(N_("Entered the sample visit to Macao.")))
        self._record_a_meeting()
        self._look_around()
        self._speak_chinese()
        self._take_back()
        self.left.insert(0, self._out / DATABASE)

    def end(self) -> None:
        """Close the window and the database."""
        self._window.close()
        self._program.end()
        self._settle_events()

    # ---- The steps --------------------------------------------------------------------------

    def _record_a_meeting(self) -> None:
        self._press("Ctrl+2")
        self._press("Ctrl+N")
        self._type("Twin city talks (invented)")
        self._press("Tab")
        self._type("友好城市会谈（虚构）")
        self._press("Tab")
        self._type("2022-11-26")
        self._press("Tab")
        self._settle()
        composer = self._composer()
        for line in (
            "Both cities want to exchange engineers.",
            "两市希望互派工程师。",
        ):
            self._focus(composer)
            self._type(line)
            self._press("Return")
            self._settle()
        self._focus(composer)
        self._type("A programme is to be agreed by spring.")
        self._press("Ctrl+D")
        self._press("Return")
        self._settle()
        self._picture("recorded-meeting")
        self._say(self._tr(N_("Recorded a meeting with three notes by the keyboard.")))

    def _look_around(self) -> None:
        from PySide6.QtWidgets import QDialog

        for section, key in (("today", "Ctrl+1"), ("follow-ups", "Ctrl+7")):
            self._press(key)
            self._settle()
            self._picture(section)
        for name, kind, words in (
            ("meeting", "meeting", "Bringing Macao's research"),
            ("contact", "contact", "陈祖荣"),
            ("organisation", "organisation", "澳门大学"),
            ("event", "event", "BEYOND"),
            ("delegation", "delegation", "Macao"),
        ):
            self._open(kind, words)
            self._picture(name)
        self._open("meeting", "Bringing Macao's research")
        self._press("Ctrl+H")
        self._settle()
        dialogs = [w for w in self._application.topLevelWidgets() if isinstance(w, QDialog)]
        for dialog in filter(QDialog.isVisible, dialogs):
            self._picture("history", dialog)
            dialog.close()
        self._window.activateWindow()
        self._say(self._tr(N_("Looked at every section.")))

    def _speak_chinese(self) -> None:
        self._session.language.switch_to(CHINESE)
        self._open("meeting", "科研成果")
        self._picture("chinese")
        self._session.theme.choose("dark")
        self._settle()
        self._picture("chinese-dark")
        self._session.language.switch_to(ENGLISH)
        self._settle()
        self._picture("dark")
        self._session.theme.choose("light")
        self._say(self._tr(N_("Switched to Chinese and to dark, and back.")))

    def _take_back(self) -> None:
        store = self._session.workspace.store
        before = store.undoable()
        self._press("Ctrl+1")
        self._press("Ctrl+Z")
        self._settle()
        after = store.undoable()
        if before is None or (after is not None and after.id == before.id):
            raise RuntimeError("Undo took nothing back")
        self._press("Ctrl+Shift+Z")
        self._settle()
        self._say(self._tr(N_("Took the last change back, and did it again.")))

    # ---- Hands and eyes ---------------------------------------------------------------------

    def _press(self, keys: str) -> None:
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        target = self._application.focusWidget() or self._window
        QTest.keySequence(target, QKeySequence(keys))
        self._settle_events()

    def _type(self, text: str) -> None:
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtTest import QTest

        target = self._application.focusWidget() or self._window
        if text.isascii():
            QTest.keyClicks(target, text)
        else:  # Chinese comes from an input method, as it does for a person
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            self._application.sendEvent(target, event)
        self._settle_events()

    def _open(self, kind: str, words: str) -> None:
        found = self._session.workspace.store.search(words, kinds=[kind], limit=1)
        self._session.open_record(kind, found[0].id)
        self._settle()

    def _composer(self) -> QWidget:
        from wicco_desktop.ui.meeting.composer import Composer

        page = self._window.stack.page
        found = page.findChild(Composer) if page is not None else None
        if found is None:
            raise RuntimeError("the meeting page has no composer")
        return found

    def _focus(self, widget: QWidget) -> None:
        widget.setFocus()
        self._settle_events()

    def _picture(self, name: str, widget: QWidget | None = None) -> None:
        path = self._out / f"{name}.png"
        shown = widget or self._window
        if not shown.grab().save(str(path)):
            raise UsageError(N_("The picture {file} cannot be written."), file=str(path))
        self.left.append(path)

    def _settle(self) -> None:
        """Let the window finish what it is doing: writing, reading, showing."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

        until = QDeadlineTimer(PATIENCE)
        while True:
            # A loop of its own: the waiting of QTest keeps the other threads from running.
            loop = QEventLoop()
            QTimer.singleShot(READING, loop.quit)
            loop.exec()
            if not self._session.writer.busy or until.hasExpired():
                return

    def _settle_events(self) -> None:
        for _ in range(3):
            self._application.processEvents()
