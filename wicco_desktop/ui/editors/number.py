"""A whole number, as people type it: with or without signs between its digits, full width too."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.typed import LONGEST_READ, plain, quoted
from wicco_desktop.ui.editors.read import ReadEditor
from wicco_desktop.ui.language import LanguageSwitch

_NUMBER = re.compile(r"[+-]?\d+", re.ASCII)
LARGEST = 10**15


def parse_number(text: str) -> int:
    """The number; raises UserError for a text that is none."""
    bare = re.sub("[ ,，']", "", plain(text)) if len(text) <= LONGEST_READ else ""
    if not _NUMBER.fullmatch(bare) or abs(int(bare)) > LARGEST:
        raise UserError(N_("“{text}” is not a whole number."), text=quoted(text))
    return int(bare)


class NumberEditor(ReadEditor):
    """The value is a whole number."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(switch, parse_number, format_number, parent)
