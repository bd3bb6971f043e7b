"""The Exchange page over a real database, and workbooks that come back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.exchange.partner import HeldPartner, Partner
from wicco_desktop.records import Record
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.review.taking import Source
from wicco_desktop.ui.exchange.facts import facts_of
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
Send = Callable[..., HeldPartner]
SendFile = Callable[..., Partner]
Open = Callable[[Source], ReviewPage]


@pytest.fixture
def person(session: Session, make_record: MakeRecord) -> MakeRecord:
    """Make a contact with a post: ``person("Ding Tian", mobile="…")``."""
    bodies: dict[str, Record] = {}

    def make(name: str, body: str = "Forum Macao", title: str = "", **values: object) -> Record:
        contact = make_record("contact", name_en=name, **values)
        if body not in bodies:
            bodies[body] = make_record("organisation", name_en=body)
        make_record(
            "affiliation",
            contact=contact.id,
            organisation=bodies[body].id,
            title_en=title or None,
            main=True,
        )
        return contact

    return make


@pytest.fixture
def send(session: Session) -> Send:
    """Export some contacts to a partner, in memory."""
    return lambda *contacts: HeldPartner(session.workspace, contacts)


@pytest.fixture
def send_file(session: Session, tmp_path: Path) -> SendFile:
    """Export some contacts to a partner, as a file."""
    return lambda *contacts: Partner(session.workspace, tmp_path / "macao-partners.xlsx", contacts)


@pytest.fixture
def page(session: Session, clock: Callable[[], object], qtbot: QtBot) -> Iterator[ExchangePage]:
    """The Exchange page in a window of its own, with the bar for notices."""
    window = QWidget()
    notices = NoticeBar(session.language, window)
    made = ExchangePage(session, clock, window)  # type: ignore[arg-type]
    column = QVBoxLayout(window)
    column.addWidget(notices)
    column.addWidget(made, 1)
    session.errors.use(notices)
    window.resize(1160, 760)
    window.show()
    window.activateWindow()
    made.activate()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    made.stop()
    qtbot.waitUntil(lambda: made.review is None or not made.review.desk.busy)
    session.writer.flush(10)
    window.close()
    window.deleteLater()


@pytest.fixture
def open_review(page: ExchangePage, session: Session) -> Open:
    """Compare a workbook that was read, and show its review on the page."""

    def opened(source: Source) -> ReviewPage:
        review = Review.of(session.workspace, source)
        page.take_review(review, facts_of(review))
        assert page.review is not None
        assert page.review.table.hasFocus()
        return page.review

    return opened


@pytest.fixture
def open_file(page: ExchangePage, qtbot: QtBot) -> Callable[[Path], ReviewPage]:
    """Open a workbook as the window does, and wait for its review."""

    def opened(file: Path) -> ReviewPage:
        page.open_workbook(file)
        qtbot.waitUntil(lambda: page.review is not None)
        assert page.review is not None
        return page.review

    return opened
