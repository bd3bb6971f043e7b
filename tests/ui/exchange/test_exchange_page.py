"""What stands on the Exchange page: first steps, what went out and came in, what is still open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import MakeRecord, Open, Send, SendFile
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.store.edits import Edit, Through
from wicco_desktop.ui.exchange.conflicts_page import ConflictList
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme

OpenFile = Callable[[Path], ReviewPage]
PARTNER, HERE = "+853 6600 1245", "+853 6600 1247"


def press(*keys: str) -> None:
    for one in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, QKeySequence(one))


def rows(page: ExchangePage) -> list[str]:
    return [row.text() for row in page.past.rows]


def mobile(session: Session, contact: Record) -> object:
    found = session.workspace.store.get("contact", contact.id)
    assert found is not None
    return found["mobile"]


@pytest.fixture
def conflict(
    session: Session, person: MakeRecord, send: Send, open_review: Open
) -> tuple[Record, ReviewPage]:
    """Ding's mobile was changed by both sides, Ho's by the partner."""
    ding, ho = person("Ding Tian", mobile="+853 6600 1244"), person("Jason Ho")
    partner = send(ding, ho)
    partner.write(ding, "mobile", PARTNER)
    partner.write(ho, "mobile", "+853 6600 2000")
    session.workspace.editing.change("contact", ding.id, {"mobile": HERE})
    return ding, open_review(partner.send())


@pytest.fixture
def ding_sent(person: MakeRecord, send: Send) -> Record:
    """Ding, who was exported."""
    ding = person("Ding Tian")
    send(ding)
    return ding


def applied(page: ExchangePage, review: ReviewPage, qtbot: QtBot) -> None:
    review.head.apply.click()
    qtbot.waitUntil(page.applied.isVisible)


def test_an_empty_page_offers_the_three_first_steps(page: ExchangePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.empty.isVisible)
    asked: list[str] = []
    page.asked.connect(asked.append)
    for button in page.empty.buttons:
        button.click()
    assert asked == ["export", "open_workbook", "template"]


def test_nothing_is_written_before_apply_and_one_undo_takes_it_all_back(
    page: ExchangePage, session: Session, conflict: tuple[Record, ReviewPage], qtbot: QtBot
) -> None:
    ding, review = conflict
    store = session.workspace.store
    position = store.position()
    press("P")
    assert store.position() == position
    assert review.head.apply.text() == "Apply 2 changes"
    applied(page, review, qtbot)
    assert mobile(session, ding) == PARTNER
    assert page.applied.sentence.text() == "2 changes from macao-partners.xlsx applied."
    qtbot.waitUntil(lambda: "".join(rows(page)[:1]).startswith("Import of macao-partners.xlsx"))
    assert page.past.rows[0].detail.startswith("applied")
    assert rows(page)[1] == "2 contacts to macao-partners.xlsx"
    page.applied.undo.click()
    qtbot.waitUntil(lambda: mobile(session, ding) == HERE)
    assert not page.applied.isVisible()
    qtbot.waitUntil(lambda: page.past.rows[0].detail.startswith("taken back"))


def test_the_sentence_goes_when_it_is_undone_by_other_means(
    page: ExchangePage, session: Session, conflict: tuple[Record, ReviewPage], qtbot: QtBot
) -> None:
    _ding, review = conflict
    applied(page, review, qtbot)
    editing = session.workspace.editing
    session.write(lambda: editing.undo(None))
    qtbot.waitUntil(page.applied.isHidden)


def test_open_conflicts_are_listed_and_decided_one_after_another(
    page: ExchangePage, session: Session, conflict: tuple[Record, ReviewPage], qtbot: QtBot
) -> None:
    ding, review = conflict
    applied(page, review, qtbot)
    assert page.applied.sentence.text().endswith(
        "1 question stays open and is asked again when the workbook is opened."
    )
    assert mobile(session, ding) == HERE
    qtbot.waitUntil(lambda: rows(page)[:1] == ["1 conflict open"])
    press("Return")
    qtbot.waitUntil(lambda: page.conflicts.current is not None)
    assert page.conflicts.list.hasFocus()
    panel = page.conflicts.panel
    assert [label.text() for label in panel.values] == ["+853 6600 1244", PARTNER, HERE]
    press("P")
    qtbot.waitUntil(lambda: mobile(session, ding) == PARTNER)
    qtbot.waitUntil(page.past.isVisible)
    qtbot.waitUntil(lambda: "1 conflict open" not in rows(page))


def test_skipping_everything_changes_nothing_and_is_remembered(
    page: ExchangePage, session: Session, conflict: tuple[Record, ReviewPage], qtbot: QtBot
) -> None:
    ding, review = conflict
    review.head.skip.click()
    question = review.ending.question
    assert question is not None
    next(button for button in question.buttons() if button.text() == "Skip all").click()
    qtbot.waitUntil(page.applied.isVisible)
    assert mobile(session, ding) == HERE
    assert page.applied.sentence.text() == "macao-partners.xlsx: everything stays as it is here."
    assert session.workspace.store.open_conflicts() == []


def test_a_workbook_is_read_in_the_background_and_reviewed(
    page: ExchangePage, person: MakeRecord, send_file: SendFile, open_file: OpenFile
) -> None:
    ding = person("Ding Tian", mobile="+853 6600 1244")
    partner = send_file(ding)
    partner.write(ding, "mobile", PARTNER)
    review = open_file(partner.send())
    assert review.head.apply.text() == "Apply 1 change"
    assert review.head.origin.text().startswith("exported 24 Nov, 1 contact")
    assert not page.strip.isVisible()


def test_a_file_that_cannot_be_read_is_one_sentence(
    page: ExchangePage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 no workbook at all")
    page.open_workbook(file)
    assert page.strip.isVisible()
    bar = page.window().findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    qtbot.waitUntil(lambda: bool(bar.notices))
    assert "broken.xlsx" in bar.notices[0].sentence.text()
    assert page.review is None
    assert not page.strip.isVisible()
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"")
    page.open_workbook(other)
    assert not bar.notices, "of the one before nothing is said any more"
    qtbot.waitUntil(lambda: bool(bar.notices))
    assert "other.xlsx" in bar.notices[0].sentence.text()


def test_the_list_has_the_focus_as_soon_as_it_has_rows(
    page: ExchangePage, person: MakeRecord, send: Send, qtbot: QtBot
) -> None:
    qtbot.waitUntil(page.empty.isVisible)
    qtbot.waitUntil(page.empty.buttons[0].hasFocus)
    send(person("Ding Tian"))
    page.activate()
    qtbot.waitUntil(lambda: bool(page.past.rows) and page.past.rows[0].hasFocus())


def test_of_an_open_conflict_both_lines_are_drawn(theme: Theme, qtbot: QtBot) -> None:
    def drawn(file: str) -> QImage:
        made = ConflictList(theme)
        qtbot.addWidget(made)
        made.resize(600, 200)
        made.addItem(f"Ding Tian 丁恬 · Mobile\n{file}, C7")
        return made.grab().toImage()

    assert drawn("one.xlsx") != drawn("two.xlsx")


def test_reading_can_be_cancelled(
    page: ExchangePage, person: MakeRecord, send_file: SendFile, qtbot: QtBot
) -> None:
    page.open_workbook(send_file(person("Ding Tian")).send())
    page.strip.cancel.click()
    qtbot.waitUntil(lambda: not page.strip.isVisible())
    assert page.review is None


def test_the_partners_workbook_is_saved_with_comments(
    session: Session,
    person: MakeRecord,
    send_file: SendFile,
    open_file: OpenFile,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    ding = person("Ding Tian", mobile="+853 6600 1244", email="d@example.org")
    partner = send_file(ding)
    partner.write(ding, "mobile", PARTNER)
    partner.write(ding, "email", None)
    session.workspace.editing.change("contact", ding.id, {"mobile": HERE})
    review = open_file(partner.send())
    target = tmp_path / "commented.xlsx"
    review.ending.save_comments(target)
    qtbot.waitUntil(lambda: not review.desk.busy)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    said = {
        cell.column: cell.comment.text
        for cell in sheet[partner.rows[ding.id]]
        if cell.comment is not None
    }
    assert set(said) == {partner.columns["mobile"], partner.columns["email"]}
    assert HERE in said[partner.columns["mobile"]]
    assert "Which is right?" in said[partner.columns["mobile"]]
    bar = review.window().findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    assert str(target) in bar.notices[-1].sentence.text()


def test_imports_are_listed_in_the_language_of_the_window(
    page: ExchangePage, session: Session, make_record: MakeRecord, qtbot: QtBot
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    editing = session.workspace.editing
    session.write(
        lambda: editing.apply(
            [Edit("contact", contact.id, {"mobile": PARTNER})], through=Through.WORKBOOK
        )
    )
    qtbot.waitUntil(lambda: rows(page) == ["Mobile of Ding Tian"])
    session.language.switch_to(CHINESE)
    qtbot.waitUntil(lambda: rows(page) == ["Ding Tian 的手机"])
    assert page.past.rows[0].focusPolicy() != Qt.FocusPolicy.NoFocus
