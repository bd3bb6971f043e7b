"""Opening an attachment with the program of the desktop, and saving a copy: with a warning first.

What may do harm is opened only after somebody read so and said yes; Enter and Esc mean no. A
program or a script is never opened; of that at most a copy is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import Record
from wicco_desktop.services.opening_files import (
    Danger,
    DangerousFileError,
    copy_to_open,
    save_copy,
)
from wicco_desktop.store.file_names import safe_name
from wicco_desktop.ui.question import ask
from wicco_desktop.ui.session import Session

DISGUISED = N_("Its name looks like that of something else.")
BEFORE_OPENING = N_("Open it only if you know who it is from and expected it.")
BEFORE_SAVING = N_(
    "Save a copy only if you know who it is from and what it does. The copy is not run either."
)


class Opening(QObject):
    """For the attachments of one section."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._photos = session.workspace.photos
        self.warning: QMessageBox | None = None
        """The warning that is open."""
        self.dialog: QFileDialog | None = None
        """Where the place of a copy is chosen, while it is open."""

    def open(self, record: Record, *, warned: bool = False) -> None:
        """Open an attachment; what may do harm after a warning."""
        photos = self._photos

        def copied() -> Path:
            return copy_to_open(
                record, photos.content(record), photos.copies.folder(), warned=warned
            )

        self._session.reader.read(
            copied, self._open, lambda error: self._failed(record, error), owner=self
        )

    def save(self, record: Record, *, warned: bool = False) -> None:
        """Ask where a copy is to be saved; of a program after a warning."""
        self.dialog = QFileDialog(self._parent, self._session.language.tr(N_("Save a copy…")))
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.selectFile(safe_name(record.text("file_name")))
        self.dialog.fileSelected.connect(
            lambda name: self._save_at(record, Path(name), warned=warned)
        )
        self.dialog.open()

    def _save_at(self, record: Record, target: Path, *, warned: bool) -> None:
        photos = self._photos

        def saved() -> Path:
            return save_copy(record, photos.content(record), target, warned=warned)

        def failed(error: BaseException) -> None:
            if isinstance(error, DangerousFileError):
                self._warn(
                    error,
                    BEFORE_SAVING,
                    N_("Save a copy"),
                    lambda: self._save_at(record, target, warned=True),
                )
            else:
                self._session.errors.show(error)

        self._session.reader.read(saved, lambda _path: None, failed, owner=self)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._session.errors.show(
                UserError(N_("No program of this system opens {file}."), file=path.name)
            )

    def _failed(self, record: Record, error: BaseException) -> None:
        if not isinstance(error, DangerousFileError):
            self._session.errors.show(error)
        elif error.danger is Danger.PROGRAM:
            self._warn(
                error,
                BEFORE_SAVING,
                N_("Save a copy…"),
                lambda: self.save(record, warned=True),
            )
        else:
            self._warn(
                error,
                BEFORE_OPENING,
                N_("Open all the same"),
                lambda: self.open(record, warned=True),
            )

    def _warn(
        self, error: DangerousFileError, more: str, label: str, go_on: Callable[[], None]
    ) -> None:
        tr = self._session.language.tr
        told = [tr(more)]
        if error.disguised:
            told.insert(0, tr(DISGUISED))
        self.warning = ask(
            self._session.language,
            self._parent.window(),
            text=self._session.language.text(error.message),
            more=" ".join(told),
            label=label,
            go_on=go_on,
            ended=self._answered,
            careful=True,
        )
        self.warning.setIcon(QMessageBox.Icon.Warning)

    def _answered(self) -> None:
        self.warning = None
