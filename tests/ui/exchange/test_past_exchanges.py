"""Enter on a past exchange says what it was about, Enter on a row of that goes to its record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import MakeRecord, Send
from wicco_desktop.records import Record
from wicco_desktop.store.edits import Create, Edit, Through
from wicco_desktop.ui.exchange.exchanged_dialog import ExchangedDialog
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.session import Session


@pytest.fixture
def ding(person: MakeRecord) -> Record:
    return person("Ding Tian", mobile="+853 6600 1244")


def opened(page: ExchangePage, qtbot: QtBot, past: int) -> ExchangedDialog:
    """What Enter on the only row opens, as soon as it knows what it tells."""
    qtbot.waitUntil(lambda: len(page.past.rows) == past)
    page.past.focus_first()
    QTest.keyClick(page.past.rows[0], Qt.Key.Key_Return)
    dialog = page.findChild(ExchangedDialog)
    assert isinstance(dialog, ExchangedDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.rows))
    qtbot.waitUntil(dialog.list.hasFocus)
    return dialog


def test_enter_on_an_import_shows_what_it_changed_and_what_was_there(
    page: ExchangePage, session: Session, ding: Record, qtbot: QtBot
) -> None:
    edits: list[Edit | Create] = [
        Edit("contact", ding.id, {"mobile": "+853 6600 1245"}, source="a.xlsx, C2"),
        Create("contact", {"name_en": "Jason Ho", "mobile": "+853 6600 2000"}),
    ]
    session.write(lambda: session.workspace.editing.apply(edits, through=Through.WORKBOOK))
    dialog = opened(page, qtbot, 1)
    told = {(row.heading, row.old, row.new) for row in dialog.model.rows}
    assert told == {
        ("Mobile · Contact: Ding Tian", "+853 6600 1244", "+853 6600 1245"),
        ("Contact: Jason Ho added", "", ""),
    }
    assert any("a.xlsx, C2" in row.source for row in dialog.model.rows)


def test_enter_on_an_export_lists_whom_it_took_along_and_goes_there(
    page: ExchangePage, session: Session, ding: Record, send: Send, qtbot: QtBot
) -> None:
    send(ding)
    page.activate()
    dialog = opened(page, qtbot, 1)
    assert dialog.windowTitle() == "1 contact to macao-partners.xlsx"
    assert [row.heading for row in dialog.model.rows] == ["Ding Tian"]
    asked: list[tuple[str, str]] = []
    session.open_requested.connect(lambda kind, id_: asked.append((kind, id_)))
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert asked == [("contact", ding.id)]
    qtbot.waitUntil(lambda: page.findChild(ExchangedDialog) is None)
