"""Keys pressed in a review, and where one is in it then."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wicco_desktop.services.review.model import ReviewCell, ReviewRow
from wicco_desktop.ui.exchange.review_page import ReviewPage


def focused() -> QWidget:
    """What has the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: str) -> None:
    """Press keys where the focus is, as a user does."""
    for one in keys:
        QTest.keySequence(focused(), QKeySequence(one))


def row_at(review: ReviewPage) -> ReviewRow:
    """The row at hand."""
    assert review.here is not None
    return review.desk.review.row(review.here[0])


def cell_at(review: ReviewPage) -> ReviewCell:
    """The cell at hand."""
    assert review.here is not None
    return next(cell for cell in row_at(review).cells if cell.path == review.here[1])
