"""A damaged database that is open is closed, saved as far as it can be read, and gone on with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wicco_desktop.ui.damage.salvage_dialog import SalvageDialog
from wicco_desktop.ui.window import MainWindow


def salvage_in(
    window: MainWindow,
    *,
    leave: Callable[[], None],
    back: Callable[[Path], MainWindow | None],
) -> SalvageDialog:
    """Close a window and its database, save what can be read, and come back.

    ``leave`` closes the database, ``back`` opens the new one, or the old one where the user
    would rather not, in a new window. What was typed and not saved stays in drafts beside.
    """
    session = window.session
    store, errors = session.workspace.store, session.errors
    path, key = store.path, store.key
    window.stack.flush()
    window.keep_geometry()
    window.stack.stop()
    leave()
    dialog = SalvageDialog(path, key, session.language, session.theme)

    def ended(_result: int) -> None:
        back(dialog.chosen or path)
        if dialog.problem is not None:
            errors.show(dialog.problem)
        dialog.deleteLater()

    dialog.finished.connect(ended)
    dialog.show()
    window.hide()
    window.deleteLater()
    return dialog
