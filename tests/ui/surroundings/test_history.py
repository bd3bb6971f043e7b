from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.history_dialog import HistoryDialog
from wicco_desktop.ui.surroundings.history_reading import HistoryRow

MakeRecord = Callable[..., Record]


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> HistoryDialog:
    made = HistoryDialog(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def contact(session: Session, make_record: MakeRecord) -> Record:
    """Made, then changed twice, with a post."""
    record = make_record("contact", name_en="Ding Tian", mobile="+853 1000")
    editing = session.workspace.editing
    editing.change("contact", record.id, {"mobile": "+853 2000"})
    editing.change("contact", record.id, {"mobile": "+853 3000"})
    bureau = make_record("organisation", name_en="Bureau")
    session.workspace.people.add_post(record.id, {"organisation": bureau.id, "title_en": "Head"})
    return record


def rows(dialog: HistoryDialog) -> tuple[HistoryRow, ...]:
    return dialog.view.model.rows


def test_every_value_is_shown_with_where_it_came_from(
    dialog: HistoryDialog, contact: Record, qtbot: QtBot
) -> None:
    dialog.show_record("contact", contact.id)
    qtbot.waitUntil(lambda: bool(rows(dialog)))
    told = [(row.heading, row.old, row.new) for row in rows(dialog)]
    assert ("Mobile", "+853 2000", "+853 3000") in told
    assert ("Mobile", "+853 1000", "+853 2000") in told
    assert ("Mobile", "", "+853 1000") in told
    assert any("Head" in new and "Affiliation: Bureau" in heading for heading, _, new in told)
    source = rows(dialog)[0].source
    assert "Tester" in source
    assert "test laptop" in source
    assert "typed" in source
    assert "Ding Tian" in dialog.windowTitle()


def test_it_is_filtered_by_field(dialog: HistoryDialog, contact: Record, qtbot: QtBot) -> None:
    dialog.show_record("contact", contact.id)
    qtbot.waitUntil(lambda: bool(rows(dialog)))
    choice = dialog.view.filter
    choice.setCurrentIndex(choice.findText("Mobile"))
    choice.activated.emit(choice.currentIndex())
    assert [row.new for row in rows(dialog)] == ["+853 3000", "+853 2000", "+853 1000"]


def test_a_value_is_brought_back_and_that_can_be_undone(
    session: Session, dialog: HistoryDialog, contact: Record, qtbot: QtBot
) -> None:
    dialog.show_record("contact", contact.id)
    qtbot.waitUntil(lambda: bool(rows(dialog)))
    earlier = next(n for n, row in enumerate(rows(dialog)) if row.old == "+853 1000")
    dialog.view.list.setFocus()
    dialog.view.list.setCurrentIndex(dialog.view.model.index(earlier))
    assert "+853 1000" in dialog.view.told.text()
    QTest.keyClick(dialog.view.list, Qt.Key.Key_Return)

    def mobile() -> object:
        found = session.workspace.store.get("contact", contact.id)
        return found["mobile"] if found else None

    qtbot.waitUntil(lambda: mobile() == "+853 1000")
    qtbot.waitUntil(lambda: [row.new for row in rows(dialog)][:1] == ["+853 1000"])
    session.write(session.workspace.editing.undo)
    qtbot.waitUntil(lambda: mobile() == "+853 3000")


def test_what_a_record_was_made_with_has_nothing_to_bring_back(
    dialog: HistoryDialog, contact: Record, qtbot: QtBot
) -> None:
    dialog.show_record("contact", contact.id)
    qtbot.waitUntil(lambda: bool(rows(dialog)))
    first = next(n for n, row in enumerate(rows(dialog)) if row.begins and row.field)
    dialog.view.list.setCurrentIndex(dialog.view.model.index(first))
    assert not dialog.view.button.isEnabled()
