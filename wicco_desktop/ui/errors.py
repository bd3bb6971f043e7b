"""The one door through which errors reach the user.

What the user can do something about is a calm notice; anything else is a bug: a report goes to the
log folder, one dialog says so, and the program goes on. Callable from any thread.
"""

from __future__ import annotations

import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.bug_report import report_text, write_report
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.notices import NoticeBar

_log = logging.getLogger(__name__)

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class BugDialog(QDialog):
    """Says that the program made a mistake, and offers the report. Does not block the window."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._reports: list[str] = []
        self._path: Path | None = None
        self.setModal(False)
        self.heading = QLabel(self)
        self.heading.setProperty("look", "name")
        self.sentence = QLabel(self)
        self.place = QLabel(self)
        self.place.setProperty("look", "quiet")
        for label in (self.heading, self.sentence, self.place):
            label.setWordWrap(True)
        self.copy = QPushButton(self)
        self.copy.clicked.connect(self._copy)
        self.go_on = QPushButton(self)
        self.go_on.setProperty("look", "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for label in (self.heading, self.sentence, self.place):
            column.addWidget(label)
        column.addLayout(buttons)
        self.setMinimumWidth(440)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def add(self, report: str, path: Path | None) -> None:
        """Tell of one more bug; while the dialog is open there is only this one."""
        if not self.isVisible():
            self._reports.clear()
        self._reports.append(report)
        self._path = path
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setWindowTitle(tr(N_("A mistake in the program")))
        self.heading.setText(tr(N_("Something went wrong in the program")))
        self.sentence.setText(
            tr(N_("It was not your fault, and what you typed is kept. You can go on working."))
        )
        self.place.setVisible(self._path is not None)
        if self._path is not None:
            # Translators: {file} is the path of a file that describes the mistake.
            self.place.setText(tr(N_("The report is in {file}."), file=self._path))
        self.copy.setText(tr(N_("Copy report")))
        self.go_on.setText(tr(N_("Go on")))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(self._reports))


class ErrorDoor(QObject):
    """Shows every error: ``show`` for one at hand, ``install`` for those nobody caught."""

    _arrived = Signal(object)

    def __init__(
        self, switch: LanguageSwitch, log_folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._folder = log_folder
        self._bar: NoticeBar | None = None
        self._waiting: list[UserError] = []
        """Told as soon as there is a window."""
        self._dialog: BugDialog | None = None
        self._before: tuple[Any, Any, Any] | None = None
        self._arrived.connect(self._tell)

    def use(self, bar: NoticeBar) -> None:
        """Show the notices there from now on (the window has one)."""
        self._bar = bar
        waiting, self._waiting = self._waiting, []
        for error in waiting:
            self._tell(error)

    def show(self, error: BaseException) -> None:
        """Show an error; from another thread it is shown as soon as the window's thread can."""
        self._arrived.emit(error)

    @property
    def dialog(self) -> BugDialog | None:
        """The dialog on bugs, once there was one."""
        return self._dialog

    def install(self) -> None:
        """Take in what nobody catches, in any thread, and what Qt has to say."""
        if self._before is None:
            handler = qInstallMessageHandler(_log_qt)
            self._before = (sys.excepthook, threading.excepthook, handler)
            sys.excepthook = self._uncaught
            threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Put everything back as it was."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, handler = self._before
            qInstallMessageHandler(handler)
            self._before = None

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

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.show(args.exc_value)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            if self._bar is None:
                self._waiting.append(error)
            else:
                self._bar.notify(error.message, "decide")
            return
        moment = datetime.now(UTC)
        report = report_text(error, moment)
        path = write_report(report, self._folder, moment)
        _log.error("bug: %s", type(error).__qualname__)
        if self._dialog is None:
            self._dialog = BugDialog(self._switch, self._bar.window() if self._bar else None)
        self._dialog.add(report, path)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), "%s", text)
