"""What is asked when the database cannot be opened at start: open another, make one, or leave.

Of one that is damaged also: take the newest good backup, or save what can be read.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store.driver import DamagedFileError
from wicco_desktop.store.shape import ForeignSchemaError
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

DATABASES = N_("WICCO databases (*.db)")


def ask_for_another(
    switch: LanguageSwitch,
    theme: Theme,
    problem: UserError,
    folder: Path,
    database: Path | None = None,
) -> Path | None:
    """The database the user would rather open, or make in ``folder``; None to leave.

    ``database`` is the one with the ``problem``: it comes back where it was restored.
    """
    tr = switch.tr
    box = QMessageBox(QMessageBox.Icon.Warning, "WICCO Desktop", switch.text(problem.message))
    restore = salvage = None
    damaged = isinstance(problem, DamagedFileError | ForeignSchemaError)
    if damaged and database is not None and database.is_file():
        restore = box.addButton(
            tr(N_("Restore the newest good backup")), QMessageBox.ButtonRole.AcceptRole
        )
        salvage = box.addButton(tr(N_("Save what can be read…")), QMessageBox.ButtonRole.AcceptRole)
    another = box.addButton(tr(N_("Open another…")), QMessageBox.ButtonRole.AcceptRole)
    new = box.addButton(tr(N_("Make a new one…")), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr(N_("Quit")), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    clicked = box.clickedButton()
    if database is not None and clicked in (restore, salvage):
        from wicco_desktop.ui.damage.closed import restored, salvaged

        return (restored if clicked is restore else salvaged)(database, switch, theme)
    if clicked is another:
        chosen, _filter = QFileDialog.getOpenFileName(
            None, tr(N_("Open a database")), str(folder), tr(DATABASES)
        )
    elif clicked is new:
        chosen, _filter = QFileDialog.getSaveFileName(
            None, tr(N_("Make a new database")), str(folder / "wicco.db"), tr(DATABASES)
        )
    else:
        chosen = ""
    return Path(chosen) if chosen else None
