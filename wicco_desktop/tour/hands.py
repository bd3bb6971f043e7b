"""The hands and eyes of the tour: keys pressed in the real window, pictures of what it shows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.paths import UserFolders

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from wicco_desktop.ui.session import Session
    from wicco_desktop.ui.window import MainWindow

T = TypeVar("T", bound="QWidget")

DATABASE = "macao-visit.db"
WIDTH, HEIGHT = 1360, 860
PATIENCE = 20_000
"""Milliseconds the tour waits for the window to finish something before it gives up."""

READING = 300
"""Milliseconds in which the window reads and shows what was asked for."""

Say = Callable[[str], None]


class Hands:
    """The window offscreen, and what a person does with it."""

    def __init__(self, out: Path, folders: UserFolders, translator: Translator, say: Say) -> None:
        from wicco_desktop.app import Program, make_application

        self.out = out
        self.tr = translator.tr
        self.say = say
        self.left: list[Path] = []
        self.application = make_application()
        self.program = Program(self.application, folders)
        logging.getLogger().addHandler(logging.NullHandler())
        self.program.errors.install()
        self.program.settings.values.my_name = "WICCO"
        self.program.language.switch_to(ENGLISH)
        self.program.theme.choose("light")
        self.window = self._shown(out / DATABASE)

    @property
    def session(self) -> Session:
        """What the window shown works with."""
        return self.window.session

    def change_database(self, path: Path) -> None:
        """Open another database, as from the settings; the window before it goes."""
        before = self.window
        self.window = self._shown(path)
        before.hide()
        before.deleteLater()
        self.settle()

    def _shown(self, path: Path) -> MainWindow:
        window = self.program.open(path)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.activateWindow()
        return window

    def end(self) -> None:
        """Close the window and the database."""
        self.window.close()
        self.program.end()
        self.settle_events()

    # ---- Hands and eyes ---------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        target = self.application.focusWidget() or self.window
        QTest.keySequence(target, QKeySequence(keys))
        self.settle_events()

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtTest import QTest

        target = self.application.focusWidget() or self.window
        if text.isascii():
            QTest.keyClicks(target, text)
        else:  # Chinese comes from an input method, as it does for a person
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            self.application.sendEvent(target, event)
        self.settle_events()

    def open(self, kind: str, words: str) -> None:
        """Open the first record of a kind that some words find."""
        found = self.session.workspace.store.search(words, kinds=[kind], limit=1)
        self.session.open_record(kind, found[0].id)
        self.settle()

    def composer(self) -> QWidget:
        """The note composer of the meeting shown."""
        from wicco_desktop.ui.meeting.composer import Composer

        page = self.window.stack.page
        found = page.findChild(Composer) if page is not None else None
        if found is None:
            raise RuntimeError("the meeting page has no composer")
        return found

    def focus(self, widget: QWidget) -> None:
        """Put the focus somewhere."""
        widget.setFocus()
        self.settle_events()

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Leave a picture of the window, or of one of its dialogs."""
        path = self.out / f"{name}.png"
        shown = widget or self.window
        if not shown.grab().save(str(path)):
            raise UsageError(N_("The picture {file} cannot be written."), file=str(path))
        self.left.append(path)

    def settle(self) -> None:
        """Let the window finish what it is doing: writing, reading, showing."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

        until = QDeadlineTimer(PATIENCE)
        while True:
            # A loop of its own: the waiting of QTest keeps the other threads from running.
            loop = QEventLoop()
            QTimer.singleShot(READING, loop.quit)
            loop.exec()
            if not self.session.writer.busy or until.hasExpired():
                return

    def settle_events(self) -> None:
        """Let what has happened be dealt with."""
        for _ in range(3):
            self.application.processEvents()

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the window go on until something is so; raises RuntimeError if it takes too long."""
        from PySide6.QtCore import QDeadlineTimer

        until = QDeadlineTimer(PATIENCE)
        while not reached():
            if until.hasExpired():
                raise RuntimeError("the window did not finish in time")
            self.settle()

    def shown(self, kind: type[T]) -> list[T]:
        """The windows of a kind that are open now."""
        found = [one for one in self.application.topLevelWidgets() if isinstance(one, kind)]
        return [one for one in found if one.isVisible()]

    def dialog(self, kind: type[T]) -> T:
        """The one dialog of a kind that is open."""
        self.until(lambda: bool(self.shown(kind)))
        return self.shown(kind)[0]
