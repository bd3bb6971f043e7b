"""Pairs that may be one are listed, compared and decided with keys."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.services.duplicates import Pair
from wicco_desktop.services.merging import Chosen
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.duplicates.comparison_table import BOTH, FIRST, SECOND
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.duplicates_page import DuplicatesPage
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
Open = Callable[[], DuplicatesPage]
Two = tuple[Record, Record]
Key = Qt.Key


def names(page: DuplicatesPage) -> list[tuple[str, str]]:
    return [(one.first.text, one.second.text) for one in page.list.rows.pairs]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def go_to(page: DuplicatesPage, column: str) -> None:
    """Be at a line of the comparison, with the arrow keys."""
    shown = page.panel.shown
    assert shown is not None
    wanted = [line.column for line in shown.lines].index(column)
    while (row := page.panel.table.currentIndex().row()) != wanted:
        press(Key.Key_Down if row < wanted else Key.Key_Up)


def contacts(session: Session) -> list[Record]:
    return session.workspace.store.select(Query("contact"))


def notices(window: QWidget) -> list[str]:
    bar = window.findChild(NoticeBar)
    assert bar is not None
    return [notice.sentence.text() for notice in bar.notices]


def undo_in_notice(window: QWidget) -> None:
    bar = window.findChild(NoticeBar)
    assert bar is not None
    button = bar.notices[-1].action_button
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_pairs_are_listed_best_first_with_score_and_evidence(
    found: Open, less_likely: Two, twice: Two
) -> None:
    page = found()
    assert names(page) == [("Chan Chou Weng", "Chan Chou Wang"), ("Gu Ting", "Gu Ting")]
    assert page.title.text() == "2 possible duplicates"
    told = str(page.list.rows.data(page.list.rows.index(0)))
    assert f"{round(100 * page.list.rows.pairs[0].pair.score)} %" in told
    assert "The same telephone number: +853 6612 3456" in told
    assert "The same telephone number: +853 6612 3456" in page.panel.evidence.text()
    assert page.list.hasFocus()


def test_where_nothing_is_there_twice_that_is_said(found: Open, make_record: MakeRecord) -> None:
    make_record("contact", name_en="Gu Ting")
    page = found()
    assert page.layers.none.isVisible()
    assert page.layers.none.buttons[0].hasFocus()


def test_enter_goes_into_the_comparison_and_esc_back(found: Open, twice: Two) -> None:
    page = found()
    press(Key.Key_Return)
    assert page.panel.table.hasFocus()
    press(Key.Key_Escape)
    assert page.list.hasFocus()


def test_fields_are_chosen_with_keys_and_merged_with_one(
    found: Open, session: Session, window: QWidget, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    press(Key.Key_Return)
    go_to(page, "email")
    press(Key.Key_Right)
    go_to(page, "remarks_en")
    press(Key.Key_Left)
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [])
    (left,) = contacts(session)
    assert left.id == twice[0].id
    assert left["email"] == "chan@example.org"
    assert left["remarks_en"] == "Met in 2022."
    assert left["name_en"] == "Chan Chou Weng"
    assert session.workspace.store.survivor(twice[1].id) == twice[0].id
    told = "Chan Chou Wang is merged into Chan Chou Weng. Both names still find it."
    qtbot.waitUntil(lambda: notices(window) == [told])


def test_both_texts_are_kept_where_nobody_chooses(
    found: Open, session: Session, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [])
    (left,) = contacts(session)
    assert left["remarks_en"] == "Met in 2022.\nLikes tea."


def test_space_turns_through_what_is_possible_and_no_further(found: Open, twice: Two) -> None:
    page = found()
    press(Key.Key_Return)
    go_to(page, "email")
    row, rows = page.panel.table.currentIndex().row(), page.panel.table.rows
    assert rows.chosen(row) is Chosen.FIRST
    press(Key.Key_Space)
    assert rows.chosen(row) is Chosen.SECOND
    press(Key.Key_Space)
    assert rows.chosen(row) is Chosen.FIRST
    press(Key.Key_B)
    assert rows.chosen(row) is Chosen.FIRST


def test_a_value_is_chosen_with_a_click(found: Open, twice: Two) -> None:
    page = found()
    table, shown = page.panel.table, page.panel.shown
    assert shown is not None
    row = [line.column for line in shown.lines].index("remarks_en")
    for column, chosen in ((SECOND, Chosen.SECOND), (BOTH, Chosen.BOTH), (FIRST, Chosen.FIRST)):
        place = table.visualRect(table.rows.index(row, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert table.rows.chosen(row) is chosen


def test_enter_goes_from_difference_to_difference_and_at_last_to_the_decision(
    found: Open, twice: Two
) -> None:
    page = found()
    press(Key.Key_Return)
    shown, been = page.panel.shown, []
    assert shown is not None
    while page.panel.table.hasFocus():
        been.append(shown.lines[page.panel.table.currentIndex().row()].column)
        press(Key.Key_Return)
    assert been == ["name_en", "name_zh", "email", "remarks_en"]
    assert page.panel.merge.hasFocus()


def test_after_a_merge_the_next_pair_is_chosen(
    found: Open, session: Session, qtbot: QtBot, less_likely: Two, twice: Two
) -> None:
    page = found()
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [("Gu Ting", "Gu Ting")])
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [])
    assert len(contacts(session)) == 2


def test_a_key_held_down_decides_one_pair_only(
    found: Open, session: Session, qtbot: QtBot, less_likely: Two, twice: Two
) -> None:
    page = found()
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [("Gu Ting", "Gu Ting")])
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    again = QKeyEvent(
        QEvent.Type.KeyPress, Key.Key_M, Qt.KeyboardModifier.NoModifier, "m", autorep=True
    )
    QApplication.sendEvent(page.list, again)
    qtbot.waitUntil(lambda: not session.writer.busy)
    assert len(contacts(session)) == 3


def test_the_other_one_is_kept_with_a_key(
    found: Open, session: Session, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    press(Key.Key_S)
    qtbot.waitUntil(
        lambda: page.panel.shown is not None and page.panel.shown.first.id == twice[1].id
    )
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [])
    assert [record.id for record in contacts(session)] == [twice[1].id]


def test_not_the_same_is_remembered_and_taken_back_with_undo(
    found: Open, session: Session, window: QWidget, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    press(Key.Key_N)
    qtbot.waitUntil(lambda: names(page) == [])
    told = "Chan Chou Weng and Chan Chou Wang are not the same. They are not proposed again."
    qtbot.waitUntil(lambda: notices(window) == [told])
    page.look()
    qtbot.waitUntil(lambda: page.search.known, timeout=20_000)
    assert names(page) == []
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    assert session.workspace.store.distinct_pairs("contact") == frozenset()


def test_undo_right_after_not_the_same_brings_the_pair_back(
    found: Open, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    press(Key.Key_N)
    qtbot.waitUntil(lambda: names(page) == [])
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    assert page.list.hasFocus()


def test_a_merge_that_is_taken_back_is_to_be_decided_again(
    found: Open, session: Session, window: QWidget, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [])
    qtbot.waitUntil(lambda: notices(window) != [])
    undo_in_notice(window)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    assert len(contacts(session)) == 2
    assert not page.decisions.last_is_apart


def test_undo_is_left_to_the_window_after_a_merge(
    found: Open, qtbot: QtBot, less_likely: Two, twice: Two
) -> None:
    page = found()
    press(Key.Key_N)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    assert page.decisions.last_is_apart
    press(Key.Key_M)
    qtbot.waitUntil(lambda: names(page) == [])
    assert not page.decisions.last_is_apart


def test_a_decision_counts_while_it_is_still_being_written(
    found: Open, session: Session, qtbot: QtBot, less_likely: Two, twice: Two
) -> None:
    page = found()
    press(Key.Key_N)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    go_on = threading.Event()
    session.write(lambda: go_on.wait(20))
    press(Key.Key_M)
    try:
        assert not page.decisions.last_is_apart
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: names(page) == [])


def test_undo_while_not_the_same_is_still_being_written_takes_it_back(
    found: Open, session: Session, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    go_on = threading.Event()
    session.write(lambda: go_on.wait(20))
    press(Key.Key_N)
    try:
        press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not session.writer.busy)
    assert session.workspace.store.distinct_pairs("contact") == frozenset()
    qtbot.waitUntil(lambda: len(names(page)) == 1)


def test_a_merge_that_cannot_be_written_is_told_and_no_decision(
    found: Open,
    session: Session,
    window: QWidget,
    qtbot: QtBot,
    less_likely: Two,
    twice: Two,
) -> None:
    bar = window.findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    session.errors.use(bar)
    page = found()
    press(Key.Key_N)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    editing = session.workspace.editing
    session.write(lambda: editing.delete([("contact", less_likely[1].id)]))
    press(Key.Key_M)
    qtbot.waitUntil(lambda: not session.writer.busy)
    assert "Gu Ting" in notices(window)[-1]
    assert page.decisions.last_is_apart


def test_what_is_deleted_elsewhere_is_listed_no_longer(
    found: Open, session: Session, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    editing = session.workspace.editing
    session.write(lambda: editing.delete([("contact", twice[1].id)]))
    qtbot.waitUntil(lambda: names(page) == [])


def test_of_three_that_are_one_the_third_is_proposed_to_the_one_that_stays(
    found: Open, session: Session, qtbot: QtBot, twice: Two, make_record: MakeRecord
) -> None:
    make_record("contact", name_zh="陳祖榮", name_en="Chan Chou Wang", mobile="+853 6612 3456")
    page = found()
    for left in (2, 1):
        qtbot.waitUntil(lambda: page.panel.shown is not None)
        press(Key.Key_M)
        qtbot.waitUntil(lambda left=left: len(contacts(session)) == left)  # type: ignore[misc]
        qtbot.waitUntil(lambda left=left: len(names(page)) == left - 1)  # type: ignore[misc]


def test_organisations_are_looked_through_as_well(
    page: DuplicatesPage, qtbot: QtBot, make_record: MakeRecord
) -> None:
    make_record("organisation", name_zh="澳门大学", website="https://um.edu.mo")
    make_record("organisation", name_zh="澳門大學", website="um.edu.mo")
    page.activate()
    QTest.mouseClick(page.kind_buttons["organisation"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(page) == [("澳门大学", "澳門大學")], timeout=20_000)
    assert page.list.hasFocus()
    assert page.kinds == ("organisation",)


def test_a_search_shows_how_far_it_is_and_can_be_cancelled(
    page: DuplicatesPage, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def pairs(
        _kind: str, report: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> list[Pair]:
        report(1, 4)
        while not cancelled():
            go_on.wait(0.01)
        raise Cancelled

    monkeypatch.setattr(session.workspace.duplicates, "pairs", pairs)
    page.activate()
    qtbot.waitUntil(lambda: page.strip.left.text() == "1 of 4")
    assert page.layers.searching.isVisible()
    QTest.mouseClick(page.strip.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.layers.stopped.isVisible)
    assert not page.strip.isVisible()
    monkeypatch.undo()
    QTest.keyClick(page.layers.stopped.buttons[0], Key.Key_Space)
    qtbot.waitUntil(page.layers.none.isVisible, timeout=20_000)


def test_what_was_chosen_stays_when_the_language_changes(
    found: Open, session: Session, qtbot: QtBot, twice: Two
) -> None:
    page = found()
    press(Key.Key_Return)
    go_to(page, "email")
    press(Key.Key_Right)
    session.language.switch_to(CHINESE)
    qtbot.waitUntil(lambda: names(page) == [("陈祖荣", "陳祖榮")])
    qtbot.waitUntil(
        lambda: page.panel.shown is not None and page.panel.shown.first.text == "陈祖荣"
    )
    assert page.panel.choices == {"email": Chosen.SECOND}
    assert page.panel.table.hasFocus()


def test_keys_are_commands_also_with_an_input_method_on(found: Open, twice: Two) -> None:
    page = found()
    for widget in (page.list, page.panel.table, page):
        assert not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_record_of_the_pair_is_opened_whole(found: Open, session: Session, twice: Two) -> None:
    page = found()
    opened: list[tuple[str, str]] = []
    session.open_requested.connect(lambda kind, id_: opened.append((kind, id_)))
    QTest.mouseClick(page.panel.open_second, Qt.MouseButton.LeftButton)
    assert opened == [("contact", twice[1].id)]
