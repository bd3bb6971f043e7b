"""What the window says of the backups that are made by themselves."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.backups.schedule import BackupSchedule
from wicco_desktop.ui.notices import Action, Notice
from wicco_desktop.ui.sections import DUPLICATES
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow


class BackupsTold(QObject):
    """Joins a schedule to a window: state line, a notice that stays, the closing, the dialog."""

    def __init__(self, schedule: BackupSchedule, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._schedule = schedule
        self._notice: Notice | None = None
        window.closing.backups = schedule
        schedule.made.connect(self._made)
        schedule.failed.connect(self._failed)
        window.dialogs.backed_up.connect(schedule.note)
        window.stack.section_shown.connect(self._shown)

    def _shown(self, section: str) -> None:
        if section == DUPLICATES:
            self._schedule.prepare_merging()

    def _made(self, moment: object) -> None:
        self._window.state_line.show_backup(moment)  # type: ignore[arg-type]
        if self._notice is not None:
            self._window.notices.remove(self._notice)
            self._notice = None

    def _failed(self, problem: UserError) -> None:
        self._window.state_line.show_backup_problem()
        told = N_("There is no new backup: {problem} It is tried again by itself.")
        self._notice = self._window.notices.notify(
            Message(told, {"problem": problem.message}),
            "decide",
            Action(N_("Backups…"), self._window.dialogs.backups),
        )


def keep_backups(session: Session, window: MainWindow) -> BackupSchedule:
    """Make the backups of an open database from now on, and have its window tell of them."""
    schedule = BackupSchedule(session)
    BackupsTold(schedule, window)
    schedule.look_back()
    return schedule
