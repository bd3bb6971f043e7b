"""A workbook of several sheets: a tab each, and one that nothing is known of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import Open
from tests.unit.services.review.memory import MemorySheet
from wicco_desktop.exchange.interpreting import marks_of
from wicco_desktop.services.review.model import Filter
from wicco_desktop.services.review.taking import Source
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.pages.exchange_page import ExchangePage


class SeveralSheets:
    """A workbook in memory."""

    format = "xlsx"
    digest = "0" * 64
    properties: dict[str, str] = {}  # noqa: RUF012  (nothing is written to it)

    def __init__(self, *sheets: MemorySheet) -> None:
        self.sheets = sheets


@pytest.fixture
def review(open_review: Open) -> ReviewPage:
    """Three people, two organisations, and a sheet of scribbles."""
    workbook = SeveralSheets(
        MemorySheet("People", [["Name (English)", "Mobile"], *[[f"Lei {n}", None] for n in "abc"]]),
        MemorySheet(
            "Bodies",
            [["Name (English)", "Short name (English)", "City (English)"]]
            + [[f"Institute {n}", n, "Macao"] for n in "xy"],
        ),
        MemorySheet("Scribbles", [["?", "!"], ["1", "2"]]),
    )
    return open_review(Source(Path("several.xlsx"), workbook, marks_of(workbook)))


def names(review: ReviewPage) -> list[str]:
    column = 1 + [c.path for c in review.model.columns].index("name.en")
    return [str(review.model.index(row, column).data()) for row in range(review.model.rowCount())]


def test_each_sheet_has_its_tab_and_its_rows(review: ReviewPage) -> None:
    tabs = review.tabs
    assert tabs.isVisible()
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["People", "Bodies", "Scribbles"]
    assert names(review) == ["Lei a", "Lei b", "Lei c"]
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert names(review) == ["Institute x", "Institute y"]


def test_a_filter_shows_the_rows_of_the_sheet_at_the_front(review: ReviewPage) -> None:
    review.chips.chips[Filter.NEW].click()
    assert names(review) == ["Lei a", "Lei b", "Lei c"]
    review.tabs.setCurrentIndex(1)
    assert names(review) == ["Institute x", "Institute y"]


def test_going_to_a_row_of_another_sheet_brings_that_to_the_front(review: ReviewPage) -> None:
    review.go_to(4, "name.en")
    assert review.tabs.currentIndex() == 1
    assert review.here == (4, "name.en")


def test_a_sheet_nothing_is_known_of_says_so_and_may_be_read_as_something(
    review: ReviewPage, page: ExchangePage, qtbot: QtBot
) -> None:
    review.tabs.setCurrentIndex(2)
    assert review.unread.isVisible()
    assert "“Scribbles”" in review.unread.told.text()
    with qtbot.waitSignal(review.reread_wanted) as wanted:
        review.unread.buttons["contact"].click()
    assert wanted.args == ["Scribbles", "contact"]
    qtbot.waitUntil(lambda: not page.strip.isVisible())
