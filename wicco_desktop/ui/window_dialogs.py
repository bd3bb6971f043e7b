"""The dialogs that the window opens; each is imported when it is first wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.session import Session

FOLDER = "workbooks.folder"
"""Where the settings keep the folder a workbook was opened from last."""


class WindowDialogs(QObject):
    """Settings, export, shortcuts, about: none of them stops the window."""

    database_requested = Signal(object)
    """Path of another database that is to be opened or made."""

    passphrase_wanted = Signal(str)
    """The database is to have this passphrase; empty: none."""

    lock_wanted = Signal()
    """The window is to be locked now."""

    lock_after_changed = Signal()
    """The user has chosen after how many minutes the window locks."""

    workbook_chosen = Signal(object)
    """Path of a workbook that is to be reviewed."""

    salvage_requested = Signal()
    """What can be read of the database shall go into a new one."""

    restore_requested = Signal(object)
    """Path of a backup that is to take the place of the present state."""

    backed_up = Signal(object)
    """When the user had a backup made (a datetime)."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def settings(self) -> None:
        """Show the settings."""
        from wicco_desktop.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._session, self._window)
        dialog.database_requested.connect(self.database_requested)
        dialog.encryption.passphrase_wanted.connect(self.passphrase_wanted)
        dialog.encryption.lock_after_changed.connect(self.lock_after_changed)
        self._open(dialog)

    def backups(self) -> None:
        """Show the backups there are."""
        from wicco_desktop.ui.backups.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self._session, self._window)
        dialog.restore_requested.connect(self.restore_requested)
        dialog.backed_up.connect(self.backed_up)
        self._open(dialog)

    def check(self) -> None:
        """Check the database, and offer what can be done about what is found."""
        from wicco_desktop.ui.damage.check_dialog import CheckDialog

        dialog = CheckDialog(self._session, self._window)
        # Not from within the dialog: the window and all that is its go.
        queued = Qt.ConnectionType.QueuedConnection
        dialog.restore_requested.connect(self.restore_requested, queued)
        dialog.salvage_requested.connect(self.salvage_requested, queued)
        self._open(dialog)

    def shortcuts(self) -> None:
        """Show what the keys do."""
        from wicco_desktop.ui.shortcuts_dialog import ShortcutsDialog

        self._open(ShortcutsDialog(self._session.language, self._window))

    def about(self) -> None:
        """Show what the program is made of."""
        from wicco_desktop.ui.about import AboutDialog

        self._open(AboutDialog(self._session.language, user_folders().log, self._window))

    def export(self, page: Page | None) -> None:
        """Offer to export what a page shows, or everything."""
        from wicco_desktop.ui.exchange.export_dialog import ExportDialog
        from wicco_desktop.ui.exchange.export_scopes import scopes_of

        if page is not None:
            page.flush()
        self._open(ExportDialog(self._session, scopes_of(page, self._session), self._window))

    def template(self) -> None:
        """Offer an empty workbook for partners."""
        from wicco_desktop.ui.exchange.export_dialog import ExportDialog
        from wicco_desktop.ui.exchange.export_scopes import TEMPLATE, scopes_of

        scopes = [scope for scope in scopes_of(None, self._session) if scope.key == TEMPLATE]
        self._open(ExportDialog(self._session, scopes, self._window))

    def choose_workbook(self) -> None:
        """Ask which workbook is to be reviewed."""
        from PySide6.QtWidgets import QFileDialog

        from wicco_desktop.ui.dropping import SUFFIXES

        tr, window = self._session.language.tr, self._session.settings.window
        dialog = QFileDialog(self._window, tr(N_("Open workbook")), str(window.get(FOLDER) or ""))
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        every = tr(N_("All files"))
        dialog.setNameFilters([f"{tr(N_('Workbooks'))} ({patterns})", f"{every} (*)"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

        def chosen(name: str) -> None:
            window[FOLDER] = str(Path(name).parent)
            self.workbook_chosen.emit(Path(name))

        dialog.fileSelected.connect(chosen)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
