"""The one door through which errors reach the user.

What the user can do something about is a calm notice; anything else is a bug: a report goes to the
log folder at once, one dialog says so as soon as the window comes to it, and the program goes on.
Callable from any thread, and from within painting; nothing it does can raise.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.log import LOG_NAME, private_folder
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.bug_dialog import BugDialog
from wicco_desktop.ui.bug_report import diagnostic_text
from wicco_desktop.ui.bugs import Bug, Bugs
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.notices import Action, NoticeBar
from wicco_desktop.ui.qt_log import log_qt

_log = logging.getLogger(__name__)

GATHERING = 250
"""Milliseconds between two changes of the dialog while a mistake happens over and over."""

QUIET = 30.0
"""Seconds after the dialog was closed in which the same mistake is a notice, no dialog."""

COPIED = N_("The diagnostic report is on the clipboard. It holds nothing of your records.")
AGAIN = N_("The program made the same mistake again. What you typed is kept.")


class ErrorDoor(QObject):
    """Shows every error: ``show`` for one at hand, ``install`` for those nobody caught."""

    _arrived = Signal(object)
    _bug_arrived = Signal()

    def __init__(
        self, switch: LanguageSwitch, log_folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._folder = log_folder
        self._bar: NoticeBar | None = None
        self._answer: Callable[[UserError], Action | None] = lambda _: None
        self._waiting: list[UserError] = []
        """Told as soon as there is a window."""
        self._dialog: BugDialog | None = None
        self._before: tuple[Any, Any, Any, Any] | None = None
        self._inside = threading.local()
        self._bugs = Bugs(log_folder)
        self._closed: dict[str, float] = {}
        """When a dialog that told of a mistake was closed (seconds, monotonic)."""
        self._arrived.connect(self._tell)
        # Never at once: one may be in the middle of painting.
        self._bug_arrived.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._gathering = QTimer(self, singleShot=True, interval=GATHERING)
        self._gathering.timeout.connect(self._tell_bugs)

    def answer_by(self, answer: Callable[[UserError], Action | None]) -> None:
        """What can be done about some errors right there, until another window is used."""
        self._answer = answer

    def use(self, bar: NoticeBar) -> None:
        """Show the notices there from now on (the window has one)."""
        self._answer = lambda _: None
        self._bar = bar
        waiting, self._waiting = self._waiting, []
        for error in waiting:
            self._tell(error)

    def show(self, error: BaseException) -> None:
        """Show an error; from another thread it is shown as soon as the window's thread can."""
        if isinstance(error, UserError):
            with contextlib.suppress(RuntimeError):  # the door itself has gone: the process ends
                self._arrived.emit(error)
        elif not isinstance(error, Cancelled):
            self._take(error)

    @property
    def dialog(self) -> BugDialog | None:
        """The dialog on bugs, once there was one."""
        return self._dialog

    def show_log(self) -> None:
        """Show the folder of the log outside of the program."""
        from wicco_desktop.ui.exchange.showing_files import show_in_folder

        try:
            private_folder(self._folder)
            show_in_folder(self._folder / LOG_NAME)
        except UserError as problem:
            self.show(problem)
        except OSError:
            self.show(
                UserError(N_("The folder {folder} cannot be shown."), folder=str(self._folder))
            )

    def copy_diagnostics(self) -> None:
        """Put on the clipboard what helps to find a mistake; it holds nothing of the records."""
        screens = [
            f"{screen.size().width()} × {screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in QApplication.screens()
        ]
        facts = [
            f"Interface: {self._switch.language.code}",
            f"Windows by {QApplication.platformName()}, screens {', '.join(screens)}",
        ]
        text = diagnostic_text(self._folder, datetime.now(UTC), facts)
        QApplication.clipboard().setText(text)
        if self._bar is not None:
            told = N_(
                "The diagnostic report is on the clipboard. It holds nothing of your records."
            )
            self._bar.notify(told)

    def tell_before_leaving(self, error: BaseException) -> None:
        """Tell of a bug that keeps the program from starting, and wait until it was seen."""
        bug = self._take(error, told=True)
        if bug is not None:
            dialog = BugDialog(self._switch, fatal=True)
            dialog.log_wanted.connect(self.show_log)
            dialog.tell(bug)
            dialog.exec()

    def install(self) -> None:
        """Take in what nobody catches, in any thread, and what Qt has to say."""
        if self._before is None:
            handler = qInstallMessageHandler(log_qt)
            self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook, handler)
            sys.excepthook = self._uncaught
            threading.excepthook = self._uncaught_in_thread
            sys.unraisablehook = self._unraisable

    def uninstall(self) -> None:
        """Put everything back as it was."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook, handler = self._before
            qInstallMessageHandler(handler)
            self._before = None

    # ---- What nobody caught ----------------------------------------------------------------

    def _uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.show(error)
            _let_go(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.show(args.exc_value)
            _let_go(args.exc_value)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.show(args.exc_value)
            _let_go(args.exc_value)

    def _take(self, error: BaseException, *, told: bool = False) -> Bug | None:
        """Report a bug; have it told, unless that is seen to. None where even that went wrong."""
        if getattr(self._inside, "door", False):
            return None  # a mistake in reporting a mistake
        self._inside.door = True
        try:
            bug = self._bugs.take(error, told=told)
            if bug is not None and not told:
                self._bug_arrived.emit()
        except Exception:  # noqa: BLE001 - here nothing may go wrong any more
            with contextlib.suppress(Exception):
                _log.error("a bug could not be reported: %s", type(error).__qualname__)
            return None
        finally:
            self._inside.door = False
        return bug

    # ---- Told on the window's thread -------------------------------------------------------

    def _tell(self, error: UserError) -> None:
        _log.info("told: %s", error.message.id)
        if self._bar is None or not shiboken6.isValid(self._bar):
            self._waiting.append(error)
        else:
            action = self._answer(error)
            meaning = "decide" if action is None else "unreadable"
            self._bar.notify(error.message, meaning, action)

    def _gather(self) -> None:
        if self._dialog is None:
            self._tell_bugs()
        elif not self._gathering.isActive():
            self._gathering.start()

    def _tell_bugs(self) -> None:
        self._inside.door = True  # what goes wrong in telling is not told again
        try:
            for bug in self._bugs.untold():
                self._tell_bug(bug)
        except Exception as error:  # noqa: BLE001 - a dialog that cannot be shown is no second bug
            _log.error("a bug could not be shown: %s", type(error).__qualname__)
        finally:
            self._inside.door = False

    def _tell_bug(self, bug: Bug) -> None:
        closed = self._closed.get(bug.key)
        if closed is not None and time.monotonic() - closed < QUIET:
            self._closed[bug.key] = time.monotonic()
            self._tell_again(bug)
            return
        self._usable_dialog().tell(bug)

    def _tell_again(self, bug: Bug) -> None:
        if self._bar is None or not shiboken6.isValid(self._bar):
            return
        told = Message(AGAIN)
        if all(notice.told != told for notice in self._bar.notices):
            self._bar.notify(told, "decide", Action(N_("Copy report"), _copying(bug)))

    def _usable_dialog(self) -> BugDialog:
        """The dialog, where it can be reached: above whatever holds the keys just now."""
        window: QWidget | None = None
        if self._bar is not None and shiboken6.isValid(self._bar):
            window = self._bar.window()
        parent = QApplication.activeModalWidget() or window
        dialog = self._dialog
        if dialog is not None and shiboken6.isValid(dialog):
            if dialog.isVisible() or dialog.parentWidget() is parent:
                return dialog
            dialog.deleteLater()
        dialog = self._dialog = BugDialog(self._switch, parent)
        dialog.log_wanted.connect(self.show_log)
        dialog.finished.connect(lambda _result: self._note_closed(dialog))
        return dialog

    def _note_closed(self, dialog: BugDialog) -> None:
        now = time.monotonic()
        self._closed |= dict.fromkeys(dialog.bugs, now)


def _copying(bug: Bug) -> Callable[[], None]:
    def copy() -> None:
        QApplication.clipboard().setText(bug.text())

    return copy


def _let_go(error: BaseException) -> None:
    """Let go of what an error holds on to that has been told, while all of it is still alive.

    Python keeps the last uncaught error, and with it every local of its frames. Painters and
    options that Qt lends for one call would be taken apart later, when they are no more: a crash.
    """
    seen: list[BaseException] = []
    left: BaseException | None = error
    while left is not None and left not in seen:
        seen.append(left)
        traceback.clear_frames(left.__traceback__)
        left = left.__cause__ or left.__context__
