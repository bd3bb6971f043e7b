"""The way into printing: what a page calls when Ctrl+P is pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.printing.print_dialog import PrintDialog
from wicco_desktop.ui.printing.wording import KINDS_PRINTED
from wicco_desktop.ui.session import Session


def print_record(
    session: Session, kind: str, id_: str | None, parent: QWidget
) -> PrintDialog | None:
    """Show the minutes of a meeting or a delegation; for anything else say what can be printed.

    What was typed must have been flushed. It is read on the writing thread, after what is being
    saved.
    """
    if kind not in KINDS_PRINTED or id_ is None:
        session.errors.show(UserError(N_("Open a meeting or a delegation to print it.")))
        return None
    dialog = PrintDialog(session, kind, id_, parent.window())
    dialog.open()
    return dialog
