"""The pages of the program by section; the window makes each when it is first shown.

A page is imported then, too: nothing of it costs time at start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.session import Session

PageFactory = Callable[[Session], Page]


def _today(session: Session) -> Page:
    from wicco_desktop.ui.pages.today_page import TodayPage

    return TodayPage(session)


def _trash(session: Session) -> Page:
    from wicco_desktop.ui.pages.trash_page import TrashPage

    return TrashPage(session)


def _exchange(session: Session) -> Page:
    from wicco_desktop.ui.pages.exchange_page import ExchangePage

    return ExchangePage(session)


PAGES: Mapping[str, PageFactory] = {"today": _today, "exchange": _exchange, "trash": _trash}
"""A section without a page cannot be chosen."""
