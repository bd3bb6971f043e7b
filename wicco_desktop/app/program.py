"""One run of the window: what lasts while databases are opened, exchanged and closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from wicco_desktop.app.open_database import OpenDatabase
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.languages import CODES, ENGLISH, language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.paths import UserFolders
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.store.database_key import DatabaseKey, Passphrase
from wicco_desktop.ui.collecting import Collecting
from wicco_desktop.ui.encryption.lockable import make_lockable
from wicco_desktop.ui.encryption.opening import changed, made, opened, refuse_while_busy
from wicco_desktop.ui.encryption.telling import offer_to_replace_backups
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.pages.factories import PAGES
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme
from wicco_desktop.ui.window import MainWindow

SOON = 1_000
"""Milliseconds until what nobody waits for is loaded: the window comes first."""


class Program:
    """One run of the window."""

    def __init__(
        self, application: QApplication, folders: UserFolders, given: str | None = None
    ) -> None:
        """``given`` is a passphrase to be tried before one is asked for."""
        self.application = application
        self._given = given
        self._keys: dict[Path, DatabaseKey] = {}
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

    def open(self, path: Path, passphrase: Passphrase | None = None) -> MainWindow:
        """Open a database in the window, closing the one that was open. Raises UserError.

        The old one stays open when the new one cannot be opened. One that was open before in
        this run wants no passphrase again.
        """
        real = path.resolve()
        new = OpenDatabase(path, self, passphrase or self._keys.get(real) or self._given)
        self.leave()
        self.open_database = new
        self._keys.pop(real, None)
        if new.store.key is not None:
            self._keys[real] = new.store.key
        self.settings.values.remember(real)
        new.session.save_settings()
        window = MainWindow(new.session, PAGES)
        window.database_requested.connect(self._switch)
        window.closed.connect(self.leave)
        window.sample_wanted.connect(lambda: enter_sample(new.session))
        # Not from within the dialog that asked: the window and all that is its go.
        window.dialogs.passphrase_wanted.connect(self._protect, Qt.ConnectionType.QueuedConnection)
        make_lockable(new.session, window)
        window.dialogs.restore_requested.connect(self._restore)
        window.dialogs.salvage_requested.connect(self._salvage)
        QTimer.singleShot(SOON, window, lambda: new.keep_backups(window))
        QTimer.singleShot(SOON, window, lambda: new.look(window))
        self.window = window
        return window

    def _restore(self, backup: Path) -> None:
        """Have a backup take the place of the database, which is closed meanwhile."""
        from wicco_desktop.ui.backups.restoring import restore_in

        if self.window is not None:
            restore_in(self.window, backup, leave=self._leave_window, back=self._come_back)

    def _salvage(self) -> None:
        """Save what can be read of the database, which is closed meanwhile."""
        from wicco_desktop.ui.damage.saving import salvage_in

        if self.window is not None:
            salvage_in(self.window, leave=self._leave_window, back=self._come_back)

    def _leave_window(self) -> None:
        self.leave()
        self.window = None

    def _come_back(self, path: Path) -> MainWindow | None:
        window = self.open_or_another(path)
        if window is None:
            self.application.quit()
        else:
            window.show()
        return window

    def open_asking(self, path: Path) -> MainWindow | None:
        """Open a database, asking for its passphrase; None: the user gave up. Raises UserError."""
        return opened(self.open, path, self.language, self.theme)

    def open_or_another(self, path: Path) -> MainWindow | None:
        """The window on a database; where it cannot be opened, on another that the user chooses."""
        while True:
            try:
                window = self.open_asking(path)
                if window is not None:
                    return window
                raise UserError(
                    N_("{file} was not opened: it needs its passphrase."), file=str(path)
                )
            except UserError as problem:
                from wicco_desktop.ui.other_database import ask_for_another

                chosen = ask_for_another(
                    self.language, self.theme, problem, self.folders.data, path
                )
                if chosen is None:
                    return None
                path = chosen

    def _switch(self, path: Path) -> None:
        old = self.window
        if old is not None:
            old.keep_geometry()
        ask = opened if path.exists() else made
        try:
            window = ask(self.open, path, self.language, self.theme)
        except UserError as problem:
            self.errors.show(problem)
            return
        if window is not None:
            window.show()
            if old is not None:
                old.deleteLater()

    def _protect(self, wanted: str) -> None:
        """Give the database another passphrase (empty: none): it is closed meanwhile."""
        old, database = self.window, self.open_database
        if old is None or database is None:
            return
        path, key = database.store.path, database.store.key
        problem: BaseException | None = None
        try:
            refuse_while_busy(database.session)
            old.keep_geometry()
            self.leave()
            old.hide()
            key = changed(path, key, wanted, self.language, self.theme)
        except Exception as failed:  # noqa: BLE001 - told below, when there is a window again
            problem = failed
        if self.open_database is None:
            self.window = None
            window = self.open(path, key)
            window.show()
            old.deleteLater()
            if problem is None:
                offer_to_replace_backups(window)
        if problem is not None and not isinstance(problem, Cancelled):
            self.errors.show(problem)

    def end(self) -> None:
        """Close the database and give back what was taken from Python."""
        self.leave()
        self.errors.uninstall()
        self.collecting.end()

    def leave(self) -> None:
        """Save what is being typed and close the open database, whatever goes wrong in it.

        Once it is closed there is nothing to leave: what its window still shows is nobody's.
        """
        if self.open_database is None:
            return
        try:
            if self.window is not None:
                self.window.stack.flush()
        except Exception as bug:  # noqa: BLE001 - told; what was typed is kept as drafts
            self.errors.show(bug)
        try:
            self.open_database.close()
        except Exception as bug:  # noqa: BLE001 - told; the lock goes with the process
            self.errors.show(bug)
        finally:
            self.open_database = None


def enter_sample(session: Session) -> None:
    """Enter the sample visit into the open database; one Undo takes it out again."""
    from wicco_desktop.services.sample_visit import enter_visit

    session.write(lambda: enter_visit(session.workspace))
