"""The review and the export dialog in the whole window: one language, nothing cut when small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tests.ui.exchange.partner import PATHS, HeldPartner
from tests.ui.whole.test_every_text import leaks
from tests.ui.whole.test_stretched import cut
from wicco_desktop.exchange.cells import CellError
from wicco_desktop.exchange.columns import column_at
from wicco_desktop.exchange.heading_text import heading
from wicco_desktop.exchange.interpreting import ExportMarks
from wicco_desktop.foundation.languages import ENGLISH, language
from wicco_desktop.services.review.model import RowState, State
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.review.taking import Source
from wicco_desktop.ui.exchange.export_dialog import ExportDialog
from wicco_desktop.ui.exchange.export_scopes import scopes_of
from wicco_desktop.ui.exchange.facts import facts_of
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Settle = Callable[[], None]


@pytest.fixture
def switch(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[LanguageSwitch]:
    """The stretched mode where a test asks for it."""
    stretch = 0.4 if "stretched" in request.node.name else 0.0
    made = LanguageSwitch(ENGLISH, stretch=stretch)
    yield made
    made.switch_to(ENGLISH)
    QLocale.setDefault(QLocale("en_GB"))


def everything(session: Session, code: str) -> Source:
    """A return in which every sort of cell and row occurs; its own words are of no language."""
    editing = session.workspace.editing
    body = editing.create("organisation", {"name_zh": "11", "name_en": "11"})
    people = []
    for number in range(1, 8):
        values = {f"name_{code}": f"{number}{number}", "mobile": f"+853 6612 000{number}"}
        people.append(editing.create("contact", values))
        post = {"contact": people[-1].id, "organisation": body.id, "title_en": "77", "main": True}
        editing.create("affiliation", post)
    partner = HeldPartner(session.workspace, people)
    for path in PATHS:
        partner.head(path, heading(column_at("contact", path), code))
    partner.write(people[0], "mobile", "+853 6612 0101")
    partner.write(people[1], "mobile", "+853 6612 0102")
    editing.change("contact", people[1].id, {"mobile": "+853 6612 0202"})
    partner.write(people[2], "mobile", None)
    partner.write(people[3], "mobile", CellError("#1"))
    partner.write(people[4], "affiliation.title.en", "78")
    editing.change("contact", people[5].id, {"mobile": "+853 6612 0206"})
    partner.write(people[6], "mobile", "+853 6612 0107")
    editing.delete([("contact", people[6].id)])
    side = f"name__{code}"
    partner.add(**{side: "99"}, affiliation__organisation="55")
    partner.add(**{side: "11"}, mobile="+853 6612 0909")
    partner.cells.append(list(partner.cells[1]))
    sent = partner.send().workbook
    return Source(Path("1.2"), sent, ExportMarks())


def opened(session: Session, window: MainWindow, settle: Settle, code: str) -> ReviewPage:
    window.show_section("exchange")
    settle()
    page = window.stack.page
    assert isinstance(page, ExchangePage)
    review = Review.of(session.workspace, everything(session, code))
    review.language = code
    page.take_review(review, facts_of(review))
    settle()
    assert page.review is not None
    states = {cell.state for i in review.indexes() for cell in review.row(i).cells}
    assert states == set(State)
    assert {review.row(i).state for i in review.indexes()} == set(RowState)
    return page.review


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_sort_of_row_is_told_in_the_language(
    session: Session, window: MainWindow, settle: Settle, code: str
) -> None:
    session.language.switch_to(language(code))
    page = opened(session, window, settle, code)
    found: set[str] = set()
    for index in page.desk.review.indexes():
        for path in (None, *PATHS):
            page.go_to(index, path)
            found.update(f"row {index}, {path}: {leak}" for leak in leaks(window, code))
    found = {leak for leak in found if "Contacts" not in leak.split(" in ")[-1]}
    assert found == set(), "\n".join(sorted(found))


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_review_that_is_open_follows_the_language(
    session: Session, window: MainWindow, settle: Settle, code: str
) -> None:
    other = "en" if code == "zh" else "zh"
    session.language.switch_to(language(other))
    page = opened(session, window, settle, code)
    session.language.switch_to(language(code))
    settle()
    assert page.isVisible()
    assert leaks(window, code) == []


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_export_dialog_is_told_in_the_language(
    session: Session, window: MainWindow, settle: Settle, code: str
) -> None:
    session.language.switch_to(language(code))
    dialog = ExportDialog(session, scopes_of(window.stack.page, session), window)
    dialog.show()
    settle()
    found = leaks(dialog, code)
    dialog.close()
    assert found == []


def test_a_stretched_review_is_not_cut_in_the_smallest_window(
    session: Session, window: MainWindow, settle: Settle
) -> None:
    window.resize(1024, 640)
    page = opened(session, window, settle, "en")
    found: set[str] = set()
    for index in page.desk.review.indexes():
        for path in (None, "mobile", "affiliation.title.en"):
            page.go_to(index, path)
            settle()
            found.update(cut(window))
    assert found == set(), "\n".join(sorted(found))
    assert (window.width(), window.height()) == (1024, 640)


def test_a_stretched_export_dialog_is_not_cut(
    session: Session, window: MainWindow, settle: Settle
) -> None:
    window.resize(1024, 640)
    dialog = ExportDialog(session, scopes_of(window.stack.page, session), window)
    dialog.show()
    settle()
    assert cut(dialog) == []
    assert dialog.width() <= 1024
    assert dialog.height() <= 640
    dialog.close()
