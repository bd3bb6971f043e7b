"""Keys that work wherever the focus is within a panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def listen_within(panel: QWidget, act: Callable[[], None], *keys: str) -> None:
    """Do something when keys (in Qt's portable form) are pressed in a panel or a part of it."""
    for one in keys:
        shortcut = QShortcut(QKeySequence(one), panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
