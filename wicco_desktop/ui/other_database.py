"""What is asked when the database cannot be opened at start: open another, make one, or leave."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.language import LanguageSwitch

DATABASES = N_("WICCO databases (*.db)")


def ask_for_another(switch: LanguageSwitch, problem: UserError, folder: Path) -> Path | None:
    """The database the user would rather open, or make in ``folder``; None to leave."""
    tr = switch.tr
    box = QMessageBox(QMessageBox.Icon.Warning, "WICCO Desktop", switch.text(problem.message))
    another = box.addButton(tr(N_("Open another…")), QMessageBox.ButtonRole.AcceptRole)
    new = box.addButton(tr(N_("Make a new one…")), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr(N_("Quit")), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is another:
        chosen, _filter = QFileDialog.getOpenFileName(
            None, tr(N_("Open a database")), str(folder), tr(DATABASES)
        )
    elif box.clickedButton() is new:
        chosen, _filter = QFileDialog.getSaveFileName(
            None, tr(N_("Make a new database")), str(folder / "wicco.db"), tr(DATABASES)
        )
    else:
        chosen = ""
    return Path(chosen) if chosen else None
