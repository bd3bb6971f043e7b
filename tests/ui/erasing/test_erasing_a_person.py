"""Erasing a person in the window: asked twice, never by Enter alone, told what is left to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.ui.erasing.erase_dialog import EraseDialog
from wicco_desktop.ui.erasing.erased_dialog import ErasedDialog
from wicco_desktop.ui.forms.pins import Pins
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.abilities import ErasesPeople
from wicco_desktop.ui.pages.contacts_page import ContactsPage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.change_words import what_happened

MakeRecord = Callable[..., Record]
Key = Qt.Key


@pytest.fixture
def people(make_record: MakeRecord) -> list[Record]:
    return [
        make_record("contact", name_zh="陈祖荣", name_en="Chan Chou Weng", mobile="+853 6612 3456"),
        make_record("contact", name_en="Lei Ka Wai"),
    ]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(window: QWidget, session: Session, qtbot: QtBot, people: list[Record]) -> ContactsPage:
    made = ContactsPage(session, window)
    column = QVBoxLayout(window)
    column.addWidget(NoticeBar(session.language, window))
    column.addWidget(made)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    made.activate()
    qtbot.waitUntil(lambda: made.list.model.complete)
    made.show_record("contact", people[0].id)
    return made


def asked(page: ContactsPage, qtbot: QtBot) -> EraseDialog:
    """The dialog, when it knows what belongs to the person."""
    page.erase_person()
    qtbot.waitUntil(lambda: page.window().findChild(EraseDialog) is not None)
    dialog = page.window().findChild(EraseDialog)
    assert isinstance(dialog, EraseDialog)
    qtbot.waitUntil(lambda: dialog.about is not None)
    return dialog


def erased(page: ContactsPage, qtbot: QtBot, name: str) -> ErasedDialog:
    dialog = asked(page, qtbot)
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    dialog.name.insert(name)
    QTest.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.window().findChild(ErasedDialog) is not None, timeout=20_000)
    told = page.window().findChild(ErasedDialog)
    assert isinstance(told, ErasedDialog)
    return told


def test_the_page_can_be_asked_to_erase(page: ContactsPage) -> None:
    assert isinstance(page, ErasesPeople)


def test_it_says_what_goes_what_stays_and_that_it_is_for_good(
    page: ContactsPage, qtbot: QtBot, session: Session, people: list[Record]
) -> None:
    session.workspace.people.add_post(people[0].id, {"title_en": "Director"})
    dialog = asked(page, qtbot)
    assert "陈祖荣" in dialog.question.text() or "Chan Chou Weng" in dialog.question.text()
    assert "1 post" in dialog.told.text()
    assert "cannot be undone" in dialog.final.text()
    assert not dialog.erase.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape, Key.Key_Space])
def test_the_key_pressed_without_looking_erases_nobody(
    page: ContactsPage, qtbot: QtBot, session: Session, people: list[Record], key: Qt.Key
) -> None:
    dialog = asked(page, qtbot)
    assert dialog.cancel.hasFocus()
    QTest.keyClick(dialog.cancel, key)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert session.workspace.store.erased([people[0].id]) == frozenset()


def test_only_a_name_of_the_person_opens_the_last_step(page: ContactsPage, qtbot: QtBot) -> None:
    dialog = asked(page, qtbot)
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert dialog.name.hasFocus()
    for typed, opens in (("Lei Ka Wai", False), ("chan chou  weng", True)):
        dialog.name.clear()
        QTest.keyClicks(dialog.name, typed)
        assert dialog.erase.isEnabled() is opens
    QTest.keyClick(dialog.name, Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.erase.isEnabled()


def test_a_person_is_erased_by_keys_alone_and_the_form_says_so(
    page: ContactsPage, qtbot: QtBot, session: Session, people: list[Record]
) -> None:
    dialog = asked(page, qtbot)
    QTest.keyClick(dialog.cancel, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.go_on.hasFocus()
    QTest.keyClick(dialog.go_on, Key.Key_Space)
    QTest.keyClicks(dialog.name, "Chan Chou Weng")
    QTest.keyClick(dialog.name, Key.Key_Tab)
    assert dialog.erase.hasFocus()
    QTest.keyClick(dialog.erase, Key.Key_Space)
    qtbot.waitUntil(lambda: page.window().findChild(ErasedDialog) is not None, timeout=20_000)
    assert session.workspace.store.erased([people[0].id])
    qtbot.waitUntil(page.panel.deleted_sign.isVisible)
    assert "erased" in page.panel.deleted_sign.sentence.text()
    assert not page.panel.deleted_sign.button.isVisible()
    name = page.panel.fields.boxes["name"].editor.findChildren(QWidget)
    texts = [str(widget.property("text") or widget.property("plainText") or "") for widget in name]
    assert not any("Chan" in text or "陈" in text for text in texts)


def test_texts_that_mention_them_are_listed_and_open_their_record(
    page: ContactsPage, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    event = make_record("event", name_en="Expo", sections_en="Chan Chou Weng opens it")
    told = erased(page, qtbot, "陈祖荣")
    qtbot.waitUntil(lambda: "Expo" in told.list.item(0).text())
    opened: list[tuple[str, str]] = []
    session.open_requested.connect(lambda kind, id_: opened.append((kind, id_)))
    told.list.setFocus()
    QTest.keyClick(told.list, Key.Key_Return)
    assert opened == [("event", event.id)]


def test_a_text_that_could_not_be_saved_does_not_come_back_as_a_draft(
    page: ContactsPage, qtbot: QtBot, session: Session, people: list[Record]
) -> None:
    saving = page.panel.saving
    assert saving is not None
    saving.type_in("first_met", "at the harbour")
    erased(page, qtbot, "陈祖荣")
    qtbot.waitUntil(page.panel.deleted_sign.isVisible)
    assert saving.text("first_met") is None
    assert session.drafts.get(DraftKey("contact", people[0].id, "first_met")) is None


def test_a_draft_elsewhere_that_mentions_them_is_listed(
    page: ContactsPage, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    meeting = make_record("meeting", subject_en="Talks").id
    session.drafts.put(Draft(DraftKey("meeting", meeting, "composer"), "陈祖荣说"))
    told = erased(page, qtbot, "陈祖荣")
    qtbot.waitUntil(lambda: "Talks" in told.list.item(0).text())
    assert "being typed" in told.list.item(0).text()


def test_the_language_may_change_while_it_asks(
    page: ContactsPage, qtbot: QtBot, session: Session
) -> None:
    dialog = asked(page, qtbot)
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.name, "Chan")
    session.language.switch_to(CHINESE)
    assert dialog.name.text() == "Chan"
    assert dialog.pages.currentIndex() == 1


def test_where_no_contact_is_shown_it_says_what_to_open(
    page: ContactsPage, session: Session
) -> None:
    page.panel.clear()
    page.erase_person()
    bar = page.window().findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    assert bar.isVisible()


def test_a_value_that_is_repeated_in_new_records_is_forgotten(
    page: ContactsPage, qtbot: QtBot, session: Session
) -> None:
    pins = Pins(session, "contact")
    pins.pin("mobile", {"mobile": "+853 6612 3456"})
    erased(page, qtbot, "陈祖荣")
    assert pins.values() == {"mobile": None}


def test_the_history_says_that_they_were_erased(
    page: ContactsPage, qtbot: QtBot, session: Session, people: list[Record]
) -> None:
    erased(page, qtbot, "陈祖荣")
    entries = session.workspace.history.of("contact", people[0].id)
    told = what_happened(entries[0], people[0].id, {})
    assert session.language.text(told) == "Contact erased"
