"""A hundred thousand rows: only what is in view is ever asked for, and little of it is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wicco_desktop.exchange.columns import column_at
from wicco_desktop.services.review.model import ReviewCell, ReviewRow, RowState, State
from wicco_desktop.ui.exchange.review_model import AT_HAND, ReviewModel
from wicco_desktop.ui.exchange.review_table import ReviewTable
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

MANY = 100_000
COLUMNS = tuple(column_at("contact", path) for path in ("name.en", "mobile"))


class Rows:
    """Rows made when they are asked for; every tenth has a conflict."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, index: int) -> ReviewRow:
        self.asked.append(index)
        said = f"Person {index}"
        name = ReviewCell("name.en", f"A{index}", State.SAME, said, said, said)
        both = index % 10 == 0
        mobile = ReviewCell(
            "mobile", f"B{index}", State.CONFLICT if both else State.SAME, "1", "2", "3"
        )
        return ReviewRow(
            index,
            "Contacts",
            index + 2,
            "contact",
            f"id{index}",
            RowState.CHANGED,
            accepted=True,
            cells=(name, mobile),
        )


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def table(switch: LanguageSwitch, theme: Theme, rows: Rows, qtbot: QtBot) -> Iterator[ReviewTable]:
    model = ReviewModel(switch)
    made = ReviewTable(model, theme)
    qtbot.addWidget(made)
    made.resize(700, 500)
    model.show(rows, range(MANY), COLUMNS, None)
    made.fit_columns()
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.isVisible)
    yield made
    model.deleteLater()


def test_opening_asks_for_hardly_more_than_is_shown(table: ReviewTable, rows: Rows) -> None:
    table.grab()
    assert max(rows.asked) < 200
    assert len(rows.asked) < 200


def test_the_end_is_reached_without_what_lies_between(table: ReviewTable, rows: Rows) -> None:
    table.grab()
    rows.asked.clear()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert max(rows.asked) == MANY - 1
    assert min(rows.asked) > MANY - 200
    assert table.rows_in_view()[-1] == MANY - 1


def test_few_rows_are_kept_however_far_one_scrolls(table: ReviewTable, rows: Rows) -> None:
    for place in range(0, MANY, MANY // 200):
        table.verticalScrollBar().setValue(place)
        table.grab()
    assert len(set(rows.asked)) > AT_HAND
    assert len(table.rows._rows) <= AT_HAND


def test_a_row_in_view_is_as_high_as_what_it_says(table: ReviewTable) -> None:
    table.verticalScrollBar().setValue(50_000)
    table.grab()
    conflict, plain = table.rowHeight(50_000), table.rowHeight(50_001)
    lines = len(str(table.rows.index(50_000, 2).data()).splitlines())
    assert lines == 4
    assert conflict > 3 * (plain - 10)


def test_while_the_review_is_at_work_nothing_is_asked_of_it(table: ReviewTable, rows: Rows) -> None:
    table.grab()
    table.rows.frozen = True
    rows.asked.clear()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert rows.asked == []
