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
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from wicco_desktop import __version__
from wicco_desktop.app.program import SOON, Program, enter_sample
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import language, system_language
from wicco_desktop.foundation.log import crashes_kept, start_log, stop_log
from wicco_desktop.foundation.paths import UserFolders, user_folders
from wicco_desktop.foundation.settings import Settings
from wicco_desktop.services.identity import login_name
from wicco_desktop.ui.fonts import chinese_font_hint
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

__all__ = [
    "Program",
    "enter_sample",
    "has_display",
    "make_application",
    "run_sample",
    "run_window",
]

_log = logging.getLogger(__name__)


def make_application() -> QApplication:
    """The Qt application, once a process."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    application = QApplication(sys.argv[:1])
    application.setApplicationName("WICCO Desktop")
    application.setDesktopFileName("wicco-desktop")
    return application


def run_window(
    database: Path | None, *, language: str | None = None, passphrase: str | None = None
) -> int:
    """Open the window on a database (default: the last one used) and stay until it is closed."""
    return _run(database, language, prepare=None, passphrase=passphrase)


def _run(
    database: Path | None,
    code: str | None,
    prepare: Callable[[Session], None] | None,
    passphrase: str | None = None,
) -> int:
    folders = user_folders()
    log = start_log(folders.log)
    try:
        with crashes_kept(folders.log):
            return _run_logged(folders, database, code, prepare, passphrase)
    finally:
        stop_log(log)


def _run_logged(
    folders: UserFolders,
    database: Path | None,
    code: str | None,
    prepare: Callable[[Session], None] | None,
    passphrase: str | None,
) -> int:
    application = make_application()
    # Threads that read take turns with the window five times as often as Python has them do.
    sys.setswitchinterval(0.001)
    program = Program(application, folders, passphrase)
    program.errors.install()
    _log.info("start: version %s, %s", __version__, sys.platform)
    try:
        started = _started(program, database, code, prepare)
        return application.exec() if started is None else started
    finally:
        program.end()
        _log.info("end")


def _started(
    program: Program,
    database: Path | None,
    code: str | None,
    prepare: Callable[[Session], None] | None,
) -> int | None:
    """Bring the program to its window; an exit code where it comes to none. Raises UserError."""
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
    except UserError:
        raise
    except Exception as bug:
        if not has_display():
            raise
        program.errors.tell_before_leaving(bug)
        return UserError.exit_code
    hint = chinese_font_hint()
    if hint is not None:
        window.notices.notify(hint, "decide")
    QTimer.singleShot(SOON, warm_up)
    return None


def _opened(program: Program, database: Path | None) -> MainWindow | None:
    """The window on the database asked for; None when the user would rather leave.

    One that was named is opened or refused (UserError). The last used one must not keep the
    program from starting: another can be chosen.
    """
    if database is not None:
        return program.open_asking(database)
    return program.open_or_another(_last_used(program.settings.values, program.folders))


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


def warm_up() -> None:
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
