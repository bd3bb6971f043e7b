"""Scrolls the panel so that what one works at is seen; what lies in it does not scroll itself."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

MARGIN = 12


def reveal(widget: QWidget, part: QRect | None = None) -> None:
    """Show a widget, or a part of it (in its own coordinates), in the area it scrolls with."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    content = area.widget() if isinstance(area, QScrollArea) else None
    if isinstance(area, QScrollArea) and content is not None:
        rect = part if part is not None else widget.rect()
        top = widget.mapTo(content, rect.topLeft())
        # The foot first: of what is higher than the area the head is shown.
        area.ensureVisible(top.x(), top.y() + rect.height(), 0, MARGIN)
        area.ensureVisible(top.x(), top.y(), 0, MARGIN)
