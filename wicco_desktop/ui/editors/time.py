"""A time of day; the value is ``HH:MM``."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.times import parse_time
from wicco_desktop.ui.editors.read import ReadEditor
from wicco_desktop.ui.language import LanguageSwitch


class TimeEditor(ReadEditor):
    """A line that reads ``10``, ``1030``, ``3pm``, ``下午3点``."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(switch, parse_time, lambda value, _language: str(value), parent)
