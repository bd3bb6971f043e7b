"""The language switches with the window open: nothing typed, focused or selected is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.records import Record
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.settings_dialog import SettingsDialog
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]


def test_switching_keeps_text_focus_and_selection(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    session.open_record("contact", make_record("contact", name_en="Gu Ting").id)
    line = window.stack.page.line  # type: ignore[union-attr]
    line.end(False)
    QTest.keyClicks(line, " unsaved")
    line.setSelection(3, 4)
    session.language.switch_to(CHINESE)
    session.language.switch_to(ENGLISH)
    assert line.text() == "Gu Ting unsaved"
    assert (line.selectionStart(), line.selectedText()) == (3, "Ting")
    assert QApplication.focusWidget() is line


def test_the_switch_at_the_foot_is_kept_in_the_settings(
    window: MainWindow, qtbot: QtBot, session: Session
) -> None:
    window.navigation.languages["zh"].click()
    assert session.language.language == CHINESE
    assert session.settings.language == "zh"
    assert window.navigation.languages["zh"].isChecked()
    window.navigation.languages["en"].click()
    assert session.language.language == ENGLISH


def test_settings_hold_at_once(window: MainWindow, qtbot: QtBot, session: Session) -> None:
    window.actions_.actions["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    for combo, value in ((dialog.theme, "dark"), (dialog.text_size, "130")):
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
    assert session.theme.choice == "dark"
    assert window.navigation.buttons["today"].sizeHint().height() > 34
    dialog.language.setCurrentIndex(dialog.language.findData("zh"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert session.language.language == CHINESE
    assert (session.settings.theme, session.settings.text_size) == ("dark", 130)
    dialog.close()
    session.theme.choose("light", 100)


def test_my_name_stands_beside_the_next_change(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    window.actions_.actions["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.my_name.setFocus()
    QTest.keyClicks(dialog.my_name, "Sun Jin")
    dialog.close()
    make_record("contact", name_en="Gu Ting")
    assert session.workspace.store.transactions(limit=1)[0].who == "Sun Jin"
    assert session.settings.my_name == "Sun Jin"


def test_another_database_is_asked_for_not_opened(
    window: MainWindow, qtbot: QtBot, session: Session
) -> None:
    session.settings.recent = ["/somewhere/other & more.db"]
    window.actions_.actions["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    with qtbot.waitSignal(window.database_requested) as asked:
        dialog.recent.menu().actions()[0].trigger()
    assert str(asked.args[0]).endswith("other & more.db")
