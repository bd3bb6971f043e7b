"""What names are for, in the whole window with keys: found, recognised, never there twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.exchange.partner import HeldPartner
from wicco_desktop.records import Record
from wicco_desktop.services.review.review import Review
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.editors.bilingual import BilingualEditor
from wicco_desktop.ui.exchange.facts import facts_of
from wicco_desktop.ui.forms.duplicate_sign import DuplicateSign
from wicco_desktop.ui.matched_parts import matched_parts
from wicco_desktop.ui.pages.duplicates_page import DuplicatesPage
from wicco_desktop.ui.pages.exchange_page import ExchangePage
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Settle = Callable[[], None]
MakeRecord = Callable[..., Record]
Compose = Callable[..., None]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def active(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def write(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def records(window: MainWindow) -> RecordsPage:
    page = window.stack.page
    assert isinstance(page, RecordsPage)
    return page


def sign(window: MainWindow) -> DuplicateSign:
    found = records(window).panel.findChild(DuplicateSign)
    assert found is not None
    return found


def side(window: MainWindow, code: str) -> QWidget:
    editor = records(window).panel.fields.boxes["name"].editor
    assert isinstance(editor, BilingualEditor)
    return editor.side(code)


def duplicates(window: MainWindow, qtbot: QtBot) -> DuplicatesPage:
    page = window.stack.page
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(lambda: page.search.known, timeout=20_000)
    return page


def test_he_is_found_by_his_initials(
    window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    wanted = make_record("contact", name_zh="陈祖荣")
    make_record("contact", name_zh="丁恬")
    active(window, qtbot, settle)
    QTest.keyClick(window, Key.Key_K, CONTROL)
    write("czr")
    box = window.top_bar.search
    qtbot.waitUntil(lambda: box.popup.isVisible() and box.popup.model.typed == "czr")
    assert [found.id for found in box.popup.model.results] == [wanted.id]
    assert matched_parts(box.popup.model.lines.first(box.popup.model.results[0]), "czr") == (
        (0, 3),
    )
    assert box.hasFocus()
    press(Key.Key_Return)
    settle()
    assert records(window).current_record() == ("contact", wanted.id)


def test_a_returned_workbook_says_that_chan_chou_weng_is_he_and_why(
    session: Session, window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    known = make_record("contact", name_zh="陈祖荣")
    other = make_record("contact", name_en="Gu Ting")
    active(window, qtbot, settle)
    partner = HeldPartner(session.workspace, [other])
    partner.add(name__en="Chan Chou Weng")
    window.show_section("exchange")
    page = window.stack.page
    assert isinstance(page, ExchangePage)
    review = Review.of(session.workspace, partner.send())
    page.take_review(review, facts_of(review))
    settle()
    assert page.review is not None
    (row,) = [row for i in review.indexes() if (row := review.row(i)).likenesses]
    assert [likeness.record for likeness in row.likenesses] == [known.id]
    cards = page.review.panel.cards
    assert cards.isVisible()
    told = " ".join(label.text() for label in cards.cards[0].findChildren(QLabel))
    assert "陈祖荣" in told
    assert "Macao spelling" in told
    press(Key.Key_Return)
    assert cards.same[0].hasFocus()
    press(Key.Key_Space)
    settle()
    assert review.row(row.index).record == known.id


def test_typing_him_anew_shows_the_quiet_line_and_opens_him_with_keys(
    window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    known = make_record("contact", name_zh="陈祖荣")
    active(window, qtbot, settle)
    window.show_section("contacts")
    settle()
    press(Key.Key_N, CONTROL)
    typed_in = QApplication.focusWidget()
    write("Chan Chou Weng")
    qtbot.waitUntil(lambda: sign(window).isVisible(), timeout=20_000)
    told = sign(window).sentence.text()
    assert told.startswith("Looks like 陈祖荣")
    assert "Macao spelling" in told
    assert QApplication.focusWidget() is typed_in
    press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert records(window).current_record() == ("contact", known.id)
    assert not sign(window).isVisible()


def test_the_quiet_line_goes_when_nothing_resembles_any_more(
    window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    make_record("contact", name_zh="陈祖荣")
    active(window, qtbot, settle)
    window.show_section("contacts")
    settle()
    press(Key.Key_N, CONTROL)
    write("Chan Chou Weng")
    qtbot.waitUntil(lambda: sign(window).isVisible(), timeout=20_000)
    press(Key.Key_A, CONTROL)
    write("Quite Another")
    qtbot.waitUntil(lambda: not sign(window).isVisible(), timeout=20_000)


def test_the_quiet_line_waits_while_an_input_method_composes(
    window: MainWindow,
    qtbot: QtBot,
    settle: Settle,
    make_record: MakeRecord,
    compose: Compose,
) -> None:
    make_record("contact", name_zh="陈祖荣")
    active(window, qtbot, settle)
    window.show_section("contacts")
    settle()
    press(Key.Key_N, CONTROL)
    line = side(window, "zh")
    line.setFocus()
    compose(line, "", "陈祖荣")
    compose(line, "x")
    sign(window).look()
    settle()
    assert not sign(window).isVisible()
    compose(line, "")
    qtbot.waitUntil(lambda: sign(window).isVisible(), timeout=20_000)
    assert line.hasFocus()


def test_a_new_organisation_in_another_language_shows_the_one_that_is_there(
    window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    make_record("organisation", name_zh="澳门大学")
    active(window, qtbot, settle)
    window.show_section("organisations")
    settle()
    press(Key.Key_N, CONTROL)
    write("Universidade de Macau")
    qtbot.waitUntil(lambda: sign(window).isVisible(), timeout=20_000)
    assert sign(window).sentence.text().startswith("Looks like 澳门大学")


def test_he_is_there_once_after_merging_and_twice_after_undo(
    session: Session, window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    first = make_record("contact", name_zh="陈祖荣", mobile="+853 6612 3456")
    second = make_record("contact", name_en="Chan Chou Weng", email="czr@example.org")

    def there() -> list[str]:
        return [record.id for record in session.workspace.store.select(Query("contact"))]

    active(window, qtbot, settle)
    window.show_section("contacts")
    settle()
    QTest.mouseClick(records(window).list.duplicates, Qt.MouseButton.LeftButton)
    page = duplicates(window, qtbot)
    qtbot.waitUntil(lambda: page.panel.shown is not None, timeout=20_000)
    assert page.list.hasFocus()
    assert window.navigation.buttons["contacts"].isChecked()
    press(Key.Key_M)
    qtbot.waitUntil(lambda: there() == [first.id])
    settle()
    (left,) = session.workspace.store.select(Query("contact"))
    assert (left["name_zh"], left["name_en"]) == ("陈祖荣", "Chan Chou Weng")
    assert left["email"] == "czr@example.org"
    press(Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: window.undo_keys.question is not None)
    question = window.undo_keys.question
    assert isinstance(question, QMessageBox)
    QTest.keyClick(question, Key.Key_Return)
    qtbot.waitUntil(lambda: set(there()) == {first.id, second.id})
    settle()
    assert window.stack.page is page
    assert len(page.list.rows.pairs) == 1


def test_the_menu_leads_to_the_duplicates_of_the_kind_at_the_front(
    window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    make_record("organisation", name_zh="澳门大学")
    make_record("organisation", name_en="University of Macau")
    active(window, qtbot, settle)
    window.show_section("organisations")
    settle()
    window.actions_.actions["duplicates"].trigger()
    page = duplicates(window, qtbot)
    qtbot.waitUntil(lambda: len(page.list.rows.pairs) == 1, timeout=20_000)
    assert page.kind == "organisation"
    press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert window.stack.section == "organisations"


def test_where_the_one_that_goes_is_shown_the_one_that_stays_comes(
    session: Session, window: MainWindow, qtbot: QtBot, settle: Settle, make_record: MakeRecord
) -> None:
    first = make_record("contact", name_zh="陈祖荣")
    second = make_record("contact", name_en="Chan Chou Weng")
    active(window, qtbot, settle)
    session.open_record("contact", second.id)
    settle()
    merging = session.workspace.merging
    session.write(lambda: merging.merge(first.id, second.id))
    settle()
    assert records(window).current_record() == ("contact", first.id)
    assert not records(window).panel.deleted_sign.isVisible()
    window.show_section("today")
    session.open_record("contact", second.id)
    settle()
    assert records(window).current_record() == ("contact", first.id)
    assert records(window).list.current == first.id
