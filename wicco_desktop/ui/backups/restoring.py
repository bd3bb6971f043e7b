"""Taking a backup back while no window has the database open: progress, Cancel, then the outcome.

Whatever comes of it, the database is the one before or the restored one, whole.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.formats import format_moment
from wicco_desktop.foundation.messages import N_, NC_, NN_, Message
from wicco_desktop.store.database_key import PassphraseNeededError, WrongPassphraseError
from wicco_desktop.store.restore import Restored, restore_archive
from wicco_desktop.ui.background import Reader
from wicco_desktop.ui.backups.schedule import reporting
from wicco_desktop.ui.encryption.opening import passphrase_of
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.window import MainWindow

SAVING = 5.0
"""Seconds in which what is being saved may be finished before a restore is refused."""

Restore = Callable[[Callable[[float], None]], Restored]


class Restoring(QDialog):
    """The only window meanwhile. Esc and closing it cancel; it goes when the work has ended."""

    ended = Signal(object)
    """A ``Restored``, or what went wrong."""

    def __init__(self, switch: LanguageSwitch, restore: Restore) -> None:
        super().__init__()
        self._worker = Reader(self._end, threads=1)
        self._progress = Progress(self)
        self.setWindowTitle(switch.tr(NC_("backup", "Restore")))
        sentence = QLabel(
            switch.tr(N_("The present state is backed up, then the backup takes its place.")), self
        )
        sentence.setWordWrap(True)
        self.strip = ProgressStrip(switch, self)
        self.strip.follow(self._progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(sentence)
        column.addWidget(self.strip)
        self.resize(self.sizeHint().expandedTo(QSize(480, 0)))
        tell = reporting(self._progress, Message(N_("Restoring")))
        self._worker.read(lambda: restore(tell), self._end)

    def reject(self) -> None:
        """Esc: ask the work to stop; the dialog goes when it has."""
        self._progress.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.ignore()

    def _end(self, outcome: object) -> None:
        self._worker.close()
        self.strip.finish()
        self.ended.emit(outcome)


def restore_in(
    window: MainWindow,
    backup: Path,
    *,
    leave: Callable[[], None],
    back: Callable[[Path], MainWindow | None],
) -> None:
    """Close a window and its database, have a backup take its place, and come back.

    What is typed is saved before, so that it is in the backup of the present state; what cannot
    be saved, a date half typed, stays a draft: drafts belong to records by their ids, and the
    window that comes back offers them beside what its records hold. ``leave`` closes the
    database, ``back`` opens it in a new window.
    """
    session = window.session
    window.stack.flush()
    if not session.writer.flush(SAVING):
        told = N_("Something is still being saved. Restore the backup when that is done.")
        session.errors.show(UserError(told))
        return
    store, errors, switch = session.workspace.store, session.errors, session.language
    path, connect = store.path, store.connect
    window.keep_geometry()
    window.stack.stop()
    leave()
    theme = session.theme

    def restore(passphrase: str | None) -> None:
        dialog = Restoring(
            switch,
            lambda tell: restore_archive(
                backup, path, connect=connect, passphrase=passphrase, progress=tell
            ),
        )

        def ended(outcome: object) -> None:
            typed = None
            if isinstance(outcome, PassphraseNeededError | WrongPassphraseError):
                dialog.hide()
                typed = passphrase_of(backup, switch, theme, outcome)
            if typed is not None:
                restore(typed)
            else:
                new = back(path)
                if new is not None:
                    _tell(outcome, new, errors)
            dialog.hide()
            dialog.deleteLater()

        dialog.ended.connect(ended)
        dialog.show()

    restore(None)
    window.hide()
    window.deleteLater()


def _tell(outcome: object, window: MainWindow, errors: ErrorDoor) -> None:
    if isinstance(outcome, Restored):
        moment = parse_moment(outcome.manifest.moment)
        when = format_moment(moment, window.session.language.language)
        window.notices.notify(*told(outcome, when))
    elif isinstance(outcome, Cancelled):
        window.notices.notify(N_("Cancelled: nothing was changed."))
    elif isinstance(outcome, BaseException):
        errors.show(outcome)


def told(done: Restored, when: str) -> tuple[Message, str]:
    """What the window says after a restore, and with which meaning."""
    if done.lost:
        one, many = NN_(
            "The backup of {when} is restored, but {count} attachment is missing: its copy is "
            "damaged.",
            "The backup of {when} is restored, but {count} attachments are missing: their copies "
            "are damaged.",
        )
        return Message(one, {"when": when}, many, len(done.lost)), "decide"
    if done.damaged:
        said = N_(
            "The backup of {when} is restored. What was there was damaged; it is in {folder}."
        )
        return Message(said, {"when": when, "folder": str(done.kept)}), "decide"
    said = N_(
        "The backup of {when} is restored. What was there before is the newest in the list of "
        "backups."
    )
    return Message(said, {"when": when}), "theirs"
