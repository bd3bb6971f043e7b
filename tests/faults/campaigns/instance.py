"""The program's window as a process that can be told to close: ``instance DATABASE``.

Says ``open`` when the window is, and closes it as its user would when the input ends. All else is
the program's own ``main``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from wicco_desktop import app
from wicco_desktop.__main__ import main
from wicco_desktop.store.database_key import Passphrase
from wicco_desktop.ui.window import MainWindow


class Told(app.Program):
    """The program, which says what it does."""

    def open(self, path: Path, passphrase: Passphrase | None = None) -> MainWindow:
        window = super().open(path, passphrase)
        ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, window)

        def close() -> None:
            ending.setEnabled(False)
            window.close()
            QApplication.quit()

        ending.activated.connect(close)
        sys.stdout.write("open\n")
        sys.stdout.flush()
        return window


if __name__ == "__main__":
    app.Program = Told  # type: ignore[misc]
    sys.exit(main(["--data", sys.argv[1], "--language", "en"]))
