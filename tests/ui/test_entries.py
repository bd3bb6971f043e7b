"""Text is typed in two places; what holds for both is tested for both."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.ui.entries import LONGEST_AREA, LONGEST_LINE, LineEdit, TextArea

Entry = LineEdit | TextArea
Compose = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier


class Window(QMainWindow):
    """A window with the entry, another field and its own Ctrl+Z and Ctrl+T."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        middle = QWidget()
        self.setCentralWidget(middle)
        column = QVBoxLayout(middle)
        self.other = QLineEdit()
        column.addWidget(entry)
        column.addWidget(self.other)
        self.heard: list[str] = []
        for keys in ("Ctrl+Z", "Ctrl+T", "Ctrl+Return"):
            action = QAction(keys, self)
            action.setShortcut(keys)
            action.triggered.connect(lambda _=False, keys=keys: self.heard.append(keys))
            self.addAction(action)
        entry.edited.connect(lambda: self.heard.append(entry.committed_text()))
        entry.left.connect(lambda: self.heard.append("left"))
        if isinstance(entry, LineEdit):
            entry.entered.connect(lambda: self.heard.append("entered"))


@pytest.fixture(params=[LineEdit, TextArea])
def entry(request: pytest.FixtureRequest, qtbot: QtBot) -> Entry:
    made: Entry = request.param()
    return made


@pytest.fixture
def window(entry: Entry, qtbot: QtBot) -> Window:
    made = Window(entry)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    return made


def test_composed_text_is_not_there_until_it_is_committed(
    entry: Entry, window: Window, compose: Compose
) -> None:
    QTest.keyClicks(entry, "ab")
    window.heard.clear()
    for preedit in ("c", "ch", "chen"):
        compose(entry, preedit)
    assert entry.composing
    assert entry.committed_text() == "ab"
    assert window.heard == []
    compose(entry, "", "陈")
    assert window.heard == ["ab陈"]
    assert not entry.composing


def test_composing_over_a_selection_and_giving_up_tells_of_the_deletion(
    entry: Entry, window: Window, compose: Compose
) -> None:
    QTest.keyClicks(entry, "ab")
    entry.selectAll()
    window.heard.clear()
    compose(entry, "chen")
    assert window.heard == []
    compose(entry, "")
    assert window.heard == [""]


def test_keys_typed_while_composing_belong_to_the_input_method(
    entry: Entry, window: Window, compose: Compose
) -> None:
    compose(entry, "chen")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    QTest.keyClick(entry, Qt.Key.Key_T, CTRL)
    QTest.keyClick(entry, Qt.Key.Key_Z, CTRL)
    compose(entry, "", "陈")
    assert window.heard == ["陈"]


def test_undo_takes_back_typing_first_then_goes_on_to_the_window(
    entry: Entry, window: Window
) -> None:
    entry.show_text("stored")
    QTest.keyClick(entry, Qt.Key.Key_End)
    QTest.keyClicks(entry, "x")
    window.heard.clear()
    QTest.keyClick(entry, Qt.Key.Key_Z, CTRL)
    assert window.heard == ["stored"]
    QTest.keyClick(entry, Qt.Key.Key_Z, CTRL)
    assert window.heard == ["stored", "Ctrl+Z"]
    assert entry.committed_text() == "stored"


def test_forgotten_typing_is_not_undone(entry: Entry, window: Window) -> None:
    QTest.keyClicks(entry, "abc")
    entry.forget_typing()
    window.heard.clear()
    QTest.keyClick(entry, Qt.Key.Key_Z, CTRL)
    assert window.heard == ["Ctrl+Z"]
    assert entry.committed_text() == "abc"


def test_showing_the_same_text_moves_neither_cursor_nor_selection(
    entry: Entry, window: Window
) -> None:
    QTest.keyClicks(entry, "abcdef")
    QTest.keyClick(entry, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(entry, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    entry.show_text("abcdef")
    selected = (
        entry.selectedText() if isinstance(entry, LineEdit) else entry.textCursor().selectedText()
    )
    assert selected == "ef"


def test_leaving_is_told_and_ctrl_enter_is_the_windows(entry: Entry, window: Window) -> None:
    QTest.keyClick(entry, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    assert window.heard == ["Ctrl+Return", "left"]
    assert window.other.hasFocus()


def test_a_megabyte_is_pasted_as_far_as_it_fits_and_that_is_said(
    entry: Entry, window: Window, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    with qtbot.waitSignal(entry.overfull):
        entry.paste()
    most = LONGEST_LINE if isinstance(entry, LineEdit) else LONGEST_AREA
    assert len(entry.committed_text()) == most


def test_a_stored_megabyte_is_shown_in_part_kept_whole_and_not_edited(
    entry: Entry, window: Window
) -> None:
    entry.show_text("陈" * 1_000_000)
    QTest.keyClicks(entry, "abc")
    assert entry.committed_text() == "陈" * 1_000_000
    entry.show_text("short")
    assert not entry.isReadOnly()


def test_a_lone_surrogate_does_no_harm(entry: Entry, window: Window) -> None:
    entry.show_text("a\ud800b")
    assert entry.committed_text() == "a\ufffdb"


def test_an_area_grows_with_its_lines_and_then_scrolls(qtbot: QtBot) -> None:
    area = TextArea(most_lines=5)
    qtbot.addWidget(area)
    area.show()
    heights = []
    for _ in range(8):
        QTest.keyClicks(area, "line")
        QTest.keyClick(area, Qt.Key.Key_Return)
        heights.append(area.height())
    assert heights[:4] == sorted(set(heights[:4]))
    assert len(set(heights[5:])) == 1
