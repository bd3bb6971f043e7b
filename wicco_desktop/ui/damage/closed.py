"""What helps with a database that cannot be opened at start: there is no window yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QMessageBox

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.newest_backup import newest_good_backup
from wicco_desktop.store.restore import Restored, restore_archive
from wicco_desktop.ui.backups.restoring import Restoring
from wicco_desktop.ui.damage.salvage_dialog import SalvageDialog
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme


def restored(database: Path, switch: LanguageSwitch, _theme: Theme) -> Path:
    """Have the newest good backup take the place of a damaged database; gives its path.

    What is wrong is told; then the database is what it was.
    """

    def restore(tell: Callable[[float], None]) -> Restored:
        def look(part: float) -> None:
            tell(part / 2)

        backup = newest_good_backup(database, progress=look)
        if backup is None:
            raise UserError(N_("There is no good backup beside the database."))
        return restore_archive(backup.path, database, progress=lambda part: tell(0.5 + part / 2))

    outcome: list[object] = []
    loop = QEventLoop()
    dialog = Restoring(switch, restore)

    def ended(result: object) -> None:
        outcome.append(result)
        loop.quit()

    dialog.ended.connect(ended)
    dialog.show()
    loop.exec()
    dialog.hide()
    dialog.deleteLater()
    _tell(outcome[0], switch)
    return database


def salvaged(database: Path, switch: LanguageSwitch, theme: Theme) -> Path:
    """Save what can be read; gives the new database, or the old where nobody wants the new."""
    dialog = SalvageDialog(database, None, switch, theme)
    dialog.exec()
    dialog.deleteLater()
    if dialog.problem is not None:
        raise dialog.problem
    return dialog.chosen or database


def _tell(outcome: object, switch: LanguageSwitch) -> None:
    if isinstance(outcome, UserError):
        box = QMessageBox(QMessageBox.Icon.Warning, "WICCO Desktop", switch.text(outcome.message))
        box.addButton(switch.tr(N_("Close")), QMessageBox.ButtonRole.RejectRole)
        box.exec()
    elif isinstance(outcome, BaseException) and not isinstance(outcome, Cancelled):
        raise outcome
