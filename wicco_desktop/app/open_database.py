"""One database file, open in the window: its store, drafts, threads, backups; closed in order."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.services.identity import writer_of
from wicco_desktop.services.opened_copies import OpenedCopies
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.database_key import Passphrase
from wicco_desktop.store.store import Store
from wicco_desktop.ui.background import Reader, Writer
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from wicco_desktop.app.program import Program
    from wicco_desktop.ui.backups.schedule import BackupSchedule
    from wicco_desktop.ui.damage.looking import Looking


class OpenDatabase:
    """One file with its threads, closed in the order that loses nothing."""

    def __init__(self, path: Path, program: Program, passphrase: Passphrase | None) -> None:
        self.schedule: BackupSchedule | None = None
        """Makes the backups, from a moment after the window is there."""
        self.looking: Looking | None = None
        """Looks for what an end that was none has left."""
        self.closed = False
        writer = writer_of(program.settings.values)
        self.store = Store.open(path, writer=writer, passphrase=passphrase)
        try:
            self.drafts = self.store.open_drafts(on_problem=program.errors.show)
            workspace = Workspace.over(self.store)
            self.store.attachments.clear_leftovers()
            OpenedCopies(path).clear()
            if self.store.unswept():
                self._finish_erasing(workspace, program)
            self.writer = Writer(program.errors.show)
            self.reader = Reader(program.errors.show)
            self.session = Session(
                workspace,
                drafts=self.drafts,
                attachments=self.store.attachments,
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

    def _finish_erasing(self, workspace: Workspace, program: Program) -> None:
        """A person was erased and the program died before the file was swept: it is now."""
        try:
            workspace.erasing.finish()
        except UserError as problem:
            program.errors.show(problem)

    def keep_backups(self, window: MainWindow) -> None:
        """Back up from now on. Later than the window: loading it takes a while."""
        if not self.closed:
            from wicco_desktop.ui.backups.telling import keep_backups

            self.schedule = keep_backups(self.session, window)

    def look(self, window: MainWindow) -> None:
        """Look for damage where there may be some. Later than the window."""
        if not self.closed:
            from wicco_desktop.ui.damage.looking import look_after_start

            self.looking = look_after_start(self.session, window)

    def close(self) -> None:
        """Finish what is queued, then close the file. Drafts that could not be saved stay."""
        self.closed = True
        with contextlib.ExitStack() as steps:  # every one is taken, even if one goes wrong
            steps.callback(self.session.deleteLater)
            steps.callback(self.store.close)
            steps.callback(self.session.workspace.photos.copies.clear)
            steps.callback(self._close_drafts)
            steps.callback(self.reader.close)
            steps.callback(self.writer.close)
            if self.schedule is not None:
                steps.callback(self.schedule.close)
            if self.looking is not None:
                steps.callback(self.looking.close)

    def _close_drafts(self) -> None:
        with contextlib.suppress(UserError):
            self.drafts.close()
