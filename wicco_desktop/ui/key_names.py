"""The names of keys as they stand on keyboards, in every language.

Qt's Chinese catalogue calls the arrow keys 左方向 and 右方向, Enter 回车: on no keyboard, and in no
other program, are they found so. These go before it, in menus, tooltips and our own tables.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTranslator

NAMES = {"Return": "Enter", "Del": "Delete", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
"""Keys that a keyboard, and our texts, name otherwise than Qt."""


class KeyNames(QTranslator):
    """Answers for Qt's names of keys, leaves every other text to the catalogues installed before.

    On a Mac keys have signs of their own, which Qt writes without any catalogue.
    """

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        if context != "QShortcut" or sys.platform == "darwin":
            return None
        # Qt reads key sequences by these names, too: Return must not become the other Enter key.
        return source if source == "Return" else NAMES.get(source, source)

    def isEmpty(self) -> bool:
        return False
