"""The review by the keyboard only: every key does what the table of shortcuts says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import MakeRecord, Open, Send
from tests.ui.exchange.pressing import cell_at, press, row_at
from wicco_desktop.records import Record
from wicco_desktop.services.review.model import Choice, Filter, State
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.session import Session

PARTNER, HERE = "+853 6600 1245", "+853 6600 1247"
Compose = Callable[..., None]


def idle(qtbot: QtBot, review: ReviewPage) -> None:
    qtbot.waitUntil(lambda: not review.desk.busy)


@pytest.fixture
def ding(person: MakeRecord) -> Record:
    return person("Ding Tian", name_zh="丁恬", mobile="+853 6600 1244", email="d@example.org")


@pytest.fixture
def review(
    session: Session, ding: Record, person: MakeRecord, send: Send, open_review: Open
) -> ReviewPage:
    """Ding's mobile is a conflict, her e-mail is blank, Ho's title is theirs, one row is new."""
    ho = person("Jason Ho", "MTGA", "President", email="ho@example.org")
    lei = person("Lei Wai Nong", "MTGA")
    partner = send(ding, ho, lei)
    partner.write(ding, "mobile", PARTNER)
    partner.write(ding, "email", None)
    partner.write(ho, "affiliation.title.en", "Chairman")
    partner.add(name__en="Sun Jin", affiliation__organisation="Shenzhen Daily")
    session.workspace.editing.change("contact", ding.id, {"mobile": HERE})
    session.workspace.editing.change("contact", ho.id, {"email": "jason@example.org"})
    return open_review(partner.send())


def test_it_begins_at_the_first_that_waits_and_says_what_it_is(review: ReviewPage) -> None:
    panel = review.panel
    assert cell_at(review).state is State.CONFLICT
    assert panel.heading.text() == "Conflict 1 of 1"
    assert panel.where.text() == "Ding Tian 丁恬 · Mobile"
    assert [label.text() for label in panel.values] == ["+853 6600 1244", PARTNER, HERE]


def test_p_takes_the_partners_value_and_o_keeps_ours(review: ReviewPage) -> None:
    before = review.desk.review.changes
    press("P")
    assert cell_at(review).result == PARTNER
    assert review.head.apply.text() == f"Apply {before + 1} changes"
    press("O")
    assert cell_at(review).result == HERE
    assert "kept ours" in str(review.table.currentIndex().data())
    assert review.head.apply.text() == f"Apply {before} changes"


def test_the_chip_of_what_waits_counts_down(review: ReviewPage) -> None:
    assert review.chips.chips[Filter.NEEDS_ME].text() == "2 need you"
    press("P")
    assert review.chips.chips[Filter.NEEDS_ME].text() == "1 needs you"


def test_e_types_another_value_and_enter_uses_it(review: ReviewPage) -> None:
    press("E")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert review.panel.editor.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused, "+853 6600 9999")
    press("Return")
    assert review.table.hasFocus()
    assert cell_at(review).choice is Choice.TYPED
    assert cell_at(review).result == "+853 6600 9999"


def test_what_was_typed_is_there_again_when_the_same_workbook_is_opened_after_a_death(
    review: ReviewPage, page: ExchangePage, session: Session, open_review: Open
) -> None:
    press("E", "1", "2", "3")
    source = review.desk.review.source
    again = open_review(source)  # the first is gone without an end, as after a kill
    press("E")
    editor, here = again.panel.editor.editor, again.here
    assert editor is not None
    assert here is not None
    assert here[1] is not None
    assert editor.typed().startswith("123")
    press("Return")

    def choice(of: ReviewPage) -> Choice | None:
        cells = of.desk.review.row(here[0]).cells
        return next(cell.choice for cell in cells if cell.path == here[1])

    third = open_review(source)
    assert choice(third) is Choice.TYPED
    third.desk.decide(here[0], here[1], Choice.THEIRS)
    assert choice(open_review(source)) is not Choice.TYPED
    assert session.drafts.all() == []


def test_what_was_typed_is_forgotten_once_the_review_is_closed(
    review: ReviewPage, session: Session
) -> None:
    press("E", "1", "2", "3", "Return")
    assert session.drafts.all()
    review.ending.closed.emit()
    assert session.drafts.all() == []


def test_esc_gives_typing_up_and_goes_back_to_the_table(review: ReviewPage) -> None:
    press("E", "5", "Esc")
    assert review.table.hasFocus()
    assert cell_at(review).choice is None
    assert review.session.drafts.all() == []


def test_space_toggles_theirs_and_ours_on_a_cell_and_the_row_on_its_mark(
    review: ReviewPage,
) -> None:
    press("Space")
    assert cell_at(review).choice is Choice.THEIRS
    press("Space")
    assert cell_at(review).choice is Choice.OURS
    press("Home", "Space")
    assert not row_at(review).accepted
    assert "skipped" in str(review.table.currentIndex().data())
    press("Space")
    assert row_at(review).accepted


def test_n_goes_round_what_waits_and_back(review: ReviewPage) -> None:
    press("N")
    assert cell_at(review).state is State.CLEAR
    press("N")
    assert cell_at(review).state is State.CONFLICT
    press("Shift+N")
    assert cell_at(review).state is State.CLEAR
    press("O", "N", "P", "N")
    assert cell_at(review).state is State.CONFLICT, "nothing else waits: one stays"


def test_arrows_move_by_cell(review: ReviewPage) -> None:
    start = review.table.currentIndex()
    press("Right")
    assert review.table.currentIndex().column() == start.column() + 1
    press("Down", "Left")
    assert review.table.currentIndex() == start.siblingAtRow(start.row() + 1)


def test_shift_decides_the_row(review: ReviewPage) -> None:
    press("Shift+P")
    cells = {cell.path: cell for cell in row_at(review).cells}
    assert cells["mobile"].result == PARTNER
    assert cells["email"].result is None
    press("Shift+O")
    assert all(cell.result == cell.ours for cell in row_at(review).cells)


def test_ctrl_shift_decides_the_column_and_alt_shift_everything(
    review: ReviewPage, qtbot: QtBot
) -> None:
    press("Ctrl+Shift+P")
    idle(qtbot, review)
    assert cell_at(review).choice is Choice.THEIRS
    assert review.desk.review.asking == 1
    press("Alt+Shift+O")
    idle(qtbot, review)
    assert review.desk.review.asking == 0
    assert review.desk.review.changes == 1, "the new row"
    press("Alt+Shift+P")
    idle(qtbot, review)
    assert {cell.choice for cell in row_at(review).cells if cell.state is not State.SAME} == {
        Choice.THEIRS
    }
    assert review.table.hasFocus()


def test_f_chooses_a_filter_and_esc_shows_everything_again(review: ReviewPage) -> None:
    everything = review.model.rowCount()
    press("F", "Right", "Return")
    assert review.table.hasFocus()
    assert review.chips.only is Filter.NEEDS_ME
    assert review.model.rowCount() == 1
    press("Esc")
    assert review.model.rowCount() == everything
    press("Shift+F")
    assert review.model.rowCount() == 1
    press("Shift+F")
    assert review.model.rowCount() == everything


def test_esc_goes_back_to_the_list_and_the_review_stays_open(
    review: ReviewPage, page: ExchangePage, qtbot: QtBot
) -> None:
    press("P", "Esc")
    told = "macao-partners.xlsx is under review"
    qtbot.waitUntil(lambda: told in [row.text() for row in page.past.rows])
    page.past.rows[0].click()
    assert review.table.hasFocus()
    assert cell_at(review).result == PARTNER


def test_keys_are_commands_with_a_chinese_input_method_on(
    review: ReviewPage, compose: Compose
) -> None:
    table: QWidget = review.table
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    compose(table, preedit="p")
    compose(table, commit="平")
    assert cell_at(review).choice is None
    press("Right", "Left", "P")
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert cell_at(review).choice is Choice.THEIRS


def test_a_changed_title_is_a_new_post_or_a_correction(review: ReviewPage) -> None:
    title = next(
        (row, cell.path)
        for row in map(review.desk.review.row, review.desk.review.indexes(Filter.CHANGED))
        for cell in row.cells
        if cell.path == "affiliation.title.en"
    )
    review.go_to(title[0].index, title[1])
    assert "new post from" in str(review.table.currentIndex().data())
    assert review.panel.post.new.isChecked()
    review.panel.post.correction.click()
    assert row_at(review).new_post is None
    assert "correction" in str(review.table.currentIndex().data())
