"""The composition root: the only place where the parts are wired together.

``run_window`` opens the program, ``run_sample`` the sample visit. A ``Program`` holds what lasts
for the whole run (language, theme, settings, error door); an ``OpenDatabase`` what belongs to one
file and is made anew when another is opened.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CODES, ENGLISH, language, system_language
from wicco_desktop.foundation.paths import UserFolders, user_folders
from wicco_desktop.foundation.settings import Settings, SettingsFile
from wicco_desktop.services.identity import login_name, writer_of
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.drafts import Drafts, drafts_path
from wicco_desktop.store.store import Store
from wicco_desktop.ui.background import Reader, Writer
from wicco_desktop.ui.collecting import Collecting
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.fonts import chinese_font_hint
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.pages.factories import PAGES
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme
from wicco_desktop.ui.window import MainWindow

LOG_BYTES = 500_000

WARM_UP = 1_000
"""Milliseconds until what the first saves will need is loaded: the window comes first."""


class OpenDatabase:
    """One file with its threads, closed in the order that loses nothing."""

    def __init__(self, path: Path, program: Program) -> None:
        self.store = Store.open(path, writer=writer_of(program.settings.values))
        try:
            self.drafts = Drafts(drafts_path(path), system_clock, on_problem=program.errors.show)
            workspace = Workspace.over(self.store)
            workspace.photos.folder.clear_leftovers()
            self.writer = Writer(program.errors.show)
            self.reader = Reader(program.errors.show)
            self.session = Session(
                workspace,
                drafts=self.drafts,
                attachments=workspace.photos.folder,
                language=program.language,
                theme=program.theme,
                settings=program.settings,
                writer=self.writer,
                reader=self.reader,
                errors=program.errors,
            )
        except BaseException:
            self.store.close()
            raise

    def close(self) -> None:
        """Finish what is queued, then close the file. Drafts that could not be saved stay."""
        self.writer.close()
        self.reader.close()
        with contextlib.suppress(UserError):
            self.drafts.close()
        self.store.close()
        self.session.deleteLater()


class Program:
    """One run of the window."""

    def __init__(self, application: QApplication, folders: UserFolders) -> None:
        self.application = application
        self.collecting = Collecting(application)
        self.folders = folders
        self.settings = SettingsFile(folders.settings)
        values = self.settings.values
        chosen = language(values.language) if values.language in CODES else None
        self.language = LanguageSwitch(chosen or ENGLISH)
        self.theme = Theme(
            application, choice=values.theme, text_size=values.text_size, switch=self.language
        )
        self.errors = ErrorDoor(self.language, folders.log)
        self.open_database: OpenDatabase | None = None
        self.window: MainWindow | None = None

    def open(self, path: Path) -> MainWindow:
        """Open a database in the window, closing the one that was open. Raises UserError.

        The old one stays open when the new one cannot be opened.
        """
        new = OpenDatabase(path, self)
        self.leave()
        self.open_database = new
        self.settings.values.remember(path.resolve())
        new.session.save_settings()
        window = MainWindow(new.session, PAGES)
        window.database_requested.connect(self._switch)
        window.closed.connect(self.leave)
        window.sample_wanted.connect(lambda: enter_sample(new.session))
        self.window = window
        return window

    def _switch(self, path: Path) -> None:
        old = self.window
        if old is not None:
            old.keep_geometry()
        try:
            window = self.open(path)
        except UserError as problem:
            self.errors.show(problem)
            return
        window.show()
        if old is not None:
            old.deleteLater()

    def end(self) -> None:
        """Close the database and give back what was taken from Python."""
        self.leave()
        self.errors.uninstall()
        self.collecting.end()

    def leave(self) -> None:
        """Save what is being typed and close the open database."""
        if self.window is not None:
            self.window.stack.flush()
        if self.open_database is not None:
            self.open_database.close()
            self.open_database = None


def enter_sample(session: Session) -> None:
    """Enter the sample visit into the open database; one Undo takes it out again."""
    from wicco_desktop.services.sample_visit import enter_visit

    session.write(lambda: enter_visit(session.workspace))


class LogFile(RotatingFileHandler):
    """The log. Where it cannot be written (disk full, no right to) a line is lost, nothing else."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing: the error output is no place for it, and there is no other."""


def start_log(folder: Path) -> None:
    """Log to a rotating file; it holds what happened, never what records say."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = LogFile(
            folder / "wicco.log", maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def make_application() -> QApplication:
    """The Qt application, once a process."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    application = QApplication(sys.argv[:1])
    application.setApplicationName("WICCO Desktop")
    application.setDesktopFileName("wicco-desktop")
    return application


def run_window(database: Path | None, *, language: str | None = None) -> int:
    """Open the window on a database (default: the last one used) and stay until it is closed."""
    return _run(database, language, prepare=None)


def _run(database: Path | None, code: str | None, prepare: Callable[[Session], None] | None) -> int:
    folders = user_folders()
    start_log(folders.log)
    application = make_application()
    # Threads that read take turns with the window five times as often as Python has them do.
    sys.setswitchinterval(0.001)
    program = Program(application, folders)
    program.errors.install()
    try:
        if code is not None:
            program.language.switch_to(language(code))
        elif not program.settings.values.language and not _first_start(program):
            return 0
        window = _opened(program, database)
        if window is None:
            return 0
        if prepare is not None and program.open_database is not None:
            prepare(program.open_database.session)
        window.show()
        hint = chinese_font_hint()
        if hint is not None:
            window.notices.notify(hint, "decide")
        QTimer.singleShot(WARM_UP, _warm_up)
        return application.exec()
    finally:
        program.end()


def _opened(program: Program, database: Path | None) -> MainWindow | None:
    """The window on the database asked for; None when the user would rather leave.

    One that was named is opened or refused (UserError). The last used one must not keep the
    program from starting: another can be chosen.
    """
    if database is not None:
        return program.open(database)
    path = _last_used(program.settings.values, program.folders)
    while True:
        try:
            return program.open(path)
        except UserError as problem:
            from wicco_desktop.ui.other_database import ask_for_another

            chosen = ask_for_another(program.language, problem, program.folders.data)
            if chosen is None:
                return None
            path = chosen


def _last_used(settings: Settings, folders: UserFolders) -> Path:
    last = Path(settings.database) if settings.database else folders.database
    return last if last.exists() else folders.database


def _first_start(program: Program) -> bool:
    from wicco_desktop.ui.first_start import FirstStart

    program.language.switch_to(system_language(_system_locale()))
    dialog = FirstStart(program.language, program.theme, login_name())
    if not dialog.exec():
        return False
    values = program.settings.values
    values.language = program.language.language.code
    values.my_name = dialog.name()
    with contextlib.suppress(OSError):
        program.settings.save()
    return True


def _system_locale() -> str:
    from PySide6.QtCore import QLocale

    return QLocale.system().name()


def _warm_up() -> None:
    """Load what the first keystrokes will need while nobody waits for it."""
    import threading

    def load() -> None:
        from wicco_desktop.names import compare, sort_key

        sort_key("陈祖荣", "")
        compare("陈祖荣", "Chan Chou Weng")

    threading.Thread(target=load, name="warm-up", daemon=True).start()


def run_sample(*, language: str | None = None) -> int:
    """The window on a new database with the sample visit, in a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="wicco-sample-"))
    return _run(
        folder / "macao-visit.db",
        language,
        prepare=enter_sample,
    )


def has_display() -> bool:
    """Whether a window could be shown: always on Windows and macOS, by its variables on Linux."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
