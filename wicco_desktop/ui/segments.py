"""Buttons side by side of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


def segment(parent: QWidget, choice: str, choices: Sequence[str]) -> QPushButton:
    """The button of one of the choices, shaped by its place among them."""
    button = QPushButton(parent)
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setProperty("look", "segment")
    # As high as its neighbours: Han characters make theirs higher.
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
    button.setProperty("place", {choices[0]: "first", choices[-1]: "last"}.get(choice, ""))
    return button
