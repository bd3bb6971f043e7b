"""A long list of names is leapt through by letter, with the mouse and with keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.services.sortings import sorting
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.lists.letter_rail import LONG
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier

NAMES = ("Ann", "Bo", "陈祖荣", "Ding", "4 Paws")


@pytest.fixture
def many(session: Session) -> int:
    """Contacts under four letters and a figure, more than a window shows."""
    each = 1 + LONG // len(NAMES)
    names = [f"{name} {number}" for name in NAMES for number in range(each)]
    session.workspace.editing.apply([Create("contact", {"name_en": name}) for name in names])
    return each


@pytest.fixture
def panel(session: Session, many: int, qtbot: QtBot) -> ListPanel:
    made = ListPanel(session, "contact")
    qtbot.addWidget(made)
    made.resize(292, 400)
    made.show()
    made.load()
    qtbot.waitUntil(lambda: made.model.complete)
    made.activateWindow()
    made.view.setFocus()
    return made


def here(panel: ListPanel) -> int:
    return panel.view.currentIndex().row()


def test_a_press_on_a_letter_leaps_to_its_names(panel: ListPanel, many: int) -> None:
    rail = panel.view.rail
    assert rail.isVisible()
    assert rail.letters == ["#", "A", "B", "C", "D"]
    QTest.mouseClick(rail, Qt.MouseButton.LeftButton, pos=rail.place_of("C").center())
    assert here(panel) == 3 * many
    assert panel.view.rows_in_view().start <= 3 * many
    assert panel.view.hasFocus()


def test_the_letters_stand_beside_the_rows_not_over_them(panel: ListPanel) -> None:
    view = panel.view
    assert view.rail.geometry().left() > view.viewport().geometry().right()


def test_keys_leap_from_letter_to_letter(panel: ListPanel, many: int) -> None:
    panel.select(panel.model.id_at(0))
    for row in (many, 2 * many, 3 * many, 4 * many, 4 * many):
        QTest.keyClick(panel.view, Key.Key_Down, ALT)
        assert here(panel) == row
    QTest.keyClick(panel.view, Key.Key_Down)
    for row in (4 * many, 3 * many):
        QTest.keyClick(panel.view, Key.Key_Up, ALT)
        assert here(panel) == row


def test_initials_typed_in_the_list_lead_to_the_name(
    panel: ListPanel, many: int, qtbot: QtBot, make_record: MakeRecord
) -> None:
    wanted = make_record("contact", name_zh="陈祖荣")
    QTest.keyClicks(panel.view, "c")
    QTest.keyClicks(panel.filter, "zr")
    qtbot.waitUntil(lambda: panel.model.complete and panel.model.query.matching == "czr")
    qtbot.waitUntil(lambda: panel.model.row_of(wanted.id) is not None)
    assert panel.model.rowCount() == many + 1


def test_a_short_list_and_one_in_another_order_have_no_letters(
    panel: ListPanel, session: Session, qtbot: QtBot, make_record: MakeRecord
) -> None:
    panel.sort.choose(sorting("contact", "changed"))
    qtbot.waitUntil(lambda: panel.model.complete)
    qtbot.waitUntil(lambda: not panel.view.rail.isVisible())
    make_record("organisation", name_en="University")
    short = ListPanel(session, "organisation")
    qtbot.addWidget(short)
    short.show()
    short.load()
    qtbot.waitUntil(lambda: short.model.complete)
    assert not short.view.rail.isVisible()
