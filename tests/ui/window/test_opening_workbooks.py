"""A returned workbook comes into the window by Ctrl+O, by the menu, or dropped anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.ui.entries import LineEdit, TextArea
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.window import MainWindow

BUTTON, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A file that only looks like a workbook: that it was opened shows in what is said of it."""
    file = tmp_path / "partners.xlsx"
    file.write_bytes(b"no workbook")
    return file


def told(window: MainWindow) -> list[str]:
    return [notice.sentence.text() for notice in window.notices.notices]


def opened(window: MainWindow, qtbot: QtBot) -> None:
    """It was read (and refused), on the Exchange page."""
    qtbot.waitUntil(lambda: any("partners.xlsx" in text for text in told(window)))
    assert isinstance(window.stack.page, ExchangePage)


def drag(target: QWidget, *files: Path) -> bool:
    """Drag files onto a widget; whether they would be taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDragEnterEvent(QPoint(10, 10), COPY, data, BUTTON, NONE)
    event.setAccepted(False)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target: QWidget, file: Path) -> None:
    """Drop a file onto a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(QPointF(10, 10), COPY, data, BUTTON, NONE, QEvent.Type.Drop)
    QApplication.sendEvent(target, event)


def test_ctrl_o_asks_which_and_reviews_it(window: MainWindow, broken: Path, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(broken))
    dialog.close()
    opened(window, qtbot)


def test_the_menu_has_it_with_its_key(window: MainWindow) -> None:
    action = window.actions_.actions["open_workbook"]
    assert action in window.actions_.menu.actions()
    assert action.text() == "Open workbook…"
    assert action.shortcut().toString() == "Ctrl+O"


def test_a_workbook_dropped_on_the_window_is_reviewed(
    window: MainWindow, broken: Path, qtbot: QtBot
) -> None:
    assert drag(window, broken)
    drop(window, broken)
    opened(window, qtbot)


def test_other_files_are_not_taken(window: MainWindow, tmp_path: Path, broken: Path) -> None:
    assert not drag(window, tmp_path / "photo.jpg")
    assert not drag(window, broken, tmp_path / "other.xlsx")


@pytest.mark.parametrize("kind", [LineEdit, TextArea])
def test_dropped_on_a_field_it_is_reviewed_too(
    window: MainWindow, broken: Path, kind: type[QWidget], qtbot: QtBot
) -> None:
    field = kind(window)
    field.show()
    assert drag(field, broken)
    drop(field, broken)
    opened(window, qtbot)
    assert field.committed_text() == ""  # type: ignore[attr-defined]
