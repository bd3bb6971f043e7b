"""Showing a file outside of the program: in its folder, or opened by whatever opens it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_


def open_file(path: Path) -> None:
    """Open a file; raises UserError where nothing opens it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise UserError(N_("No program of this system opens {file}."), file=path.name)


def show_in_folder(path: Path) -> None:
    """Show a file where it lies, marked where the system can; raises UserError."""
    if sys.platform == "win32":
        # As one argument: Explorer reads its command line by rules of its own.
        process = QProcess()
        process.setProgram("explorer.exe")
        process.setNativeArguments(f'/select,"{path}"')
        shown = process.startDetached()[0]
    elif sys.platform == "darwin":
        shown = QProcess.startDetached("open", ["-R", str(path)])[0]
    else:
        shown = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
    if not shown:
        raise UserError(N_("The folder {folder} cannot be shown."), folder=str(path.parent))
