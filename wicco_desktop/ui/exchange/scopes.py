"""How much one key decides, and which key decides what."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt

from wicco_desktop.services.review.model import Choice

_Key, _Mod = Qt.Key, Qt.KeyboardModifier


class Scope(Enum):
    """How much one key decides."""

    CELL = "cell"
    ROW = "row"
    COLUMN = "column"
    ALL = "all"


SCOPES = {
    _Mod.NoModifier: Scope.CELL,
    _Mod.ShiftModifier: Scope.ROW,
    _Mod.ControlModifier | _Mod.ShiftModifier: Scope.COLUMN,
    _Mod.AltModifier | _Mod.ShiftModifier: Scope.ALL,
}
COMMANDS = frozenset({_Key.Key_P, _Key.Key_O, _Key.Key_E, _Key.Key_N, _Key.Key_F, _Key.Key_M})
"""Letters that are commands wherever in a review nothing is typed."""
CHOICES: dict[int, Choice] = {_Key.Key_P: Choice.THEIRS, _Key.Key_O: Choice.OURS}
