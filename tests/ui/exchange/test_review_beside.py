"""Beside the table of a review: what one answers there, and the letters that go on being keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import MakeRecord, Open, Send
from tests.ui.exchange.pressing import cell_at, focused, press, row_at
from tests.unit.services.review.memory import MemorySheet, MemoryWorkbook
from wicco_desktop.exchange.columns import column_at
from wicco_desktop.exchange.interpreting import marks_of
from wicco_desktop.records import Record
from wicco_desktop.services.review.model import Choice, ReviewCell, RowState, State
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.review.taking import Source
from wicco_desktop.ui.exchange.answers import answers_of, today_of
from wicco_desktop.ui.exchange.decision_words import PARTNERS, sides_told
from wicco_desktop.ui.exchange.facts import facts_of
from wicco_desktop.ui.exchange.review_model import MARK
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.exchange.value_editor import ValueEditor
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.session import Session

PARTNER, HERE = "+853 6600 1245", "+853 6600 1247"


@pytest.fixture
def ding(person: MakeRecord) -> Record:
    return person("Ding Tian", name_zh="丁恬", mobile="+853 6600 1244", email="d@example.org")


@pytest.fixture
def conflict(session: Session, ding: Record, send: Send, open_review: Open) -> ReviewPage:
    """Ding's mobile was changed by both sides, her e-mail is blank."""
    partner = send(ding)
    partner.write(ding, "mobile", PARTNER)
    partner.write(ding, "email", None)
    session.workspace.editing.change("contact", ding.id, {"mobile": HERE})
    return open_review(partner.send())


@pytest.fixture
def likeness(ding: Record, send: Send, open_review: Open) -> ReviewPage:
    """The first and only row is a new one that looks like Ding."""
    partner = send()
    partner.add(name__zh="丁恬", name__en="Ding Tian", mobile=PARTNER)
    return open_review(partner.send())


def test_what_is_typed_takes_the_place_of_the_value_there_is(conflict: ReviewPage) -> None:
    press("E")
    QTest.keyClicks(focused(), "+853 6600 9999")
    press("Return")
    assert cell_at(conflict).result == "+853 6600 9999"


def test_a_country_picked_from_the_list_is_used_at_once(session: Session, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor = ValueEditor(session.language, answers_of(session), today_of(session), window)
    QVBoxLayout(window).addWidget(editor)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    used: list[object] = []
    editor.used.connect(used.append)
    editor.begin(column_at("contact", "country_or_region"), None)
    line = focused()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Maca")
    press("Return")
    assert used == ["MO"]


def test_letters_are_keys_of_the_table_beside_it_too(conflict: ReviewPage) -> None:
    press("Return")
    assert conflict.panel.isAncestorOf(focused())
    press("P")
    assert cell_at(conflict).choice is Choice.THEIRS
    assert conflict.table.hasFocus()
    press("Return", "N")
    assert cell_at(conflict).state is State.CLEAR
    press("Return", "E")
    assert conflict.panel.editor.isAncestorOf(focused())


def test_it_begins_at_a_question_about_the_very_first_row(likeness: ReviewPage) -> None:
    assert likeness.here == (0, None)
    assert likeness.panel.cards.isVisible()


def test_that_a_row_is_someone_we_have_can_be_taken_back(
    likeness: ReviewPage, ding: Record, qtbot: QtBot
) -> None:
    assert not likeness.panel.parted.isVisible()
    press("Return", "Return")
    qtbot.waitUntil(lambda: not likeness.desk.busy)
    assert row_at(likeness).record == ding.id
    press("Home", "Return")
    assert focused() is likeness.panel.parted
    press("Return")
    qtbot.waitUntil(lambda: not likeness.desk.busy)
    assert row_at(likeness).record is None
    assert row_at(likeness).state is RowState.NEW


def test_of_what_cannot_be_read_no_blank_is_shown_as_the_partners() -> None:
    assert PARTNERS not in sides_told(ReviewCell("first_met", "C2", State.ERROR))
    assert PARTNERS in sides_told(ReviewCell("mobile", "D2", State.ERROR, theirs="#N/A"))


def test_who_a_row_is_stays_in_view_when_the_names_have_gone(
    conflict: ReviewPage, page: ExchangePage
) -> None:
    table = conflict.table
    page.window().resize(760, 640)
    press("Home")
    marks = table.columnWidth(MARK)
    assert table.kept_width() == marks
    press("End")
    assert table.kept_width() > marks
    here = table.visualRect(table.currentIndex())
    assert here.left() >= table.kept_width(), "it hides nothing that one is at"
    shown = table.rows.prepared(table.currentIndex().row())
    assert shown is not None
    assert shown.name == "Ding Tian 丁恬"
    accepted = row_at(conflict).accepted
    beside = here.center()
    beside.setX(marks + 4)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert row_at(conflict).accepted == accepted, "only its box accepts a row or skips it"


def test_an_unknown_sheet_has_the_focus_on_what_it_may_be(
    page: ExchangePage, session: Session
) -> None:
    workbook = MemoryWorkbook(MemorySheet("Scribbles", [["?", "!"], ["1", "2"]]))
    source = Source(Path("scribbles.xlsx"), workbook, marks_of(workbook))
    review = Review.of(session.workspace, source)
    page.take_review(review, facts_of(review))
    assert page.review is not None
    assert focused() is page.review.unread.buttons["contact"]
    press("Esc")
    assert page.past.isVisible()
