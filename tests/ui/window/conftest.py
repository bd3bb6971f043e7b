"""A window with plain pages: one line for the name of a record is all they edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.clock import Clock
from wicco_desktop.records import KINDS
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.pages.today_page import TodayPage
from wicco_desktop.ui.pages.trash_page import TrashPage
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

MakeWindow = Callable[..., MainWindow]


class PlainPage(Page):
    """Edits the English name of one record; saves it when it is flushed."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.kinds = (kind,)
        self.title = f"{KINDS[kind].title}_en"
        self.shown: str | None = None
        self.begun: list[Mapping[str, object]] = []
        self.printed: list[str | None] = []
        self.histories: list[str | None] = []
        self.edited = False
        self.line = LineEdit(self)
        self.line.edited.connect(self._keep)
        QVBoxLayout(self).addWidget(self.line)
        session.written.connect(self._refresh)

    def activate(self) -> None:
        self.line.setFocus()

    def show_record(self, kind: str, id_: str) -> None:
        assert kind == self.kinds[0]
        self.flush()
        self.shown = id_
        self._refresh()

    def new_record(self, kind: str, values: Mapping[str, object]) -> None:
        self.begun.append(values)
        self.line.setFocus()

    def current_record(self) -> tuple[str, str] | None:
        return (self.kinds[0], self.shown) if self.shown else None

    def flush(self) -> None:
        text, id_ = self.line.committed_text(), self.shown
        # What the line shows may be older than what is stored: only typing is saved.
        if id_ and self.edited and text != self._stored():
            kind, title, editing = self.kinds[0], self.title, self.session.workspace.editing
            self.session.write(lambda: editing.change(kind, id_, {title: text}))
        self.edited = False
        if id_:
            self.session.drafts.remove(DraftKey(self.kinds[0], id_, self.title))

    def print_record(self) -> None:
        self.printed.append(self.shown)

    def show_history(self) -> None:
        self.histories.append(self.shown)

    def _stored(self) -> str:
        record = self.session.workspace.store.get(self.kinds[0], self.shown or "")
        return record.text(self.title) if record else ""

    def _keep(self) -> None:
        self.edited = True
        if self.shown:
            key = DraftKey(self.kinds[0], self.shown, self.title)
            self.session.drafts.put(Draft(key, self.line.committed_text(), self._stored()))

    def _refresh(self) -> None:
        if not self.edited:
            self.line.show_text(self._stored())


@pytest.fixture
def make_window(session: Session, clock: Clock, qtbot: QtBot) -> Iterator[MakeWindow]:
    """Make the window and show it; at the end of the test it is closed as a user closes it."""
    made: list[MainWindow] = []

    def make(size: tuple[int, int] = (1360, 860)) -> MainWindow:
        pages = {
            section.key: lambda session, kind=section.kind: PlainPage(session, kind)
            for section in SECTIONS
            if section.kind
        }
        own = {
            "today": lambda session: TodayPage(session, clock),
            "trash": lambda session: TrashPage(session, clock),
            "exchange": lambda session: ExchangePage(session, clock),
        }
        window = MainWindow(session, {**pages, **own}, clock=clock)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: window.stack.page is not None)
        made.append(window)
        return window

    yield make
    for window in made:
        session.writer.flush(10)
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()
