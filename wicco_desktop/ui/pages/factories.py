"""The pages of the program by section; the window makes each when it is first shown.

A page is imported then, too: nothing of it costs time at start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.sections import DUPLICATES
from wicco_desktop.ui.session import Session

PageFactory = Callable[[Session], Page]


def _page(module: str, name: str) -> PageFactory:
    def make(session: Session) -> Page:
        return cast("Page", getattr(import_module(f"{__package__}.{module}"), name)(session))

    return make


def _records(kind: str) -> PageFactory:
    def make(session: Session) -> Page:
        from wicco_desktop.ui.pages.records_page import RecordsPage

        return RecordsPage(session, kind)

    return make


PAGES: Mapping[str, PageFactory] = {
    "today": _page("today_page", "TodayPage"),
    "meetings": _records("meeting"),
    "contacts": _page("contacts_page", "ContactsPage"),
    "organisations": _records("organisation"),
    "delegations": _records("delegation"),
    "events": _records("event"),
    "follow_ups": _page("follow_ups_page", "FollowUpsPage"),
    "exchange": _page("exchange_page", "ExchangePage"),
    "trash": _page("trash_page", "TrashPage"),
    DUPLICATES: _page("duplicates_page", "DuplicatesPage"),
}
