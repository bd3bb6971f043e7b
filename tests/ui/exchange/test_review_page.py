"""What the review shows, and what is decided about rows, columns, organisations and the whole."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import MakeRecord, Open, Send
from wicco_desktop.exchange.cells import CellError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.services.review.model import Filter, RowState, State
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.exchange.review_table import ReviewTable
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.session import Session

Shown = dict[str, str]


def press(*keys: str) -> None:
    for one in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, QKeySequence(one))


def idle(qtbot: QtBot, review: ReviewPage) -> None:
    qtbot.waitUntil(lambda: not review.desk.busy)


def texts(review: ReviewPage, row: int) -> list[str]:
    """The cells of a row as they are drawn, its mark first."""
    model = review.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def chips(review: ReviewPage) -> list[str]:
    return [chip.text() for chip in review.chips.chips.values() if not chip.isHidden()]


def under_review(page: ExchangePage) -> ReviewPage | None:
    return page.review


def answer(review: ReviewPage, label: str) -> None:
    """Press a button of the question that is asked."""
    question = review.ending.question
    assert question is not None
    next(button for button in question.buttons() if button.text() == label).click()


def test_every_kind_of_cell_is_told_by_words(
    session: Session, person: MakeRecord, send: Send, open_review: Open
) -> None:
    ding = person("Ding Tian", mobile="+853 6600 1244", email="d@example.org")
    ho = person("Jason Ho", "MTGA", email="ho@example.org", mobile="+853 6600 1000")
    partner = send(ding, ho)
    partner.write(ding, "name.zh", "丁恬")
    partner.write(ding, "mobile", "+853 6600 1245")
    partner.write(ding, "email", None)
    partner.write(ho, "mobile", CellError("#N/A"))
    partner.add(name__en="Sun Jin")
    editing = session.workspace.editing
    editing.change("contact", ding.id, {"mobile": "+853 6600 1247"})
    editing.change("contact", ho.id, {"email": "jason@example.org"})
    review = open_review(partner.send())
    assert texts(review, 0) == [
        "2",
        "—\n丁恬",
        "Ding Tian",
        "Forum Macao",
        "—",
        "Decide\nbefore +853 6600 1244\npartner +853 6600 1245\nhere +853 6600 1247",
        "d@example.org\nblank – clear it?",
    ]
    assert texts(review, 1)[5].endswith("cannot be read")
    assert texts(review, 1)[6] == "jason@example.org\nkept ours"
    assert texts(review, 2)[:3] == ["4 new", "—", "Sun Jin"]
    assert chips(review) == [
        "3 rows",
        "2 need you",
        "1 changed by partner",
        "1 changed here",
        "1 conflict",
        "1 cell left blank",
        "1 unreadable",
        "1 new person",
    ]


def test_what_came_back_is_told_above(person: MakeRecord, send: Send, open_review: Open) -> None:
    review = open_review(send(person("Ding Tian"), person("Jason Ho")).send())
    assert review.head.title.text() == "Returned workbook: macao-partners.xlsx"
    assert review.head.origin.text() == "exported 24 Nov, 2 contacts · returned today"
    assert review.head.apply.text() == "Nothing to apply"
    assert not review.head.apply.isEnabled()
    assert review.promise.text().startswith("Nothing is written until you apply")


def test_enter_opens_who_it_may_be_and_the_same_person_is_compared(
    person: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    czr = person("Chan Chou Weng", "DSEDT", name_zh="陈祖荣", mobile="+853 6600 1203")
    other = person("Ding Tian")
    partner = send(other)
    partner.add(name__zh="陈祖荣", mobile="+853 6600 1203", email="chan@example.org")
    review = open_review(partner.send())
    assert "looks like Chan Chou Weng 陈祖荣" in review.model.prepared(1).below  # type: ignore[union-attr]
    press("Return")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Same person"
    press("Space")
    idle(qtbot, review)
    row = review.desk.review.row(1)
    assert (row.record, row.state, row.accepted) == (czr.id, RowState.CHANGED, True)
    assert review.table.hasFocus()
    # The row came without an id: nobody knows what was sent, so nothing is taken by itself.
    assert texts(review, 1)[6] == "Decide\npartner chan@example.org\nhere —"


def test_a_row_said_to_be_someone_here_shows_what_the_record_holds(
    person: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    here = {"mobile": "+853 6600 1203", "email": "chan@example.org"}
    person("Chan Chou Weng", "DSEDT", name_zh="陈祖荣", **here)
    partner = send(person("Ding Tian"))
    partner.add(name__zh="陈祖荣", mobile="+853 6600 9999")
    review = open_review(partner.send())
    press("Return", "Space")
    idle(qtbot, review)
    assert texts(review, 1)[2:] == [
        "Chan Chou Weng",
        "DSEDT",
        "—",
        "Decide\npartner +853 6600 9999\nhere +853 6600 1203",
        "chan@example.org",
    ]
    review.go_to(1, "mobile")
    seen = [name.text() for name in review.panel.names if name.isVisible()]
    assert seen == ["Partner wrote", "Here now"]


def test_space_on_a_new_row_that_looks_like_someone_says_it_is_someone_new(
    person: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    person("Chan Chou Weng", name_zh="陈祖荣", mobile="+853 6600 1203")
    partner = send(person("Ding Tian"))
    partner.add(name__zh="陈祖荣", mobile="+853 6600 1203", email="chan@example.org")
    review = open_review(partner.send())
    assert review.desk.review.changes == 0
    press("Space")
    idle(qtbot, review)
    assert review.desk.review.row(1).accepted
    assert review.head.apply.text() == "Apply 1 change"


def test_a_deleted_record_is_brought_back_or_left(
    session: Session, person: MakeRecord, send: Send, open_review: Open
) -> None:
    ding = person("Ding Tian", mobile="+853 6600 1244")
    partner = send(ding)
    partner.write(ding, "mobile", "+853 6600 1245")
    session.workspace.editing.delete([("contact", ding.id)])
    review = open_review(partner.send())
    assert texts(review, 0)[0] == "2 deleted"
    press("O")
    assert review.desk.review.asking == 0
    assert review.desk.review.changes == 0
    press("Space")
    assert review.desk.review.row(0).accepted
    assert review.head.apply.text().startswith("Apply")


def test_a_column_is_corrected_in_one_click_at_its_heading(
    person: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    ding = person("Ding Tian")
    partner = send(ding)
    partner.head("email", "Scribbles")
    partner.write(ding, "email", "+853 2888 0000")
    review = open_review(partner.send())
    assert "1 left alone (Scribbles)" in review.mapping.told.text()
    review.mapping.menu.aboutToShow.emit()
    column = next(a for a in review.mapping.menu.actions() if "Scribbles" in a.text()).menu()
    assert column is not None
    next(a for a in column.actions() if a.text() == "Phone").trigger()  # type: ignore[attr-defined]
    idle(qtbot, review)
    assert "left alone" not in review.mapping.told.text()
    assert [c.path for c in review.model.columns][-1] == "phone"
    assert texts(review, 0)[-1] == "—\n+853 2888 0000"
    press("M")
    menu = review.column_menu
    assert menu is not None
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Name 中文"]
    menu.close()


def test_new_organisations_are_asked_about_once(
    person: MakeRecord, make_record: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    daily = make_record("organisation", name_en="Shenzhen Special Zone Daily")
    partner = send(person("Ding Tian"))
    partner.add(name__en="Sun Jin", affiliation__organisation="SZ Daily")
    partner.add(name__en="Tang Min", affiliation__organisation="SZ Daily")
    review = open_review(partner.send())
    bar = review.organisations
    assert bar.told.text() == "1 organisation you do not have will be made: SZ Daily"
    bar.button.click()
    bar.editors["SZ Daily"].choose(daily.id)
    idle(qtbot, review)
    assert bar.told.text() == "No new organisation will be made."
    assert review.desk.review.organisations[0].chosen == daily.id


def test_what_a_new_organisation_is_like_is_taken_with_one_key(
    person: MakeRecord, make_record: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    ours = make_record("organisation", name_zh="澳门大学", name_en="University of Macau")
    partner = send(person("Ding Tian"))
    partner.add(name__en="Sun Jin", affiliation__organisation="Universidade de Macau")
    partner.add(name__en="Tang Min", affiliation__organisation="Sandcastle Club")
    review = open_review(partner.send())
    bar = review.organisations
    bar.button.click()
    assert list(bar.likely) == ["Universidade de Macau"]
    assert bar.likely["Universidade de Macau"].toolTip()
    bar.likely["Universidade de Macau"].setFocus()
    press("Space")
    idle(qtbot, review)
    assert bar.told.text().endswith("will be made: Sandcastle Club")
    assert review.desk.review.organisations[0].chosen == ours.id


def test_where_rows_look_shifted_everything_at_once_is_not_offered(
    person: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    people = [person(f"Person {number}", mobile=f"+853 6600 10{number}0") for number in range(8)]
    partner = send(*people)
    for contact, following in pairwise(people):
        partner.write(contact, "name.en", following["name_en"])
    review = open_review(partner.send())
    assert review.caution.isVisible()
    assert "shifted" in review.caution.told.text()
    assert not review.head.apply.isEnabled()
    before = review.desk.review.changes
    press("Alt+Shift+P")
    assert not review.desk.busy
    assert review.desk.review.changes == before
    review.caution.button.click()
    idle(qtbot, review)
    assert review.desk.review.changes == 0
    review.go_to(0, None)
    press("Space")
    assert review.head.apply.isEnabled()
    assert review.head.apply.text() == "Apply 1 change"


def test_closing_asks_only_where_something_was_decided(
    person: MakeRecord, send: Send, open_review: Open, page: ExchangePage
) -> None:
    ding = person("Ding Tian", mobile="+853 6600 1244")
    partner = send(ding)
    partner.write(ding, "mobile", "+853 6600 1245")
    source = partner.send()
    open_review(source).head.close_.click()
    assert under_review(page) is None
    review = open_review(source)
    review.go_to(0, "mobile")
    press("O")
    review.head.close_.click()
    answer(review, "Cancel")
    assert under_review(page) is review
    review.head.close_.click()
    answer(review, "Close the review")
    assert under_review(page) is None


def test_the_language_switches_in_the_open_review(
    session: Session, person: MakeRecord, send: Send, open_review: Open
) -> None:
    ding = person("Ding Tian", name_zh="丁恬", mobile="+853 6600 1244")
    partner = send(ding)
    partner.write(ding, "mobile", "+853 6600 1245")
    session.workspace.editing.change("contact", ding.id, {"mobile": "+853 6600 1247"})
    review = open_review(partner.send())
    press("P")
    session.language.switch_to(CHINESE)
    heads = [
        review.model.headerData(section, Qt.Orientation.Horizontal)
        for section in range(1, review.model.columnCount())
    ]
    assert heads[:2] == ["姓名", "姓名 English"]
    assert review.panel.where.text().startswith("丁恬 Ding Tian · 手机")
    assert review.here == (0, "mobile")
    assert review.desk.review.row(0).cells[4].result == "+853 6600 1245"


def test_nothing_is_decided_while_the_review_is_at_work(
    person: MakeRecord, send: Send, open_review: Open, qtbot: QtBot
) -> None:
    ding = person("Ding Tian", mobile="+853 6600 1244")
    partner = send(ding)
    partner.write(ding, "mobile", "+853 6600 1245")
    review = open_review(partner.send())
    review.go_to(0, "mobile")
    press("Ctrl+Shift+O")
    assert review.desk.busy
    press("P", "Space")
    assert not review.panel.isEnabled()
    assert not review.head.apply.isEnabled()
    idle(qtbot, review)
    cell = next(c for c in review.desk.review.row(0).cells if c.path == "mobile")
    assert cell.state is State.THEIRS
    assert cell.result == "+853 6600 1244"
    assert review.panel.isEnabled()


def test_every_control_has_a_name(person: MakeRecord, send: Send, open_review: Open) -> None:
    partner = send(person("Ding Tian"))
    partner.add(name__en="Sun Jin", affiliation__organisation="SZ Daily")
    partner.add(name__en="Ding Tian", affiliation__organisation="Forum Macao")
    review = open_review(partner.send())
    review.organisations.button.click()
    press("Esc")
    unnamed = [
        widget
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, ReviewTable)
        for widget in review.findChildren(kind)
        if widget.isVisible() and not _named(widget)
    ]
    assert unnamed == []


def _named(widget: QWidget) -> bool:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    inner = widget.objectName().startswith("qt_") or type(widget).__name__ == "QAbstractButton"
    return bool(widget.accessibleName() or text) or inner


def test_filters_show_what_their_chips_say(
    person: MakeRecord, send: Send, open_review: Open
) -> None:
    ding, ho = person("Ding Tian", mobile="+853 6600 1244"), person("Jason Ho")
    partner = send(ding, ho)
    partner.write(ding, "mobile", "+853 6600 1245")
    partner.add(name__en="Sun Jin")
    review = open_review(partner.send())
    for only, rows in ((Filter.CHANGED, [0]), (Filter.NEW, [2]), (Filter.ALL, [0, 1, 2])):
        review.chips.chips[only].click()
        assert list(review.model.indexes) == rows
