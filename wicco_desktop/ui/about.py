"""What this program is, what it stands on, and where its log lies."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import wicco_desktop
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.language import LanguageSwitch

LIBRARIES = {
    "pyside6-essentials": "LGPL-3.0",
    "sqlmodel": "MIT",
    "sqlalchemy": "MIT",
    "pydantic": "MIT",
    "sqlcipher3": "Zlib, BSD-3-Clause",
    "babel": "BSD-3-Clause",
    "openpyxl": "MIT",
    "pypinyin": "MIT",
    "platformdirs": "MIT",
    "filelock": "MIT",
    "exifread": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
"""What comes with the program, with the licence each is used under."""


def library_lines() -> list[str]:
    """The libraries in use with their versions and licences, one a line."""
    lines = [f"Python {platform.python_version()} (PSF-2.0)", f"Qt {qVersion()} (LGPL-3.0)"]
    for name, licence in LIBRARIES.items():
        try:
            lines.append(f"{name} {metadata.version(name)} ({licence})")
        except metadata.PackageNotFoundError:
            continue
    return [*lines, "Lucide icons (ISC)"]


class AboutDialog(QDialog):
    """Version, libraries, licences; a button to the log folder."""

    def __init__(
        self, switch: LanguageSwitch, log_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._log_folder = log_folder
        self.name = QLabel(f"WICCO Desktop {wicco_desktop.__version__}", self)
        self.name.setProperty("look", "name")
        self.purpose = QLabel(self)
        self.purpose.setWordWrap(True)
        self.stands_on = QLabel(self)
        self.stands_on.setProperty("look", "label")
        self.libraries = QPlainTextEdit("\n".join(library_lines()), self)
        self.libraries.setReadOnly(True)
        self.libraries.setTabChangesFocus(True)
        self.stands_on.setBuddy(self.libraries)
        self.log = QPushButton(self)
        self.log.clicked.connect(self._open_log)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.addButton(self.log, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        for part in (self.name, self.purpose, self.stands_on):
            column.addWidget(part)
        column.addWidget(self.libraries, 1)
        column.addWidget(self.buttons)
        self.resize(480, 420)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setWindowTitle(tr(N_("About WICCO Desktop")))
        self.purpose.setText(
            tr(N_("Meetings, people, organisations and follow-ups, in Chinese and English."))
        )
        self.stands_on.setText(tr(N_("Made with")))
        self.libraries.setAccessibleName(self.stands_on.text())
        self.log.setText(tr(N_("Open the log folder")))
        self.log.setToolTip(str(self._log_folder))
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr(N_("Close")))

    def _open_log(self) -> None:
        if self._log_folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))
        else:
            self.purpose.setText(self._switch.tr(N_("There is no log yet.")))
