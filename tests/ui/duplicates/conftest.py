"""The page of duplicates in a window of its own, over a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.duplicates_page import DuplicatesPage
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
Open = Callable[[], DuplicatesPage]


@pytest.fixture
def window(session: Session) -> Iterator[QWidget]:
    """A window with the bar for notices and room for the page."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(NoticeBar(session.language, made))
    made.resize(1160, 760)
    yield made
    session.writer.flush(10)
    made.close()
    made.deleteLater()


@pytest.fixture
def page(session: Session, window: QWidget, qtbot: QtBot) -> DuplicatesPage:
    """The page, shown, nothing looked for yet."""
    made = DuplicatesPage(session, window)
    window.layout().addWidget(made)  # type: ignore[union-attr]
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


@pytest.fixture
def found(page: DuplicatesPage, qtbot: QtBot) -> Open:
    """Go to the page and wait until it has looked and compares the first pair."""

    def look() -> DuplicatesPage:
        page.activate()
        qtbot.waitUntil(lambda: page.search.known, timeout=20_000)
        qtbot.waitUntil(
            lambda: not page.list.rows.pairs or page.panel.shown is not None, timeout=20_000
        )
        return page

    return look


@pytest.fixture
def twice(make_record: MakeRecord) -> tuple[Record, Record]:
    """One person in two records: in both scripts, with another address and another remark."""
    return (
        make_record(
            "contact",
            name_zh="陈祖荣",
            name_en="Chan Chou Weng",
            mobile="+853 6612 3456",
            email="czr@example.org",
            remarks_en="Met in 2022.",
        ),
        make_record(
            "contact",
            name_zh="陳祖榮",
            name_en="Chan Chou Wang",
            mobile="+853 6612 3456",
            email="chan@example.org",
            remarks_en="Likes tea.",
        ),
    )


@pytest.fixture
def less_likely(make_record: MakeRecord) -> tuple[Record, Record]:
    """Two of the same name and nothing else."""
    return make_record("contact", name_en="Gu Ting"), make_record("contact", name_en="Gu Ting")
