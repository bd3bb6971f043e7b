"""A question before something that many records or decisions hang on; it stops no other window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.language import LanguageSwitch


def ask(
    switch: LanguageSwitch,
    parent: QWidget,
    *,
    text: str,
    more: str,
    label: str,
    go_on: Callable[[], None],
    ended: Callable[[], None],
    careful: bool = False,
) -> QMessageBox:
    """Ask; ``go_on`` is called for yes, ``ended`` before it and for no.

    ``text`` and ``more`` are shown as they are; ``label`` (a message id) says what yes does.
    ``careful``: Enter means no.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(switch.tr(label))
    box.setText(text)
    box.setInformativeText(more)
    go = box.addButton(switch.tr(label), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(switch.tr(N_("Cancel")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel if careful else go)
    box.setEscapeButton(cancel)

    def answered(_result: int) -> None:
        chosen = box.clickedButton() is go
        ended()
        box.deleteLater()
        if chosen:
            go_on()

    box.finished.connect(answered)
    box.open()
    return box
