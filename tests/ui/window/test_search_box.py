"""The search box finds while one types, keeps the focus, and opens with Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.ui.search_box import SearchBox
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]
Compose = Callable[..., None]
Key = Qt.Key


def begin(qtbot: QtBot, window: MainWindow) -> SearchBox:
    QTest.keyClick(
        QApplication.focusWidget() or window, Key.Key_K, Qt.KeyboardModifier.ControlModifier
    )
    box = window.top_bar.search
    assert box.hasFocus()
    return box


def rows(box: SearchBox) -> list[str]:
    model = box.popup.model
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def shown(box: SearchBox, text: str) -> bool:
    return box.popup.isVisible() and box.popup.model.typed == text


def test_it_finds_every_kind_and_shows_where(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    make_record("contact", name_zh="陈祖荣", name_en="Chan Chou Wang", mobile="+853 6612 3456")
    meeting = make_record("meeting", subject_en="Work plan")
    make_record("note", meeting=meeting.id, text_en="Mr Chan spoke of laboratories")
    box = begin(qtbot, window)
    QTest.keyClicks(box, "chan")
    qtbot.waitUntil(lambda: shown(box, "chan"))
    assert set(rows(box)) == {
        "Chan Chou Wang · 陈祖荣 · Contact",
        "Mr Chan spoke of laboratories · Note · Work plan",
    }
    box.selectAll()
    QTest.keyClicks(box, "6612")
    qtbot.waitUntil(lambda: shown(box, "6612"))
    assert rows(box) == ["Chan Chou Wang · 陈祖荣 · Contact · Mobile · +853 6612 3456"]


def test_names_come_in_the_users_language_first(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    make_record("contact", name_zh="陈祖荣", name_en="Chan Chou Wang")
    session.language.switch_to(CHINESE)
    box = begin(qtbot, window)
    QTest.keyClicks(box, "chan")
    qtbot.waitUntil(lambda: shown(box, "chan"))
    assert rows(box)[0].startswith("陈祖荣 · Chan Chou Wang")


def test_composed_text_is_searched_when_it_is_committed_and_the_focus_stays(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord, compose: Compose
) -> None:
    make_record("contact", name_zh="陈祖荣")
    make_record("contact", name_en="Chen Wei")
    box = begin(qtbot, window)
    compose(box, "", "陈")
    qtbot.waitUntil(lambda: shown(box, "陈"))
    compose(box, "zu'rong")
    # Keys typed now belong to the input method: neither the list nor Enter may take them.
    QTest.keyClick(box, Key.Key_Down)
    assert box.composing
    assert box.committed_text() == "陈"
    assert box.hasFocus()
    compose(box, "", "祖荣")
    qtbot.waitUntil(lambda: shown(box, "陈祖荣"))
    assert rows(box) == ["陈祖荣 · Contact"]
    assert box.hasFocus()


def test_up_down_and_enter_open_a_result(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    made = {record.id for record in (make_record("contact", name_en=f"Chan {n}") for n in "AB")}
    box = begin(qtbot, window)
    QTest.keyClicks(box, "chan")
    qtbot.waitUntil(lambda: shown(box, "chan"))
    QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Down)
    wanted = box.popup.current()
    assert wanted is not None
    assert wanted.id in made
    assert box.popup.view.currentIndex().row() == 1
    QTest.keyClick(box, Key.Key_Return)
    assert not box.popup.isVisible()
    assert window.stack.page.current_record() == ("contact", wanted.id)  # type: ignore[union-attr]


def test_enter_pressed_before_the_answer_opens_the_best_result(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    contact = make_record("contact", name_en="Chan Chou Wang")
    box = begin(qtbot, window)
    QTest.keyClicks(box, "chan")
    QTest.keyClick(box, Key.Key_Return)
    qtbot.waitUntil(lambda: window.stack.section == "contacts")
    assert window.stack.page.current_record() == ("contact", contact.id)  # type: ignore[union-attr]
    assert not box.popup.isVisible()


def test_nothing_found_is_said(window: MainWindow, qtbot: QtBot) -> None:
    box = begin(qtbot, window)
    QTest.keyClicks(box, "zzz")
    qtbot.waitUntil(lambda: shown(box, "zzz"))
    assert "“zzz”" in box.popup.nothing.text()
    assert not box.popup.view.isVisible()


def test_esc_closes_the_results_then_clears_then_goes_back(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    session.open_record("contact", make_record("contact", name_en="Chan").id)
    line = window.stack.page.line  # type: ignore[union-attr]
    assert line.hasFocus()
    box = begin(qtbot, window)
    QTest.keyClicks(box, "chan")
    qtbot.waitUntil(lambda: shown(box, "chan"))
    QTest.keyClick(box, Key.Key_Escape)
    assert not box.popup.isVisible()
    assert box.text() == "chan"
    QTest.keyClick(box, Key.Key_Escape)
    assert box.text() == ""
    QTest.keyClick(box, Key.Key_Escape)
    assert line.hasFocus()


def test_a_result_can_be_clicked(window: MainWindow, qtbot: QtBot, make_record: MakeRecord) -> None:
    contact = make_record("contact", name_en="Chan Chou Wang")
    box = begin(qtbot, window)
    QTest.keyClicks(box, "chan")
    qtbot.waitUntil(lambda: shown(box, "chan"))
    view = box.popup.view
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(box.popup.model.index(0)).center(),
    )
    assert window.stack.page.current_record() == ("contact", contact.id)  # type: ignore[union-attr]


def test_the_results_go_when_one_goes_elsewhere(
    window: MainWindow, qtbot: QtBot, make_record: MakeRecord
) -> None:
    make_record("contact", name_en="Chan Chou Wang")
    box = begin(qtbot, window)
    QTest.keyClicks(box, "chan")
    qtbot.waitUntil(lambda: shown(box, "chan"))
    QTest.keyClick(box, Key.Key_Tab)
    assert not box.popup.isVisible()
